"""Quoted regions that open their sentence, before a verb or a subject that no word list has.

`“It held!” beamed Ana Ruiz`, `“It held,” the two write`: where the marks close with a comma or a question, a
speaker follows.
"""

from collections.abc import Iterator
from dataclasses import replace

from annotation.attribution.dialogue import SIGNATURE, signed_by
from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after, phrase_before
from annotation.grammar.predicates import Candidate
from annotation.grammar.subjects import can_speak
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document
from annotation.rule import Rule

_REACH = 40  # tokens from the marks to the verb
_EDGE = Tag.PUNCTUATION | Tag.REGION | Tag.PREPOSITION | Tag.AUXILIARY


QUOTED_OPENING = Rule(
    name="quoted-opening",
    reads="Marks that open a sentence, before a verb that no list has.",
    precision=0.92,
    example="“[content|It held!]” [cue|beamed] [source|Ana Ruiz].",
    outcome=("quoted-opening/name: Ana Ruiz",),
    explanation="The words between marks open the sentence, and a verb of expression joins them to {source}.",
)


def quoted_opening(document: Document, low: int, high: int) -> Iterator[Candidate]:
    """Yield the candidate for a region that begins a sentence, if a verb follows it."""
    if low + 1 < high and document.words[low + 1] in document.language.attribution.no_speaker_openers:
        return
    if signer := signed_by(document, low + 1, high):
        yield Candidate(((low, low + 1),), signer, None, SIGNATURE)
        return
    if document.text[document.region_at[low].inner.end - 1] not in ",?!…—-" and not _comma_behind(document, low, high):
        return
    source_and_cue = (
        _known_verb(document, low, high) or _inverted(document, low + 1, high) or _unknown_verb(document, low, high)
    )
    if source_and_cue:
        source, cue = source_and_cue
        yield Candidate(((low, low + 1), *_rest(document, max(cue[1], source.last), high)), source, cue, QUOTED_OPENING)


def _comma_behind(document: Document, low: int, high: int) -> bool:
    return low + 1 < high and bool(document.tags[low + 1] & Tag.COMMA)


def _known_verb(document: Document, low: int, high: int) -> tuple[NounPhrase, tuple[int, int]] | None:
    """Return the subject and the tokens of the next reporting verb: the words before it or, inverted, behind it."""
    for token in range(low + 1, min(low + _REACH, high)):
        tag = document.tags[token]
        if tag & Tag.REGION:
            return None
        if not tag & Tag.CUE or tag & Tag.CAPITAL or _is_rather_noun(document, token, high):
            continue
        start = low + 2 if _comma_behind(document, low, high) else low + 1
        source = _plain(document, start, token) if token > start else _plain(document, token + 1, high)
        return (source, (token, token + 1)) if source else None
    return None


def _is_rather_noun(document: Document, token: int, high: int) -> bool:
    """Return whether a base form is rather a noun: `the state police`."""
    cue = document.cue_at(token)
    inside = (
        document.tags[token - 1] & (Tag.DETERMINER | Tag.CAPITAL)
        and token + 1 < high
        and not document.tags[token + 1] & _EDGE
    )
    return cue is None or bool(cue.base and inside)


def _plain(document: Document, start: int, high: int) -> NounPhrase | None:
    """Return the words up to the next comma, preposition or verb as a noun phrase."""
    last = start
    while last < high and not document.tags[last] & (_EDGE | Tag.ADVERB):
        if last > start and document.tags[last - 1] & Tag.NAME and _past(document, last):
            break
        last += 1
    if last == start:
        return None
    phrase = phrase_before(document, last, start)
    if phrase and can_speak(phrase):
        return phrase if phrase.form is Form.NAME else replace(phrase, first=start)
    return NounPhrase(start, last, last - 1, Form.OTHER)


def _unknown_verb(document: Document, low: int, high: int) -> tuple[NounPhrase, tuple[int, int]] | None:
    """`“The way I see it,” she elaborated, “nobody won.”`."""
    phrase = phrase_after(document, low + 1, high)
    if phrase and can_speak(phrase) and phrase.last < high and _verbal(document, phrase.last):
        return phrase, (phrase.last, phrase.last + 1)
    return None


def _inverted(document: Document, token: int, high: int) -> tuple[NounPhrase, tuple[int, int]] | None:
    """`“It held!” beamed Ana Ruiz`."""
    phrase = phrase_after(document, token + 1, high) if token < high and _verbal(document, token) else None
    return (phrase, (token, token + 1)) if phrase and can_speak(phrase) else None


def _verbal(document: Document, token: int) -> bool:
    tag, word = document.tags[token], document.words[token]
    language = document.language
    if (
        not tag & Tag.WORD
        or tag & (Tag.CAPITAL | Tag.SMALL | Tag.TIME)
        or not word.endswith(language.attribution.verb_endings)
    ):
        return False
    return not word.endswith("'" + language.parsing.possessive_clitic)


def _past(document: Document, token: int) -> bool:
    return _verbal(document, token) and document.words[token].endswith(document.language.grammar.past_endings)


def _rest(document: Document, start: int, high: int) -> tuple[tuple[int, int], ...]:
    """Return the region that goes on after the verb: `, “all night.”`."""
    for token in range(start, min(start + _REACH, high)):
        if document.tags[token] & Tag.REGION:
            return ((token, token + 1),) if document.tags[token - 1] & Tag.COMMA else ()
        if document.tags[token] & Tag.CUE:
            return ()
    return ()
