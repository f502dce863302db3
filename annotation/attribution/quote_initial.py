"""Words between marks that open their sentence, before a verb or a subject of which the word lists know nothing.

`“It held!” beamed Ana Ruiz`, `“It held,” the two write`: where the marks close with a comma or a question, somebody is
going to be named.
"""

from collections.abc import Iterator
from dataclasses import replace

from annotation.grammar.noun_phrases import Form, Mention, phrase_after, phrase_before
from annotation.grammar.predicates import Claim
from annotation.grammar.subjects import can_speak
from annotation.parsing.cues import cue_at
from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CUE,
    DETERMINER,
    PREPOSITION,
    PUNCTUATION,
    REGION,
    SMALL,
    TIME,
    WORD,
)

_REACH = 40  # items from the marks to the verb
_EDGE = PUNCTUATION | REGION | PREPOSITION | AUXILIARY


def quoted_opening(reading: Reading, low: int, high: int) -> Iterator[Claim]:
    """Return the claim for a region that begins a sentence, if a verb follows it."""
    if low + 1 < high and reading.words[low + 1] in ("according", "which", "who"):
        return
    if reading.text[reading.region_at[low].inner.end - 1] not in ",?!…—-" and not _comma_behind(reading, low, high):
        return
    found = _known_verb(reading, low, high) or _inverted(reading, low + 1, high) or _unknown_verb(reading, low, high)
    if found:
        source, cue = found
        yield Claim(((low, low + 1), *_rest(reading, max(cue[1], source.last), high)), source, cue, "quoted-opening")


def _comma_behind(reading: Reading, low: int, high: int) -> bool:
    return low + 1 < high and bool(reading.bits[low + 1] & COMMA)


def _known_verb(reading: Reading, low: int, high: int) -> tuple[Mention, tuple[int, int]] | None:
    """Find the next reporting verb, and take for its subject whatever stands before it or, inverted, behind it."""
    for item in range(low + 1, min(low + _REACH, high)):
        bit = reading.bits[item]
        if bit & REGION:
            return None
        if not bit & CUE or bit & CAPITAL or _is_rather_noun(reading, item, high):
            continue
        start = low + 2 if _comma_behind(reading, low, high) else low + 1
        source = _plain(reading, start, item) if item > start else _plain(reading, item + 1, high)
        return (source, (item, item + 1)) if source else None
    return None


def _is_rather_noun(reading: Reading, item: int, high: int) -> bool:
    """Return whether a base form is rather a noun: `the state police`."""
    cue = cue_at(reading.words, item)
    inside = reading.bits[item - 1] & (DETERMINER | CAPITAL) and item + 1 < high and not reading.bits[item + 1] & _EDGE
    return cue is None or bool(cue.base and inside)


def _plain(reading: Reading, start: int, high: int) -> Mention | None:
    """Return the words up to the next comma, preposition or verb as a mention, better read if they can be."""
    last = start
    while last < high and not reading.bits[last] & (_EDGE | ADVERB):
        last += 1
    if last == start:
        return None
    known = phrase_before(reading, last, start)
    if known and can_speak(known):
        return known if known.form is Form.NAME else replace(known, first=start)
    return Mention(start, last, last - 1, Form.OTHER)


def _unknown_verb(reading: Reading, low: int, high: int) -> tuple[Mention, tuple[int, int]] | None:
    """`“The way I see it,” she elaborated, “nobody won.”`."""
    mention = phrase_after(reading, low + 1, high)
    if mention and can_speak(mention) and mention.last < high and _verbal(reading, mention.last):
        return mention, (mention.last, mention.last + 1)
    return None


def _inverted(reading: Reading, item: int, high: int) -> tuple[Mention, tuple[int, int]] | None:
    """`“It held!” beamed Ana Ruiz`."""
    mention = phrase_after(reading, item + 1, high) if item < high and _verbal(reading, item) else None
    return (mention, (item, item + 1)) if mention and can_speak(mention) else None


def _verbal(reading: Reading, item: int) -> bool:
    bit, word = reading.bits[item], reading.words[item]
    return bool(bit & WORD) and not bit & (CAPITAL | SMALL | TIME) and word.endswith(("ed", "s")) and word[-2:] != "'s"


def _rest(reading: Reading, start: int, high: int) -> tuple[tuple[int, int], ...]:
    """Return the region that goes on after the verb: `, “all night.”`."""
    for item in range(start, min(start + _REACH, high)):
        if reading.bits[item] & REGION:
            return ((item, item + 1),) if reading.bits[item - 1] & COMMA else ()
        if reading.bits[item] & CUE:
            return ()
    return ()
