"""Writing over HTTP: only with a key, durable before the answer, once, and written down."""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import background_publisher
from api.app import create_app
from api.cli.main import main
from api.settings import Settings, SettingsError
from api.write import idempotency
from api.write.api_keys import keys_of
from corpus.files.lock import sole_writer
from corpus.store.store import Store

KEY, POSTS, CORRECTS = "onr_test", "onr_posts", "onr_corrects"
KEYS = ",".join(
    f"{name}:{sha256(token.encode()).hexdigest()}{scope}"
    for name, token, scope in (("desk", KEY, ""), ("feed", POSTS, ":articles"), ("jo", CORRECTS, ":quotes"))
)
TEXT = "---\noutlet: Ribera Times\npublished: 2031-05-04\n---\n“The dam holds,” said Ana Ruiz.\n"
PAGE = """<html lang="en"><head><title>The dam</title>
<meta property="og:site_name" content="Ribera Times"></head>
<body><article><h1>The dam</h1>
<p>“We will rebuild every bridge by May,” said Ana Ruiz, who runs the works in Ribera.</p>
<p>“Nobody was hurt,” she said on Friday, after the water had gone down in the lower town.</p></article>"""


@dataclass
class Desk:
    """An app that is open for writing, over an empty folder."""

    app: Flask
    data: Path

    def post(
        self, body: str | bytes = TEXT, key: str | None = KEY, kind: str = "text/plain", **more: Any
    ) -> TestResponse:
        return self._send("POST", "/articles", body, key, kind, **more)

    def patch(
        self, quotation: str, body: Any, key: str | None = KEY, kind: str = "application/json", **more: Any
    ) -> TestResponse:
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        return self._send("PATCH", f"/quotes/{quotation}", sent, key, kind, **more)

    def _send(
        self, method: str, address: str, body: str | bytes, key: str | None, kind: str, **more: Any
    ) -> TestResponse:
        headers = {"Content-Type": kind, **({"Authorization": f"Bearer {key}"} if key else {}), **more}
        return self.app.test_client().open(address, method=method, data=body, headers=headers)

    def get(self, address: str) -> TestResponse:
        """Fetch from an app that sees the newest generation at once."""
        with self.app.app_context():
            assert background_publisher.publisher().published(20)
        return create_app(Settings(data=self.data)).test_client().get(address)

    def audit(self) -> list[dict[str, Any]]:
        path = self.data / "audit.ndjson"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    app = create_app(Settings(data=tmp_path, write_keys=KEYS))
    yield Desk(app, tmp_path)
    with app.app_context():
        assert background_publisher.publisher().published(20)


@pytest.fixture
def quotation(desk: Desk) -> tuple[str, str]:
    """A quotation of a posted article, with its ETag."""
    [identifier] = desk.post().get_json()["data"]["quotations"]
    return identifier, desk.get(f"/quotes/{identifier}").headers["ETag"]


def test_nobody_writes_without_keys_in_the_settings(client: FlaskClient) -> None:
    assert client.post("/articles", data=TEXT, headers={"Authorization": f"Bearer {KEY}"}).status_code == 405
    response = client.patch("/quotes/q-m34my5pp554a", json={})
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_an_article_is_kept_and_then_found(desk: Desk) -> None:
    response = desk.post()
    assert response.status_code == 201
    kept = response.get_json()["data"]
    assert kept["outcome"] == "new"
    assert response.headers["Location"] == kept["url"] == f"http://localhost/articles/{kept['id']}"
    # On the disk before the index knows of it.
    with Store.open_for_reading(desk.data / "onrecord.db") as store:
        assert [row.id for row in store.quotations(kept["id"])] == kept["quotations"]
    found = desk.get(f"/quotes/{kept['quotations'][0]}").get_json()["data"]
    assert (found["text"], found["speaker"]["name"]) == ("The dam holds", "Ana Ruiz")
    assert desk.get(f"/articles/{kept['id']}").get_json()["data"]["provenance"]["origin"] == "http:desk"


def test_the_same_again_is_200_and_changes_nothing(desk: Desk) -> None:
    first, second = desk.post(), desk.post()
    assert (second.status_code, second.get_json()["data"]["outcome"]) == (200, "unchanged")
    assert second.headers["Location"] == first.headers["Location"]


def test_a_page_is_read_as_a_page(desk: Desk) -> None:
    where = {"Content-Location": "https://ribera.example.org/dam"}
    kept = desk.post(PAGE, kind="text/html; charset=utf-8", **where).get_json()["data"]
    assert len(kept["quotations"]) == 2
    article = desk.get(f"/articles/{kept['id']}").get_json()["data"]
    assert (article["source_url"], article["provenance"]["format"]) == (where["Content-Location"], "html")


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"key": None}, 401, "needs a key"),
        ({"key": "onr_other"}, 401, "is not one of ours"),
        ({"key": ""}, 401, "needs a key"),
        ({"key": None, "Authorization": f"Basic {KEY}"}, 401, "needs a key"),
        ({"key": CORRECTS}, 403, "this key is for quotes, not for articles"),
        ({"kind": "application/pdf"}, 415, "text/plain, text/markdown, text/html"),
        ({"Content-Encoding": "gzip"}, 415, "without Content-Encoding"),
        ({"body": ""}, 422, "the body is empty"),
        ({"body": "Only words.\n"}, 422, "no outlet: say who printed it"),
        ({"body": b"\x00\x01\x02" * 99}, 422, ""),
        ({"body": b"x" * 5_000_001}, 413, "larger than this address takes"),
        ({"Content-Location": "javascript:alert(1)"}, 400, "is not the address of a page"),
        ({"Idempotency-Key": ""}, 400, "is not 1 to 200"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(
    desk: Desk, change: dict[str, Any], status: int, words: str
) -> None:
    response = desk.post(**change)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert words in response.get_json()["detail"]
    assert ("WWW-Authenticate" in response.headers) == (status == 401)
    assert not (desk.data / "onrecord.db").exists()
    assert desk.audit() == []


def test_an_idempotency_key_gives_the_first_answer_again(desk: Desk) -> None:
    key = {"Idempotency-Key": "b7f4-1"}
    first, second = desk.post(**key), desk.post(**key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.data == second.data
    assert [entry["state"] for entry in desk.audit()] == ["begun", "done"]
    other = desk.post(TEXT.replace("holds", "leaks"), **key)
    assert other.status_code == 422
    assert "was used for something else" in other.get_json()["detail"]
    assert desk.post(key=POSTS, **key).status_code == 200  # keys of others are others'


def test_old_answers_go_once_an_hour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "_place", lambda answers, name: answers / "all" / f"{name}.json")
    desk.post(**{"Idempotency-Key": "first"})
    folder, yesterday = desk.data / "idempotency" / "all", time.time() - 2 * 24 * 60 * 60
    [first] = folder.glob("*.json")
    os.utime(first, (yesterday, yesterday))
    desk.post(**{"Idempotency-Key": "second"})
    assert first.exists()
    os.utime(folder / "swept", (yesterday, yesterday))
    desk.post(**{"Idempotency-Key": "third"})
    assert not first.exists()
    assert len(list(folder.glob("*.json"))) == 2


def test_a_write_looks_at_a_share_of_twenty_thousand_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [sha256(str(number).encode()).hexdigest() for number in range(20_000)]
    for name in names:
        place = idempotency._place(tmp_path, name)
        place.parent.mkdir(exist_ok=True)
        place.touch()
    looked: Counter[str] = Counter()
    stat = Path.stat
    monkeypatch.setattr(Path, "stat", lambda path, **how: looked.update([str(path)]) or stat(path, **how))
    for name in names[:20]:
        once = idempotency.Once(idempotency._place(tmp_path, sha256(name.encode()).hexdigest()), "fingerprint")
        looked.clear()
        assert once.answer() is None
        once.keep({"id": "a-1"})
        assert looked.total() < 20_000 / 100


def test_answers_of_an_earlier_version_are_found(desk: Desk) -> None:
    first = desk.post(**{"Idempotency-Key": "first"})
    [answer] = (desk.data / "idempotency").glob("*/*.json")
    answer.rename(desk.data / "idempotency" / answer.name)  # where they were, in one folder with its mark
    (desk.data / "idempotency" / "swept").touch()
    assert desk.post(**{"Idempotency-Key": "first"}).data == first.data
    assert len(desk.audit()) == 2
    assert answer.exists()


def test_many_at_once_with_one_idempotency_key_are_kept_once(desk: Desk) -> None:
    answers: list[TestResponse] = []
    threads = [threading.Thread(target=lambda: answers.append(desk.post(**{"Idempotency-Key": "k"}))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(answer.status_code, answer.data) for answer in answers} == {(201, answers[0].data)}
    assert len(desk.audit()) == 2


def test_a_busy_writer_is_503_and_nothing_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_publisher, "_PATIENCE", 0.1)
    with desk.app.app_context():
        assert background_publisher.publisher().published(20)
    with sole_writer(desk.data / "onrecord.lock"):
        response = desk.post()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "2"
    assert "another process writes" in response.get_json()["detail"]
    assert not (desk.data / "onrecord.db").exists()


def test_publishing_goes_on_after_an_error_that_nobody_foresaw(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    publish, calls = background_publisher.publish, list[bool]()

    def fail_once(*args: Any, **options: Any) -> Any:
        calls.append(options["full"])
        if len(calls) == 1:
            raise RuntimeError("nobody foresaw this")
        return publish(*args, **options)

    monkeypatch.setattr(background_publisher, "publish", fail_once)
    assert desk.post().status_code == 201
    assert desk.get("/quotes").get_json()["meta"]["total"] == 1
    assert calls == [False, True]


def test_what_a_process_left_unpublished_the_next_one_publishes(desk: Desk) -> None:
    (desk.data / "a.md").write_text(TEXT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_DATA", str(desk.data))
        assert main(["ingest", "--quiet", str(desk.data / "a.md")]) == 0
    (desk.data / "index" / "current").unlink()
    app = create_app(Settings(data=desk.data, write_keys=KEYS))
    with app.app_context():
        assert background_publisher.publisher().published(20)
    assert app.test_client().get("/quotes").get_json()["meta"]["total"] == 1


def test_a_correction_is_kept_with_who_and_why_and_then_shown(desk: Desk, quotation: tuple[str, str]) -> None:
    identifier, tag = quotation
    sent = {"speaker": "Eva Blum", "reason": "the caption names her"}
    response = desk.patch(identifier, sent, key=CORRECTS, **{"If-Match": tag})
    assert response.status_code == 200
    made = response.get_json()["data"]
    assert (made["who"], made["reason"], made["number"]) == ("jo", "the caption names her", 1)
    assert (made["was"]["speaker"]["name"], made["now"]["speaker"]["name"]) == ("Ana Ruiz", "Eva Blum")
    shown = desk.get(f"/quotes/{identifier}").get_json()["data"]
    assert (shown["speaker"]["name"], shown["attribution"]["status"]) == ("Eva Blum", "corrected")
    history = desk.get(f"/quotes/{identifier}/history").get_json()["data"]["history"]
    assert [event["what"] for event in history] == ["found", "corrected"]


def test_a_quotation_can_be_withdrawn_and_restored(desk: Desk, quotation: tuple[str, str]) -> None:
    identifier, tag = quotation
    assert desk.patch(identifier, {"withdrawn": True, "reason": "a headline"}, **{"If-Match": tag}).status_code == 200
    assert desk.get(f"/quotes/{identifier}").status_code == 410
    assert desk.patch(identifier, {"withdrawn": False, "reason": "it is one"}, **{"If-Match": "*"}).status_code == 200
    assert desk.get(f"/quotes/{identifier}").status_code == 200


def test_what_has_changed_since_it_was_seen_is_not_corrected(desk: Desk, quotation: tuple[str, str]) -> None:
    identifier, tag = quotation
    assert desk.patch(identifier, {"speaker": None, "reason": "nobody"}, **{"If-Match": tag}).status_code == 200
    response = desk.patch(identifier, {"kind": "mixed", "reason": "half of it"}, **{"If-Match": tag})
    assert (response.status_code, response.get_json()["title"]) == (412, "It has changed meanwhile")
    fresh = desk.get(f"/quotes/{identifier}?format=text").headers["ETag"]
    assert desk.patch(identifier, {"kind": "mixed", "reason": "half"}, **{"If-Match": fresh}).status_code == 200


def test_a_change_of_another_article_is_no_change_of_this_one(desk: Desk, quotation: tuple[str, str]) -> None:
    identifier, tag = quotation
    assert desk.post(TEXT.replace("holds", "leaks")).status_code == 201
    assert desk.patch(identifier, {"speaker": None, "reason": "nobody"}, **{"If-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("body", "change", "status", "words"),
    [
        ({}, {"key": None}, 401, "needs a key"),
        ({}, {"key": POSTS}, 403, "this key is for articles, not for quotes"),
        ({"withdrawn": True, "reason": "x"}, {"If-Match": None}, 428, "send If-Match"),
        ({"withdrawn": True, "reason": "x"}, {"If-Match": '"0-00000000000000000000"'}, 412, "fetch it again"),
        ({"withdrawn": True, "reason": "x"}, {"If-Match": '"999-00000000000000000000"'}, 412, "fetch it again"),
        ({"withdrawn": True, "reason": "x"}, {"If-Match": "nonsense"}, 412, "fetch it again"),
        ({"withdrawn": True, "reason": "x"}, {"kind": "text/plain"}, 415, "application/json"),
        ({"reason": "x" * 20_001}, {}, 413, "larger than this address takes"),
        ("{", {}, 400, "is not JSON"),
        (b"\xff", {}, 400, "is not JSON"),
        ("[" * 9000, {}, 400, "is not JSON"),
        ("[]", {}, 422, "body: is not a JSON object"),
        ({"reason": "x"}, {}, 422, "changes nothing"),
        ({"withdrawn": True}, {}, 422, "reason: is missing"),
        ({"withdrawn": "yes", "reason": "x"}, {}, 422, "withdrawn: is not true or false"),
        ({"kind": "said", "reason": "x"}, {}, 422, "kind: is not one of direct, mixed, indirect"),
        ({"speaker": "…", "reason": "x"}, {}, 422, "speaker: is no name"),
        ({"speaker": "Ana\nRuiz", "reason": "x"}, {}, 422, "speaker: is not one line"),
        ({"speaker": "Eva Blum", "reason": "\ud800"}, {}, 422, "reason: is not one line"),
        ({"text": "x", "speaker": None, "reason": ""}, {}, 422, "(and 1 more)"),
        ({"kind": "direct", "reason": "x"}, {}, 422, "it is so already"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_the_reason(
    desk: Desk, quotation: tuple[str, str], body: Any, change: dict[str, Any], status: int, words: str
) -> None:
    identifier, tag = quotation
    given = {"If-Match": tag, **change}
    response = desk.patch(identifier, body, **{name: value for name, value in given.items() if value or name == "key"})
    assert response.status_code == status
    assert words in response.get_json()["detail"]
    assert desk.get(f"/quotes/{identifier}").get_json()["data"]["attribution"]["status"] == "automatic"


def test_a_quotation_that_is_not_there_cannot_be_corrected(desk: Desk, quotation: tuple[str, str]) -> None:
    assert desk.patch("q-none", {"withdrawn": True, "reason": "x"}, **{"If-Match": "*"}).status_code == 404


def test_each_write_stands_in_the_audit(desk: Desk, quotation: tuple[str, str]) -> None:
    identifier, tag = quotation
    answered = desk.patch(identifier, {"withdrawn": True, "reason": "no"}, **{"If-Match": tag, "X-Request-Id": "r-7"})
    assert answered.status_code == 200
    posted, kept, begun, done = desk.audit()
    assert (posted["state"], kept["state"], kept["outcome"]) == ("begun", "done", "new")
    assert (begun["state"], begun["key"], begun["request"]) == ("begun", "desk", "r-7")
    assert (done["quotation"], done["correction"], done["sent"]["reason"]) == (identifier, 1, "no")


def test_an_entry_that_a_crash_cut_off_harms_no_other(desk: Desk) -> None:
    (desk.data / "audit.ndjson").write_text('{"state": "beg')
    desk.post()
    lines = (desk.data / "audit.ndjson").read_text().splitlines()
    assert [json.loads(line)["state"] for line in lines[1:]] == ["begun", "done"]


def test_without_an_audit_entry_nothing_is_written(desk: Desk) -> None:
    (desk.data / "audit.ndjson").mkdir()
    response = desk.post()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    with Store.open_for_reading(desk.data / "onrecord.db") as store:
        assert store.counts().articles == 0


def test_a_page_of_another_origin_cannot_write(desk: Desk) -> None:
    asked = {"Origin": "https://evil.example.org", "Access-Control-Request-Method": "POST"}
    headers = desk.app.test_client().options("/articles", headers=asked).headers
    assert "POST" not in headers["Access-Control-Allow-Methods"]
    assert "Authorization" not in headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in desk.post().headers


def test_a_key_is_made_shown_once_and_known_by_its_hash(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "night-desk"]) == 0
    token, setting = (line.split()[1] for line in capsys.readouterr().out.splitlines()[:2])
    [key] = keys_of(setting)
    assert (key.name, key.digest) == ("night-desk", sha256(token.encode()).hexdigest())
    assert main(["key", "Night Desk"]) == 1


@pytest.mark.parametrize("setting", ["desk", "desk:abc", f"Desk:{'0' * 64}", f"desk:{'0' * 64}:all", f"a:{'0' * 63}g"])
def test_keys_that_cannot_be_read_are_refused_and_not_shown(setting: str) -> None:
    with pytest.raises(SettingsError, match="key 2 is not name:sha256hex") as refused:
        keys_of(f"ok:{'1' * 64},{setting}")
    assert "1111" not in str(refused.value)
