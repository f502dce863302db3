"""The stretches of a sentence that tell when, where and how something was said: beside the verb, outside the content.

    [On Monday], Ruiz, [speaking at a rally], told [reporters in Norra] that the dam would hold.

A relative or subordinate clause ends a stretch, so that “who left on Friday” dates nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotation.attribution.objects import SUBJECT_VERB_OBJECT
from annotation.attribution.quoted import SUBJECT_VERB_JUDGEMENT
from annotation.grammar.noun_phrases import Form
from annotation.grammar.predicates import Candidate
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_ENDS = Tag.STOP | Tag.REGION | Tag.COLON | Tag.DASH
_GOES_ON = Tag.PREPOSITION | Tag.TIME | Tag.NUMBER
_FINITE = Tag.VERB | Tag.AUXILIARY
_ENDS_ADVERBIAL = _ENDS | _FINITE | Tag.COMMA | Tag.CONJUNCTION | Tag.CUE | Tag.PRONOUN
_LONGEST = 40  # tokens of a stretch
_NEAR = 10  # tokens between “released” and “saying”, or before “when”


class Stretch(NamedTuple):
    """Tokens of a reporting clause from `first` up to, not including, `last`.

    `behind` is whether they stand behind the verb, where the hearer is named; `own` whether a place among them is that
    of the utterance, and not of the source, as in “officials in Norra said”.
    """

    first: int
    last: int
    behind: bool
    own: bool


def stretches(document: Document, candidate: Candidate) -> Iterator[Stretch]:
    """Yield the stretches of the reporting clause of a candidate with a cue; those behind the verb come first."""
    if candidate.cue is None:
        return
    low, high = document.sentences[document.sentence_of[candidate.cue[0]]]
    start, end = _run(candidate, low, high)
    cue, source = candidate.cue, candidate.source
    inverted = source is not None and source.first >= cue[1]
    behind = source.last if source is not None and inverted else cue[1]
    if behind < end:
        yield from _cut(document, behind, end, True, not inverted)
    if _may_close(document, candidate) and candidate.content[-1][1] < high:
        yield from _cut(document, candidate.content[-1][1], high, False, True)
        yield from _closing_event(document, candidate.content[-1][1], high)
    if source is not None and source.last <= cue[0]:
        yield from _before(document, low, source.first, cue)
    if source is None or source.form is Form.DOCUMENT:
        first = source.first if source else cue[0]
        if source and source.last > source.first:
            yield Stretch(source.first, source.last, False, False)
        yield from _lead(document, start, first)
    elif start <= source.first < cue[0]:
        yield from _lead(document, start, source.first)
    if source is not None and source.last < cue[0]:
        yield from _aside(document, source.last, cue[0])


def _may_close(document: Document, candidate: Candidate) -> bool:
    """Return whether what stands behind the object belongs to the verb: `called for calm at Wednesday’s meeting`.

    It does not behind a verb in the object, `accused Novak of leaving on Wednesday`, but for an event.
    """
    cue = document.cue_at(candidate.cue[0]) if candidate.cue else None
    if candidate.rule not in (SUBJECT_VERB_OBJECT, SUBJECT_VERB_JUDGEMENT) or cue is None or cue.participle:
        return False
    data, last = document.language.occasion, candidate.content[-1][1]
    words = [word for first, last in candidate.content for word in document.words[first:last]]
    if not any(word.endswith(data.gerund_endings) for word in words):
        return True
    near = document.words[last : last + _NEAR]
    return near[:1] != [] and near[0] in data.event_prepositions and not data.events.isdisjoint(near)


def _closing_event(document: Document, first: int, high: int) -> Iterator[Stretch]:
    """Yield the event that ends a sentence: `called for calm when speaking of the dam at Wednesday’s conference.`"""
    data, words, tags = document.language.occasion, document.words, document.tags
    end = high - 1 if tags[high - 1] & Tag.STOP else high
    if end - 1 <= first or words[end - 1] not in data.events:
        return
    for token in range(end - 1, max(first, end - _NEAR) - 1, -1):
        if tags[token] & _ENDS_ADVERBIAL:
            return
        if words[token] in data.event_prepositions and tags[token + 1] & Tag.TIME:
            yield Stretch(token, end, False, True)
            return


def _before(document: Document, low: int, subject: int, cue: tuple[int, int]) -> Iterator[Stretch]:
    """Yield what stands before a participle, a time before the verb, and what “when” and a subject follow."""
    tags, words, data = document.tags, document.words, document.language.occasion
    verb = document.cue_at(cue[0])
    if verb is not None and verb.participle:
        for token in range(cue[0] - 1, max(low, cue[0] - _NEAR) - 1, -1):
            if tags[token] & _ENDS:
                break
            if words[token] in data.issued:  # “released a statement on Monday saying”
                yield Stretch(token, cue[0], False, True)
                return
    first = _time_before(document, low, cue[0])
    if first < cue[0]:
        yield Stretch(first, cue[0], False, False)
    opener = subject - 1
    if opener > low and words[opener] in data.condition_openers:
        end = opener - 1 if tags[opener - 1] & Tag.COMMA else opener
        first = end
        while first > low and end - first < _NEAR and not tags[first - 1] & _ENDS_ADVERBIAL:
            first -= 1
        while first < end and not tags[first] & _GOES_ON:
            first += 1
        if first < end:
            yield Stretch(first, end, False, True)


def _time_before(document: Document, low: int, cue: int) -> int:
    """Return where a day before a verb begins: `Ruiz, who had left, on Monday said`, `answered on Monday, saying`."""
    tags, words, data = document.tags, document.words, document.language.occasion
    end = cue - 1 if cue > low and tags[cue - 1] & Tag.COMMA else cue
    first = end
    while first > low and (tags[first - 1] & Tag.TIME or words[first - 1] in data.time_prepositions):
        first -= 1
    days = data.weekday_of.keys() | data.yesterday | data.today
    apart = end == cue or not days.isdisjoint(words[first:end])
    return first if apart else cue


def _run(candidate: Candidate, low: int, high: int) -> tuple[int, int]:
    """Return the tokens around the cue up to the contents before and behind it."""
    cue = candidate.cue or (low, low)
    for first, last in candidate.content:
        if last <= cue[0]:
            low = max(low, last)
        elif first >= cue[1]:
            high = min(high, first)
    return low, high


def _cut(document: Document, first: int, high: int, behind: bool, own: bool) -> Iterator[Stretch]:
    """Yield the stretch from a token to where its clause ends."""
    words, tags = document.words, document.tags
    openers = document.language.occasion.clause_openers
    if first < high and tags[first] & Tag.COMMA:
        first += 1
        if first >= high or not tags[first] & _GOES_ON:
            return
    token, limit = first, min(high, first + _LONGEST)
    while token < limit:
        tag = tags[token]
        if tag & _ENDS or words[token] in openers or (tag & _FINITE and not tag & Tag.TIME):
            break
        goes_on = token + 1 < limit and tags[token + 1] & _GOES_ON
        if tag & Tag.COMMA and not goes_on and not _within_date_or_place(document, token, limit):
            break
        token += 1
    if token > first:
        yield Stretch(first, token, behind, own)


def _within_date_or_place(document: Document, comma: int, limit: int) -> bool:
    """Return whether a comma stands before the rest of a place: `in Norra, North Elmland, on Monday`."""
    tags, behind = document.tags, comma + 1
    if not tags[comma - 1] & Tag.NAME:
        return False
    while behind < limit and tags[behind] & Tag.NAME:
        behind += 1
    return behind > comma + 1 and (behind >= limit or bool(tags[behind] & (Tag.PUNCTUATION | _GOES_ON)))


def _lead(document: Document, low: int, first: int) -> Iterator[Stretch]:
    """Yield what stands before the subject, unless a clause of its own does: `On Monday,`, `Speaking in Norra,`."""
    tags, words, data = document.tags, document.words, document.language.occasion
    while low < first and (
        tags[low] & (Tag.CONJUNCTION | Tag.COMMA)
        or words[low] in data.condition_openers
        or (tags[low] & Tag.ADVERB and not tags[low] & Tag.TIME)
    ):
        low += 1
    if low >= first:
        return
    opens = tags[low] & _GOES_ON or words[low] in data.lead_openers or _says_when(document, low)
    if not opens:
        return
    last = first
    for token in range(low, first):
        if words[token] in data.clause_openers or tags[token] & _ENDS:
            last = token
            break
        if tags[token] & _FINITE and not tags[token] & Tag.TIME:
            return
    if last < first and words[low] not in data.lead_openers:
        return
    yield Stretch(low, last, False, True)


def _says_when(document: Document, token: int) -> bool:
    words, data = document.words, document.language.occasion
    return words[token] in data.previous or words[token] in data.present or words[token] in data.time_prepositions


def _aside(document: Document, first: int, cue: int) -> Iterator[Stretch]:
    """Yield what stands between subject and verb: `Ruiz on Monday said`, `Ruiz, speaking in Norra, said`."""
    tags, words, data = document.tags, document.words, document.language.occasion
    apart = bool(tags[first] & Tag.COMMA)
    if apart:
        first += 1
    if first >= cue:
        return
    spoken = words[first] in data.lead_openers
    if not (spoken or tags[first] & _GOES_ON or words[first] in data.issued):
        return
    for token in range(first, cue):
        if words[token] in data.clause_openers or tags[token] & _ENDS or tags[token] & Tag.VERB:
            return
    yield Stretch(first, cue, False, spoken)
