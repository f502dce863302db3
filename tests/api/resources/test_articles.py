"""`/articles`, `/speakers`, `/outlets`, `/`, `/healthz`."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

Get = Callable[..., Any]


def test_articles_are_listed_newest_first_with_their_provenance(get: Get) -> None:
    tass, rhc = get("/articles")["data"]
    assert [tass["outlet"]["id"], rhc["outlet"]["id"]] == ["tass", "radio-habana-cuba"]
    assert tass["headline"] == "Russian top diplomat comments on Korean Peninsula denuclearization"
    assert tass["source_url"] is None
    assert "address" in tass["unknown"]["url"]
    raw = Path(rhc["provenance"]["origin"]).read_bytes()
    assert rhc["provenance"]["raw_sha256"] == hashlib.sha256(raw).hexdigest()


def test_an_article_gives_its_quotations_in_the_order_of_its_text(get: Get) -> None:
    for listed in get("/articles")["data"]:
        article = get(f"/articles/{listed['id']}")["data"]
        numbers = [q["paragraph_number"] for q in article["quotations"]]
        assert numbers == sorted(numbers)
        assert {q["article"] for q in article["quotations"]} == {article["id"]}


def test_an_article_is_not_republished(get: Get) -> None:
    for listed in get("/articles")["data"]:
        assert "text" not in get(f"/articles/{listed['id']}")["data"]


def test_speakers_are_people_with_names_and_counts(get: Get) -> None:
    lavrov, trump = get("/speakers")["data"]
    assert (lavrov["id"], lavrov["quotations"], lavrov["articles"]) == ("sergey-lavrov", 14, 2)
    assert "Лавров" in lavrov["aliases"]
    assert trump["id"] == "donald-trump"
    assert lavrov.items() <= get("/speakers/sergey-lavrov")["data"].items()
    assert get("/quotes", speaker=lavrov["id"], limit=0)["meta"]["total"] == lavrov["quotations"]


def test_outlets_count_their_quotations(get: Get) -> None:
    for outlet in get("/outlets")["data"]:
        assert get("/quotes", outlet=outlet["id"], limit=0)["meta"]["total"] == outlet["quotations"]
        assert outlet.items() <= get(f"/outlets/{outlet['id']}")["data"].items()


def test_the_root_lists_addresses_that_answer(client: FlaskClient, get: Get) -> None:
    for entry in get("/")["addresses"]:
        if "{" not in entry["address"]:
            assert client.get(entry["address"]).status_code == (405 if entry["what"].startswith("POST") else 200)
    assert "curl 'http://localhost/quotes?speaker=Lavrov&format=text'" in client.get("/?format=text").text


def test_health_needs_no_index(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_every_address_answers_in_text_too(client: FlaskClient, get: Get) -> None:
    for address in ("/", "/articles", get("/articles")["data"][0]["url"], "/speakers", "/outlets/tass", "/healthz"):
        response = client.get(address, query_string={"format": "text"})
        assert response.status_code == 200
        assert response.text.endswith("\n")
