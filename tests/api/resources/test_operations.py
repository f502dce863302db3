"""How the service is watched and run: health, readiness, metrics, the log, limits."""

import json
import logging
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.cli.main import main
from api.http import access_log, instrumentation
from api.http.instrumentation import CompletedRequest
from api.resources.operations import metrics
from api.settings import Settings, SettingsError
from corpus import Store
from index.publishing import staleness

Get = Callable[..., Any]


@pytest.fixture
def seen(data: Path) -> tuple[Flask, list[CompletedRequest]]:
    """An app that is watched, and what was seen."""
    app, heard = create_app(Settings(data=data)), list[CompletedRequest]()
    instrumentation.install(app, [heard.append])
    return app, heard


def test_readiness_is_a_generation_on_which_a_query_ran(get: Get, client: FlaskClient) -> None:
    assert get("/readyz") == {"status": "ready", "generation": "000001", "quotations": 17, "lag": 0}
    assert client.get("/readyz?format=text").text == "ready: generation 000001, 17 quotations\n"


def test_a_process_without_an_index_is_healthy_and_not_ready(tmp_path: Path) -> None:
    client = create_app(Settings(data=tmp_path)).test_client()
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "there is no index yet" in response.get_json()["detail"]
    assert "onrecord_index_ready 0.0" in client.get("/metrics").text


def test_what_was_accepted_and_cannot_be_found_is_reported(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    monkeypatch.setenv("ONRECORD_DATA", str(folder))
    client = create_app(Settings(data=folder, max_lag=5)).test_client()
    assert "onrecord_index_lag 0.0" in client.get("/metrics").text
    with Store.open(folder / "onrecord.db") as store:
        quotation = next(iter(store.annotated_articles())).quotations[0].id
        store.correct(quotation, {"kind": "mixed"}, "Jo", "for the lag")
    assert client.get("/readyz").get_json()["status"] == "ready"
    later = datetime.now(UTC) + timedelta(seconds=100)
    monkeypatch.setattr(
        staleness, "datetime", SimpleNamespace(now=lambda _: later, fromisoformat=datetime.fromisoformat)
    )
    ready = client.get("/readyz").get_json()
    assert (ready["status"], 90 < ready["lag"] < 110) == ("behind", True)
    assert re.search(r"^onrecord_index_lag (9|10)\d\.", client.get("/metrics").text, re.MULTILINE)
    assert main(["verify"]) == 1
    assert re.match(r"the index is older than the record for \d+ seconds", capsys.readouterr().out)


def test_the_metrics_count_requests_by_address_and_status(data: Path) -> None:
    app = create_app(Settings(data=data))
    instrumentation.install(app, [metrics.count])
    client = app.test_client()

    def counted() -> list[float]:
        text = client.get("/metrics").text
        values = (re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE) for name in names)
        return [float(value[1]) if value else 0.0 for value in values]

    labels = ('/outlets/<identifier>",method="GET",status="200', '/outlets/<identifier>",method="GET",status="404')
    names = [f'onrecord_requests_total{{address="{label}"}}' for label in (*labels, 'none",method="GET",status="404')]
    names.append('onrecord_request_seconds_count{address="/outlets/<identifier>"}')
    before = counted()  # other tests of the same process have asked for the same addresses
    for address in ("/outlets/tass", "/outlets/tass", "/outlets/none", "/" + "x" * 50):
        client.get(address).close()
    assert [after - first for after, first in zip(counted(), before, strict=True)] == [2, 1, 1, 3]
    text = client.get("/metrics").text
    assert "onrecord_index_articles 2.0" in text
    assert "xxx" not in text


def test_the_log_has_one_line_of_json_for_a_request(seen: tuple[Flask, list[CompletedRequest]]) -> None:
    app, heard = seen
    response = app.test_client().get("/outlets/tass?pretty=0", headers={"X-Request-Id": "r-1", "User-Agent": "test"})
    response.close()
    line = access_log.line(heard[0], datetime(2031, 5, 4, 8, 0, 0, 5000, UTC))
    assert line.endswith("}\n")
    entry = json.loads(line)
    assert entry.pop("ms") > 0
    assert entry == {
        "time": "2031-05-04T08:00:00.005Z",
        "id": "r-1",
        "from": "127.0.0.1",
        "method": "GET",
        "path": "/outlets/tass",
        "query": "pretty=0",
        "status": 200,
        "bytes": len(response.data),
        "agent": "test",
    }


@pytest.mark.parametrize(
    "evil", ["%0A%1B[31m", "%C2%9B31m", "%7F", "%E2%80%AE", "%E2%80%A8", "%FF%00", "%22,%22id%22:"]
)
def test_nothing_a_caller_sends_leaves_its_place_in_the_log(
    seen: tuple[Flask, list[CompletedRequest]], evil: str
) -> None:
    app, heard = seen
    app.test_client().get(f"/{evil}?{evil}", headers={"User-Agent": "a\x1b[31m\x9b", "X-Request-Id": "a\x1bb"}).close()
    line = access_log.line(heard[0], datetime.now(UTC))
    assert re.fullmatch(r"[ -~]+\n", line)
    assert json.loads(line)["status"] == 404


def test_a_stream_is_logged_when_its_reader_has_left(
    seen: tuple[Flask, list[CompletedRequest]],
) -> None:
    app, heard = seen

    def stream() -> Iterator[bytes]:
        yield b"first"
        yield b"second"

    app.add_url_rule("/stream", view_func=lambda: app.response_class(stream()))
    response = app.test_client().get("/stream")
    next(iter(response.response))
    assert not heard
    response.close()
    assert [(one.size, one.status) for one in heard] == [(5, 200)]


def test_an_unforeseen_fault_stands_in_the_log_with_its_request(
    seen: tuple[Flask, list[CompletedRequest]], caplog: pytest.LogCaptureFixture
) -> None:
    app, heard = seen
    app.add_url_rule("/broken", view_func=lambda: str(1 / 0))
    with caplog.at_level(logging.ERROR):
        app.test_client().get("/broken", headers={"X-Request-Id": "r-9"}).close()
    assert heard[0].status == 500
    assert "r-9" in caplog.text


def test_whoever_asks_too_often_is_told_when_to_come_again(data: Path) -> None:
    client = create_app(Settings(data=data, rate_limit="3/hour")).test_client()
    assert [client.get("/quotes?limit=1").status_code for _ in range(4)] == [200, 200, 200, 429]
    response = client.get("/quotes")
    assert response.content_type == "application/problem+json"
    assert response.get_json()["detail"] == "no more than 3 per 1 hour; come again when Retry-After says"
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert client.get("/quotes?format=text").text.startswith("no more than")
    assert client.get("/healthz").status_code == 200


def test_clients_behind_a_proxy_that_is_believed_are_told_apart(data: Path) -> None:
    client = create_app(Settings(data=data, rate_limit="1/hour", proxies=1)).test_client()

    def status(forwarded: str) -> int:
        return client.get("/quotes", headers={"X-Forwarded-For": forwarded}).status_code

    assert [status("192.0.2.1"), status("192.0.2.1"), status("192.0.2.2")] == [200, 429, 200]
    # What the client itself wrote before the proxy's word counts for nothing.
    assert status("192.0.2.9, 192.0.2.2") == 429


def test_a_limit_that_cannot_be_read_is_refused_at_the_start(data: Path) -> None:
    with pytest.raises(SettingsError, match="ONRECORD_RATE_LIMIT is such as 100/minute, not 'often'"):
        create_app(Settings(data=data, rate_limit="often"))
