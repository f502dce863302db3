"""The event at which something was said: `at the Primakov Readings conference`, `during a debate in Norra`."""

from annotation.grammar.noun_phrases import phrase_after
from annotation.occasion.circumstance_rule import CircumstanceRule, Reading, written
from annotation.occasion.reporting_clause import Stretch
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

EVENT = CircumstanceRule(
    name="event",
    reads="A noun for a gathering behind a preposition, with what belongs to it.",
    example="“It held,” Ana Ruiz said at the Spring Dams conference on Wednesday.",
    outcome=("said 2018-05-30 “on Wednesday”; event the Spring Dams conference",),
)
RULES = (EVENT,)
_LONGEST = 9  # tokens of a name before the noun
_OUTSIDE = Tag.COMMA | Tag.PREPOSITION | Tag.CONJUNCTION | Tag.SUBORDINATOR | Tag.AUXILIARY | Tag.STOP


def event(document: Document, stretch: Stretch) -> Reading | None:
    """Return the event that a stretch names."""
    data, words = document.language.occasion, document.words
    for token in range(stretch.first + 1, stretch.last):
        if words[token] not in data.events and f"{words[token - 1]} {words[token]}" not in data.events:
            continue
        if token + 1 < stretch.last and _qualifies(document, token + 1):
            continue  # “a conference call”, “the rally stage”
        first = opening(document, token, stretch.first)
        if first is None or words[first - 1] not in data.event_prepositions:
            continue
        first = _behind_time(document, first, token)
        if first < token or first > stretch.first:
            last = _extended(document, token + 1, stretch.last)
            one = _is_one(document, first, token)
            return Reading(written(document, first, last), first, last, EVENT) if one else None
    return None


def _qualifies(document: Document, token: int) -> bool:
    """Return whether a noun stands at a token, so that the one before only says which."""
    noun = document.tags[token] & Tag.WORD and not document.tags[token] & (Tag.SMALL | Tag.TIME | Tag.NUMBER)
    data, word = document.language.occasion, document.words[token]
    return bool(noun) and word not in data.event_hosts and word not in data.issued


def opening(document: Document, noun: int, low: int) -> int | None:
    """Return the first token of the phrase that a noun closes, behind its preposition; None without one."""
    for token in range(noun - 1, max(low, noun - _LONGEST) - 1, -1):
        tag = document.tags[token]
        genitive = document.words[token] in document.language.grammar.genitive_prepositions
        if genitive and document.words[token - 1] in document.language.occasion.event_edges:
            return token + 1
        if tag & Tag.PREPOSITION and not genitive:
            return token + 1
        if tag & (_OUTSIDE & ~Tag.PREPOSITION) and not tag & Tag.DETERMINER:
            return None
    return None


def _behind_time(document: Document, first: int, noun: int) -> int:
    """Step over the time that dates the event: `Wednesday’s news conference`."""
    if first + 1 < noun and document.tags[first] & Tag.TIME and document.tags[first + 1] & Tag.POSSESSIVE:
        return first + 2
    return first


def _is_one(document: Document, first: int, noun: int) -> bool:
    """Return whether a certain gathering is meant: `a rally`, `Norra’s rally`, and not `at rallies`, `in debate`."""
    dated = document.tags[first - 1] & Tag.POSSESSIVE
    return first < noun or bool(dated)


def _extended(document: Document, last: int, high: int) -> int:
    """Return where what belongs to an event ends: `a rally with Ruiz and Novak`, `a breakfast hosted by Ruiz`."""
    data, words = document.language.occasion, document.words
    if last + 1 >= high:
        return last
    start = None
    if words[last] in data.event_links:
        start = last + 1
    elif words[last] in data.event_hosts and words[last + 1] in data.agents:
        start = last + 2
    phrase = phrase_after(document, start, high) if start and start < high else None
    if phrase is None or document.tags[phrase.first] & Tag.TIME:
        return last
    return before_place(document, phrase.first, phrase.last)


def before_place(document: Document, first: int, last: int) -> int:
    """Return where a phrase ends without place and infinitive: `reporters` of `reporters in Norra`."""
    ends = document.language.occasion.place_prepositions | document.language.grammar.infinitive_markers
    return next((token for token in range(first + 1, last) if document.words[token] in ends), last)
