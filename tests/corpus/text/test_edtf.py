from datetime import date

import pytest

from corpus.errors import BadDate
from corpus.text.dateline import Dateline
from corpus.text.edtf import PublicationDate, day_range, published_on


def dateline(day: str | None) -> Dateline:
    return Dateline(0, 10, "TALLINN", day, None)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018-05-31", date(2018, 5, 31), date(2018, 5, 31)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2018-05/2018-06", date(2018, 5, 1), date(2018, 6, 30)),
        ("2018/2018-03-04", date(2018, 1, 1), date(2018, 3, 4)),
    ],
)
def test_a_date_covers_its_days(edtf: str, first: date, last: date) -> None:
    assert day_range(edtf) == (first, last)


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "2018-13",
        "2018-02-30",
        "0000",
        "18",
        "2018-5-3",
        "May 2018",
        "2018/",
        "/2018",
        "2019/2018",
        "2018//2019",
        "2018-05-31T10:00",
        "٢٠١٨",
        "2018\n",
    ],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(BadDate):
        day_range(edtf)


@pytest.mark.parametrize(
    ("said", "evidence", "day", "expected"),
    [
        (
            "2031-05-03",
            "the year is on the cover",
            "May 3",
            PublicationDate("2031-05-03", 'the year is on the cover; the dateline "May 3" agrees', inferred=True),
        ),
        (
            "2031-05-04",
            "the year is on the cover",
            "3 May",
            PublicationDate("2031-05-04", 'the year is on the cover; the dateline "3 May" disagrees', inferred=True),
        ),
        (
            "2031-05-03",
            "as printed",
            "May 3, 2031",
            PublicationDate("2031-05-03", 'as printed; the dateline "May 3, 2031" agrees'),
        ),
        (
            "2031-05-03",
            "the cover",
            "May 3, 2030",
            PublicationDate("2031-05-03", 'the cover; the dateline "May 3, 2030" disagrees', inferred=True),
        ),
        ("2031-05", "the cover", "May 3", PublicationDate("2031-05", 'the cover; the dateline "May 3" agrees', True)),
        ("2031", None, None, PublicationDate("2031", "front matter, which does not say how it is known", True)),
        (None, None, "Sept. 3 2031", PublicationDate("2031-09-03", 'dateline "Sept. 3 2031"')),
        (
            None,
            None,
            "May 3",
            PublicationDate(None, 'the dateline says "May 3" without a year, the front matter nothing'),
        ),
        (
            None,
            None,
            "Feb. 30, 2031",
            PublicationDate(None, 'the dateline says "Feb. 30, 2031", which is not in the calendar'),
        ),
        (None, None, None, PublicationDate(None, "neither the front matter nor a dateline gives a day")),
    ],
)
def test_a_publication_date_says_how_it_is_known(
    said: str | None, evidence: str | None, day: str | None, expected: PublicationDate
) -> None:
    assert published_on(said, evidence, dateline(day)) == expected


def test_an_article_without_dateline_has_the_day_of_its_front_matter() -> None:
    assert published_on("2031-05-03", "the cover", None) == PublicationDate("2031-05-03", "the cover", inferred=True)
