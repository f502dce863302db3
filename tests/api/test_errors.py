"""Every fault is one problem document that says what was wrong and what to do."""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings

Get = Callable[..., Any]


@pytest.mark.parametrize(
    ("address", "parameter", "words"),
    [
        ("/quotes?limit=-1", "limit", "is not a whole number from 0 to 100"),
        ("/quotes?limit=101", "limit", "is not a whole number from 0 to 100"),
        ("/quotes?limit=1e9", "limit", "is not a whole number from 0 to 100"),
        ("/quotes?limit=%D9%A3", "limit", "is not a whole number from 0 to 100"),
        ("/quotes?limit=", "limit", "is not a whole number from 0 to 100"),
        ("/quotes?q=", "q", "is empty"),
        ("/quotes?q=a%00b", "q", "holds control characters"),
        ("/quotes?q=" + "x" * 257, "q", "is longer than 256 characters"),
        ("/quotes?q=%22open", "q", "(at character 1)"),
        ("/quotes?q=%ED%A0%80", "query string", "is not UTF-8"),
        ("/quotes?q=%FF", "query string", "is not UTF-8"),
        ("/quotes?kind=dircet", "kind", "is not one of direct, mixed, indirect"),
        ("/quotes?date_from=2018-02-30", "date_from", "is not in the calendar"),
        ("/quotes?date_from=yesterday", "date_from", "is not a day, month or year"),
        ("/quotes?date_from=2019&date_to=2018", "date_to", "is before date_from"),
        ("/quotes?sort=relevance", "sort", "needs words to rank by"),
        ("/quotes?cursor=nonsense", "cursor", "is not one that we gave"),
        ("/quotes?cursor=W10", "cursor", "is not one that we gave"),
        ("/quotes?limit=1&limit=2", "limit", "is given more than once"),
        ("/quotes?format=xml", "format", "is not one of json, jsonld, anno, csv, ndjson, text, atom, csl, bibtex, ris"),
        ("/healthz?x=1", "x", "is no parameter of this address"),
        ("/quotes?" + "&".join(f"q={n}" for n in range(101)), "query string", "more than 100 parameters"),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_wrong(
    client: FlaskClient, address: str, parameter: str, words: str
) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    [error] = response.get_json()["errors"]
    assert error["parameter"] == parameter
    assert words in error["detail"]


def test_every_fault_is_told_at_once_with_what_may_have_been_meant(get: Get) -> None:
    problem = get("/quotes?spaeker=x&limit=-1&kind=dircet", status=400)
    assert [(e["parameter"], e["suggestion"]) for e in problem["errors"]] == [
        ("spaeker", "did you mean speaker?"),
        ("limit", None),
        ("kind", "did you mean direct?"),
    ]
    assert problem["detail"].endswith("(and 2 more)")


def test_what_was_given_is_told_as_it_was_given(get: Get) -> None:
    for query, parameter, given in (
        ("speeker=Ruiz", "speeker", "Ruiz"),
        ("date_from=2019&date_to=2018", "date_to", "2018"),
        ("=Ruiz", "query string", "Ruiz"),
    ):
        [fault] = get(f"/quotes?{query}", status=400)["errors"]
        assert (fault["parameter"], fault["given"]) == (parameter, given)


@pytest.mark.parametrize(("address", "meant"), [("/quote", "/quotes"), ("/speaker", "/speakers"), ("/doc", "/docs")])
def test_an_address_like_one_of_ours_names_it(get: Get, address: str, meant: str) -> None:
    assert get(address, status=404)["detail"] == f"there is no address {address}; did you mean {meant}?"


def test_faults_between_parameters_are_told_with_all_the_others(get: Get) -> None:
    problem = get("/quotes?limit=x&date_from=2019&date_to=2018&sort=relevance&format=atom&fields=id", status=400)
    assert [e["parameter"] for e in problem["errors"]] == ["limit", "fields", "date_to", "sort"]
    problem = get("/timeline?q=%22open&interval=week&date=2018-13", status=400)
    assert [e["parameter"] for e in problem["errors"]] == ["interval", "date", "q"]


def test_a_cursor_of_another_search_is_refused(client: FlaskClient) -> None:
    following = client.get("/quotes?limit=1").get_json()["links"]["next"]
    problem = client.get(following + "&kind=direct").get_json()
    assert problem["errors"][0]["detail"] == "belongs to another search"


def test_a_place_that_cannot_be_is_refused_even_signed_and_is_no_error_of_ours(client: FlaskClient) -> None:
    from api.params.pagination import Cursor, encode
    from index.request import HitKey

    honest = {"limit": 20, "pretty": "1"}
    for value in (float("nan"), float("inf"), 10**400, -5, "\ud800", "zzz"):
        with client.application.test_request_context("/quotes"):
            forged = encode(Cursor(HitKey(value, "q-"), True), honest)
        assert client.get("/quotes", query_string={"cursor": forged}).status_code in (200, 400)


@pytest.mark.parametrize(
    "address", ["/quotes/q-none", "/articles/none", "/speakers/none", "/outlets/none", "/nope", "/quotes/a/b"]
)
def test_what_is_not_there_is_404(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert response.get_json()["title"] == "Nothing is here"


def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient) -> None:
    response = client.delete("/quotes")
    assert response.status_code == 405
    assert response.content_type == "application/problem+json"
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_format_that_we_do_not_have_is_406_and_names_those_we_have(client: FlaskClient) -> None:
    response = client.get("/quotes", headers={"Accept": "image/png"})
    assert response.status_code == 406
    for media_type in ("application/json", "text/csv", "text/plain", "application/atom+xml", "anno.jsonld"):
        assert media_type in response.get_json()["detail"]
    assert "application/json or text/plain" in client.get("/outlets", headers={"Accept": "a/b"}).get_json()["detail"]


def test_without_an_index_the_answer_is_503_with_what_to_run(tmp_path: Path) -> None:
    response = create_app(Settings(data=tmp_path)).test_client().get("/quotes")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "onrecord ingest" in response.get_json()["detail"]


def test_a_fault_of_ours_gives_no_traceback_away(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(data=data))
    app.add_url_rule("/broken", view_func=lambda: str(1 / 0))
    response = app.test_client().get("/broken")
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert "division" not in response.text
    assert "ZeroDivisionError" in caplog.text


def test_an_error_in_text_is_one_readable_sentence(client: FlaskClient) -> None:
    response = client.get("/quotes?limit=-1&format=text")
    assert response.status_code == 400
    assert response.text == "limit: is not a whole number from 0 to 100\n"


def test_input_is_never_given_back_raw(client: FlaskClient) -> None:
    response = client.get("/%1B%5B31m<script>?format=text")
    assert response.status_code == 404
    assert "\x1b" not in response.text
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_damaged_index_is_503_and_one_line_in_the_log(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    client = create_app(Settings(data=folder)).test_client()
    assert client.get("/outlets").status_code == 200
    for path in folder.glob("index/generations/*/quotations/*.documents"):
        with path.open("r+b") as file:  # in place, as a disk does it: what was opened before is mapped still
            file.write(b"rot")
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        response = client.get("/quotes")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "run 'onrecord index'" in response.get_json()["detail"]
    [line] = [record for record in caplog.records if record.name == "onrecord.api"]
    assert "the block at byte 0 is not as it was written" in line.getMessage()
    assert line.exc_info is None


def test_a_damaged_record_is_503_and_one_line_in_the_log(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    with closing(sqlite3.connect(folder / "onrecord.db")) as raw:
        raw.execute("UPDATE articles SET headline = 'Another'")
        raw.commit()
    client = create_app(Settings(data=folder)).test_client()
    for address in ("/articles", "/articles/a-jtw4dfp8gmfp", "/quotes/q-m34my5pp554a/history"):
        caplog.clear()
        response = client.get(address)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert "run 'onrecord verify'" in response.get_json()["detail"]
        [line] = [record.getMessage() for record in caplog.records if record.name == "onrecord.api"]
        assert "does not match its digest" in line
    assert client.get("/quotes").status_code == 200


@pytest.mark.parametrize(
    ("user", "mode", "words"), [(0, 0o640, "runs as root"), (1, 0o666, "everybody may write to it")]
)
def test_more_rights_than_the_server_needs_are_said_in_the_log(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    user: int,
    mode: int,
    words: str,
) -> None:
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    (folder / "onrecord.db").chmod(mode)
    monkeypatch.setattr("os.geteuid", lambda: user)
    create_app(Settings(data=folder))
    [line] = [record.getMessage() for record in caplog.records if record.name == "onrecord.api"]
    assert words in line
