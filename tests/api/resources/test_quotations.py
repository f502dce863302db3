"""`/quotes` and `/paragraphs`: filters, order, pages, formats."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.formats.pretty_json import pretty

Get = Callable[..., Any]


@pytest.mark.parametrize(
    ("parameters", "total"),
    [
        ({"q": "roadmap"}, 1),
        ({"q": '"worth support"'}, 1),
        ({"q": "“worth support”"}, 1),
        ({"kind": "mixed"}, 2),
        ({"kind": ["mixed", "direct"]}, 8),
        ({"outlet": "radio-habana-cuba", "kind": "direct"}, 2),
        ({"outlet": "Radio Habana Cuba", "kind": "direct"}, 2),
        ({"speaker": "Trump", "kind": "mixed"}, 1),
        ({"speaker": ["Trump", "Lavrov"], "kind": "mixed"}, 2),
        ({"date_from": "2018-06", "kind": "direct"}, 4),
        ({"date_to": "2018-05", "kind": "direct"}, 2),
        ({"date_from": "2018-05-31", "date_to": "2018-05-31", "kind": "direct"}, 2),
        ({"date_from": "2019"}, 0),
        ({"q": "roadmap -hostile"}, 0),
        ({"said_from": "2018-05-30", "said_to": "2018-05-30"}, 1),
        ({"said_from": "2018-06"}, 7),
        ({"said_to": "2017"}, 0),
        ({"act": "does"}, 2),
        ({"act": ["does", "demands"]}, 3),
        ({"act": "says", "speaker": "Trump"}, 1),
    ],
)
def test_filters_narrow_the_search(get: Get, parameters: dict[str, Any], total: int) -> None:
    assert get("/quotes", **parameters)["meta"]["total"] == total


@pytest.mark.parametrize(("sort", "first"), [("-date", "2018-06-13"), ("date", "2018-05-31"), (None, "2018-06-13")])
def test_dates_order_the_list_newest_first_unless_told_otherwise(get: Get, sort: str | None, first: str) -> None:
    answer = get("/quotes", **({"sort": sort} if sort else {}))
    assert answer["data"][0]["date"] == first
    assert answer["meta"]["query"]["sort"] == (sort or "-date")


@pytest.mark.parametrize(
    ("sort", "days"),
    [("said", ["2018-05-30", *["2018-06-13"] * 7]), ("-said", [*["2018-06-13"] * 7, "2018-05-30"])],
)
def test_quotations_are_sorted_by_when_they_were_said_and_the_others_come_last(get: Get, sort: str, days: list) -> None:
    said = [one["occasion"] and one["occasion"]["said"] for one in get("/quotes", sort=sort, limit=100)["data"]]
    assert said == days + [None] * 9


def test_an_interval_of_days_that_ends_before_it_begins_is_refused(client: FlaskClient) -> None:
    answer = client.get("/quotes?said_from=2018-06&said_to=2018-05")
    assert [(answer.status_code, fault["parameter"]) for fault in answer.get_json()["errors"]] == [(400, "said_to")]


def test_an_occasion_has_its_words_and_each_null_its_reason(get: Get) -> None:
    [quotation] = get("/quotes", q="“current changes”")["data"]
    assert quotation["occasion"] == {
        "said": "2018-05-30",
        "place": None,
        "event": "the Primakov Readings conference",
        "medium": None,
        "addressee": None,
        "language": None,
        "evidence": {
            "said": {"text": "on Wednesday", "rule": "weekday"},
            "event": {"text": "the Primakov Readings conference", "rule": "event"},
        },
    }
    nulls = {f"occasion.{name}" for name in ("place", "medium", "addressee", "language")}
    assert nulls <= quotation["unknown"].keys()
    [other] = get("/quotes", q="“freeze for freeze” OR roadmap", speaker="Lavrov", said_from="2018", limit=1)["data"]
    assert other["occasion"]["medium"] == "news conference"


def test_words_are_ranked_unless_told_otherwise(get: Get) -> None:
    assert get("/quotes", q="denuclearization")["meta"]["query"]["sort"] == "relevance"


def walk(client: FlaskClient, address: str | None, step: str) -> list[str]:
    ids: list[str] = []
    while address:
        answer = client.get(address).get_json()
        found = [item["id"] for item in answer["data"]]
        ids = ids + found if step == "next" else found + ids
        address = answer["links"][step]
    return ids


@pytest.mark.parametrize(
    "address",
    [
        "/quotes?",
        "/quotes?sort=date&",
        "/quotes?sort=speaker&",
        "/quotes?sort=said&",
        "/quotes?sort=-said&",
        "/quotes?q=the&",
        "/quotes?speaker=Lavrov&",
        "/paragraphs?",
        "/paragraphs?q=korea&",
        "/speakers?",
        "/outlets?",
        "/articles?",
    ],
)
def test_the_next_links_step_through_everything_exactly_once(client: FlaskClient, address: str) -> None:
    whole = client.get(address + "limit=100").get_json()
    expected = [item["id"] for item in whole["data"]]
    assert len(expected) == whole["meta"]["total"] > 0
    for limit in (1, 2, 7):
        assert walk(client, f"{address}limit={limit}", "next") == expected


def test_the_previous_links_lead_back_to_the_start(client: FlaskClient) -> None:
    address = "/quotes?limit=4"
    while following := client.get(address).get_json()["links"]["next"]:
        address = following
    assert walk(client, address, "prev") == walk(client, "/quotes?limit=4", "next")


def test_a_limit_of_zero_counts_only(get: Get) -> None:
    answer = get("/quotes", limit=0)
    assert answer["data"] == []
    assert answer["meta"]["total"] == 17


def test_an_unknown_name_finds_nothing_and_names_the_nearest(get: Get) -> None:
    answer = get("/quotes", speaker="Lavrof")
    assert answer["meta"]["total"] == 0
    assert answer["meta"]["warnings"] == ["no speaker is called 'Lavrof'; the nearest: Sergey Lavrov"]


def test_one_quotation_has_the_same_json_as_in_the_list(get: Get) -> None:
    for quotation in get("/quotes", limit=100)["data"]:
        assert get(f"/quotes/{quotation['id']}")["data"] == quotation


def test_paragraphs_name_the_quotations_in_them(get: Get) -> None:
    [paragraph] = get("/paragraphs", q='"worth support"')["data"]
    texts = [get(f"/quotes/{identifier}")["data"]["text"] for identifier in paragraph["quotations"]]
    assert len(texts) == 2
    assert all(passage[:20] in paragraph["text"] for passage in texts)


def test_words_outside_every_quotation_are_found_among_paragraphs_only(get: Get) -> None:
    assert get("/paragraphs", q='"freeze for freeze"')["meta"]["total"] == 1
    assert get("/quotes", q='"freeze for freeze"')["meta"]["total"] == 0


def test_json_is_pretty_utf8_with_a_newline_and_compact_on_request(client: FlaskClient) -> None:
    pretty = client.get("/quotes?limit=1")
    compact = client.get("/quotes?limit=1&pretty=0")
    assert pretty.text.startswith('{\n  "data": [\n    {\n      "id": ')
    assert pretty.text.endswith("}\n")
    assert compact.text.count("\n") == 1
    without_links = [{k: v for k, v in answer.get_json().items() if k != "links"} for answer in (pretty, compact)]
    assert without_links[0] == without_links[1]
    assert "“" in client.get("/quotes?speaker=Trump&limit=100&kind=mixed").text


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/json", "application/json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("", "application/json"),
    ],
)
def test_accept_chooses_the_format(client: FlaskClient, accept: str, content_type: str) -> None:
    response = client.get("/quotes", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Vary"] == "Accept, Accept-Encoding"


def test_format_overrides_accept(client: FlaskClient) -> None:
    response = client.get("/quotes?format=text", headers={"Accept": "application/json"})
    assert response.content_type == "text/plain; charset=utf-8"


def test_text_gives_words_speaker_date_outlet_and_addresses(client: FlaskClient) -> None:
    text = client.get("/quotes?q=%22current+changes%22&format=text").text
    assert "“We support the current changes" in text
    assert "Sergey Lavrov (“Lavrov”), 2018-05-31, Radio Habana Cuba" in " ".join(text.split())
    assert "\n  https://www.radiohc.cu/" in text
    assert text.endswith("1 of 1 quotations\n")


def test_text_says_where_the_next_page_is(client: FlaskClient) -> None:
    assert "\nmore: http://localhost/quotes?" in client.get("/quotes?limit=1&format=text").text


@pytest.mark.parametrize(
    "address",
    ["/quotes?limit=50", "/quotes?q=zzzz", "/quotes?q=talks&facet=speaker,month", "/paragraphs?limit=7"],
)
def test_what_was_finished_when_it_was_indexed_is_what_is_written_otherwise(client, address: str) -> None:
    finished, written = client.get(address).text, client.get(f"{address}&pretty=0")
    compact = written.get_json()
    compact["links"] = {name: link and link.replace("&pretty=0", "") for name, link in compact["links"].items()}
    assert finished == pretty(compact) + "\n"
