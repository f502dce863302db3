"""Date parsing: an instant as pages, feeds and exports write it → its day, month or year in EDTF.

The day is the one that is written: in the time zone given, never moved to another. A form in which day and month
could be swapped (`03/05/2031`) is not read.
"""

import re

from corpus.errors import BadDate
from corpus.text.edtf import MONTHS, day_range

_NAME = rf"(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? ?)?"
_TIME = r"(?:(?:[T,]|,? (?:at )?)\d{1,2}[:.]?\d{2}.*)?"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d\d?)-(?P<day>\d\d?){_TIME}Z?",  # 2031-05-03T21:30:00-03:00
        r"(?P<year>\d{4})(?:-(?P<month>\d\d))?",  # 2031-05   2031
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_TIME}",  # 20310503T2130
        rf"(?P<year>\d{{4}})([/.])(?P<month>\d\d?)\2(?P<day>\d\d?){_TIME}",  # 2031/05/03
        rf"{_WEEKDAY}(?P<day>\d\d?)[ -]{_NAME},?[ -](?P<year>\d{{4}}){_TIME}",  # Sat, 03 May 2031 21:30:00 -0300
        rf"{_WEEKDAY}{_NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}}){_TIME}",  # May 3, 2031 9:30 pm
        rf"{_NAME} (?P<year>\d{{4}})",  # May 2031
    )
)
_LONGEST = 80
_FIRST_NEWSPAPER = 1605


def day_in(words: str) -> str | None:
    """Return the day, month or year that the words write, None when they write none for sure.

    >>> day_in("2031-05-03T21:30:00-03:00"), day_in("Sat, 3 May 2031 21:30 GMT"), day_in("03/05/2031")
    ('2031-05-03', '2031-05-03', None)
    """
    words = " ".join(words.split())
    if len(words) > _LONGEST:
        return None
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _edtf(match.groupdict())
    return None


def _edtf(groups: dict[str, str | None]) -> str | None:
    month = groups.get("month") or (groups.get("name") and str(MONTHS.index(str(groups["name"]).lower()) + 1))
    year = str(groups["year"])
    edtf = "-".join([year, *(part.zfill(2) for part in (month, groups.get("day")) if part)])
    try:
        day_range(edtf)
    except BadDate:
        return None
    return edtf if int(year) >= _FIRST_NEWSPAPER else None  # 0001-01-01 is how some programs write "none"
