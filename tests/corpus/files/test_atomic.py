import subprocess
import sys
from pathlib import Path

import pytest

from corpus.files.atomic import atomic_path, atomic_write

_REPLACED_FOR_EVER = """
import sys
from pathlib import Path
from corpus.files.atomic import atomic_write
for number in range(1_000_000):
    atomic_write(Path(sys.argv[1]), f"{number % 10}" * 50_000)
    if number == 3:
        print("writing", flush=True)
"""


def test_a_file_is_written_in_utf_8_and_nothing_else_is_left(tmp_path: Path) -> None:
    for content, written in (("“Rain”\n", "“Rain”\n".encode()), (b"\xff", b"\xff")):
        atomic_write(tmp_path / "current", content)
        assert (tmp_path / "current").read_bytes() == written
    assert [*tmp_path.iterdir()] == [tmp_path / "current"]


def test_content_and_both_names_are_on_the_disk_before_and_after_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        "corpus.files.atomic.sync",
        lambda path: steps.append(("folder" if path.is_dir() else path.suffix, (tmp_path / "current").exists())),
    )
    atomic_write(tmp_path / "current", "7")
    assert steps == [(".partial", False), ("folder", True)]


def test_a_failure_leaves_the_old_content_and_no_temporary_file(tmp_path: Path) -> None:
    atomic_write(tmp_path / "current", "old")
    with pytest.raises(ZeroDivisionError), atomic_path(tmp_path / "current") as temporary:
        temporary.write_text("half of the n")
        raise ZeroDivisionError
    assert (tmp_path / "current").read_text() == "old"
    assert [*tmp_path.iterdir()] == [tmp_path / "current"]


def test_without_overwrite_the_first_writer_wins(tmp_path: Path) -> None:
    atomic_write(tmp_path / "key", "first", overwrite=False)
    with pytest.raises(FileExistsError):
        atomic_write(tmp_path / "key", "second", overwrite=False)
    assert ((tmp_path / "key").read_text(), [*tmp_path.iterdir()]) == ("first", [tmp_path / "key"])


def test_a_file_for_its_owner_alone_is_so_from_the_beginning(tmp_path: Path) -> None:
    with atomic_path(tmp_path / "key", mode=0o600) as temporary:
        assert temporary.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_reader_and_a_killed_writer_never_leave_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "current"
    writer = subprocess.Popen([sys.executable, "-c", _REPLACED_FOR_EVER, str(path)], stdout=subprocess.PIPE)
    with writer:
        assert writer.stdout is not None and writer.stdout.readline() == b"writing\n"
        contents = {path.read_text() for _ in range(50)}
        writer.kill()
    for content in contents | {path.read_text()}:
        assert len(content) == 50_000 and len(set(content)) == 1
