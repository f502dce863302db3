"""Sixty-five thousand quotations over HTTP: what is found, counted and streamed is what reading them all finds."""

import csv
import io
import json
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask.testing import FlaskClient

pytest.importorskip("numpy", reason="numpy is not installed: it comes with the bench extra")

from api.app import create_app
from api.settings import Settings
from benchmarks.queries import hostile
from tests.support.archive import SIZE, Archive, Read, build
from tests.support.built_once import SharedFolders

Holds = Callable[[Read], bool]


@pytest.fixture(scope="module")
def folder(shared_folders: SharedFolders) -> Path:
    return shared_folders.build("archive", build)


@pytest.fixture(scope="module")
def archive(folder: Path) -> Archive:
    return Archive(folder)


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(Settings(data=folder)).test_client()


@pytest.fixture(scope="module")
def newest_first(client: FlaskClient) -> list[str]:
    """The ids of all quotations, as they are streamed."""
    return [json.loads(line)["id"] for line in streamed(client, "/quotes?format=ndjson&fields=id")]


def streamed(client: FlaskClient, address: str) -> Iterator[str]:
    with client.get(address) as response:
        assert response.status_code == 200
        return iter(response.text.splitlines())


def filters(archive: Archive) -> dict[str, Holds]:
    """Searches of every sort, as a query string and as what must hold of a quotation."""
    word, other, third = archive.data.content_words[:3]
    rare = archive.data.content_words[700]
    speaker, second = (one["id"] for one in archive.data.speakers[:2])
    surname = archive.data.speakers[0]["name"].split()[1]
    family = {one["id"] for one in archive.data.speakers if one["name"].split()[1] == surname}
    outlet = archive.data.outlets[0]["id"]
    article = archive.every[SIZE // 2].article
    return {
        "": lambda _: True,
        f"q={word}": lambda q: q.has(word),
        f"q={rare}": lambda q: q.has(rare),
        f"q={word}+{other}": lambda q: q.has(word, other),
        f"q={word}+OR+{other}": lambda q: q.has(word) or q.has(other),
        f"q={word}+-{other}": lambda q: q.has(word) and not q.has(other),
        f"q=-{word}": lambda q: not q.has(word),
        f"q=({word}+OR+{other})+{third}": lambda q: (q.has(word) or q.has(other)) and q.has(third),
        f"q=speaker:{speaker}+{word}": lambda q: q.speaker == speaker and q.has(word),
        f"q=date:2015-03+{word}": lambda q: q.published("2015-03") and q.has(word),
        f"speaker={speaker}": lambda q: q.speaker == speaker,
        f"speaker={speaker}&speaker={second}": lambda q: q.speaker in (speaker, second),
        f"speaker={surname}": lambda q: q.speaker in family,
        f"outlet={outlet}": lambda q: q.outlet == outlet,
        f"article={article}": lambda q: q.article == article,
        "kind=mixed&kind=indirect": lambda q: q.kind in ("mixed", "indirect"),
        "language=en-GB": lambda q: q.language == "en-GB",
        "date=2015": lambda q: q.published("2015"),
        "date=2015-03": lambda q: q.published("2015-03"),
        "date=2015-03-17": lambda q: q.published("2015-03-17"),
        "date=2014-12/2015-02-03": lambda q: q.published("2014-12-01/2015-02-03"),
        "date_from=2024": lambda q: q.published("2024-01-01/9999-12-31"),
        f"q={word}&outlet={outlet}&kind=direct&date_to=2016": (
            lambda q: q.has(word) and q.outlet == outlet and q.kind == "direct" and q.published("0001-01-01/2016-12-31")
        ),
        "q=nobodysaidthis": lambda _: False,
    }


def test_totals_facets_and_the_timeline_are_those_of_a_reading(client: FlaskClient, archive: Archive) -> None:
    for query, holds in filters(archive).items():
        expected = archive.matching(holds)
        facets = "facet=speaker,outlet,kind,language,year,month&facet_size=7"
        answer = client.get(f"/quotes?{query}&limit=0&{facets}").get_json()
        assert (answer["data"], answer["meta"]["total"]) == ([], len(expected)), query
        for name in ("speaker", "outlet", "kind", "language"):
            counted = Counter(value for one in expected if (value := getattr(one, name)))
            commonest = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:7]
            assert [(one["value"], one["count"]) for one in answer["facets"][name]] == commonest, (query, name)
        for name, length in (("year", 4), ("month", 7)):
            by_date = sorted(Counter(f"{one.date}-01"[:length] for one in expected if one.date).items())
            assert [(one["value"], one["count"]) for one in answer["facets"][name]] == by_date, (query, name)
            timeline = client.get(f"/timeline?interval={name}&{query}").get_json()
            assert [(one["period"], one["count"]) for one in timeline["data"]] == by_date
            assert timeline["meta"]["undated"] == sum(one.date is None for one in expected)


@pytest.mark.parametrize("sort", ["-date", "date", "speaker", "relevance"])
def test_a_cursor_walks_through_more_than_ten_thousand_matches_once(
    client: FlaskClient, archive: Archive, sort: str
) -> None:
    word = archive.data.content_words[0]
    query = f"q={word}&kind=direct&kind=mixed"
    expected = {one.id for one in archive.matching(lambda one: one.has(word) and one.kind != "indirect")}
    assert len(expected) > 10_000
    address, walked, before = f"/quotes?{query}&sort={sort}&fields=id&limit=100&pretty=0", [], None
    while address:
        page = client.get(address).get_json()
        walked += [one["id"] for one in page["data"]]
        assert page["meta"]["total"] == len(expected)
        address, before = page["links"]["next"], page["links"]["prev"]
    assert len(walked) == len(expected)
    assert set(walked) == expected
    last = client.get(before).get_json()
    assert [one["id"] for one in last["data"]] == walked[-100 - (len(walked) % 100 or 100) :][:100]


@pytest.mark.parametrize("name", ["json", "jsonld", "anno", "text", "atom", "csl", "bibtex", "ris"])
def test_every_format_holds_a_page_and_leads_on(client: FlaskClient, archive: Archive, name: str) -> None:
    word = archive.data.content_words[3]
    ids = [one["id"] for one in client.get(f"/quotes?q={word}&fields=id").get_json()["data"]]
    response = client.get(f"/quotes?q={word}&format={name}")
    assert response.status_code == 200
    assert 'rel="next"' in response.headers["Link"]
    places = [response.text.find(id) for id in ids]
    assert -1 not in places
    assert places == sorted(places)


def test_csv_has_a_row_for_every_match(client: FlaskClient, archive: Archive) -> None:
    text = client.get("/quotes?format=csv&kind=indirect&fields=id,kind,date").text
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    expected = {(one.id, one.kind, one.date or "") for one in archive.matching(lambda q: q.kind == "indirect")}
    assert len(rows) == len(expected) > 6_000
    assert {(row["id"], row["kind"], row["date"]) for row in rows} == expected


def test_ndjson_has_every_quotation_newest_first(archive: Archive, newest_first: list[str]) -> None:
    assert len(newest_first) == SIZE
    dates = {one.id: f"{one.date}-01-01"[:10] if one.date else "" for one in archive.every}
    assert set(newest_first) == set(dates)
    in_order = [dates[id] for id in newest_first]
    assert in_order == sorted(in_order, reverse=True)


@pytest.mark.parametrize(
    "address", ["/quotes?format=csv&kind=indirect", "/quotes?format=ndjson&kind=indirect&sort=speaker"]
)
def test_a_stream_needs_the_same_memory_however_long_it_is(client: FlaskClient, address: str) -> None:
    client.get(f"{address}&limit=1")
    tracemalloc.start()
    try:
        sent = 0
        with client.get(address, buffered=False, headers={"Accept-Encoding": "identity"}) as response:
            for piece in response.response:
                sent += len(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sent > 6_000_000
    assert peak < 2_500_000


def test_a_stream_that_nobody_reads_is_not_made(client: FlaskClient) -> None:
    response = client.head("/quotes?format=csv")
    assert (response.status_code, response.data) == (200, b"")


def test_one_by_chance_is_the_one_of_the_drawn_number(
    client: FlaskClient, archive: Archive, newest_first: list[str]
) -> None:
    drawn = {str(seed): Random(str(seed)).randrange(SIZE) for seed in range(1_000)}
    dated = sum(one.date is not None for one in archive.every)
    some = [seed for seed, number in drawn.items() if number >= dated][:5] + list(drawn)[:30]
    assert {drawn[seed] >= dated for seed in some} == {True, False}
    for seed in some:
        answer = client.get(f"/quotes/random?seed={seed}").get_json()
        assert (answer["data"]["id"], answer["meta"]["total"]) == (newest_first[drawn[seed]], SIZE)


def test_suggestions_are_the_most_quoted_of_those_whose_name_begins_so(client: FlaskClient, archive: Archive) -> None:
    counts = Counter(one.speaker for one in archive.every if one.speaker)
    names = {one["id"]: one["name"].casefold().split() for one in archive.data.speakers if one["id"] in counts}
    one, two = (archive.data.speakers[n]["name"].casefold().split() for n in (0, 7))
    for typed in ("a", one[0][:2], one[1], f"{one[1][:2]} {one[0]}", f"{two[0]} {two[1][:3]}", "s s", "a b c"):
        begin = [id for id, words in names.items() if all(any(w.startswith(t) for w in words) for t in typed.split())]
        expected = sorted(begin, key=lambda id: (-counts[id], id))[:10]
        found = client.get("/speakers/suggest", query_string={"q": typed}).get_json()["data"]
        assert [(each["id"], each["quotations"]) for each in found] == [(id, counts[id]) for id in expected], typed


def test_hostile_words_get_a_page_or_a_clear_refusal(client: FlaskClient, archive: Archive) -> None:
    statuses: Counter[int] = Counter()
    for words in hostile(archive.data, many=250):
        response = client.get("/quotes", query_string={"q": words, "facet": "speaker,month", "highlight": "1"})
        statuses[response.status_code] += 1
        answer: Any = response.get_json()
        assert response.status_code == 200 or answer["errors"], words
    assert set(statuses) == {200, 400}
