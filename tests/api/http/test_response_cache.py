"""An answer that was given is given again, the same in every byte, and only where it still holds."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.cli.main import main
from api.http import instrumentation
from api.http.instrumentation import CompletedRequest
from api.http.request_context import current_context
from api.http.response_cache import ResponseCache
from api.params import search_service
from api.settings import Settings

ADDRESSES = ["/", "/quotes", "/quotes?q=the&limit=3", "/quotes?limit=3&q=the", "/quotes?q=the&pretty=0",
             "/quotes/q-m34my5pp554a", "/paragraphs?limit=1", "/articles", "/speakers", "/quotes?format=atom",
             "/timeline", "/openapi.json", "/docs"]  # fmt: skip


@pytest.fixture
def client(data: Path) -> FlaskClient:
    """An application that remembers nothing yet."""
    return create_app(Settings(data=data)).test_client(use_cookies=False)


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, nothing can be searched."""

    def searched(*given: object) -> None:
        raise AssertionError("it searched")

    return lambda: monkeypatch.setattr(search_service, "_request", searched)


def _told(response: TestResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    body = response.data
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)  # gzip writes down when it packed
    return response.status_code, body, sorted(pair for pair in response.headers if pair[0] != "X-Request-Id")


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "zstd"])
@pytest.mark.parametrize("accepted", ["*/*", "text/html,*/*;q=0.8"])
def test_an_answer_given_again_is_the_one_without_a_memory(
    client: FlaskClient, data: Path, accepted: str, encoding: str
) -> None:
    without = create_app(Settings(data=data, remember=0)).test_client()
    for address in ADDRESSES:
        asked = {"Accept": accepted, "Accept-Encoding": encoding}
        wanted = _told(without.get(address, headers=asked))
        for _ in range(3):
            assert _told(client.get(address, headers=asked)) == wanted
        assert client.head(address).headers["ETag"] == without.head(address).headers["ETag"]


def test_what_was_asked_before_is_not_searched_again(client: FlaskClient, never: Callable[[], None]) -> None:
    first = client.get("/quotes?q=the")
    never()
    second = client.get("/quotes?q=the")
    assert second.data == first.data
    assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    assert client.get("/quotes?q=the", headers={"If-None-Match": second.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/quotes?q=the&limit=2", {}),
        ("/quotes?q=the", {"Accept": "text/plain"}),
        ("/quotes?q=the", {"Accept-Encoding": "gzip"}),
        ("/quotes?q=the", {"Host": "other.example.org"}),
        ("/quotes?q=the", {"Cookie": "a=b"}),
        ("/quotes?q=the", {"Authorization": "Bearer onr_x"}),
    ],
)
def test_another_question_or_caller_is_searched_for(
    client: FlaskClient, never: Callable[[], None], address: str, headers: dict[str, str]
) -> None:
    client.get("/quotes?q=the")
    never()
    assert client.get(address, headers=headers).status_code == 500


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/quotes?q=the&format=csv", {}),
        ("/quotes?q=the&format=ndjson", {}),
        ("/quotes/random", {}),
        ("/quotes?q=the", {"Cookie": "a=b"}),
        ("/quotes?q=the", {"Authorization": "Bearer onr_x"}),
    ],
)
def test_streams_chance_and_what_is_for_one_caller_are_not_kept(
    client: FlaskClient, never: Callable[[], None], address: str, headers: dict[str, str]
) -> None:
    assert client.get(address, headers=headers).status_code == 200
    never()
    assert client.get(address).status_code == 500


def test_a_fault_is_found_anew(client: FlaskClient) -> None:
    for _ in range(2):
        assert client.get("/quotes?q=%22open").status_code == 400
        assert client.get("/quotes/q-none").status_code == 404


def test_a_new_generation_is_answered_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    file = tmp_path / "a.md"
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    for words in ("The dam holds", "The dam leaks", "The dam is gone"):
        file.write_text(f"---\noutlet: Ribera Times\n---\n“{words},” said Ana Ruiz.\n")
        assert main(["ingest", "--quiet", str(file)]) == 0
        for address in ("/quotes", "/articles", "/speakers/ana-ruiz"):
            assert client.get(address).data == client.get(address).data
        assert words in client.get("/quotes").text


def test_the_answers_asked_for_last_are_remembered(data: Path, never: Callable[[], None]) -> None:
    client = create_app(Settings(data=data, remember=1)).test_client()  # a megabyte
    asked = [f"/quotes?q=the&limit={limit}" for limit in range(1, 90)]
    sizes = [len(client.get(address).data) for address in asked]
    assert sum(sizes) > 1_500_000
    client.get(asked[-20])
    never()
    assert client.get(asked[-1]).status_code == client.get(asked[-20]).status_code == 200
    assert client.get(asked[0]).status_code == 500


def test_an_answer_as_large_as_the_memory_pushes_nothing_out() -> None:
    app, memory = Flask("alone"), ResponseCache(80_000)

    def given(address: str, size: int | None = None) -> bool:
        with app.test_request_context(address):
            context = current_context()
            context.etag = "1-0"
            if size is not None:
                memory.put(context, app.response_class(b"x" * size, headers={"ETag": '"1-0"'}))
            return memory.get(context) is not None

    assert given("/?small", 1_000)
    assert not given("/?large", 20_000)
    assert given("/?small")


def test_whoever_watches_is_told_the_address_of_answers_given_at_once(data: Path) -> None:
    app = create_app(Settings(data=data))
    seen: list[CompletedRequest] = []
    instrumentation.install(app, [seen.append])
    client = app.test_client()
    tag = client.get("/quotes", buffered=True).headers["ETag"]
    client.get("/quotes", buffered=True)
    client.get("/quotes", headers={"If-None-Match": tag}, buffered=True)
    assert [(one.rule, one.status) for one in seen] == [("/quotes", 200), ("/quotes", 200), ("/quotes", 304)]
    assert len({one.id for one in seen}) == 3


def test_answers_given_at_once_count_against_a_limit(data: Path) -> None:
    client = create_app(Settings(data=data, rate_limit="3/minute")).test_client()
    left = [client.get("/quotes").headers["X-RateLimit-Remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    assert client.get("/quotes").status_code == 429
