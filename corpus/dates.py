"""EDTF dates: what is known, what is inferred, and from which words.

Extended Date/Time Format, level 0 (ISO 8601-2:2019, annex A; https://www.loc.gov/standards/datetime/): a year, a
month or a day, `2018`, `2018-05`, `2018-05-31`, or an interval of two of them, `2018-05/2018-06`.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from corpus.errors import BadDate

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When an article was published and how we know.

    `edtf` is a day, month or year, None when nothing tells; `evidence` names the words it was read from, or why it
    is unknown; `inferred` is True when some part of it is not printed in the article itself.
    """

    edtf: str | None
    evidence: str
    inferred: bool = False


def day_range(edtf: str) -> tuple[date, date]:
    """Give the first and the last day that an EDTF year, month, day or interval of them covers.

    >>> day_range("2018-05")
    (datetime.date(2018, 5, 1), datetime.date(2018, 5, 31))

    Raises BadDate for anything else, and for an interval that ends before it begins.
    """
    first, slash, last = edtf.partition("/")
    start, end = _one(first)[0], _one(last if slash else first)[1]
    if end < start:
        raise BadDate(f"{edtf!r} ends before it begins")
    return start, end


def _one(edtf: str) -> tuple[date, date]:
    match = _EDTF.fullmatch(edtf)
    if match is None:
        raise BadDate(f"{edtf!r} is not a day, month or year such as 2018-05-31, 2018-05 or 2018")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern requires it
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError as error:
        raise BadDate(f"{edtf!r} is not in the calendar: {error}") from error
    return first, last
