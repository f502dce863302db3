"""When something was said: times beside the reporting verb, as an EDTF day, month, year or interval.

A time without a year is the latest such one up to the anchor, the day of the article. What names a thing, “Tuesday’s
vote”, or lies ahead dates nothing.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from annotation.occasion.anchor import Anchor, day_in, last_weekday, months_before, season, week_of
from annotation.occasion.circumstance_rule import CircumstanceRule, Reading
from annotation.occasion.reporting_clause import Stretch
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_FIRST_YEAR = 1800
_UNITS = 2  # “day” and “days” are neighbours in the list of units
_LIES_AHEAD = 300  # days; a date without a year that was so long ago is more likely to come
_DAY, _WEEK, _MONTH, _YEAR = range(4)
_TIME_OR_NUMBER = Tag.TIME | Tag.NUMBER
_NAMED_WITHIN = 4  # tokens between “Wednesday’s” and the event that it dates

DATE = CircumstanceRule(
    name="date",
    reads="A day with its month, and the year where it is given.",
    example="“It held,” Ana Ruiz said on May 30.",
    outcome=("said 2018-05-30 “on May 30”",),
)
WEEKDAY = CircumstanceRule(
    name="weekday",
    reads="A day of the week: the latest up to the day of the article.",
    example="“It held,” Ana Ruiz said late Wednesday night.",
    outcome=("said 2018-05-30 “late Wednesday night”",),
)
DAY_WORD = CircumstanceRule(
    name="day-word",
    reads="Today, tonight, yesterday, this morning or last night.",
    example="Ana Ruiz said yesterday that the dam would hold.",
    outcome=("said 2018-05-30 “yesterday”",),
)
PERIOD = CircumstanceRule(
    name="period",
    reads="This or last week, month or year.",
    example="Last week, Ana Ruiz said that the dam would hold.",
    outcome=("said 2018-05-21/2018-05-27 “Last week”",),
)
AGO = CircumstanceRule(
    name="ago",
    reads="A number of days, weeks, months or years ago.",
    example="“It held,” Ana Ruiz said two days ago.",
    outcome=("said 2018-05-29 “two days ago”",),
)
SEASON = CircumstanceRule(
    name="season",
    reads="A season, of this or last year or of the year that is given, as an interval of three months.",
    example="Ana Ruiz said last fall that the dam would hold.",
    outcome=("said 2017-09/2017-11 “last fall”",),
)
MONTH = CircumstanceRule(
    name="month",
    reads="A month behind a preposition, with its year or the latest up to the article.",
    example="In early October, Ana Ruiz said that the dam would hold.",
    outcome=("said 2017-10 “In early October”",),
)
YEAR = CircumstanceRule(
    name="year",
    reads="A year behind a preposition.",
    example="“It held,” Ana Ruiz said in 2012.",
    outcome=("said 2012 “in 2012”",),
)
RULES = (DATE, WEEKDAY, DAY_WORD, PERIOD, AGO, SEASON, MONTH, YEAR)

NO_DAY = "the article gives no day from which the words could be counted"
_Answer = Reading | str | None


def said(document: Document, stretches: Iterable[Stretch], anchor: Anchor) -> _Answer:
    """Return when something was said; a reason where the words are there but no day to count from."""
    reason: str | None = None
    for stretch in stretches:
        answer = _season(document, stretch, anchor)
        for token in document.tagged(_TIME_OR_NUMBER, stretch.first, stretch.last):
            if isinstance(answer, Reading):
                break
            answer = answer or _at(document, token, stretch, anchor)
        if isinstance(answer, Reading):
            return _widened(document, answer, stretch)
        reason = reason or answer
    return reason


def _at(document: Document, token: int, stretch: Stretch, anchor: Anchor) -> _Answer:
    before = document.words[token - 1] if token > stretch.first else ""
    if before in document.language.occasion.following or _names_thing(document, token, stretch.last):
        return None
    for rule in _TIME_RULES:
        answer = rule(document, token, stretch, anchor)
        if answer is not None:
            return answer
    return None


def _names_thing(document: Document, token: int, high: int) -> bool:
    """Return whether a time only names a thing: `Tuesday’s vote`, `a Monday show`, not `Monday’s rally`."""
    behind, data = token + 1, document.language.occasion
    if behind < high and document.words[behind] in data.day_parts:
        behind += 1
    if behind >= high:
        return False
    owner = document.tags[behind] & Tag.POSSESSIVE
    one = document.tags[token - 1] & Tag.DETERMINER and document.tags[behind] & Tag.WORD
    if not owner and (not one or document.tags[behind] & (Tag.SMALL | Tag.TIME | Tag.NUMBER)):
        return False
    near = document.words[behind : min(behind + 1 + _NAMED_WITHIN, high)]
    return not any(word in data.events or word in data.medium_of for word in near)


def _weekday(document: Document, token: int, stretch: Stretch, anchor: Anchor) -> _Answer:
    data = document.language.occasion
    weekday = data.weekday_of.get(document.words[token])
    if weekday is None:
        return None
    if _month_behind(document, token + 1, stretch):
        return None  # the date behind it says more
    if anchor.day is None:
        return NO_DAY
    last = token > stretch.first and document.words[token - 1] in data.previous
    return Reading(last_weekday(anchor.day, weekday, last).isoformat(), token, token + 1, WEEKDAY)


def _month_behind(document: Document, token: int, stretch: Stretch) -> bool:
    words = document.words[token : min(token + 3, stretch.last)]
    return any(word in document.language.occasion.month_of for word in words)


def _month(document: Document, token: int, stretch: Stretch, anchor: Anchor) -> _Answer:
    """Return the date or month that the name of a month begins or ends: `May 30`, `30 May 2017`, `in May`."""
    month = document.language.occasion.month_of.get(document.words[token])
    if month is None or not document.raw(token)[0].isupper():
        return None
    first, last, number = token, token + 1, None
    if last < stretch.last and _is_day_number(document, last):
        number, last = int(document.words[last]), last + 1
    elif token > stretch.first and _is_day_number(document, token - 1):
        number, first = int(document.words[token - 1]), token - 1
    year, last = _year_behind(document, last, stretch)
    if number is not None:
        return _date(year, month, number, (first, last), anchor)
    return _month_alone(document, year, month, (first, last), stretch, anchor)


def _date(year: int | None, month: int, number: int, tokens: tuple[int, int], anchor: Anchor) -> _Answer:
    if year is None and anchor.day is None:
        return NO_DAY
    day = day_in(year or (anchor.day.year if anchor.day else 0), month, number)
    if day and year is None and anchor.day and day > anchor.day:
        day = day_in(day.year - 1, month, number)
    if day is None or (anchor.day and day > anchor.day):
        return None
    if year is None and anchor.day and (anchor.day - day).days > _LIES_AHEAD:
        return None
    return Reading(day.isoformat(), *tokens, DATE)


def _month_alone(
    document: Document, year: int | None, month: int, tokens: tuple[int, int], stretch: Stretch, anchor: Anchor
) -> _Answer:
    before = document.words[tokens[0] - 1] if tokens[0] > stretch.first else ""
    data = document.language.occasion
    if before not in data.time_prepositions and before not in data.previous and year is None:
        return None
    if year is None:
        if anchor.year is None or anchor.month is None:
            return NO_DAY
        year = anchor.year - (month > anchor.month or (before in data.previous and month == anchor.month))
    if anchor.year and anchor.month and (year, month) > (anchor.year, anchor.month):
        return None
    return Reading(f"{year:04}-{month:02}", *tokens, MONTH)


def _year_behind(document: Document, token: int, stretch: Stretch) -> tuple[int | None, int]:
    """Return the year at a token, behind a comma too, and the token behind it."""
    at = token + 1 if token < stretch.last and document.tags[token] & Tag.COMMA else token
    number = _year_at(document, at) if at < stretch.last else None
    return (number, at + 1) if number else (None, token)


def _year_at(document: Document, token: int) -> int | None:
    word = document.words[token]
    return int(word) if len(word) == 4 and word.isdecimal() and word.isascii() and int(word) >= _FIRST_YEAR else None


def _is_day_number(document: Document, token: int) -> bool:
    word = document.words[token]
    return len(word) < 3 and word.isdecimal() and word.isascii() and 1 <= int(word) <= 31


def _year(document: Document, token: int, stretch: Stretch, anchor: Anchor) -> _Answer:
    number = _year_at(document, token)
    if number is None or token == stretch.first:
        return None
    if document.words[token - 1] not in document.language.occasion.year_prepositions:
        return None
    if _plain_word(document, token + 1, stretch.last):
        return None  # “in 2012 dollars”
    return Reading(f"{number:04}", token, token + 1, YEAR) if number <= (anchor.year or 9999) else None


def _plain_word(document: Document, token: int, high: int) -> bool:
    return token < high and document.tags[token] == Tag.WORD


def _day_word(document: Document, token: int, stretch: Stretch, anchor: Anchor) -> _Answer:
    data, word = document.language.occasion, document.words[token]
    before = document.words[token - 1] if token > stretch.first else ""
    if not document.raw(token).islower() and token > document.sentences[document.sentence_of[token]][0]:
        return None  # “USA TODAY”
    if word in data.today or (word in data.day_parts and before in data.present):
        back = 0
    elif word in data.yesterday or (word in data.day_parts and before in data.previous):
        back = 1
    else:
        return None
    if anchor.day is None:
        return NO_DAY
    first = token - (before in data.present or before in data.previous)
    return Reading((anchor.day - timedelta(back)).isoformat(), first, token + 1, DAY_WORD)


def _period(document: Document, token: int, stretch: Stretch, anchor: Anchor) -> _Answer:
    data, unit = document.language.occasion, _unit(document, token)
    before = document.words[token - 1] if token > stretch.first else ""
    back = before in data.previous
    if not unit or not (back or before in data.present):
        return None
    if anchor.year is None or (unit is not _YEAR and anchor.month is None) or (unit == _WEEK and not anchor.day):
        return NO_DAY
    if unit == _YEAR:
        value = f"{anchor.year - back:04}"
    elif unit == _MONTH:
        value = months_before(anchor.year, anchor.month or 1, int(back))
    elif anchor.day:
        value = week_of(anchor.day - timedelta(7)) if back else week_of(anchor.day, anchor.day)
    return Reading(value, token - 1, token + 1, PERIOD)


def _unit(document: Document, token: int) -> int | None:
    """Return the unit of a word: 0 of “day” and “days”, 1 of “week” … None for no unit."""
    units, word = document.language.occasion.calendar_units, document.words[token]
    return units.index(word) // _UNITS if word in units else None


def _ago(document: Document, token: int, stretch: Stretch, anchor: Anchor) -> _Answer:
    data = document.language.occasion
    if document.words[token] not in data.ago or token - 2 < stretch.first:
        return None
    unit, word = _unit(document, token - 1), document.words[token - 2]
    count = int(word) if word.isdecimal() and word.isascii() and len(word) < 4 else data.number_of.get(word)
    if unit is None or count is None:
        return None
    if anchor.day is None:
        return NO_DAY
    if unit == _DAY:
        value = (anchor.day - timedelta(count)).isoformat()
    elif unit == _WEEK:
        value = week_of(anchor.day - timedelta(7 * count))
    elif unit == _MONTH:
        value = months_before(anchor.day.year, anchor.day.month, count)
    else:
        value = f"{anchor.day.year - count:04}"
    return Reading(value, token - 2, token + 1, AGO)


def _season(document: Document, stretch: Stretch, anchor: Anchor) -> _Answer:
    """Return the season of a stretch: `last fall`, `this spring`, `in the fall of 2012`."""
    data = document.language.occasion
    for token in range(stretch.first + 1, stretch.last):
        month = data.season_of.get(document.words[token])
        if month is None:
            continue
        before = document.words[token - 1]
        of = token + 1 < stretch.last and document.words[token + 1] in data.year_prepositions
        year = _year_at(document, token + 2) if of and token + 2 < stretch.last else None
        if year:
            return Reading(season(year, month), token, token + 3, SEASON)
        if before in data.previous or before in data.present:
            if anchor.year is None or anchor.month is None:
                return NO_DAY
            ended = anchor.month >= month + (3 if before in data.previous else 0)
            return Reading(season(anchor.year - (not ended), month), token - 1, token + 1, SEASON)
    return None


_TIME_RULES: tuple[Callable[[Document, int, Stretch, Anchor], _Answer], ...] = (
    _month,
    _weekday,
    _day_word,
    _period,
    _ago,
    _year,
)


def _widened(document: Document, reading: Reading, stretch: Stretch) -> Reading:
    """Return a reading with the words around it that belong to it: `late Wednesday night`, `in early October`."""
    words, data = document.words, document.language.occasion
    first, last = reading.first, reading.last
    while first > stretch.first and (words[first - 1] in data.time_prepositions or words[first - 1] in data.previous):
        first -= 1
    if last < stretch.last and words[last] in data.day_parts:
        last += 1
    return reading._replace(first=first, last=last)
