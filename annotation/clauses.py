"""Where the reported clause starts and where it ends."""

from annotation.cues import Cue, cue_at
from annotation.mentions import phrase_after
from annotation.reading import Reading
from annotation.words import ADVERB, AUXILIARY, COLON, COMMA, CUE, DASH, PREPOSITION, REGION, STOP, TIME, VERB

_REACH = 16  # items between a verb and its “that”


def clause_after(reading: Reading, cue: Cue, start: int, high: int) -> tuple[int, int] | None:
    """Give the items of the clause that a verb ending before item `start` reports.

    >>> from annotation.cues import cue_at; from annotation.reading import read
    >>> reading = read("Ruiz told Novak on Monday that it was over, adding nothing.")
    >>> clause_after(reading, cue_at(reading.words, 1), 2, len(reading.words))
    (6, 9)
    """
    first = _after_hearer(reading, cue, start, high)
    that = _that(reading, first, high)
    if that is not None:
        first = that + 1
    elif "bare" not in cue.takes or not _bare_clause(reading, cue, first, high):
        return None
    while first < high and reading.bits[first] & TIME and that is None:
        first += 1
    last = clause_end(reading, first, high)
    single = last - first == 1 and reading.bits[first] & REGION
    return (first, last) if single or last - first >= 2 else None


def clause_end(reading: Reading, first: int, high: int) -> int:
    """Give the item where a clause ends: before the full stop, or before `, adding` and `, according to`."""
    words, bits = reading.words, reading.bits
    for item in range(first, high):
        bit = bits[item]
        if bit & STOP and item + 1 == high:
            return item
        if words[item] == ";":
            return item
        if bit & (COMMA | DASH) and item + 1 < high and item > first:
            if bits[item + 1] & CUE and _participle(reading, item + 1):
                return item
            if words[item + 1 : item + 3] == ["according", "to"] or words[item + 1] == "but":
                return item
    return high


def _participle(reading: Reading, item: int) -> bool:
    cue = cue_at(reading.words, item)
    return cue is not None and cue.participle


def _after_hearer(reading: Reading, cue: Cue, start: int, high: int) -> int:
    if "hearer" not in cue.takes or start >= high or reading.words[start] == "that":
        return start
    hearer = phrase_after(reading, start, high)
    return hearer.last if hearer else start


def _that(reading: Reading, first: int, high: int) -> int | None:
    """Find `that` after the verb, stepping over when and where it was said."""
    for item in range(first, min(first + _REACH, high)):
        bit = reading.bits[item]
        if reading.words[item] == "that":
            return item
        if item == first and not bit & (PREPOSITION | TIME | COMMA | ADVERB):
            return None
        if bit & (REGION | STOP | COLON | AUXILIARY | VERB):
            return None
    return None


def _bare_clause(reading: Reading, cue: Cue, first: int, high: int) -> bool:
    if first >= high or reading.bits[first] & (COMMA | COLON | STOP | DASH | PREPOSITION):
        return False
    if cue.verb in ("say", "tell") and not reading.bits[first] & REGION:
        return True
    return any(reading.bits[item] & (AUXILIARY | VERB) for item in range(first, clause_end(reading, first, high)))
