"""Counts by date, one by chance, names as they are typed, and what is known of speakers and outlets."""

import json
from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support import generated


@pytest.mark.parametrize("interval", ["day", "month", "year"])
@pytest.mark.parametrize("filters", ["", "&speaker=Rosmer", "&q=harbour&kind=mixed", "&date=2032"])
def test_a_timeline_counts_every_match(many: FlaskClient, interval: str, filters: str) -> None:
    answer = many.get(f"/timeline?interval={interval}{filters}").get_json()
    lines = [json.loads(line) for line in many.get(f"/quotes?format=ndjson{filters}").text.splitlines()]
    length = {"day": 10, "month": 7, "year": 4}[interval]
    expected = Counter(f"{line['date']}-01-01"[:10][:length] for line in lines if line["date"])
    assert {row["period"]: row["count"] for row in answer["data"]} == expected
    assert [row["period"] for row in answer["data"]] == sorted(expected)
    assert answer["meta"]["total"] == len(lines) > 0
    assert answer["meta"]["undated"] == sum(line["date"] is None for line in lines)


def test_a_timeline_of_nothing_is_empty_and_says_so(many: FlaskClient) -> None:
    answer = many.get("/timeline?q=zzzz").get_json()
    assert (answer["data"], answer["meta"]["total"], answer["meta"]["undated"]) == ([], 0, 0)
    assert answer["meta"]["warnings"]


def test_a_seed_gives_the_same_quotation_and_chance_gives_others(many: FlaskClient) -> None:
    def drawn(address: str) -> Any:
        return many.get(address).get_json()["data"]["id"]

    assert len({drawn("/quotes/random?seed=harbour") for _ in range(3)}) == 1
    assert len({drawn("/quotes/random") for _ in range(12)}) > 1
    first = many.get("/quotes/random")
    assert first.headers["Cache-Control"] == "no-store"
    answer = first.get_json()
    assert drawn(f"/quotes/random?seed={answer['meta']['seed']}") == answer["data"]["id"]


@pytest.mark.parametrize("filters", ["", "&q=hyperlink", "&speaker=Ana+Orlam&kind=indirect", "&date=2033"])
def test_every_match_can_be_drawn_and_nothing_else(many: FlaskClient, filters: str) -> None:
    ids = {json.loads(line)["id"] for line in many.get(f"/quotes?format=ndjson{filters}").text.splitlines()}
    drawn = [many.get(f"/quotes/random?seed={n}{filters}").get_json() for n in range(40)]
    assert {one["data"]["id"] for one in drawn} <= ids
    if not filters:
        assert {one["data"]["date"] is None for one in drawn} == {True, False}


def test_nothing_is_drawn_where_nothing_matches(many: FlaskClient) -> None:
    answer = many.get("/quotes/random?q=zzzz").get_json()
    assert (answer["data"], answer["meta"]["total"]) == (None, 0)
    assert many.get("/quotes/random?q=zzzz&format=text").status_code == 200


# Names as they are typed


@pytest.mark.parametrize(
    ("typed", "name", "matched"),
    [
        ("lav", "Sergey Lavrov", "Sergey Lavrov"),
        ("ЛАВ", "Sergey Lavrov", "Сергей Лавров"),
        ("sergej l", "Sergey Lavrov", "Sergej Lawrow"),
        ("lavrov serg", "Sergey Lavrov", "Sergey Lavrov"),
        ("dónald", "Donald Trump", "Donald Trump"),
        ("t", "Donald Trump", "Donald Trump"),
    ],
)
def test_the_beginning_of_any_word_of_a_name_suggests_it(
    client: FlaskClient, typed: str, name: str, matched: str
) -> None:
    [found] = client.get("/speakers/suggest", query_string={"q": typed}).get_json()["data"]
    assert (found["name"], found["matched"]) == (name, matched)
    assert client.get(found["url"]).status_code == 200


@pytest.mark.parametrize("typed", ["avrov", "zzz", "!!", "sergey trump"])
def test_what_no_name_begins_with_suggests_nobody(client: FlaskClient, typed: str) -> None:
    assert client.get("/speakers/suggest", query_string={"q": typed}).get_json()["data"] == []


def test_the_most_quoted_are_suggested_first_and_as_many_as_wanted(many: FlaskClient) -> None:
    found = many.get("/speakers/suggest?q=an&limit=5").get_json()["data"]
    assert len(found) == 5
    assert all(one["name"].startswith("Ana ") for one in found)
    assert [one["quotations"] for one in found] == sorted((one["quotations"] for one in found), reverse=True)
    assert many.get("/speakers/suggest?q=an&format=text").text.count("\n") == 7


# One speaker, one outlet


def test_a_speaker_has_names_roles_outlets_dates_and_counts(many: FlaskClient) -> None:
    data = many.get("/speakers/ana-orlam").get_json()["data"]
    said = [json.loads(line) for line in many.get("/quotes?format=ndjson&speaker=ana-orlam").text.splitlines()]
    assert data["roles"] == ["harbour master"]
    assert data["quotations"] == len(said)
    assert {one["value"]: one["count"] for one in data["counts"]["outlet"]} == Counter(q["outlet"]["id"] for q in said)
    assert data["outlets"] == sorted(one["value"] for one in data["counts"]["outlet"])
    years = Counter(q["date"][:4] for q in said if q["date"])
    assert {one["value"]: one["count"] for one in data["counts"]["year"]} == years
    assert data["first"][:4] == min(years)
    assert data["last"][:4] == max(years)


def test_an_outlet_has_counts_too(many: FlaskClient) -> None:
    data = many.get("/outlets/the-lamp").get_json()["data"]
    assert sum(one["count"] for one in data["counts"]["kind"]) == data["quotations"]
    assert data["counts"]["speaker"][0]["name"] in {person.name for person in generated.PEOPLE}


def test_a_speaker_without_a_role_has_none(many: FlaskClient) -> None:
    assert many.get("/speakers/bela-orlam").get_json()["data"]["roles"] == []
