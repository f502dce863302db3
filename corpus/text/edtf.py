"""EDTF dates of publication, with the evidence for each.

Extended Date/Time Format, level 0 (ISO 8601-2:2019, annex A; https://www.loc.gov/standards/datetime/): a year, a
month or a day, `2018`, `2018-05`, `2018-05-31`, or an interval of two of them, `2018-05/2018-06`.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from corpus.errors import BadDate
from corpus.text.dateline import Dateline

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_PRINTED = re.compile(
    rf"(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))(?:,? (?P<year>\d{{4}}))?",
    re.ASCII | re.IGNORECASE,
)
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """The date of publication of an article, and its evidence.

    `edtf` is a day, month or year, None when nothing tells; `evidence` names the words it was read from, or why it
    is unknown; `inferred` is True when some part of it is not printed in the article itself.
    """

    edtf: str | None
    evidence: str
    inferred: bool = False


def day_range(edtf: str) -> tuple[date, date]:
    """Return the first and the last day that an EDTF year, month, day or interval of them covers.

    >>> day_range("2018-05")
    (datetime.date(2018, 5, 1), datetime.date(2018, 5, 31))

    Raises BadDate for anything else, and for an interval that ends before it begins.
    """
    first, slash, last = edtf.partition("/")
    start, end = _first_and_last(first)[0], _first_and_last(last if slash else first)[1]
    if end < start:
        raise BadDate(f"{edtf!r} ends before it begins")
    return start, end


def published_on(
    stated: str | None, evidence: str | None, dateline: Dateline | None, described_by: str = "the front matter"
) -> PublicationDate:
    """Return the date of publication from the EDTF date that metadata states, with its evidence, and the dateline.

    The metadata decides, and the evidence says whether the dateline agrees. Without it the dateline decides when it
    prints a year; a day without a year is not a date. `described_by` names the metadata in the evidence (`the page`).
    """
    printed = dateline.day if dateline is not None else None
    day = _printed_day(printed) if printed else None
    if stated is not None:
        reason = evidence or f"{described_by.removeprefix('the ')}, which does not say how it is known"
        is_whole = day is not None and day[0] is not None and _agree(stated, day)
        return PublicationDate(stated, f"{reason}{_comparison(stated, printed, day)}", inferred=not is_whole)
    if printed is None or day is None:
        return PublicationDate(None, f"neither {described_by} nor a dateline gives a day")
    year, month, number = day
    if year is None:
        return PublicationDate(None, f'the dateline says "{printed}" without a year, {described_by} nothing')
    edtf = f"{year:04}-{month:02}-{number:02}"
    try:
        day_range(edtf)
    except BadDate:
        return PublicationDate(None, f'the dateline says "{printed}", which is not in the calendar')
    return PublicationDate(edtf, f'dateline "{printed}"')


def _printed_day(words: str) -> tuple[int | None, int, int] | None:
    match = _PRINTED.fullmatch(words)
    if match is None:
        return None
    name = (match["month"] or match["month2"]).casefold()[:3]
    year = match["year"]
    return int(year) if year else None, MONTHS.index(name) + 1, int(match["day"] or match["day2"])


def _comparison(stated: str, printed: str | None, day: tuple[int | None, int, int] | None) -> str:
    if day is None:
        return ""
    return f'; the dateline "{printed}" {"agrees" if _agree(stated, day) else "disagrees"}'


def _agree(stated: str, day: tuple[int | None, int, int]) -> bool:
    year, month, number = day
    printed = (stated[:4] if year is None else f"{year:04}", f"{month:02}", f"{number:02}")
    return all(left == right for left, right in zip(stated.split("-"), printed, strict=False))


def _first_and_last(edtf: str) -> tuple[date, date]:
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
