"""What a reporting verb takes after it, and where that begins: `said [it is over]`, `told Novak that [it is over]`."""

from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.noun_phrases import phrase_after
from annotation.parsing.cues import Cue
from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    ADVERB,
    AUXILIARY,
    BODY,
    CAPITAL,
    CIRCUMSTANCE,
    COLON,
    COMMA,
    CUE,
    DASH,
    DETERMINER,
    FINITE,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    REGION,
    ROLE,
    STOP,
    SUBORDINATOR,
    TIME,
)

_REACH = 16  # items between a verb and its “that”
QUESTIONS = frozenset({"what", "why", "how", "whether", "if", "who", "where", "when", "which"})
_QUESTIONS_OF_A_CLAUSE = QUESTIONS - {"when", "where", "which"}
_CLAUSES_WITHIN = frozenset(
    {"who", "which", "that", "when", "where", "while", "because", "after", "before", "but", "if"}
)
_OBJECT_PRONOUNS = frozenset({"me", "him", "her", "us", "them"})
_NO_CLAUSE = frozenset({"so", "nothing", "little", "something", "almost", "no", "yes"})
_NOMINAL = DETERMINER | PRONOUN | CAPITAL | ROLE | BODY
_BEFORE_THAT = CIRCUMSTANCE | COMMA | ADVERB
_VERB_OR_REGION = FINITE | REGION
_NO_THAT = _VERB_OR_REGION | STOP | COLON
_NO_CLAUSE_BEHIND = COMMA | COLON | STOP | DASH
_BEFORE_NOUN = DETERMINER | PREPOSITION
_SAYING = frozenset({"say", "tell"})


def clause_after(
    reading: Reading, cue: Cue, start: int, high: int, opening: bool = False, aside: bool = False
) -> tuple[int, int] | None:
    """Return the items of the clause that a verb ending before item `start` reports.

    >>> from annotation.parsing.cues import cue_at; from annotation.parsing.document import read
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
    """Return the item where the clause that a verb reports begins, or None when there is none."""
    first = after_hearer(reading, cue, start, high)
    that = _that(reading, first, high)
    if that is not None:
        if not (that + 1 < high and reading.bits[that + 1] & FINITE):
            return that + 1
        # “said that was late” reports it, “disputes that were late” does not
        return that if that == first and "bare" in cue.takes else None
    if first < high and reading.words[first] in QUESTIONS and "wh" in cue.takes:
        return first
    while first < high and (reading.bits[first] & TIME or _when(reading, first, high)):
        first += 1
    return first if "bare" in cue.takes and _bare_clause(reading, cue, first, high) else None


def after_hearer(reading: Reading, cue: Cue, start: int, high: int) -> int:
    """Return the item behind the hearer of a verb that has one: `told Novak`."""
    if "hearer" not in cue.takes or start >= high or reading.words[start] == "that":
        return start
    if reading.words[start] in _OBJECT_PRONOUNS:
        return start + 1
    hearer = phrase_after(reading, start, high)
    return hearer.last if hearer else start


def _that(reading: Reading, first: int, high: int) -> int | None:
    """Find `that` after the verb, stepping over when and where it was said."""
    for item in range(first, min(first + _REACH, high)):
        bit = reading.bits[item]
        if reading.words[item] == "that":
            return item
        if item == first and not bit & _BEFORE_THAT and not _when(reading, item, high):
            return None
        if bit & _NO_THAT:
            return None
        if item > first and reading.words[item - 1] == "to" and not bit & _NOMINAL:
            return None
    return None


def _when(reading: Reading, item: int, high: int) -> bool:
    """Return whether `this week` or the like begins at an item."""
    return reading.words[item] == "this" and item + 1 < high and bool(reading.bits[item + 1] & TIME)


def _bare_clause(reading: Reading, cue: Cue, first: int, high: int) -> bool:
    if first >= high or reading.bits[first] & _NO_CLAUSE_BEHIND:
        return False
    if reading.bits[first] & PREPOSITION and not _about_a_number(reading, first, high):
        return False
    bit, word = reading.bits[first], reading.words[first]
    if bit & SUBORDINATOR and word not in _QUESTIONS_OF_A_CLAUSE and word != "that":
        return False
    if cue.verb in _SAYING and not bit & REGION:
        return word not in _NO_CLAUSE or bool(first + 1 < high and reading.bits[first + 1] & AUXILIARY)
    return bit & SUBORDINATOR != 0 or _verb_follows(reading, first, clause_end(reading, first, high, cue))


def _about_a_number(reading: Reading, item: int, high: int) -> bool:
    if reading.words[item] not in ("about", "around", "over", "under") or item + 1 == high:
        return False
    return bool(reading.bits[item + 1] & NUMBER) or reading.words[item + 1] in ("half", "a", "two", "three")


def _verb_follows(reading: Reading, first: int, last: int) -> bool:
    """Return whether a verb follows the subject that begins a clause, before any clause within it."""
    bits, words = reading.bits, reading.words
    for item in range(first, last):
        bit = bits[item]
        if bit & _VERB_OR_REGION:
            return True
        if item > first and (bit & CUE or words[item].endswith("ed")) and not bits[item - 1] & _BEFORE_NOUN:
            return True
        if item > first and (bit & DASH or words[item] in _CLAUSES_WITHIN):
            return False
    return False
