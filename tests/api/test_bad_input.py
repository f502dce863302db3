"""Bad input: 400 with a pointer to the fault, 404 for what is not there, never a 500, nothing given back raw."""

import unicodedata
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings

_SEARCH = ("q", "speaker", "outlet", "article", "language", "kind", "date", "date_from", "date_to", "sort", "limit")
_SHOWN = ("cursor", "fields", "include", "facet", "facet_size", "highlight", "format", "excel", "pretty")
PARAMETERS = {
    "/quotes": _SEARCH + _SHOWN,
    "/quotes/q-m34my5pp554a": ("fields", "include", "format", "excel"),
    "/quotes/random": ("q", "speaker", "date", "seed"),
    "/timeline": ("q", "interval", "date", "outlet"),
    "/paragraphs": ("q", "date", "sort", "limit", "cursor"),
    "/speakers": ("limit", "cursor", "pretty"),
    "/speakers/suggest": ("q", "limit"),
    "/articles": ("limit", "cursor"),
    "/annotate": ("format",),
}
NEVER = {
    "a lone surrogate": "%ED%A0%80",
    "bytes that are no UTF-8": "%FF%FE",
    "a byte too many": "%F4%90%80%80",
    "an overlong encoding": "%C0%80",
    "a percent sign alone": "%",
    "half an escape": "%4",
    "no hexadecimal digits": "%zz",
    "zero": "a%00b",
    "escape": "%1B%5B31m",
    "a C1 control": "%C2%9B31m",
    "a line end": "a%0D%0ASet-Cookie:%20x=1",
    "delete": "%7F",
    "nothing": "",
    "too long": "x" * 5000,
}


@pytest.mark.parametrize("value", NEVER.values(), ids=list(NEVER))
@pytest.mark.parametrize(
    ("address", "name"), [(address, name) for address, names in PARAMETERS.items() for name in names]
)
def test_no_parameter_takes_what_cannot_be(client: FlaskClient, address: str, name: str, value: str) -> None:
    needed = "" if name == "q" or not address.endswith("suggest") else "&q=a"
    if address == "/annotate":
        response = client.post(f"{address}?{name}={value}", data="x", content_type="text/plain")
    else:
        response = client.get(f"{address}?{name}={value}{needed}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    faults = response.get_json()["errors"]
    assert {fault["parameter"] for fault in faults} <= {name, "query string"}
    assert faults
    assert_safe(response.text)


def assert_safe(body: str) -> None:
    assert not [c for c in body if unicodedata.category(c) in ("Cc", "Cs", "Cf") and c != "\n"]


@pytest.mark.parametrize(
    "value", ["-1", "101", "1e9", "1.0", "+1", " 1", "٣", "３", "0x1", "NaN", "no", "9" * 40, "1_0"]
)
@pytest.mark.parametrize("name", ["limit", "facet_size"])
def test_a_number_is_ascii_digits_within_bounds(client: FlaskClient, name: str, value: str) -> None:
    response = client.get("/quotes", query_string={name: value})
    assert response.status_code == 400
    [fault] = response.get_json()["errors"]
    assert (fault["parameter"], fault["detail"]) == (name, "is not a whole number from 0 to 100")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2018-02-30", "is not in the calendar"),
        ("2018-13", "is not in the calendar"),
        ("0000", "is not in the calendar"),
        ("2018-06/2018-05", "ends before it begins"),
        ("2018-05-31/", "is not a day, month or year"),
        ("/2018", "is not a day, month or year"),
        ("2018/2019/2020", "is not a day, month or year"),
        ("20180531", "is not a day, month or year"),
        ("2018-5-1", "is not a day, month or year"),
        ("٢٠١٨", "is not a day, month or year"),
        ("yesterday", "is not a day, month or year"),
        ("2018-05-31T00:00:00Z", "is not a day, month or year"),
    ],
)
def test_an_impossible_date_is_told_why(client: FlaskClient, value: str, words: str) -> None:
    for address in ("/quotes", "/timeline", "/quotes/random", "/paragraphs"):
        response = client.get(address, query_string={"date": value})
        assert response.status_code == 400
        [fault] = response.get_json()["errors"]
        assert fault["parameter"] == "date"
        assert words in fault["detail"]


def test_a_date_outside_the_others_is_told(client: FlaskClient) -> None:
    [fault] = client.get("/quotes?date=2018&date_from=2019").get_json()["errors"]
    assert (fault["parameter"], fault["detail"]) == ("date", "lies outside date_from and date_to")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/quotes?facet=speakers", "did you mean speaker?"),
        ("/quotes?include=provenence", "did you mean provenance?"),
        ("/quotes?fields=txt", "did you mean text?"),
        ("/quotes?format=jason", "did you mean json?"),
        ("/timeline?interval=months", "did you mean month?"),
        ("/timeline?intervall=month", "did you mean interval?"),
        ("/quotes/random?sed=1", "did you mean seed?"),
        ("/speakers/suggest?q=a&limt=3", "did you mean limit?"),
    ],
)
def test_what_may_have_been_meant_is_said(client: FlaskClient, address: str, meant: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert [fault["suggestion"] for fault in response.get_json()["errors"]] == [meant]


def test_faults_in_lists_are_told_one_by_one(client: FlaskClient) -> None:
    faults = client.get("/quotes?facet=year,moth&facet=&kind=x&limit=x&date=x").get_json()["errors"]
    assert [(fault["parameter"], fault["given"]) for fault in faults] == [
        ("facet", "moth"), ("facet", ""), ("kind", "x"), ("limit", "x"), ("date", "x"),
    ]  # fmt: skip


IDS = (
    "..%2F..%2Fetc%2Fpasswd", "%2e%2e", "....", "%00", "q-%00", "%ED%A0%80", "%FF", "%zz", "%", "q-m34my5pp554a%0A",
    "Q-M34MY5PP554A", "q-m34my5pp554a%20", "x" * 3000, "%1B%5B31m", "%E2%80%AEq", "-1", "null", "*", "'", "%22;--",
    "sergey-lavrov'%20OR%20'1'='1", "a%2Fb", "q-m34my5pp554a%2Fhistory",
)  # fmt: skip


@pytest.mark.parametrize("identifier", IDS)
@pytest.mark.parametrize("collection", ["quotes", "articles", "speakers", "outlets"])
def test_an_id_that_names_nothing_is_404_whatever_it_holds(
    client: FlaskClient, collection: str, identifier: str
) -> None:
    for tail in ("", "?format=text") + (("/history",) if collection == "quotes" else ()):
        response = client.get(f"/{collection}/{identifier.removesuffix('%2Fhistory')}{tail}")
        if identifier == "q-m34my5pp554a%2Fhistory" and collection == "quotes":
            continue
        assert response.status_code == 404, response.text
        assert_safe(response.text)
        assert response.content_type.startswith(("application/problem+json", "text/plain"))


def test_no_value_reaches_a_header(client: FlaskClient) -> None:
    for address in ("/quotes?q=%0d%0aX-Evil:1", "/quotes?q=a%0d%0aX-Evil:1&format=csv", "/quotes/%0d%0aX-Evil:1"):
        assert "X-Evil" not in client.get(address).headers


@pytest.mark.parametrize(
    "host", ["a..b", ".", "on_record:8950", "127.0.0.1:99999", "evil.com#", "x" * 64 + ".com", "a b", "", "[:"]
)
def test_what_cannot_be_a_host_is_refused_and_stands_in_no_address(client: FlaskClient, data: Path, host: str) -> None:
    for address in ("/quotes?limit=1", "/docs", "/nowhere", "/healthz"):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code == 400
        assert "Host header" in answer.get_json()["detail"]
        assert answer.headers["X-Request-Id"]
    named = create_app(Settings(data=data, base_url="https://quotes.example")).test_client()
    answer = named.get("/quotes?limit=1", headers={"Host": host})
    assert answer.get_json()["links"]["self"] == "https://quotes.example/quotes?limit=1"


@pytest.mark.parametrize("host", ["quotes.example", "quotes.example.:8080", "[::1]:8000", "127.0.0.1"])
def test_what_can_be_a_host_is_answered(client: FlaskClient, host: str) -> None:
    assert (
        client.get("/quotes?limit=1", headers={"Host": host}).get_json()["links"]["self"].startswith(f"http://{host}/")
    )
