"""EDTF dates: what is known, what is inferred, and from which words.

Extended Date/Time Format, level 0 (ISO 8601-2:2019, annex A; https://www.loc.gov/standards/datetime/): a year, a
month or a day, `2018`, `2018-05`, `2018-05-31`, or an interval of two of them, `2018-05/2018-06`.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from corpus.errors import BadDate
from corpus.text.dateline import Dateline

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_PRINTED = re.compile(
    rf"(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))(?:,? (?P<year>\d{{4}}))?",
    re.ASCII | re.IGNORECASE,
)
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
    """Return the first and the last day that an EDTF year, month, day or interval of them covers.

    >>> day_range("2018-05")
    (datetime.date(2018, 5, 1), datetime.date(2018, 5, 31))

    Raises BadDate for anything else, and for an interval that ends before it begins.
    """
    first, slash, last = edtf.partition("/")
    start, end = _one(first)[0], _one(last if slash else first)[1]
    if end < start:
        raise BadDate(f"{edtf!r} ends before it begins")
    return start, end


def published_on(
    said: str | None, evidence: str | None, dateline: Dateline | None, speaker: str = "the front matter"
) -> PublicationDate:
    """Settle when an article was published from what its front matter says, and why, and from its dateline.

    The front matter decides, and the evidence tells whether the dateline agrees. Without it the dateline decides
    when it prints a year; a day without a year is not a date. `speaker` names who could have said it (`the page`).
    """
    printed = dateline.day if dateline is not None else None
    day = _printed_day(printed) if printed else None
    if said is not None:
        reason = evidence or f"{speaker.removeprefix('the ')}, which does not say how it is known"
        whole = day is not None and day[0] is not None and _agree(said, day)
        return PublicationDate(said, f"{reason}{_comparison(said, printed, day)}", inferred=not whole)
    if printed is None or day is None:
        return PublicationDate(None, f"neither {speaker} nor a dateline gives a day")
    year, month, number = day
    if year is None:
        return PublicationDate(None, f'the dateline says "{printed}" without a year, {speaker} nothing')
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
    return int(year) if year else None, _MONTHS.index(name) + 1, int(match["day"] or match["day2"])


def _comparison(said: str, printed: str | None, day: tuple[int | None, int, int] | None) -> str:
    if day is None:
        return ""
    return f'; the dateline "{printed}" {"agrees" if _agree(said, day) else "disagrees"}'


def _agree(said: str, day: tuple[int | None, int, int]) -> bool:
    year, month, number = day
    printed = (said[:4] if year is None else f"{year:04}", f"{month:02}", f"{number:02}")
    return all(one == other for one, other in zip(said.split("-"), printed, strict=False))


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
