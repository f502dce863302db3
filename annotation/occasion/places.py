"""The place at which something was said: `in Norra`, `at the Norra Town Hall`."""

from annotation.occasion.circumstance_rule import CircumstanceRule, Reading, written
from annotation.occasion.events import opening
from annotation.occasion.reporting_clause import Stretch
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

PLACE = CircumstanceRule(
    name="place",
    reads="A name behind “in”.",
    example="“It held,” Ana Ruiz told reporters in Norra.",
    outcome=("place Norra; addressee reporters",),
)
VENUE = CircumstanceRule(
    name="venue",
    reads="A noun for a building or institution with a name, behind a preposition.",
    example="Speaking at the Norra Islamic Center on Sunday, Ana Ruiz said that the dam would hold.",
    outcome=("said 2018-05-27 “on Sunday”; place the Norra Islamic Center",),
)
RULES = (PLACE, VENUE)
_NO_PLACE = Tag.TIME | Tag.NATIONALITY | Tag.BODY | Tag.TITLE | Tag.ROLE
_BEHIND = Tag.DETERMINER | Tag.PUNCTUATION | Tag.PREPOSITION | Tag.TIME | Tag.SUBORDINATOR | Tag.CONJUNCTION


def place(document: Document, stretch: Stretch, hearer: Reading | None) -> Reading | None:
    """Return the place that a stretch names; none where the place is that of the source or of the hearer."""
    if not stretch.own:
        return None
    data = document.language.occasion
    for token in range(stretch.first, stretch.last):
        word = document.words[token]
        if word in data.venues and (reading := _venue(document, token, stretch)):
            return reading
        if hearer and token == hearer.last and not _is_crowd(document, hearer.last - 1):
            continue
        if word in data.name_prepositions and (reading := _named(document, token + 1, stretch)):
            return reading
    return None


def _is_crowd(document: Document, head: int) -> bool:
    """Return whether hearers are some people at one place, as `reporters in Norra`, unlike `the attorney in Norra`."""
    word, plurals = document.words[head], document.language.coreference.plural_endings
    return document.raw(head).islower() and (word in document.language.occasion.crowds or word.endswith(plurals))


def _named(document: Document, first: int, stretch: Stretch) -> Reading | None:
    """Return a name that begins at a token: `Norra`, `the United States`, `Norra, Elmland`."""
    tags, words = document.tags, document.words
    start = first
    if first < stretch.last and tags[first] & Tag.DETERMINER:
        start += 1  # “the Philippines”
        if start >= stretch.last or not tags[start] & Tag.PLACE:
            return None
    last = start
    while last < stretch.last and tags[last] & Tag.NAME:
        last += 1
    if last == start or words[start] in document.language.occasion.no_places:
        return None
    kinds = [tags[token] & ~Tag.NATIONALITY for token in range(start, last - 1)]  # “South Carolina”
    if any(kind & _NO_PLACE and not kind & Tag.PLACE for kind in (*kinds, tags[last - 1])):
        return None
    if last < len(tags) and last < stretch.last and not tags[last] & _BEHIND:
        return None  # “in Ruiz’s words”, “in Norra politics”
    last = _with_region(document, last, stretch)
    return Reading(written(document, first, last), first, last, PLACE)


def _with_region(document: Document, last: int, stretch: Stretch) -> int:
    """Return where a place ends with the region behind its comma: `Norra, North Elmland`."""
    tags = document.tags
    if last >= stretch.last or not tags[last] & Tag.COMMA:
        return last
    end = last + 1
    while end < stretch.last and tags[end] & Tag.NAME:
        end += 1
    closes = stretch.behind if end == stretch.last else bool(tags[end] & _BEHIND)
    return end if end > last + 1 and closes else last


def _venue(document: Document, noun: int, stretch: Stretch) -> Reading | None:
    data, tags = document.language.occasion, document.tags
    first = opening(document, noun, stretch.first)
    if first is None or document.words[first - 1] not in data.venue_prepositions:
        return None
    if document.words[first] in document.language.grammar.genitive_prepositions:
        first += 1  # “outside of City Hall”
    last = noun + 1
    if f"{document.words[noun - 1]} {document.words[noun]}" in data.events:
        return None
    if last < stretch.last and not tags[last] & _BEHIND:
        return None  # “her college columns”
    named = any(tags[token] & Tag.NAME for token in range(first, last))
    determined = first < noun and tags[first] & Tag.DETERMINER
    if not named and not determined:
        return None
    return Reading(written(document, first, last), first, last, VENUE)
