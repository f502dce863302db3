"""Bar chart (SVG) of counts by time, with a link to the narrowed search on each bar.

Computed on the server as numbers for the template. Periods without a quotation keep their slot.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from api.pages import phrasing
from index import Count, Page

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
    """The bars of a search: `slots` places for periods of one `interval`, from `first` to `last` on the scale."""

    interval: str
    slots: int
    bars: tuple[Bar, ...]
    first: str
    last: str


def interval_for(months: Sequence[Count]) -> str:
    """Return the interval of a bar: a day when the months span at most two, a year when they span many.

    >>> interval_for([Count("2018-05", 6), Count("2018-06", 8)])
    'day'
    """
    if not months:
        return "month"
    span = _month(months[-1].value) - _month(months[0].value) + 1
    return "day" if span <= 2 else "month" if span <= _MOST_MONTHS else "year"


def chart_of(page: Page, by_day: Callable[[], Page], address: Callable[[str], str]) -> Chart | None:
    """Return the chart of a result with facets by month and year; `by_day` searches again for daily counts.

    `address` returns the search narrowed to a period. None when no match has a date.
    """
    interval = interval_for(page.facets.get("month", ()))
    counts = by_day() if interval == "day" else page
    return chart(counts.facets.get(interval, ()), interval, address)


def chart(counts: Sequence[Count], interval: str, address: Callable[[str], str]) -> Chart | None:
    """Return the chart of counts, oldest first; `address` returns the narrowed search. None without counts."""
    if not counts:
        return None
    periods = _scale(counts[0].value, counts[-1].value, interval)
    place = {period: number for number, period in enumerate(periods)}
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
    return Chart(interval, len(periods), tuple(bars), phrasing.day(periods[0]), phrasing.day(periods[-1]))


def _scale(first: str, last: str, interval: str) -> list[str]:
    """Return the periods from first to last, padded so that a few bars are no broader than many."""
    begins, ends = _number(first, interval), _number(last, interval)
    room = max(0, _FEWEST_SLOTS - (ends - begins + 1))
    earliest, latest = _BOUNDS[interval]
    begins, ends = max(begins - room // 2, earliest), min(ends + room - room // 2, latest)
    return [_period(number, interval) for number in range(begins, ends + 1)]


def _number(period: str, interval: str) -> int:
    if interval == "day":
        return date.fromisoformat(period).toordinal()
    return _month(period) if interval == "month" else int(period)


def _period(number: int, interval: str) -> str:
    if interval == "day":
        return date.fromordinal(number).isoformat()
    return f"{number // 12:04}-{number % 12 + 1:02}" if interval == "month" else f"{number:04}"


_BOUNDS = {"day": (1, date.max.toordinal()), "month": (12, 9999 * 12 + 11), "year": (1, 9999)}


def _month(period: str) -> int:
    year, month = period.split("-")[:2]
    return int(year) * 12 + int(month) - 1
