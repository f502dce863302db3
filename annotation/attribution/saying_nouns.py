"""Nouns of saying with a clause: `Ruiz’s claim that the dam “would hold”`, `a warning by Ruiz that it might not`."""

from collections.abc import Iterator

from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after, phrase_before
from annotation.grammar.predicates import Candidate
from annotation.grammar.subjects import can_speak
from annotation.parsing.document import Document
from annotation.parsing.tags import CAPITAL, POSSESSIVE, SMALL, VERBAL, WORD
from annotation.rule import Rule

_ADJECTIVES = 3  # between an owner and a noun
_NO_ADJECTIVE = SMALL | VERBAL | CAPITAL

NOUN_CLAUSE = Rule(
    name="noun-clause",
    reads="A noun of saying with its owner, or with “by” and who spoke, and the clause behind “that”.",
    precision=0.9,
    example="The town laughed at [source|Ana Ruiz]’s [cue|claim] that [content|the dam would hold].",
    outcome=("noun-clause/name: Ana Ruiz",),
    explanation="A clause says what the {cue} of {source} was.",
)


def saying_nouns(document: Document) -> list[int]:
    """Return the tokens of a document that are nouns of saying."""
    nouns = document.language.attribution.saying_nouns
    return [token for token, word in enumerate(document.words) if word in nouns]


def noun_clauses(document: Document, low: int, high: int, nouns: list[int]) -> Iterator[Candidate]:
    """Yield the candidate of each noun of saying of a sentence that has both a speaker and a clause."""
    for token in nouns:
        if not low < token < high - 2:
            continue
        source, that = _owner(document, token, low), token + 1
        if source is None:
            source = _agent(document, token, high)
            that = source.last if source else high
        if source is None or that + 2 >= high or not _is_that(document, that) or not can_speak(source):
            continue
        end = _clause_end(document, min(source.first, token), that + 1, low, high)
        if end is not None:
            yield Candidate(((that + 1, end),), source, (token, token + 1), NOUN_CLAUSE)


def _is_that(document: Document, token: int) -> bool:
    return document.words[token] in document.language.grammar.complementizers


def _owner(document: Document, token: int, low: int) -> NounPhrase | None:
    """Return the owner of a noun: `Ruiz` of `Ruiz’s latest claim`, `her` of `her claim`."""
    at = token - 1
    while at > low and token - at <= _ADJECTIVES and document.tags[at] & WORD and not document.tags[at] & _NO_ADJECTIVE:
        at -= 1
    if document.words[at] in document.language.attribution.owner_pronouns:
        return NounPhrase(at, at + 1, at, Form.PRONOUN)
    return phrase_before(document, at, low) if document.tags[at] & POSSESSIVE else None


def _agent(document: Document, token: int, high: int) -> NounPhrase | None:
    """Return who stands behind “by”: `the harbour master Lena Kors` of `a warning by the harbour master Lena Kors`."""
    by = document.words[token + 1] in document.language.grammar.agent_prepositions
    return phrase_after(document, token + 2, high) if by else None


def _clause_end(document: Document, first: int, start: int, low: int, high: int) -> int | None:
    """Return where the clause ends; behind its last marks where the noun opens the sentence, whose verb follows."""
    end = clause_end(document, start, high)
    if first > low + 1:
        return end
    regions = document.regions_in(start, end)
    return regions[-1] + 1 if regions else None
