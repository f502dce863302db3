"""The files that workers count in, for prometheus_client: safe on a full disk, and folded when a worker ends.

prometheus_client maps a sparse file; when the disk is full, the first count in a page that has no block kills the
process (SIGBUS). Here blocks are allocated before they are mapped; without room a worker counts in its own memory.
"""

import fcntl
import logging
import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from prometheus_client import values
from prometheus_client.mmap_dict import MmapedDict

_log = logging.getLogger("onrecord.api")
_SIZE = 1 << 16
_TYPES = ("counter", "histogram")
_ENDED = "ended"


class AllocatedDict(MmapedDict):
    """A dict of counts in a mapped file whose blocks are allocated; in memory alone when there is no room."""

    _f: Any

    def __init__(self, filename: str, read_mode: bool = False) -> None:
        try:
            with Path(filename).open("ab") as file:
                _allocate(file.fileno(), _SIZE)
            super().__init__(filename, read_mode)  # type: ignore[no-untyped-call]
        except OSError as error:
            _warn(filename, error)
            with suppress(OSError):
                Path(filename).unlink()
            self._f, self._fname, self._capacity = None, filename, _SIZE
            self._m, self._positions, self._used = mmap.mmap(-1, _SIZE), {}, 8

    def _init_value(self, key: str) -> None:
        while self._used + len(key.encode()) + 64 > self._capacity:
            self._grow()
        super()._init_value(key)  # type: ignore[no-untyped-call]

    def _grow(self) -> None:
        size = self._capacity * 2
        try:
            if self._f is None:
                raise OSError("it is in memory")
            _allocate(self._f.fileno(), size)
            grown = mmap.mmap(self._f.fileno(), size)
        except OSError as error:
            if self._f is not None:
                _warn(self._fname, error)
                self._f.close()
            self._f, grown = None, mmap.mmap(-1, size)
            grown[: self._capacity] = self._m[:]
        self._m, self._capacity = grown, size


def install() -> None:
    """Count in files of this kind; called before the first metric is made."""
    values.MmapedDict = AllocatedDict  # type: ignore[attr-defined]


def fold(folder: Path, pids: Iterable[int]) -> None:
    """Add the counts of ended workers to those of all that ended, and remove their files. Raises OSError."""
    with lock(folder, fcntl.LOCK_EX):
        for type, pid in ((type, pid) for type in _TYPES for pid in pids):
            path, ended = folder / f"{type}_{pid}.db", folder / f"{type}_{_ENDED}.db"
            if path.exists():
                counts = _counts(ended) if ended.exists() else {}
                for key, value in _counts(path).items():
                    counts[key] = counts.get(key, 0.0) + value
                _write(ended, counts)
                path.unlink()


@contextmanager
def lock(folder: Path, kind: int = fcntl.LOCK_SH) -> Iterator[None]:
    """Keep the files from being folded while they are read. Raises OSError when there is no room for the lock."""
    with (folder / "lock").open("ab") as file:
        fcntl.flock(file, kind)
        yield


def _counts(path: Path) -> dict[str, float]:
    return {key: value for key, value, _, _ in MmapedDict.read_all_values_from_file(path)}  # type: ignore[no-untyped-call]


def _write(path: Path, counts: dict[str, float]) -> None:
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    written: Any = AllocatedDict(str(temporary))
    try:
        for key, value in counts.items():
            written.write_value(key, value, 0.0)
        if written._f is None:
            raise OSError("there is no room for the counts")
    finally:
        written.close()
    temporary.replace(path)


def _allocate(descriptor: int, size: int) -> None:
    """Write zeros up to a size, so that every page has its block. Raises OSError when there is no room."""
    begins = os.fstat(descriptor).st_size
    try:
        while (have := os.fstat(descriptor).st_size) < size:
            os.pwrite(descriptor, bytes(size - have), have)
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, begins)
        raise


def _warn(filename: str, error: OSError) -> None:
    _log.error("%s cannot be written (%s): this worker's counts stand in its own answers only", filename, error)
