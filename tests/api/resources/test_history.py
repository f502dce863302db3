"""Corrections as a person makes them, and what the API shows of them."""

import getpass
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.cli.main import main
from api.cli.record import correct
from api.settings import Settings

FRONT = "---\noutlet: {outlet}\nurl: https://{host}/pier\nlanguage: en\n---\n"
TEXT = "“We will rebuild the pier,” said Ana Ruiz.\n\nThe bridge was safe, said Jo Moor, an engineer."
LATER = "The bridge was safe, said Jo Moor, an engineer."

Get = Callable[..., Any]
Run = Callable[..., str]


@pytest.fixture
def onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a data folder of its own; gives what it said."""
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "var"))

    def run(*arguments: str | Path, status: int = 0) -> str:
        ended = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        assert ended == status, captured
        return captured.out if status == 0 else captured.err

    return run


@pytest.fixture
def get(tmp_path: Path) -> Get:
    """Fetch an address from a server that has just been started, so that it need not notice what is new."""

    def fetch(address: str, status: int = 200) -> Any:
        response = create_app(Settings(data=tmp_path / "var")).test_client().get(address)
        assert response.status_code == status, response.text
        return response.get_json()

    return fetch


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def put(text: str = TEXT, outlet: str = "Island News", host: str = "example.org") -> Path:
        path = tmp_path / f"{host}.md"
        path.write_text(FRONT.format(outlet=outlet, host=host) + text)
        return path

    return put


@pytest.fixture
def pier(onrecord: Run, write: Callable[..., Path], get: Get) -> str:
    """The id of what Ana Ruiz said, in an article that was ingested."""
    onrecord("ingest", write())
    [found] = get("/quotes?q=pier")["data"]
    assert (found["speaker"]["name"], found["attribution"]["status"]) == ("Ana Ruiz", "automatic")
    return str(found["id"])


def test_a_correction_is_searchable_at_once_and_says_that_it_is_one(onrecord: Run, get: Get, pier: str) -> None:
    said = onrecord("correct", pier, "--speaker", "Сергей Лавров", "--reason", "the next paragraph names him")
    assert said.splitlines()[0] == f"{pier}, correction 1: speaker was Ana Ruiz, is Sergey Lavrov"
    assert said.splitlines()[1].startswith("published generation 000002: ")
    [found] = get("/quotes?speaker=sergey-lavrov")["data"]
    assert (found["id"], found["speaker"]["as_written"]) == (pier, None)
    assert found["attribution"]["status"] == "corrected"
    assert found["attribution"]["confidence"] == 1.0
    assert "corrected" in found["unknown"]["speaker.as_written"]
    assert get("/quotes?speaker=ana-ruiz")["data"] == []


def test_text_for_a_terminal_does_not_invent_the_words_of_the_article(onrecord: Run, tmp_path: Path, pier: str) -> None:
    onrecord("correct", pier, "--speaker", "Lea Stern", "--reason", "she signed it")
    client = create_app(Settings(data=tmp_path / "var")).test_client()
    assert "\n  Lea Stern, undated" in client.get(f"/quotes/{pier}?format=text").text


def test_nobody_is_an_answer_with_a_reason(onrecord: Run, get: Get, pier: str) -> None:
    onrecord("correct", pier, "--speaker", "none", "--kind", "mixed", "--reason", "a chorus said it", "--by", "ed")
    found = get(f"/quotes/{pier}")["data"]
    assert (found["speaker"], found["kind"]) == (None, "mixed")
    assert found["unknown"]["speaker"] == "corrected: a chorus said it"


def test_the_history_begins_with_what_the_annotator_said(onrecord: Run, get: Get, pier: str) -> None:
    onrecord("correct", pier, "--speaker", "Lea Stern", "--reason", "she signed it")
    onrecord("correct", pier, "--speaker", "none", "--reason", "or did she", "--by", "ed")
    shown = get(f"/quotes/{pier}/history")["data"]
    assert (shown["status"], shown["speaker"], shown["text"]) == ("corrected", None, "We will rebuild the pier")
    first, second, third = shown["history"]
    assert (first["what"], first["speaker"]["id"], first["source"], first["cue"]) == (
        "found",
        "ana-ruiz",
        "Ana Ruiz",
        "said",
    )
    assert (second["who"], second["number"], second["reason"]) == (getpass.getuser(), 1, "she signed it")
    assert (second["was"], second["now"]) == (
        {"speaker": {"id": "ana-ruiz", "name": "Ana Ruiz"}},
        {"speaker": {"id": "lea-stern", "name": "Lea Stern"}},
    )
    assert (third["who"], third["now"]) == ("ed", {"speaker": None})


def test_ingesting_again_keeps_corrections(onrecord: Run, get: Get, pier: str, write: Callable[..., Path]) -> None:
    onrecord("correct", pier, "--speaker", "Lea Stern", "--reason", "she signed it")
    onrecord("ingest", write(TEXT + "\n\nIt rained."))
    assert get(f"/quotes/{pier}")["data"]["speaker"]["id"] == "lea-stern"


def test_a_withdrawn_quotation_is_gone_and_its_history_is_not(onrecord: Run, get: Get, pier: str) -> None:
    onrecord("correct", pier, "--withdraw", "--reason", "a slogan on a wall")
    problem = get(f"/quotes/{pier}", 410)
    assert problem["type"] == "urn:onrecord:problem:withdrawn"
    assert "a person withdrew it; /quotes/" in problem["detail"]
    assert get("/quotes?q=pier")["data"] == []
    assert get(f"/quotes/{pier}/history")["data"]["status"] == "withdrawn"
    onrecord("correct", pier, "--restore", "--reason", "it was said after all")
    assert get(f"/quotes/{pier}")["data"]["attribution"]["status"] == "automatic"


def test_a_quotation_that_a_later_text_drops_is_gone_and_says_why(
    onrecord: Run, get: Get, pier: str, write: Callable[..., Path]
) -> None:
    onrecord("ingest", write(LATER))
    assert "a later text of the article no longer has it" in get(f"/quotes/{pier}", 410)["detail"]
    shown = get(f"/quotes/{pier}/history")["data"]
    assert (shown["text"], shown["status"]) == ("We will rebuild the pier", "withdrawn")
    assert [(event["what"], event["revision"]) for event in shown["history"]] == [("found", 1), ("withdrawn", 2)]
    onrecord("ingest", write(TEXT))
    assert get(f"/quotes/{pier}")["data"]["id"] == pier
    assert [event["what"] for event in get(f"/quotes/{pier}/history")["data"]["history"]] == [
        "found",
        "withdrawn",
        "found",
    ]


def test_what_was_never_there_is_not_gone(get: Get, pier: str) -> None:
    get("/quotes/q-000000000000", 404)
    get("/quotes/q-000000000000/history", 404)


def test_wire_copies_are_linked(onrecord: Run, get: Get, pier: str, write: Callable[..., Path]) -> None:
    onrecord("ingest", write(outlet="Mainland Post", host="example.net"))
    here, there = sorted(get("/articles")["data"], key=lambda article: str(article["source_url"]), reverse=True)
    assert get(f"/articles/{here['id']}")["data"]["copies"] == [
        {
            "id": there["id"],
            "outlet": {"id": "mainland-post", "name": "Mainland Post"},
            "source_url": "https://example.net/pier",
            "url": there["url"],
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["q-none", "--kind", "mixed"], "onrecord: q-none: the record holds no quotation of this id\n"),
        (["{pier}"], "onrecord: nothing to correct: give --speaker, --kind, --withdraw or --restore\n"),
        (["{pier}", "--speaker", "Ana Ruiz"], "onrecord: {pier}: it is so already; nothing was changed\n"),
        (["{pier}", "--speaker", "!?"], "onrecord: --speaker '!?' is no name; "),
        (["{pier}", "--speaker", "\x1b[31mRed"], "onrecord: --speaker '\\\\x1b[31mRed' is no name; "),
        (["{pier}", "--kind", "mixed", "--by", "two\nlines"], "onrecord: {pier}: who is one line of 1 to 2000"),
    ],
)
def test_a_correction_that_cannot_be_made_is_one_line(
    onrecord: Run, pier: str, arguments: list[str], words: str
) -> None:
    given = [argument.format(pier=pier) for argument in arguments]
    said = onrecord("correct", *given, "--reason", "why", status=1)
    assert said.startswith(words.format(pier=pier))
    assert said.count("\n") == 1


def test_a_correction_that_was_interrupted_is_published_by_the_same_command(
    onrecord: Run, get: Get, pier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*arguments: object) -> None:
        raise OSError("the disk is full")

    command = ("correct", pier, "--speaker", "Lea Stern", "--reason", "the desk asked")
    with monkeypatch.context() as patched:
        patched.setattr(correct, "publish_changes", killed)
        onrecord(*command, status=1)
    assert get(f"/quotes/{pier}")["data"]["speaker"]["name"] == "Ana Ruiz"
    assert "it is so already" in onrecord(*command, status=1)
    assert get(f"/quotes/{pier}")["data"]["speaker"]["name"] == "Lea Stern"


def test_a_correction_without_a_record_makes_none(onrecord: Run, tmp_path: Path) -> None:
    said = onrecord("correct", "q-1", "--kind", "mixed", "--reason", "why", status=1)
    assert "there is no record here yet" in said
    assert not (tmp_path / "var" / "onrecord.db").exists()


def test_statistics_are_lines_or_json(onrecord: Run, pier: str) -> None:
    onrecord("correct", pier, "--speaker", "none", "--reason", "a chorus")
    lines = dict(line.rsplit(maxsplit=1) for line in onrecord("stats").splitlines())
    counts = json.loads(onrecord("stats", "--json"))
    assert (lines["articles"], lines["corrected"], lines["first day"]) == ("1", "1", "–")
    assert (counts["quotations"], counts["with_speaker"], counts["last_day"]) == (2, 1, None)


def test_a_backup_is_a_record(onrecord: Run, tmp_path: Path, pier: str) -> None:
    (tmp_path / "copy").mkdir()
    target = tmp_path / "copy" / "onrecord.db"
    assert onrecord("backup", target) == f"{target}: 1 articles, 2 quotations; checked\n"
    assert "--force" in onrecord("backup", target, status=1)
    onrecord("backup", target, "--force")


def test_the_export_is_lines_of_json(onrecord: Run, pier: str) -> None:
    lines = [json.loads(line) for line in onrecord("export").splitlines()]
    assert [line["type"] for line in lines] == ["record", "article", "quotation", "quotation", "digest", "end"]
    assert onrecord("export") == onrecord("export")


@pytest.mark.parametrize("command", [["export"], ["backup", "copy.db"], ["stats"]])
def test_without_a_record_there_is_nothing_to_write_out(onrecord: Run, command: list[str]) -> None:
    assert "there is no record here yet" in onrecord(*command, status=1)


def test_a_record_of_an_earlier_version_is_brought_along(onrecord: Run, tmp_path: Path, get: Get) -> None:
    (tmp_path / "var").mkdir()
    with sqlite3.connect(tmp_path / "var" / "onrecord.db") as raw:
        raw.executescript((Path(__file__).parents[2] / "corpus" / "schema-1.sql").read_text())
    raw.close()
    assert "run 'onrecord index'" in onrecord("stats", status=1)
    assert get("/articles/a-1", 503)["detail"].endswith("run 'onrecord verify'")
    onrecord("index")
    assert get("/quotes/q-2")["data"]["speaker"]["name"] == "Ana Ruiz"
    assert len(list((tmp_path / "var").glob("onrecord.db.schema-1.*"))) == 1
