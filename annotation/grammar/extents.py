"""How far words between marks reach into the reporter's own: `[the toll was “a shame” for the town], Ruiz said`.

Reporters put marks around what they took over word for word, but what was said is the whole clause.
"""

from annotation.grammar.clause_bounds import clause_end
from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    PREPOSITION,
    REGION,
    STOP,
    TIME,
    VERB,
)

_BEFORE_OBJECT = COMMA | COLON | DASH | STOP | REGION | CUE | VERB
_ADJUNCT = TIME | PREPOSITION | ADVERB
_WITHIN_MARKS = ".,?!…;"


def start_before(reading: Reading, quoted: int, low: int) -> int:
    """Return the item where the clause of a region begins that is followed by who said it: the sentence's, mostly.

    >>> from annotation.parsing.document import read
    >>> reading = read("The dam “held all night,” Ruiz said.")
    >>> start_before(reading, 2, 0)
    0
    """
    if quoted > low and reading.bits[quoted - 1] & COLON:
        return quoted
    return low


def start_within(reading: Reading, quoted: int, low: int) -> int:
    """Return the item where the part of a clause begins that a region in its middle belongs to: behind the verb.

    >>> from annotation.parsing.document import read
    >>> start_within(read("Ruiz wants the council to “wake up” at last."), 5, 1)
    2
    """
    first = min(low + 1, quoted)
    for item in range(quoted - 1, low - 1, -1):
        if reading.bits[item] & _BEFORE_OBJECT or reading.words[item] in ("that", "who", "which"):
            first = item + 1
            break
    while first < quoted and reading.bits[first] & _ADJUNCT and reading.words[first] not in ("to", "as"):
        first += 1
    return first


def end_behind(reading: Reading, quoted: int, high: int) -> int:
    """Return the item where the clause ends in which a region stands: with the region if the marks hold its comma.

    >>> from annotation.parsing.document import read
    >>> end_behind(read("Ruiz called it “a shame” for the town, and left."), 3, 10)
    7
    """
    last = clause_end(reading, quoted, high)
    for item in range(quoted, last):
        bit = reading.bits[item]
        if bit & REGION:
            if closes_clause(reading, item) and not _fragment_follows(reading, item + 1, last):
                return item + 1
        elif bit & COMMA and _fragment_follows(reading, item + 1, last):
            continue
        elif bit & (COMMA | DASH | STOP) or (bit & CONJUNCTION and item + 1 < last and reading.bits[item + 1] & CUE):
            return item
    return last


def closes_clause(reading: Reading, quoted: int) -> bool:
    """Return whether a region ends with the mark that closes its clause: `“a shame,”`."""
    return reading.text[reading.region_at[quoted].inner.end - 1] in _WITHIN_MARKS


def _fragment_follows(reading: Reading, item: int, last: int) -> bool:
    """Return whether another region of a list follows: `“thin,” “late” and “a bit of an insult”`."""
    return any(reading.bits[at] & REGION for at in range(item, min(item + 3, last)))


def asks_whether(reading: Reading, low: int, high: int) -> bool:
    """Return whether a sentence asks if something was said: `Did Kask really say “we lost”?`"""
    return reading.words[high - 1] == "?" and bool(reading.bits[low] & AUXILIARY)
