"""Facets: counts of matches by column value, and by day, month or year.

Values are counted by their codes, in one pass. Periods need no pass: as documents are numbered newest first, those of
a month are a range of numbers, whose two ends are looked up among the matches by binary search.
"""

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest

import numpy as np

from index.request import Count
from index.segment.array_file import Array
from index.segment.period_starts import PERIODS
from index.segment.reader import Segment

COLUMNS = frozenset({"speaker", "outlet", "kind", "act", "language", "article"})


def facet(name: str, size: int, matches: Sequence[tuple[Segment, Array]]) -> tuple[Count, ...]:
    """Return the counts of the matches in some segments: the `size` commonest values of a column, or all periods.

    Raises ValueError for an unknown facet.
    """
    if name in PERIODS:
        return _periods(name, matches)
    if name not in COLUMNS:
        raise ValueError(f"{name!r} is no facet")
    counts: Counter[bytes] = Counter()
    for segment, ids in matches:
        column = segment.columns[name]
        value_counts = _value_counts(segment, name, ids)
        numbers = np.flatnonzero(value_counts)
        if len(matches) == 1 and len(numbers) > size > 0:
            # Ties with the last one stay in, since the alphabet decides between them.
            numbers = numbers[value_counts[numbers] >= np.partition(value_counts[numbers], -size)[-size]]
        terms = map(column.terms.at, numbers.tolist())
        counts.update(dict(zip(terms, value_counts[numbers].tolist(), strict=True)))
    commonest = nsmallest(size, ((-count, value) for value, count in counts.items()))
    return tuple(Count(value.decode(), -count) for count, value in commonest)


def _value_counts(segment: Segment, name: str, ids: Array) -> Array:
    """Return the number of the documents that have each value."""
    if len(ids) == segment.size:
        return segment.fields[name].counts
    return segment.columns[name].counts(ids)


def _periods(name: str, matches: Sequence[tuple[Segment, Array]]) -> tuple[Count, ...]:
    counts: Counter[str] = Counter()
    for segment, ids in matches:
        if not len(ids):
            continue
        starts = segment.periods[name]
        at = ids.searchsorted(np.array([start for start, _ in starts], ids.dtype)).tolist()
        for (_, label), start, end in zip(starts, at, [*at[1:], len(ids)], strict=True):
            if label and end > start:
                counts[label] += end - start
    return tuple(Count(label, count) for label, count in sorted(counts.items()))
