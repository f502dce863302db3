"""The day from which “on Wednesday” and “last month” are counted: that of the dateline, or of publication."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from corpus import BadDate, Dateline, day_range

_LONGEST_WAY = 7  # days from the dateline to the publication
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_NUMBER = re.compile(r"\b\d{1,2}\b")
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of the day of an article: `day`, or its `year` and `month` alone; None where it is not known."""

    day: date | None = None
    month: int | None = None
    year: int | None = None


def anchor_of(published: str | None, dateline: Dateline | None, months: Mapping[str, int]) -> Anchor:
    """Return the anchor of an article from its publication date (EDTF) and dateline; `months` maps names to numbers.

    >>> anchor_of("2018-06-13", None, {}).day
    datetime.date(2018, 6, 13)
    """
    if published is None:
        return Anchor()
    try:
        first, last = day_range(published)
    except BadDate:
        return Anchor()
    written = _dateline_day(dateline, first.year, months)
    if written and first - timedelta(_LONGEST_WAY) <= written <= last:
        return Anchor(written, written.month, written.year)
    if _DAY.fullmatch(published):
        return Anchor(first, first.month, first.year)
    if first.year != last.year:
        return Anchor()
    return Anchor(None, first.month if first.month == last.month else None, first.year)


def _dateline_day(dateline: Dateline | None, year: int, months: Mapping[str, int]) -> date | None:
    if dateline is None or dateline.day is None:
        return None
    words = dateline.day.lower()
    month = next((number for name, number in months.items() if re.search(rf"\b{re.escape(name)}", words)), None)
    number, printed = _DAY_NUMBER.search(words), _YEAR.search(words)
    return day_in(int(printed[0]) if printed else year, month, int(number[0])) if number and month else None


def day_in(year: int, month: int, number: int) -> date | None:
    """Return a day, None when it is in no calendar."""
    if 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= number <= calendar.monthrange(year, month)[1]:
        return date(year, month, number)
    return None


def last_weekday(day: date, weekday: int, before: bool = False) -> date:
    """Return the latest day that is a weekday (Monday is 0), up to a day, or before it.

    >>> last_weekday(date(2018, 5, 31), 2)
    datetime.date(2018, 5, 30)
    """
    back = (day.weekday() - weekday) % 7
    return day - timedelta(7 if before and not back else back)


def week_of(day: date, up_to: date | None = None) -> str:
    """Return the week of a day, from Monday to Sunday or `up_to`, as an EDTF interval.

    >>> week_of(date(2018, 5, 24))
    '2018-05-21/2018-05-27'
    """
    monday = day - timedelta(day.weekday())
    last = up_to or monday + timedelta(6)
    return f"{monday}/{last}" if monday < last else str(monday)


def months_before(year: int, month: int, count: int) -> str:
    """Return the month some months before another (EDTF).

    >>> months_before(2018, 1, 2)
    '2017-11'
    """
    number = year * 12 + month - 1 - count
    return f"{number // 12:04}-{number % 12 + 1:02}"


def season(year: int, first_month: int) -> str:
    """Return the three months of a season that begins in a year, as an EDTF interval.

    >>> season(2017, 12)
    '2017-12/2018-02'
    """
    return f"{year:04}-{first_month:02}/{months_before(year, first_month, -2)}"
