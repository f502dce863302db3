"""Every parameter of `/quotes`: dates, names, facets, fields, heavier parts, highlights."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support import generated

Get = Callable[..., Any]


@pytest.fixture
def fetch(many: FlaskClient) -> Get:
    """Fetch an address of the generated corpus and read its JSON; the status is asserted."""

    def fetched(address: str, status: int = 200, **parameters: Any) -> Any:
        response = many.get(address, query_string=parameters or None)
        assert response.status_code == status, response.text
        return response.get_json()

    return fetched


@pytest.fixture(scope="module")
def everything(many: FlaskClient) -> list[dict[str, Any]]:
    return [json.loads(line) for line in many.get("/quotes?format=ndjson").text.splitlines()]


@pytest.mark.parametrize(
    ("date", "total"),
    [
        ("2018-05-31", 9),
        ("2018-05", 9),
        ("2018", 17),
        ("2018-05/2018-06", 17),
        ("2018-06-01/2019", 8),
        ("2018-05-31/2018-05-31", 9),
        ("2017", 0),
    ],
)
def test_a_date_is_a_day_a_month_a_year_or_an_interval(get: Get, date: str, total: int) -> None:
    assert get("/quotes", date=date, limit=0)["meta"]["total"] == total
    assert bool(get("/paragraphs", date=date, limit=0)["meta"]["total"]) == bool(total)


def test_a_date_narrows_date_from_and_date_to(get: Get) -> None:
    answer = get("/quotes", date="2018", date_from="2018-06", limit=0)
    assert answer["meta"]["query"] == {"date_from": "2018-06-01", "date_to": "2018-12-31", "sort": "-date"}
    assert answer["meta"]["total"] == 8


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ({"kind": ["direct", "mixed"]}, lambda q: q["kind"] in ("direct", "mixed")),
        ({"language": ["fr", "und"]}, lambda q: q["language"] in ("fr", "und")),
        ({"outlet": ["The Lamp", "harbour-post"]}, lambda q: q["outlet"]["id"] in ("the-lamp", "harbour-post")),
        ({"speaker": ["Ana Orlam", "hana-ulvik"]}, lambda q: {"ana-orlam", "hana-ulvik"} & speakers(q)),
        ({"speaker": "Quist", "kind": "mixed"}, lambda q: q["kind"] == "mixed" and "Quist" in str(q["speaker"])),
        ({"date": "2033-04"}, lambda q: q["date"] == "2033-04"),
    ],
)
def test_filters_of_one_name_are_alternatives_and_different_ones_must_all_hold(
    fetch: Get, everything: list[dict[str, Any]], filters: dict[str, Any], holds: Callable[[Any], bool]
) -> None:
    expected = sum(bool(holds(quotation)) for quotation in everything)
    answer = fetch("/quotes", **filters, limit=100)
    assert answer["meta"]["total"] == expected > 0
    assert all(map(holds, answer["data"]))


def speakers(quotation: dict[str, Any]) -> set[str]:
    people = [quotation["speaker"]] if quotation["speaker"] else quotation["together"]
    return {person["id"] for person in people}


# Names


@pytest.mark.parametrize(
    "name",
    [
        *("Lavrov", "lavrov", "sergey-lavrov", "Sergey Lavrov", "Sergei Lavrov", "Sergej Lawrow", "LAWROW"),
        *("Lavrov, Sergey", "Лавров", "Сергей Лавров", "Лавров Сергей", "Сергей Викторович Лавров"),
    ],
)
def test_a_speaker_is_found_by_id_name_surname_and_alias_in_any_script(get: Get, name: str) -> None:
    answer = get("/quotes", speaker=name, limit=0)
    assert answer["meta"]["total"] == 14
    assert answer["meta"]["query"]["speaker"] == [{"given": name, "resolved": "sergey-lavrov", "name": "Sergey Lavrov"}]


def test_everybody_whom_a_name_fits_is_searched_and_listed(fetch: Get) -> None:
    answer = fetch("/quotes", speaker="Tarnow", limit=0)
    understood = answer["meta"]["query"]["speaker"]
    assert {one["resolved"] for one in understood} == {p.id for p in generated.PEOPLE if "Tarnow" in p.name}
    assert answer["meta"]["warnings"] == ["10 speakers are called 'Tarnow'; all are searched"]
    each = [fetch("/quotes", speaker=one["resolved"], limit=0)["meta"]["total"] for one in understood]
    assert answer["meta"]["total"] == sum(each)


def test_a_name_that_nobody_bears_is_no_match_and_names_the_nearest(fetch: Get) -> None:
    answer = fetch("/quotes", speaker="Ana Orlan")
    assert (answer["meta"]["total"], answer["data"]) == (0, [])
    assert "the nearest: Ana Orlam" in answer["meta"]["warnings"][0]


# Facets


@pytest.mark.parametrize("facet", ["speaker", "outlet", "kind", "language", "year", "month"])
def test_facets_count_every_match(fetch: Get, everything: list[dict[str, Any]], facet: str) -> None:
    expected = Counter(value for quotation in everything for value in values(facet, quotation))
    answer = fetch("/quotes", facet=facet, facet_size=100, limit=0)
    assert {one["value"]: one["count"] for one in answer["facets"][facet]} == expected
    if facet in ("speaker", "outlet"):
        assert all(one["name"] and one["name"] != one["value"] for one in answer["facets"][facet])


def values(facet: str, quotation: dict[str, Any]) -> list[str]:
    if facet == "speaker":
        return sorted(speakers(quotation))
    if facet == "outlet":
        return [quotation["outlet"]["id"]]
    if facet in ("kind", "language"):
        return [quotation[facet]]
    first = f"{quotation['date']}-01-01"[:10] if quotation["date"] else ""
    return [first[: {"year": 4, "month": 7}[facet]]] if first else []


def test_facets_come_in_their_order_and_as_many_as_wanted(fetch: Get) -> None:
    facets = fetch("/quotes", facet="speaker,outlet,month", facet_size=3, limit=1)["facets"]
    assert list(facets) == ["speaker", "outlet", "month"]
    for name in ("speaker", "outlet"):
        assert [one["count"] for one in facets[name]] == sorted((one["count"] for one in facets[name]), reverse=True)
        assert len(facets[name]) == 3
    assert [one["value"] for one in facets["month"]] == sorted(one["value"] for one in facets["month"])


def test_facets_are_of_what_was_searched(fetch: Get) -> None:
    answer = fetch("/quotes", speaker="ana-orlam", kind="direct", facet=["kind", "speaker"], limit=0)
    assert answer["facets"]["kind"] == [{"value": "direct", "count": answer["meta"]["total"]}]


def test_without_facet_there_are_none(get: Get) -> None:
    assert list(get("/quotes")) == ["data", "meta", "links"]


# Fields and heavier parts


def test_fields_are_left_in_their_order_whatever_order_they_are_asked_in(get: Get) -> None:
    for wanted in ("text,id", ["text", "id"], "id,text,id"):
        assert [list(q) for q in get("/quotes", fields=wanted, limit=3)["data"]] == [["id", "text"]] * 3
    assert list(get("/quotes/q-m34my5pp554a", fields="speaker")["data"]) == ["speaker"]


def test_include_adds_to_fields_and_to_the_default(get: Get) -> None:
    plain = get("/quotes/q-m34my5pp554a")["data"]
    assert list(get("/quotes/q-m34my5pp554a", fields="id", include="dates")["data"]) == ["id", "dates"]
    more = get("/quotes/q-m34my5pp554a", include="article,provenance,selectors")["data"]
    included = more.pop("included")
    assert more == plain
    assert list(included) == ["selectors", "provenance", "article"]
    article = get(f"/articles/{plain['article']}")["data"]
    assert included["provenance"] == article["provenance"]
    assert included["article"] == {k: v for k, v in article.items() if k not in ("copies", "quotations")}
    [[words, place]] = included["selectors"]
    assert words["exact"] == plain["text"]
    assert place["end"] - place["start"] == len(plain["text"])


def test_heavier_parts_stand_on_every_line_of_ndjson(many: FlaskClient) -> None:
    lines = many.get("/quotes?format=ndjson&include=article&fields=article&kind=mixed").text.splitlines()
    for line in map(json.loads, lines):
        assert line["included"]["article"]["id"] == line["article"]


# Highlights


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("denuclearization", {"denuclearization", "denuclearize"}),
        ('"six-party talks"', {"six-party talks"}),
        ("denuclear* -summit", {"denuclearization", "denuclearize"}),
        ("KOREA OR washington", {"Korea", "Korea’s", "Koreas", "Washington"}),
        ('speaker:Lavrov "current changes"', {"current changes"}),
    ],
)
def test_highlights_are_offsets_of_the_words_in_text_and_paragraph(get: Get, q: str, found: set[str]) -> None:
    data = get("/quotes", q=q, highlight=1, limit=100)["data"]
    assert data
    seen = set()
    for quotation in data:
        marked = quotation["highlight"]
        in_text = [quotation["text"][start:end] for start, end in marked["text"]]
        in_paragraph = [quotation["paragraph"][start:end] for start, end in marked["paragraph"]]
        assert in_text == in_paragraph != []
        assert all(any(s <= a and b <= e for s, e in quotation["spans"]) for a, b in marked["paragraph"])
        seen.update(in_text)
    assert seen <= found
    assert seen


def test_without_words_nothing_is_highlighted(get: Get) -> None:
    assert get("/quotes", highlight=1, limit=1)["data"][0]["highlight"] == {"text": [], "paragraph": []}


@pytest.mark.parametrize("parameters", [{}, {"q": "talks"}, {"facet": "year"}, {"speaker": "Lavrov"}])
def test_a_limit_of_zero_gives_counts_alone(get: Get, parameters: dict[str, str]) -> None:
    answer = get("/quotes", limit=0, **parameters)
    assert answer["data"] == []
    assert answer["meta"]["total"] == get("/quotes", **parameters)["meta"]["total"] > 0
    assert answer["links"]["next"] is None
