"""Where the reported clause ends: with its sentence, or where the reporter takes over again."""

from annotation.grammar.noun_phrases import phrase_after
from annotation.parsing.cues import Cue, cue_at
from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    ADVERB,
    ASIDE,
    CAPITAL,
    CIRCUMSTANCE,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    FINITE,
    NUMBER,
    PRONOUN,
    ROLE,
    STOP,
    SYMBOL,
    TIME,
    VERBAL,
)

_EDGE = COMMA | DASH | STOP | CONJUNCTION | SYMBOL
_SUBJECT = PRONOUN | DETERMINER | CAPITAL | NUMBER
_BEHIND_SPEAKER = COMMA | STOP | CIRCUMSTANCE
_ASIDE = 25  # items of an aside
_SAID = frozenset({"said", "says", "say", "added", "adds", "told"})
# What follows a comma and is the reporter's remark on what was said.
_REMARKS = frozenset({"which", "while", "although", "whereas", "according", "compared"})


def clause_end(
    reading: Reading, first: int, high: int, cue: Cue | None = None, opening: bool = False, aside: bool = False
) -> int:
    """Return the item where a clause that begins at `first` ends.

    `cue` is the verb that reports it, so that `said it was late and left` ends before `and promised`; `opening` says
    that its sentence has yet to begin, `Asked if it was late, Ruiz …`; `aside` that it goes on: `who said …, left`.
    """
    bits, words = reading.bits, reading.words
    brackets = 0
    for item in range(first, high):
        bit = bits[item]
        if not bit & _EDGE:
            continue
        if bit & STOP:
            if item + 1 == high or words[item] == ";":
                return item
        elif bit & CONJUNCTION:
            if item > first and cue is not None and _another_report(reading, item + 1, high, cue):
                return item
        elif bit & SYMBOL:
            brackets += (words[item] == "(") - (words[item] == ")")
            if brackets < 0:
                return item
        elif item == first or item + 1 == high:
            continue
        elif (aside and bits[item + 1] & VERBAL) or _takes_over(reading, item + 1, high, opening):
            return item
    return high


def _takes_over(reading: Reading, item: int, high: int, opening: bool) -> bool:
    """Return whether the reporter goes on at `item`, behind a comma or a dash."""
    bit, word = reading.bits[item], reading.words[item]
    if bit & CUE and _participle(reading, item):
        return True
    if word in _REMARKS:
        return not (word == "which" and _resumes(reading, item, high))
    if word in ("and", "but"):
        return another_clause(reading, item + 1, high, word)
    if not bit & _SUBJECT and word not in _SAID:
        return False
    return (opening and _subject_and_verb(reading, item, high)) or _attributed(reading, item, high)


def _resumes(reading: Reading, item: int, high: int) -> bool:
    """Return whether a clause between two commas or dashes is an aside, so that the verb follows: `, which …, was`."""
    kind = reading.bits[item - 1] & ASIDE
    for at in range(item + 1, min(item + _ASIDE, high - 1)):
        if reading.bits[at] & kind:
            return bool(reading.bits[at + 1] & FINITE)
    return False


def _attributed(reading: Reading, item: int, high: int) -> bool:
    """Return whether the sentence ends with who said it: `…, Ruiz said.`, `…, said Ruiz`."""
    if reading.words[item] in _SAID:
        return True
    mention = phrase_after(reading, item, high)
    if mention is None or mention.last >= high or reading.words[mention.last] not in _SAID:
        return False
    behind = mention.last + 1
    return behind >= high or bool(reading.bits[behind] & _BEHIND_SPEAKER)


def another_clause(reading: Reading, item: int, high: int, conjunction: str) -> bool:
    """Return whether a new clause, and no second part of the same, begins at `item` behind “and” or “but”."""
    if item >= high or reading.words[item] == "that":
        return False
    bit = reading.bits[item]
    if bit & CUE and not bit & CAPITAL:
        return True
    if bit & PRONOUN and not bit & DETERMINER:
        return reading.words[item] not in ("who", "you", "we")
    if not bit & (DETERMINER | CAPITAL):
        return False
    mention = phrase_after(reading, item, high)
    if mention is None or mention.last >= high:
        return False
    behind = reading.bits[mention.last]
    return bool(behind & (CUE if conjunction == "and" else VERBAL))


def _another_report(reading: Reading, item: int, high: int, cue: Cue) -> bool:
    """Return whether “and” joins a second report: `said …, and promised …`, in the same form, or `and others say …`."""
    if item >= high:
        return False
    if reading.bits[item] & CUE:
        other = cue_at(reading.words, item)
        return other is not None and not other.base and other.participle == cue.participle and other.past == cue.past
    if not reading.bits[item] & (_SUBJECT | ROLE):
        return False
    mention = phrase_after(reading, item, high)
    behind = mention.last if mention else high
    while behind < high and reading.words[behind] in ("have", "has", "also"):
        behind += 1
    return behind < high and reading.words[behind] in _SAID


def _subject_and_verb(reading: Reading, item: int, high: int) -> bool:
    mention = phrase_after(reading, item, high)
    if mention is None:
        return False
    behind = mention.last
    while behind < high and reading.bits[behind] & (ADVERB | TIME) and behind < mention.last + 3:
        behind += 1
    if behind >= high:
        return False
    return bool(reading.bits[behind] & VERBAL) or reading.words[behind].endswith("ed")


def _participle(reading: Reading, item: int) -> bool:
    cue = cue_at(reading.words, item)
    return cue is not None and cue.participle
