import pytest

from corpus.text.dateline import Dateline, find_dateline

BODY = "It rained."


@pytest.mark.parametrize(
    ("words", "place", "day", "agency"),
    [
        ("MOSCOW, June 13. /TASS/. ", "MOSCOW", "June 13", "TASS"),
        ("St. Petersburg, May 31 (RHC)-- ", "St. Petersburg", "May 31", "RHC"),
        ("TALLINN, May 3 (Reuters) - ", "TALLINN", "May 3", "Reuters"),
        ("PARIS (AP) — ", "PARIS", None, "AP"),
        ("(Reuters) - ", None, None, "Reuters"),
        ("BEIJING, May 3 (Xinhua) -- ", "BEIJING", "May 3", "Xinhua"),
        ("MOSCOW. June 13 (Interfax) - ", "MOSCOW", "June 13", "Interfax"),
        ("WASHINGTON, D.C., May 3, 2018 (AFP) – ", "WASHINGTON, D.C.", "May 3, 2018", "AFP"),
        ("GENEVA/PARIS, 3 May 2018 (Reuters) - ", "GENEVA/PARIS", "3 May 2018", "Reuters"),
        ("RIO DE JANEIRO, Brazil (AP) — ", "RIO DE JANEIRO, Brazil", None, "AP"),
        ("Castellón de la Plana, Sept. 3 (EFE).- ", "Castellón de la Plana", "Sept. 3", "EFE"),
        ("SAINT-DENIS, Feb. 3 — ", "SAINT-DENIS", "Feb. 3", None),
        ("Tallinn, May 3 — ", "Tallinn", "May 3", None),
        ("ÎLE-D’YEU — ", "ÎLE-D’YEU", None, None),
        ("КИЕВ — ", "КИЕВ", None, None),
        ("LONDON, May 3 (Reuters): ", "LONDON", "May 3", "Reuters"),
    ],
)
def test_the_forms_of_the_wires_are_read(words: str, place: str | None, day: str | None, agency: str | None) -> None:
    assert find_dateline(words + BODY) == Dateline(0, len(words), place, day, agency)


def test_the_body_starts_where_the_dateline_ends() -> None:
    text = "A standfirst without a full stop\n\nPORT ELLEN, May 3 (INA) - “We won,” she said."
    found = find_dateline(text)
    assert found is not None
    assert text[found.start : found.end] == "PORT ELLEN, May 3 (INA) - "
    assert text[found.end :].startswith("“We won,”")


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "He went home - and slept.",
        "The Minister (who left) - said nothing.",
        "Ruiz (Labour) - a former minister - spoke.",
        "NOT — so fast.",
        "U.S. President — Nobody was there.",
        "PARIS (AP) —",
        "PARIS (AP) —\n\nIt rained.",
        "First.\n\nSecond.\n\nThird.\n\nPARIS (AP) — It rained.",
        "",
    ],
)
def test_what_is_no_dateline_gives_none(text: str) -> None:
    assert find_dateline(text) is None


def test_a_long_line_of_capitals_takes_no_time() -> None:
    assert find_dateline("A, B. " * 100_000) is None
