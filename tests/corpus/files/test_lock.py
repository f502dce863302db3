import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import StoreError, StoreLocked
from corpus.files.lock import sole_writer

_HOLDER = """
import sys, time
from pathlib import Path
from corpus.files.lock import sole_writer
with sole_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def start_holder(path: Path) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    return holder


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "var" / "lock"
    with start_holder(path) as holder:
        with pytest.raises(StoreLocked, match=f"^locked by process {holder.pid}$") as raised, sole_writer(path):
            pass
        holder.kill()
    assert raised.value.holder == holder.pid


def test_a_holder_that_is_killed_frees_the_lock(tmp_path: Path) -> None:
    with start_holder(tmp_path / "lock") as holder:
        holder.send_signal(signal.SIGKILL)
    with sole_writer(tmp_path / "lock"):
        pass


def test_the_lock_can_be_taken_again_and_its_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    for _ in range(2):
        with sole_writer(path):
            assert path.read_text().strip().isdecimal()
        assert path.read_text() == ""


def test_a_failure_inside_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), sole_writer(tmp_path / "lock"):
        raise ZeroDivisionError
    with sole_writer(tmp_path / "lock"):
        pass


def test_a_holder_that_did_not_say_its_name_is_another_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with sole_writer(path):
        path.write_text("")
        with pytest.raises(StoreLocked, match=r"^locked by another process$"), sole_writer(path):
            pass


def test_a_lock_that_cannot_be_opened_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the lock cannot be opened: "), sole_writer(tmp_path):
        pass
