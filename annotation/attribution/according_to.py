"""`according to`: behind the clause, before it, or in its middle.

`The road is “a trap”, according to the police`; `According to the police, the road is “a trap”`;
`The road, according to the police, is “a trap”`.
"""

from collections.abc import Iterator

from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.noun_phrases import Mention, phrase_after
from annotation.grammar.predicates import Claim
from annotation.parsing.document import Reading
from annotation.parsing.tags import ASIDE, AUXILIARY, COLON, COMMA, CONJUNCTION, REGION, STOP, VERBAL

_OPENING = 5  # items that may stand before an “according to” that opens its sentence: `In May, according to …`
_LONGEST = 30  # items of a source with all that belongs to it


def according_to(reading: Reading, low: int, high: int) -> Iterator[Claim]:
    """Return what a sentence says according to somebody."""
    words = reading.words
    for item in range(low, high - 1):
        if words[item] == "according" and words[item + 1] == "to":
            source = phrase_after(reading, item + 2, high)
            content = _content(reading, item, source, low, high) if source else ()
            if content:
                yield Claim(content, source, (item, item + 2), "according-to")
            return


def _content(reading: Reading, item: int, source: Mention, low: int, high: int) -> tuple[tuple[int, int], ...]:
    bits = reading.bits
    start = _start(reading, low, item)
    comma = item > start and bool(bits[item - 1] & ASIDE)
    before = start, item - 1 if comma else item
    complete = any(bits[at] & (VERBAL | REGION) for at in range(*before))
    behind = _behind_source(reading, source.last, high)
    if behind is None or behind >= high or (complete and not (item - start < 2 and not bits[start] & REGION)):
        return (before,) if before[1] - start >= 2 or (before[1] > start and bits[start] & REGION) else ()
    after = behind, clause_end(reading, behind, high)
    if comma and bits[behind] & VERBAL and not bits[start] & CONJUNCTION:
        return before, after
    return (after,) if item - start < 2 or (comma and item - start <= _OPENING) else (before,)


def _start(reading: Reading, low: int, item: int) -> int:
    """Return where the clause before the words begins: behind a colon or an opening bracket, or with the sentence."""
    for at in range(item - 1, low - 1, -1):
        if (reading.bits[at] & COLON and item - at < _OPENING) or reading.words[at] == "(":
            return at + 1
        if reading.words[at] == ")":
            return low
    return low


def _behind_source(reading: Reading, item: int, high: int) -> int | None:
    for at in range(item, min(item + _LONGEST, high)):
        if reading.bits[at] & COMMA:
            return at + 1
        if reading.bits[at] & (STOP | COLON | AUXILIARY):
            return None
    return None
