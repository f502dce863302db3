"""Counts by time → bars: which periods, how high, and where a click on each leads.

Drawn on the server, as numbers that the template puts into SVG. Periods without a quotation keep their place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from api.pages import phrasing
from index.request import Count

HEIGHT = 64
_SHORTEST, _FEWEST_SLOTS = 2, 24
_MOST_MONTHS = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """One period with quotations: its place from the left, its height, and the search that it narrows to."""

    period: str
    words: str
    count: int
    slot: int
    height: float
    address: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a search: `slots` places for periods of one `interval`, from the `first` to the `last`."""

    interval: str
    slots: int
    bars: tuple[Bar, ...]
    first: str
    last: str


def interval_for(months: Sequence[Count]) -> str:
    """Say how long a bar should be for quotations of these months: a day for two months, a year for many.

    >>> interval_for([Count("2018-05", 6), Count("2018-06", 8)])
    'day'
    """
    if not months:
        return "month"
    span = _month(months[-1].value) - _month(months[0].value) + 1
    return "day" if span <= 2 else "month" if span <= _MOST_MONTHS else "year"


def chart(counts: Sequence[Count], interval: str, address: Callable[[str], str]) -> Chart | None:
    """Draw counts, the oldest first; `address` gives the search narrowed to a period. None when there is nothing."""
    if not counts:
        return None
    periods = list(_periods(counts[0].value, counts[-1].value, interval))
    slots = max(len(periods), _FEWEST_SLOTS)
    place = {period: number for number, period in enumerate(periods, (slots - len(periods)) // 2)}
    most = max(count.count for count in counts)
    bars = (
        Bar(
            count.value,
            phrasing.day(count.value),
            count.count,
            place[count.value],
            round(max(count.count / most * HEIGHT, _SHORTEST), 1),
            address(count.value),
        )
        for count in counts
    )
    return Chart(interval, slots, tuple(bars), phrasing.day(counts[0].value), phrasing.day(counts[-1].value))


def _periods(first: str, last: str, interval: str) -> Iterator[str]:
    if interval == "day":
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        for number in range((end - start).days + 1):
            yield (start + timedelta(number)).isoformat()
    elif interval == "month":
        for number in range(_month(first), _month(last) + 1):
            yield f"{number // 12:04}-{number % 12 + 1:02}"
    else:
        for year in range(int(first), int(last) + 1):
            yield f"{year:04}"


def _month(period: str) -> int:
    year, month = period.split("-")[:2]
    return int(year) * 12 + int(month) - 1
