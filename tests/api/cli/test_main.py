"""The `onrecord` commands end to end: exit status, output and error lines."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import main
from api.cli.rejects_file import open_rejects
from api.settings import Settings, SettingsError
from corpus.files.lock import sole_writer
from tests.conftest import CORPUS
from tests.support.waiting import wait_until


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: str
    err: str


Onrecord = Callable[..., Ran]


@pytest.fixture
def onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Onrecord:
    """Run a command on a data folder of its own."""
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "var"))

    def run(*arguments: str | Path) -> Ran:
        status = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


def test_ingest_says_what_it_did_and_the_second_time_changes_nothing(onrecord: Onrecord) -> None:
    first, second = onrecord("ingest", CORPUS), onrecord("ingest", CORPUS)
    assert first.out.splitlines() == [
        "2 read: 2 new, 0 revised, 0 unchanged; 0 rejected, 0 skipped",
        "published generation 000001: 2 articles, 17 quotations; "
        "built from the whole record: there was no index to add to",
    ]
    assert second.out == "2 read: 0 new, 0 revised, 2 unchanged; 0 rejected, 0 skipped\n"
    assert (first.status, second.status) == (0, 0)


def test_ingest_makes_an_index_of_an_earlier_version_anew_though_no_file_changed(
    onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    onrecord("ingest", CORPUS)
    for module in ("index.publishing.staleness", "index.publishing.publisher", "index.publishing.manifest"):
        monkeypatch.setattr(f"{module}.SCHEMA_VERSION", 99)
    published = onrecord("ingest", CORPUS).out.splitlines()[1]
    assert published.startswith("published generation 000002: 2 articles")
    assert "now it is 99" in published
    assert len(onrecord("ingest", CORPUS).out.splitlines()) == 1


BAD_FILES = {
    "broken.md": (b"---\ntitle: [unclosed\n---\nText.\n", "front matter"),
    "empty.md": (b"", "empty"),
    "headless.md": (b"---\noutlet: The Norra Post\n---\n", "no "),
    "picture.md": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "PNG image"),
    "table.xyz": (b"a,b\n1,2\n", ""),
}


def test_a_bad_file_is_named_with_its_reason_and_the_others_go_on(onrecord: Onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    shutil.copytree(CORPUS, folder)
    for name, (content, _) in BAD_FILES.items():
        (folder / name).write_bytes(content)
    assert onrecord("ingest", "--strict", "-q", folder) == Ran(1, "", "")
    ran = onrecord("ingest", "--rejects", tmp_path / "rejects", folder)
    assert ran.status == 0
    assert "2 read: 0 new, 0 revised, 2 unchanged; 5 rejected, 0 skipped" in ran.out
    lines = sorted(ran.err.splitlines())
    assert len(lines) == len(BAD_FILES)
    for line, (name, (_, reason)) in zip(lines, sorted(BAD_FILES.items()), strict=True):
        assert line.startswith(f"onrecord: {folder / name}: ")
        assert reason in line
    rejects = [json.loads(line) for line in (tmp_path / "rejects").read_text().splitlines()]
    assert sorted(reject["file"] for reject in rejects) == [str(folder / name) for name in sorted(BAD_FILES)]
    assert all(set(reject) == {"file", "position", "reason"} for reject in rejects)


def test_when_nothing_can_be_read_ingest_fails(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    assert onrecord("ingest", tmp_path / "empty.md").status == 1


def test_each_article_that_is_safely_kept_is_acknowledged(onrecord: Onrecord) -> None:
    ran = onrecord("ingest", "--verbose", CORPUS)
    assert ran.out.splitlines()[:2] == ["committed a-7mrk26d0qvnn", "committed a-jtw4dfp8gmfp"]


def test_the_summary_comes_as_json_when_asked_for(onrecord: Onrecord) -> None:
    assert json.loads(onrecord("ingest", "--json", CORPUS).out) == {
        "read": 2,
        "new": 2,
        "revised": 0,
        "unchanged": 0,
        "rejected": 0,
        "skipped": 0,
        "stopped": False,
        "generation": "000001",
    }


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            ["ingest", "--workers=0", CORPUS],
            "Invalid value for '--workers': 0 is not in the range 1<=x<=64; see 'onrecord ingest --help'",
        ),
        (
            ["ingest", "--map=words", CORPUS],
            "Invalid value for '--map': FIELD=NAME with one of text, summary, headline, url, published, outlet, "
            "byline, language, licence, not 'words'; see 'onrecord ingest --help'",
        ),
        (["ingest"], "Missing argument 'PATH...'; see 'onrecord ingest --help'"),
        (["sing"], "No such command 'sing'; see 'onrecord --help'"),
        ([], "Missing command; see 'onrecord --help'"),
        (
            ["correct", "q-m34my5pp554a", "--kind", "loud", "--reason", "it is"],
            "Invalid value for '--kind': 'loud' is not one of 'direct', 'mixed', 'indirect'; "
            "see 'onrecord correct --help'",
        ),
        (
            ["correct", "q-m34my5pp554a", "--withdraw", "--restore", "--reason", "it is"],
            "--withdraw and --restore exclude each other; give one of them; see 'onrecord correct --help'",
        ),
    ],
)
def test_a_usage_error_is_one_line_with_the_option_and_what_it_takes(
    onrecord: Onrecord, arguments: list[str | Path], error: str
) -> None:
    assert onrecord(*arguments) == Ran(2, "", f"onrecord: {error}\n")


def test_version_and_help_are_answered_without_importing_the_packages() -> None:
    heavy = "import sys; from api.cli.main import main; main(sys.argv[1:]); assert 'numpy' not in sys.modules"
    for option, line in (("--version", f"onrecord {version('onrecord')}"), ("--help", "Usage: onrecord")):
        ran = subprocess.run([sys.executable, "-c", heavy, option], capture_output=True, text=True, check=True)
        assert ran.stdout.startswith(line)


def test_the_help_of_each_command_is_its_own(onrecord: Onrecord) -> None:
    listed = re.findall(
        r"^  (\w+)  +\w", onrecord("--help").out.partition("Commands:")[2].partition("examples:")[0], re.M
    )
    assert len(listed) == 13
    for name in listed:
        ran = onrecord(name, "--help")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith(f"Usage: onrecord {name}")


@pytest.mark.parametrize("name", ["onrecord.db", "in.jsonl", "notes.txt"])
def test_rejects_never_overwrite_what_they_did_not_make(onrecord: Onrecord, tmp_path: Path, name: str) -> None:
    text = json.dumps({"outlet": "Island News", "text": "It rained."}) + "\n"
    (tmp_path / "in.jsonl").write_text(text)
    target = tmp_path / name
    if not target.exists():
        target.write_text("not ours")
    content = target.read_bytes()
    ran = onrecord("ingest", "--rejects", target, tmp_path / "in.jsonl")
    assert ran.status != 0
    assert ran.err.count("\n") == 1
    assert "is there already and is no list of rejected records" in ran.err
    assert target.read_bytes() == content


def test_rejects_so_far_are_kept_when_the_run_is_interrupted(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), open_rejects(tmp_path / "rejects") as file:
        file.write("{}\n")
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["rejects"]
    assert (tmp_path / "rejects").read_text() == "{}\n"


def test_rejects_of_an_earlier_run_are_replaced(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("{broken\n")
    for _ in range(2):
        onrecord("ingest", "--rejects", tmp_path / "rejects", tmp_path / "in.jsonl")
        assert len((tmp_path / "rejects").read_text().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir() if "partial" in path.name) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_or_a_stop_ends_after_the_batch_and_says_so(tmp_path: Path, number: signal.Signals) -> None:
    lines = (json.dumps({"outlet": "Island News", "text": f"It rained {n} times."}) for n in range(20_000))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    command = [
        sys.executable,
        "-m",
        "api.cli",
        "ingest",
        "--verbose",
        "--workers",
        "2",
        str(tmp_path / "many.jsonl"),
    ]
    environ = {**os.environ, "ONRECORD_DATA": str(tmp_path / "var")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(number)
        rest = process.stdout.read().splitlines()
    committed = [line for line in [first, *rest] if line.startswith("committed")]
    assert process.returncode == 130
    assert f"stopped; {len(committed)} read: {len(committed)} new" in rest[-2]
    assert rest[-1].startswith(f"published generation 000001: {len(committed)} articles")


def test_a_path_that_does_not_exist_is_one_line(onrecord: Onrecord, tmp_path: Path) -> None:
    ran = onrecord("ingest", tmp_path / "nothing.md")
    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert "nothing.md" in ran.err


def test_a_second_writer_is_told_who_holds_the_lock(onrecord: Onrecord, tmp_path: Path) -> None:
    with sole_writer(tmp_path / "var" / "onrecord.lock"):
        ran = onrecord("ingest", CORPUS)
    assert ran == Ran(1, "", f"onrecord: locked by process {os.getpid()}\n")


def test_index_without_a_record_says_what_to_run(onrecord: Onrecord) -> None:
    ran = onrecord("index")
    assert ran.status == 1
    assert "onrecord ingest" in ran.err


def test_verify_passes_what_ingest_made(onrecord: Onrecord) -> None:
    onrecord("ingest", CORPUS)
    ran = onrecord("verify")
    assert ran.status == 0
    summary = json.loads(ran.out.splitlines()[-1])
    assert len(summary["record"].pop("head")) == 64
    assert summary == {
        "ok": True,
        "evidence": {"records": 0, "faults": []},
        "record": {"articles": 2, "quotations": 17, "faults": []},
        "index": {"generation": "000001", "lag": 0, "faults": []},
    }


def test_verify_says_what_differs_from_a_backup(onrecord: Onrecord, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"

    def verified() -> dict[str, Any]:
        summary: dict[str, Any] = json.loads(onrecord("verify", "--against", backup).out.splitlines()[-1])
        return summary

    onrecord("ingest", CORPUS)
    onrecord("backup", backup)
    same = verified()
    assert same["ok"] and same["against"] == {"head": same["record"]["head"], "faults": [], "changes": {}}
    onrecord("correct", "q-m34my5pp554a", "--kind", "mixed", "--reason", "partly")
    [words] = verified()["against"]["changes"].values()
    assert words == "changed 1 times after the backup"
    (tmp_path / "var/onrecord.db").unlink()
    assert verified()["against"]["faults"] != []


def test_verify_finds_a_speaker_who_was_changed_in_the_file(onrecord: Onrecord, tmp_path: Path) -> None:
    onrecord("ingest", CORPUS)
    with closing(sqlite3.connect(tmp_path / "var/onrecord.db")) as raw:
        raw.execute("UPDATE quotations SET attribution = json_set(attribution, '$.speaker.name', 'Ana Ruiz')")
        raw.commit()
    ran = onrecord("verify")
    assert (ran.status, ran.out.splitlines()[0].count("does not match its digest")) == (1, 1)


def test_verify_finds_a_damaged_generation_and_index_mends_it(onrecord: Onrecord, tmp_path: Path) -> None:
    onrecord("ingest", CORPUS)
    damaged = max((tmp_path / "var/index/generations/000001/quotations").iterdir(), key=lambda f: f.stat().st_size)
    content = damaged.read_bytes()
    damaged.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    ran = onrecord("verify")
    assert ran.status == 1
    assert damaged.name in ran.out.splitlines()[0]
    assert json.loads(ran.out.splitlines()[-1])["ok"] is False
    onrecord("index")
    assert onrecord("verify").status == 0


def test_verify_of_nothing_fails(onrecord: Onrecord) -> None:
    ran = onrecord("verify")
    assert ran.status == 1
    assert json.loads(ran.out.splitlines()[-1])["ok"] is False


def test_annotate_takes_a_text_as_it_is(onrecord: Onrecord, tmp_path: Path) -> None:
    text = "  “We won,” said Ana Ruiz.\r\n"
    (tmp_path / "story.txt").write_bytes(text.encode())
    [line] = onrecord("annotate", tmp_path / "story.txt").out.splitlines()
    answer = json.loads(line)
    [quotation] = answer["quotations"]
    assert answer["article"] == str(tmp_path / "story.txt")
    assert [text[s:e] for s, e in quotation["content"]] == ["We won"]
    assert text[slice(*quotation["source"])] == "Ana Ruiz"
    assert text[slice(*quotation["cue"])] == "said"
    assert (quotation["speaker"], quotation["kind"]) == ("Ana Ruiz", "direct")
    assert set(quotation) == {"content", "source", "cue", "speaker", "kind", "rule", "confidence"}


def test_annotate_reads_json_lines_one_answer_each(onrecord: Onrecord, tmp_path: Path) -> None:
    lines = [json.dumps({"article": f"n{n}", "text": f"“We lost {n},” said Ana Ruiz."}) for n in range(3)]
    (tmp_path / "some.jsonl").write_text("\n".join(lines) + "\n\n")
    answers = [json.loads(line) for line in onrecord("annotate", tmp_path / "some.jsonl").out.splitlines()]
    assert [answer["article"] for answer in answers] == ["n0", "n1", "n2"]
    assert all(len(answer["quotations"]) == 1 for answer in answers)


def test_annotate_honours_the_language_of_a_line(onrecord: Onrecord, tmp_path: Path) -> None:
    text = "«Abbiamo vinto», ha detto Ana Ruiz. " * 9
    rows = [{"text": text, "language": "en"}, {"text": text}, {"text": text[:36], "language": "it"}]
    lines = [json.dumps({"article": f"n{n}"} | row) for n, row in enumerate(rows)]
    (tmp_path / "some.jsonl").write_text("\n".join(lines))
    answers = [json.loads(line) for line in onrecord("annotate", tmp_path / "some.jsonl").out.splitlines()]
    unread = {"quotations": [], "unread": "Italian is not read yet"}
    assert answers == [{"article": f"n{n}"} | unread for n in range(3)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"caf\xe9", "is not UTF-8 text"),
        (b'{"article": "a", "text": "b"}\nnot json\n', "line 2 is not"),
    ],
)
def test_annotate_names_a_bad_file_and_goes_on(onrecord: Onrecord, tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "bad").write_bytes(content)
    (tmp_path / "good").write_text("“We won,” said Ana Ruiz.")
    ran = onrecord("annotate", tmp_path / "bad", tmp_path / "good")
    assert ran.status == 1
    assert reason in ran.err
    assert ran.err.count("\n") == 1
    assert json.loads(ran.out.splitlines()[-1])["article"] == str(tmp_path / "good")


def test_annotate_reads_standard_input() -> None:
    ran = piped(["annotate"], "“We won,” said Ana Ruiz.")
    assert json.loads(ran.out)["article"] == "-"


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    line = json.dumps({"article": "n", "text": "“We won,” said Ana Ruiz."})
    (tmp_path / "many.jsonl").write_text((line + "\n") * 5000)
    command = f"'{sys.executable}' -m api.cli annotate '{tmp_path}/many.jsonl' | head -n 1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def piped(arguments: Sequence[str], text: str) -> Ran:
    command = [sys.executable, "-m", "api.cli", *arguments]
    ran = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_a_taken_port_is_one_clear_line(onrecord: Onrecord) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = onrecord("serve", "--port", str(port))
    assert ran.status == 1
    assert ran.err == (
        f"onrecord: cannot listen on 127.0.0.1:{port}: the port is taken; choose another with PORT=8001\n"
    )


def test_serve_answers_and_takes_up_what_is_ingested_meanwhile(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {**os.environ, "ONRECORD_DATA": str(tmp_path)}
    serve = [sys.executable, "-m", "api.cli", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(serve, env=environ, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == f"On Record answers at http://127.0.0.1:{port}\n"
            assert status(f"http://127.0.0.1:{port}/quotes") == 503
            ingest = [sys.executable, "-m", "api.cli", "ingest", str(CORPUS)]
            subprocess.run(ingest, env=environ, check=True, capture_output=True)
            wait_until(lambda: status(f"http://127.0.0.1:{port}/quotes") == 200, server.poll)
        finally:
            server.terminate()


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONRECORD_PORT", "0"),
        ("ONRECORD_PORT", "http"),
        ("ONRECORD_WORKERS", "-1"),
        ("ONRECORD_BASE_URL", "quotes.example.org"),
        ("ONRECORD_ENGINE", "sphinx"),
    ],
)
def test_a_bad_setting_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environ({name: value})


def test_settings_have_defaults_and_an_empty_value_is_none() -> None:
    assert Settings.from_environ({}) == Settings.from_environ({"ONRECORD_PORT": "", "ONRECORD_DATA": ""}) == Settings()


def test_what_does_not_say_who_printed_it_is_kept_as_unknown_or_takes_the_defaults(
    onrecord: Onrecord, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("“It rained,” said Ana Ruiz.")
    given = ("--outlet", "Island News", "--published", "2031-05-04", "--language", "en", "--url", "https://a.example/1")
    assert onrecord("ingest", story, "--require-outlet").status == 1
    for options, outlet in (((), "unknown"), (given, "Island News")):
        assert onrecord("ingest", story, *options).status == 0
        lines = [json.loads(line) for line in onrecord("export").out.splitlines()]
        assert outlet in {line["outlet"]["name"] for line in lines if line["type"] == "article"}
    article = next(line for line in lines if line["type"] == "article" and line["url"] == "https://a.example/1")
    assert (article["language"], article["published"]["evidence"]) == ("en", "given by the person who ingested")
    assert article["provenance"]["reader"].endswith("outlet, published, language, url given by the person who ingested")


def test_inspect_shows_the_fields_their_rivals_and_what_is_dropped_and_keeps_nothing(
    onrecord: Onrecord, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><title>Rain | Island News</title><meta property=og:site_name content='Island "
        "News'><article><h1>Rain</h1>"
        "<p class=byline>By Jo Moor</p><p>Share</p><p>“It rained all day on all of the islands,” said Ana "
        "Ruiz.</p></article>"
    )
    said = onrecord("inspect", page)
    assert said.status == 0 and not (tmp_path / "var").exists()
    for line in (
        "  headline   Rain\n",
        "             element title: Rain | Island News\n",
        "             class byline: Jo Moor\n",
        "  byline     Jo Moor\n",
        "  quotations 1\n",
    ):
        assert line in said.out
    row = json.loads(onrecord("inspect", page, "--json").out)
    assert row["article"]["outlet"] == "Island News" and row["quotations"][0]["speaker"] == "Ana Ruiz"
    (tmp_path / "empty.txt").write_text("")
    assert onrecord("inspect", tmp_path / "empty.txt").out.endswith("empty.txt: not read: empty\n")


@pytest.mark.parametrize(
    ("option", "value"), [("--published", "04/05/2031"), ("--url", "courier"), ("--published", "2031/2032")]
)
def test_a_default_that_cannot_be_one_is_refused(onrecord: Onrecord, option: str, value: str) -> None:
    ran = onrecord("ingest", "x", option, value)
    assert ran.status == 2 and repr(value) in ran.err


def test_an_ingest_can_wait_for_another_writer(onrecord: Onrecord, tmp_path: Path) -> None:
    holding = sole_writer(tmp_path / "var" / "onrecord.lock")
    holding.__enter__()
    timer = threading.Timer(0.3, holding.__exit__, (None, None, None))
    timer.start()
    ran = onrecord("ingest", CORPUS, "--wait", "60")
    timer.join()
    assert ran.status == 0
