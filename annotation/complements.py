"""What a reporting verb takes after it, and where that begins: `said [it is over]`, `told Novak that [it is over]`."""

from annotation.clauses import clause_end
from annotation.cues import Cue
from annotation.mentions import phrase_after
from annotation.reading import Reading
from annotation.words import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CUE,
    DASH,
    PREPOSITION,
    REGION,
    STOP,
    SUBORDINATOR,
    TIME,
    VERB,
)

_REACH = 16  # items between a verb and its “that”
QUESTIONS = frozenset({"what", "why", "how", "whether", "if", "who", "where", "when", "which"})
_SAYING = frozenset({"say", "tell"})


def clause_after(
    reading: Reading, cue: Cue, start: int, high: int, opening: bool = False, aside: bool = False
) -> tuple[int, int] | None:
    """Give the items of the clause that a verb ending before item `start` reports.

    >>> from annotation.cues import cue_at; from annotation.reading import read
    >>> reading = read("Ruiz told Novak on Monday that it was over, adding nothing.")
    >>> clause_after(reading, cue_at(reading.words, 1), 2, len(reading.words))
    (6, 9)
    """
    first = clause_start(reading, cue, start, high)
    if first is None:
        return None
    last = clause_end(reading, first, high, cue, opening, aside)
    single = last - first == 1 and reading.bits[first] & REGION
    return (first, last) if single or last - first >= 2 else None


def clause_start(reading: Reading, cue: Cue, start: int, high: int) -> int | None:
    """Give the item where the clause that a verb reports begins, or None when there is none."""
    first = _after_hearer(reading, cue, start, high)
    that = _that(reading, first, high)
    if that is not None:
        return that + 1
    if first < high and reading.words[first] in QUESTIONS and "wh" in cue.takes:
        return first
    while first < high and reading.bits[first] & TIME:
        first += 1
    return first if "bare" in cue.takes and _bare_clause(reading, cue, first, high) else None


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
    if reading.bits[first] & SUBORDINATOR and reading.words[first] not in QUESTIONS and reading.words[first] != "that":
        return False
    if cue.verb in _SAYING and not reading.bits[first] & REGION:
        return True
    return any(
        reading.bits[item] & (AUXILIARY | VERB | CUE) for item in range(first, clause_end(reading, first, high, cue))
    )
