import pytest

from corpus.readers.article.date_parsing import day_in


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T21:30:00Z", "2031-05-03"),
        ("2031-05-03T23:59:59.999+14:00", "2031-05-03"),
        ("2031-05-03T00:01:00-12:00", "2031-05-03"),
        ("2031-05-03 21:30:00", "2031-05-03"),
        ("2031-5-3", "2031-05-03"),
        ("20310503", "2031-05-03"),
        ("20310503T213000Z", "2031-05-03"),
        ("2031/05/03 09:00", "2031-05-03"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("Sat, 03 May 2031 21:30:00 -0300", "2031-05-03"),
        ("3 May 2031", "2031-05-03"),
        ("May 3, 2031", "2031-05-03"),
        ("Sept. 3rd, 2031", "2031-09-03"),
        ("Saturday, May 3, 2031 at 9:30 pm", "2031-05-03"),
        (" May \n 2031 ", "2031-05"),
    ],
)
def test_the_day_is_the_one_written_in_the_zone_given(words: str, edtf: str) -> None:
    assert day_in(words) == edtf


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "yesterday",
            "03/05/2031",
            "3.5.31",
            "2031-02-30",
            "2031-13",
            "0001-01-01T00:00:00",
            "1935617400",
            "٢٠٣١",
        ),
        *("2031-05-03" + "0" * 100, "May 3", "Mayor 2031 x", "٢٠٣١"),
    ],
)
def test_what_is_not_sure_is_no_day(words: str) -> None:
    assert day_in(words) is None
