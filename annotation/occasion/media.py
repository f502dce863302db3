"""The medium by which something was said: an interview, a statement, a post, a letter, a court filing …"""

from annotation.grammar.noun_phrases import Form
from annotation.grammar.predicates import Candidate
from annotation.occasion.circumstance_rule import CircumstanceRule, Reading
from annotation.occasion.events import opening
from annotation.occasion.reporting_clause import Stretch
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

MEDIUM = CircumstanceRule(
    name="medium",
    reads="A noun for a medium behind a preposition.",
    example="“It held,” Ana Ruiz said in a statement.",
    outcome=("medium statement “a statement”",),
)
PLATFORM = CircumstanceRule(
    name="platform",
    reads="The name of a platform for posts, or of a broadcaster, behind “on”.",
    example="“It held,” Ana Ruiz wrote on Facebook.",
    outcome=("medium post “on Facebook”",),
)
MEDIUM_VERB = CircumstanceRule(
    name="medium-verb",
    reads="A verb that is itself a medium: tweeted, posted, e-mailed, testified.",
    example="“It held,” Ana Ruiz tweeted.",
    outcome=("medium post “tweeted”",),
)
MEDIUM_SOURCE = CircumstanceRule(
    name="medium-source",
    reads="A source that is a text: the letter says, a poll found.",
    example="The lawsuit says that the dam would hold.",
    outcome=("medium court filing “lawsuit”",),
)
OUTLET = CircumstanceRule(
    name="outlet",
    reads="A newspaper or magazine in which somebody wrote.",
    example="“It held,” Ana Ruiz wrote in The Norra Herald.",
    outcome=("medium article “in The Norra Herald”",),
)
RULES = (MEDIUM, PLATFORM, MEDIUM_VERB, MEDIUM_SOURCE, OUTLET)
_NEAR = 4  # tokens from “released” to “statement”
_ARTICLE, _BROADCAST, _POST = "article", "broadcast", "post"


def medium(document: Document, candidate: Candidate, stretches: list[Stretch]) -> Reading | None:
    """Return the medium of a candidate."""
    if reading := _of_verb(document, candidate):
        return reading
    for stretch in stretches:
        if reading := _within(document, stretch):
            return reading
    return _of_source(document, candidate) or _outlet(document, candidate, stretches)


def noun_at(document: Document, token: int) -> str | None:
    """Return the medium of the noun at a token: of `news conference` at its last word; none of `The Norra Post`."""
    data, word = document.language.occasion, document.words[token]
    if (word not in data.medium_of and word not in data.medium_heads) or not document.raw(token).islower():
        return None
    pair = data.medium_of.get(f"{document.words[token - 1]} {word}") if token else None
    return pair or data.medium_of.get(word)


def _within(document: Document, stretch: Stretch) -> Reading | None:
    data, words = document.language.occasion, document.words
    for token in range(stretch.first, stretch.last):
        name = noun_at(document, token)
        if name and (token + 1 >= stretch.last or noun_at(document, token + 1) is None):
            first = _issued(document, token, stretch.first)
            if first is None:
                first = opening(document, token, stretch.first)
                if first is None or words[first - 1] not in data.medium_prepositions:
                    continue
            return Reading(name, first, token + 1, MEDIUM)
        if words[token] in data.network_prepositions and token + 1 < stretch.last:
            if words[token + 1] in data.platforms:
                return Reading(_POST, token, token + 2, PLATFORM)
            if words[token + 1] in data.networks:
                return Reading(_BROADCAST, token, token + 2, PLATFORM)
    return None


def _issued(document: Document, noun: int, low: int) -> int | None:
    """Return where the phrase of a noun begins behind a verb of issuing: `released a statement saying`."""
    at = noun
    while at > low and noun - at < _NEAR and not document.tags[at] & (Tag.PREPOSITION | Tag.PUNCTUATION):
        if document.words[at - 1] in document.language.occasion.issued:
            return next((token for token in range(at, noun) if document.tags[token] & Tag.DETERMINER), at)
        at -= 1
    return None


def _of_verb(document: Document, candidate: Candidate) -> Reading | None:
    cue = document.cue_at(candidate.cue[0]) if candidate.cue else None
    name = document.language.occasion.medium_of_verb.get(cue.verb) if cue else None
    return Reading(name, *candidate.cue, MEDIUM_VERB) if name and candidate.cue else None


def _of_source(document: Document, candidate: Candidate) -> Reading | None:
    source = candidate.source
    if source is None or source.form in (Form.NAME, Form.PRONOUN, Form.ROLE):
        return None
    for token in range(source.first, source.last):
        name = noun_at(document, token)
        closes = token + 1 >= source.last or document.tags[token + 1] != Tag.WORD
        if name and (closes or document.words[token + 1].endswith(document.language.grammar.past_endings)):
            return Reading(name, token, token + 1, MEDIUM_SOURCE)
        if document.tags[token] & Tag.PREPOSITION:
            return None
    return None


def _outlet(document: Document, candidate: Candidate, stretches: list[Stretch]) -> Reading | None:
    """Return an article: `wrote in The Norra Herald`, `wrote in Politico`."""
    cue = document.cue_at(candidate.cue[0]) if candidate.cue else None
    data = document.language.occasion
    if cue is None or cue.verb not in data.article_verbs:
        return None
    for stretch in stretches:
        for token in range(stretch.first, stretch.last - 1):
            if document.words[token] in data.name_prepositions and document.raw(token + 1)[0].isupper():
                last = token + 1
                while last < stretch.last and document.tags[last] & (Tag.CAPITAL | Tag.NAME):
                    last += 1
                if document.tags[token + 1] & Tag.DETERMINER:
                    return Reading(_ARTICLE, token, last, OUTLET)
    return None
