"""The files that workers count in: on a full disk, and when a worker ends."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.mmap_dict import MmapedDict

from api.server import metric_files
from api.server.metric_files import AllocatedDict
from tests.support.serving import Server, serving
from tests.support.waiting import wait_until


def stored(path: Path) -> dict[str, float]:
    return {key: value for key, value, _, _ in MmapedDict.read_all_values_from_file(path)}


def test_every_page_of_a_file_has_its_block_before_it_is_counted_in(tmp_path: Path) -> None:
    counts = AllocatedDict(str(tmp_path / "counter_1.db"))
    for n in range(2000):
        counts.write_value(f"key {n}" + "x" * 50, n, 0.0)
    status = (tmp_path / "counter_1.db").stat()
    assert status.st_blocks * 512 >= status.st_size > 1 << 16
    counts.close()
    assert stored(tmp_path / "counter_1.db")["key 1999" + "x" * 50] == 1999


def test_without_room_counts_are_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = AllocatedDict(str(tmp_path / "counter_1.db"))
    counts.write_value("before", 1, 0.0)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    for each in (counts, AllocatedDict(str(tmp_path / "counter_2.db"))):
        for n in range(2000):
            each.write_value(f"key {n}" + "x" * 50, n, 0.0)
        assert each.read_value("key 1999" + "x" * 50)[0] == 1999
    assert stored(tmp_path / "counter_1.db")["before"] == 1


def test_the_counts_of_ended_workers_are_folded_into_one_file(tmp_path: Path) -> None:
    for pid in (1, 2, 3):
        counts = AllocatedDict(str(tmp_path / f"counter_{pid}.db"))
        counts.write_value("a", pid, 0.0)
        counts.close()
    metric_files.fold(tmp_path, [1])
    metric_files.fold(tmp_path, [2, 9])
    assert stored(tmp_path / "counter_ended.db") == {"a": 3.0}
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["counter_3.db", "counter_ended.db"]


@pytest.fixture
def full_folder(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 kB, for the files of two workers and not more."""
    folder = tmp_path / "full"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if (
        not sys.platform.startswith("linux")
        or not shutil.which("mount")
        or subprocess.run(mount, check=False).returncode
    ):
        pytest.skip("a small file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def children(server: Server) -> set[int]:
    listed = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return set(map(int, listed.split()))


def fetched(server: Server, address: str) -> str:
    with urllib.request.urlopen(server.address + address, timeout=30) as response:
        return str(response.read().decode())


def test_a_full_folder_kills_no_worker(data: Path, tmp_path: Path, full_folder: Path) -> None:
    (full_folder / "filling").write_bytes(bytes(204_800))
    with serving(data, tmp_path, PROMETHEUS_MULTIPROC_DIR=str(full_folder)) as server:
        workers = children(server)
        for _ in range(20):
            fetched(server, "/quotes?limit=1")
        assert "onrecord_index_ready 1.0" in fetched(server, "/metrics")
        assert children(server) == workers
        assert "this worker's counts stand in its own answers only" in server.log


def test_a_worker_that_ended_leaves_its_counts_and_no_file(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    folder.mkdir()
    with serving(data, tmp_path, PROMETHEUS_MULTIPROC_DIR=str(folder)) as server:
        for _ in range(10):
            fetched(server, "/outlets/tass")
        before = children(server)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(children(server)) == 2 and not children(server) & before)
        wait_until(lambda: (folder / "counter_ended.db").exists())
        assert 'address="/outlets/<identifier>",method="GET",status="200"} 10.0' in fetched(server, "/metrics")
        assert not any(str(pid) in path.name for pid in before for path in folder.iterdir())
