"""`onrecord ingest --keep` keeps what was read, `show --raw` gives it back, `verify` checks it, `erase` removes it."""

import gzip
import json
from pathlib import Path

import pytest

from api.cli.main import main

PAGE = "---\noutlet: Island News\nurl: https://example.org/pier\n---\n“We will build the pier,” said Ana Ruiz.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "var"))
    (tmp_path / "pier.md").write_text(PAGE)
    (tmp_path / "wind.md").write_text(PAGE.replace("pier", "mast"))
    return tmp_path


def article_of(capfd: pytest.CaptureFixture[str]) -> str:
    """The id of the article about the pier."""
    assert main(["export"]) == 0
    lines = (line for line in capfd.readouterr().out.splitlines() if "the pier" in line)
    return str(json.loads(next(lines))["id"])


def test_kept_bytes_are_shown_checked_and_erased(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "-q", "--keep", str(folder / "pier.md"), str(folder / "wind.md")]) == 0
    article = article_of(capfd)
    assert main(["show", article, "--raw"]) == 0
    assert capfd.readouterr().out == PAGE
    assert main(["show", article]) == 0
    assert json.loads(capfd.readouterr().out)["outlet"] == "Island News"
    assert main(["verify"]) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["evidence"] == {"records": 2, "faults": []}
    assert main(["erase", article, "--reason", "court"]) == 0
    kept = b"".join(gzip.decompress(path.read_bytes()) for path in (folder / "var" / "evidence").glob("*.gz"))
    assert b"mast" in kept
    assert b"pier" not in kept
    assert main(["ingest", "-q", "--keep", str(folder / "pier.md")]) == 1  # it was erased, and its bytes stay away
    kept = b"".join(gzip.decompress(path.read_bytes()) for path in (folder / "var" / "evidence").glob("*.gz"))
    assert b"pier" not in kept


def test_a_kept_record_that_rotted_is_a_fault(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "-q", "--keep", str(folder / "pier.md")]) == 0
    article = article_of(capfd)
    [path] = (folder / "var" / "evidence").glob("*.gz")
    path.write_bytes(path.read_bytes()[:-30])
    assert main(["verify"]) == 1
    assert "is not as it was written" in capfd.readouterr().out
    assert main(["show", article, "--raw"]) == 1
    assert "is not as it was written" in capfd.readouterr().err


def test_without_the_option_nothing_is_kept_and_show_says_what_to_do(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", "-q", str(folder / "pier.md")]) == 0
    assert not (folder / "var" / "evidence").exists()
    assert main(["show", article_of(capfd), "--raw"]) == 1
    assert "ingest --keep" in capfd.readouterr().err
    assert main(["show", "a-nothing"]) == 1
    assert "has no article" in capfd.readouterr().err
