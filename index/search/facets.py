"""Counts beside the hits: how often each speaker, outlet, … and how many on each day, in each month or year.

Values are counted by their codes, in one pass. Days need no pass at all: as documents are numbered newest first, those
of a month are a range of numbers, and how many matches fall into it is a matter of where it begins and ends among them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from heapq import nsmallest
from operator import neg

import numpy as np

from index.request import Count
from index.segment.array_file import Array, flat
from index.segment.reader import Segment

PERIODS = {"year": 4, "month": 7, "day": 10}
"""Of an ISO date, how many characters name the period."""

COLUMNS = frozenset({"speaker", "outlet", "kind", "language", "article"})


def facet(name: str, size: int, found: Sequence[tuple[Segment, Array]]) -> tuple[Count, ...]:
    """Count the documents found in some segments by a column, or by a period.

    Raises ValueError when there is no such facet.
    """
    if name in PERIODS:
        return _periods(name, found)
    if name not in COLUMNS:
        raise ValueError(f"{name!r} is no facet")
    counts: Counter[bytes] = Counter()
    for segment, ids in found:
        column = segment.columns[name]
        many = _counted(segment, name, ids)
        numbers = np.flatnonzero(many)
        if len(found) == 1 and len(numbers) > size > 0:
            # Also those that are as many as the last one: the alphabet decides between them.
            numbers = numbers[many[numbers] >= np.partition(many[numbers], -size)[-size]]
        terms = map(column.terms.at, numbers.tolist())
        counts.update(dict(zip(terms, many[numbers].tolist(), strict=True)))
    kept = nsmallest(size, ((-count, value) for value, count in counts.items()))
    return tuple(Count(value.decode(), -count) for count, value in kept)


def _counted(segment: Segment, name: str, ids: Array) -> Array:
    """Return how many of the documents have each value."""
    if len(ids) == segment.size:
        return segment.fields[name].counts
    return segment.columns[name].counts(ids)


def _periods(name: str, found: Sequence[tuple[Segment, Array]]) -> tuple[Count, ...]:
    counts: Counter[str] = Counter()
    for segment, ids in found:
        if not len(ids):
            continue
        starts = _starts(segment, name)
        at = ids.searchsorted(np.array([place for place, _ in starts], ids.dtype)).tolist()
        for (_, label), start, end in zip(starts, at, [*at[1:], len(ids)], strict=True):
            if label and end > start:
                counts[label] += end - start
    return tuple(Count(label, count) for label, count in sorted(counts.items()))


def _starts(segment: Segment, name: str) -> list[tuple[int, str]]:
    """Return where each period begins among the documents, the newest first; "" is what has no date."""
    known: dict[str, list[tuple[int, str]]] = segment.memory
    if name not in known:
        known[name] = list(_walk(segment, PERIODS[name]))
    return known[name]


def _walk(segment: Segment, length: int) -> list[tuple[int, str]]:
    first, place = flat(segment.first), 0
    starts = []
    while place < segment.size:
        if first[place] == 0:
            starts.append((place, ""))
            break
        label = date.fromordinal(first[place]).isoformat()[:length]
        starts.append((place, label))
        begins = date.fromisoformat((label + "-01-01")[:10]) - timedelta(days=1)
        place = bisect_left(first, -begins.toordinal(), place, key=neg)
    return starts
