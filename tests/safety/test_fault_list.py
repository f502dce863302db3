"""Faults and bad inputs that no other test holds; `docs/reliability.md` has all kinds with their tests."""

import errno
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from annotation import Ingest, Quotation
from api.app import create_app
from api.cli.main import main
from api.http import access_log, instrumentation
from api.settings import Settings
from corpus.article import Article
from corpus.files.lock import sole_writer
from corpus.store.store import Store
from index.errors import PublishFailed
from index.publishing import checksum_cache, generations
from tests.support.faulty.ingest import AFTER, BEFORE, ingest, lost, unsound
from tests.support.serving import serving
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]


@pytest.fixture
def client(data: Path) -> FlaskClient:
    return create_app(Settings(data=data)).test_client()


# Storage and process


def test_a_lock_that_is_deleted_meanwhile_loses_nothing(tmp_path: Path) -> None:
    ingest(tmp_path, BEFORE)
    root = tmp_path / "index"
    try:
        with generations.building(root) as built:
            (root / "lock").unlink()
            ingest(tmp_path, AFTER)  # another, who found no lock
            generations.publish(root, built)
    except (PublishFailed, OSError):
        pass  # the other has removed what was being built
    assert unsound(tmp_path, published=True) + lost(tmp_path, AFTER) == []


def test_a_child_that_outlives_the_writer_does_not_keep_its_lock(tmp_path: Path) -> None:
    with sole_writer(tmp_path / "lock"):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False)
    try:
        with sole_writer(tmp_path / "lock"):
            assert child.poll() is None
    finally:
        child.communicate(b"\n")


def test_an_index_in_a_folder_that_cannot_be_written_is_served(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*arguments: object, **more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(checksum_cache, "atomic_write", read_only)
    assert create_app(Settings(data=data)).test_client().get("/quotes").status_code == 200


def test_a_newer_folder_that_was_not_published_is_passed_over(tmp_path: Path) -> None:
    ingest(tmp_path, BEFORE)
    (tmp_path / "index" / "generations" / "000009").mkdir()
    assert generations.open_sound(tmp_path / "index").name == "000001"
    ingest(tmp_path, AFTER)
    assert generations.open_sound(tmp_path / "index").name == "000010"


def test_nothing_that_is_kept_is_unpickled() -> None:
    modules = [path for package in ("corpus", "index", "api") for path in (ROOT / package).rglob("*.py")]
    loads = re.compile(r"^\s*(import|from) (pickle|marshal|shelve|dill)\b|allow_pickle=True", re.MULTILINE)
    assert [str(path) for path in modules if loads.search(path.read_text())] == []


def test_without_memory_an_ingest_is_one_line_and_keeps_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(*arguments: object) -> None:
        raise MemoryError

    ingest(tmp_path, BEFORE)
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    monkeypatch.setattr(Ingest, "__call__", full)
    assert main(["ingest", str(tmp_path)]) == 1
    assert capfd.readouterr().err == "onrecord: there is not enough memory; what was kept before is there\n"
    assert unsound(tmp_path, published=True) + lost(tmp_path, BEFORE) == []


class FullDisk:
    """Standard output on a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def flush(self) -> None:
        self.write("")


def test_a_log_on_a_full_disk_stops_no_answer(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", FullDisk())
    app = create_app(Settings(data=data))
    instrumentation.install(app, [access_log.write])
    for _ in range(3):
        answer = app.test_client().get("/quotes?limit=1")
        answer.close()
        assert answer.status_code == 200


def test_a_server_without_descriptors_recovers(data: Path, tmp_path: Path) -> None:
    few = ("sh", "-c", 'ulimit -n 64; exec "$0" "$@"', sys.executable, "-m", "api.cli")
    with serving(data, tmp_path, few, ONRECORD_WORKERS="1") as server:
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
        for connection in idle:
            connection.close()
        wait_until(lambda: answers(server.address))


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/quotes?limit=1", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


# Queries and HTTP


@pytest.mark.parametrize("word", ["the", "of the", "and", "Лавров", "الوزير", "外交部長", "รัฐมนตรี", "e\u0301te\u0301"])
def test_words_of_any_script_and_the_commonest_are_searched(client: FlaskClient, word: str) -> None:
    assert client.get("/quotes", query_string={"q": word}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "date=10000-01-01", "date=２０１８", "date_from=2019&date_to=2018", "sort=best", "q=a&q=b", "limit=1&limit=2",
        "limit=1000000", "bogus=1", "&".join(f"speaker=x{n}" for n in range(500)),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_400(client: FlaskClient, query: str) -> None:
    assert client.get(f"/quotes?{query}").status_code == 400


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "BREW"])
def test_a_method_that_is_none_of_ours_is_405_or_501(client: FlaskClient, method: str) -> None:
    answer = client.open("/quotes", method=method)
    assert answer.status_code == 405 and "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("If-None-Match", "\x80garbage"), ("If-Modified-Since", "yesterday"), ("Range", "bytes=9-1"),
        ("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example"), ("X-HTTP-Method-Override", "DELETE"),
    ],
)  # fmt: skip
def test_headers_that_mean_nothing_here_change_nothing(client: FlaskClient, name: str, value: str) -> None:
    plain, answer = client.get("/quotes"), client.get("/quotes", headers={name: value})
    assert (answer.status_code, answer.data) == (200, plain.data)
    assert "evil" not in str(answer.headers)


def test_the_body_of_a_get_is_not_read(client: FlaskClient) -> None:
    assert client.get("/quotes", data=b"x" * 1_000_000).status_code in (200, 413)


# Ingest


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "onrecord.db") as opened:
        yield opened


def test_a_page_nested_without_end_is_refused_or_read_in_time(tmp_path: Path, store: Store) -> None:
    (tmp_path / "deep.html").write_text("<html><body>" + "<div>" * 100_000 + "“It rained,” said Ana Ruiz.")
    summary = Ingest()([tmp_path / "deep.html"], store)
    assert summary.read + summary.rejected + summary.skipped == 1


def test_a_nul_stands_in_no_text_that_is_kept(tmp_path: Path, store: Store) -> None:
    (tmp_path / "nul.md").write_bytes("---\noutlet: Island News\n---\n“It \0rained,” said Ana Ruiz.\n".encode())
    Ingest()([tmp_path / "nul.md"], store)
    assert not any("\0" in one.article.text for one in store.annotated_articles())


def test_the_hash_is_of_what_was_read_though_the_file_changes(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "dam.md"
    before = "---\noutlet: Island News\n---\n“It rained,” said Ana Ruiz.\n".encode()
    path.write_bytes(before)

    def changing(article: Article) -> list[Quotation]:
        path.write_text("gone")
        return []

    Ingest(annotate=changing)([path], store)
    [kept] = [one.article for one in store.annotated_articles()]
    assert kept.provenance.raw_sha256 == sha256(before).hexdigest()


def test_a_request_with_a_key_in_its_address_is_refused(data: Path, tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "new", write_keys=f"desk:{sha256(b'onr_test').hexdigest()}"))
    answer = app.test_client().post("/articles?key=onr_test", data="x", content_type="text/plain")
    assert answer.status_code == 401 and "WWW-Authenticate" in answer.headers
