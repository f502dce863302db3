"""Starts of years, months and days among the documents of a segment, which are numbered newest first."""

from bisect import bisect_left
from datetime import date, timedelta
from operator import neg

from index.segment.array_file import Array, flat

_LABEL_LENGTHS = {"year": 4, "month": 7, "day": 10}
PERIODS = frozenset(_LABEL_LENGTHS)


class PeriodStarts(dict[str, list[tuple[int, str]]]):
    """By `year`, `month` or `day`, computed on demand: the first document number of each period, with its label.

    The newest period comes first. A label is a prefix of an ISO date; "" labels the undated.
    """

    def __init__(self, days: Array) -> None:
        self._days = days

    def __missing__(self, period: str) -> list[tuple[int, str]]:
        days, number, starts = flat(self._days), 0, []
        while number < len(days):
            if days[number] == 0:
                starts.append((number, ""))
                break
            label = date.fromordinal(days[number]).isoformat()[: _LABEL_LENGTHS[period]]
            starts.append((number, label))
            day_before = date.fromisoformat((label + "-01-01")[:10]) - timedelta(days=1)
            number = bisect_left(days, -day_before.toordinal(), number, key=neg)
        self[period] = starts
        return starts
