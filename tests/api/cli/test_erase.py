"""An article that is erased leaves no word in any file of the data folder, and an address that says why."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.cli.main import main
from api.cli.record import erase
from api.settings import Settings
from api.write import audit
from corpus import Store
from index import DocumentType, EngineManager, SearchRequest, engine_factory
from tests.support import json_serializer

FIRST = "“The zeppelin will moor at the quincunx,” said Xanthe Quillfeather, the harbourmistress.\n"
SECOND = "“The zeppelin will not moor,” said Xanthe Quillfeather, the harbourmistress.\n\nIt was jettisoned.\n"
OTHER = "“We will build the pier,” said Ana Ruiz.\n"
WORDS = (
    b"zeppelin",
    b"moor",
    b"quincunx",
    b"anthe",
    b"uillfeather",
    b"harbourmistress",
    b"jettison",
    b"orlop",
    b"wherry",
)

Run = Callable[..., str]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def run(data: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path, status: int = 0) -> str:
        assert main([str(argument) for argument in arguments]) == status
        captured = capfd.readouterr()
        return captured.out + captured.err

    return run


@pytest.fixture
def article(run: Run, data: Path, tmp_path: Path) -> str:
    """Keep an article with an earlier text, a correction, an entry in the audit log and a copy of an older schema."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "pier.md").write_text(f"---\noutlet: Island News\nurl: https://example.org/pier\n---\n{OTHER}")
    for text in (FIRST, SECOND):
        front = "---\noutlet: Wherry Gazette\nurl: https://example.org/1\nheadline: The orlop\n---\n"
        (folder / "story.md").write_text(front + text)
        run("ingest", folder)
    with Store.open_for_reading(data / "onrecord.db") as store:
        [history] = [one for one in store.histories() if one.article.url == "https://example.org/1"]
    [quotation] = [one.id for one in history.quotations if not one.withdrawal]
    run("correct", quotation, "--speaker", "Xanthe Q. Quillfeather", "--reason", "the zeppelin", "--by", "ed")
    with create_app(Settings(data=data)).test_request_context():
        audit.append(data, "done", quotation=quotation, sent={"speaker": "Xanthe"})
    (data / "onrecord.db.schema-2.20310504T080000Z").write_bytes((data / "onrecord.db").read_bytes())
    return history.article.id


def left(folder: Path) -> list[tuple[str, bytes]]:
    """Return the files that hold a word of the article, packed documents of the index unpacked."""
    files = {str(path): path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()}
    engine = EngineManager(folder / "index", engine_factory(), json_serializer).engine()
    for target in DocumentType:
        files[target] = b"".join(read() for read in engine.every(SearchRequest(target))).lower()
    return [(name, word) for name, content in files.items() for word in WORDS if word in content]


def client(data: Path) -> FlaskClient:
    return create_app(Settings(data=data)).test_client()


def test_no_word_is_left_in_any_file(run: Run, data: Path, article: str, tmp_path: Path) -> None:
    assert {word for _, word in left(data)} == {*WORDS}
    assert "schema-2.20310504T080000Z: deleted" in run("erase", article, "--reason", "order of the court")
    assert left(data) == []
    assert json.loads(run("verify").splitlines()[-1])["ok"]
    run("backup", tmp_path / "backup.db")
    assert not any(word in (tmp_path / "backup.db").read_bytes().lower() for word in WORDS)
    [entry] = (data / "audit.ndjson").read_text().splitlines()
    assert json.loads(entry)["sent"] is None


def test_the_address_says_when_and_why(run: Run, data: Path, article: str) -> None:
    assert client(data).get(f"/articles/{article}").status_code == 200
    run("erase", article, "--reason", "order of the court")
    answer = client(data).get(f"/articles/{article}")
    assert (answer.status_code, answer.get_json()["type"]) == (410, "urn:onrecord:problem:erased")
    assert answer.get_json()["detail"].endswith(": order of the court")
    assert client(data).get("/quotes?q=zeppelin").get_json()["meta"]["total"] == 0
    assert client(data).get("/articles").get_json()["meta"]["total"] == 1


def test_it_does_not_come_in_again(run: Run, data: Path, article: str, tmp_path: Path) -> None:
    archive = tmp_path / "archive.ndjson"
    archive.write_text(run("export"))
    run("erase", article, "--reason", "order of the court")
    assert "was erased, and stays so" in run("ingest", tmp_path / "articles")
    assert ": order of the court" in run("ingest", archive)
    assert left(data) == []
    assert json.loads(run("verify").splitlines()[-1])["ok"]


def test_it_cannot_be_posted_again(run: Run, data: Path, article: str) -> None:
    run("erase", article, "--reason", "order of the court")
    app = create_app(Settings(data=data, write_keys=f"desk:{sha256(b'onr_test').hexdigest()}"))
    headers = {"Authorization": "Bearer onr_test", "Content-Type": "text/plain"}
    body = f"---\noutlet: Wherry Gazette\nurl: https://example.org/1\n---\n{SECOND}"
    answer = app.test_client().post("/articles", data=body, headers=headers)
    assert (answer.status_code, answer.get_json()["detail"][-20:]) == (410, ": order of the court")


def test_an_export_carries_it(
    run: Run, data: Path, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("erase", article, "--reason", "order of the court")
    archive = tmp_path / "archive.ndjson"
    archive.write_text(run("export"))
    assert '"erased":1' in archive.read_text().splitlines()[-1]
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "new"))
    assert "1 new" in run("ingest", archive) and "unchanged" in run("ingest", archive)
    assert run("export") == archive.read_text()
    assert client(tmp_path / "new").get(f"/articles/{article}").status_code == 410
    archive.write_text(archive.read_text().replace("order of the court", "a whim"))
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "other"))
    assert "is not as it was written" in run("ingest", archive)


def test_what_was_interrupted_is_said_and_ended(
    run: Run, data: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*arguments: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(erase, "publish_all", killed)
        run("erase", article, "--reason", "order of the court", status=1)
    assert "its words may be left in a file; run 'onrecord erase' again" in run("verify", status=1)
    run("erase", article, "--reason", "order of the court")
    assert left(data) == []
    assert json.loads(run("verify").splitlines()[-1])["ok"]


def test_a_backup_differs_by_a_change(run: Run, article: str, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup.db")
    run("erase", article, "--reason", "order of the court")
    summary = json.loads(run("verify", "--against", tmp_path / "backup.db").splitlines()[-1])
    assert (summary["ok"], summary["against"]["changes"]) == (True, {article: "changed 1 times after the backup"})


@pytest.mark.parametrize(("id", "reason", "words"), [("a-unknown", "why", "no article"), (None, "\n", "one line")])
def test_what_cannot_be_erased_is_said(run: Run, article: str, id: str | None, reason: str, words: str) -> None:
    assert words in run("erase", id or article, "--reason", reason, status=1)
