"""One writer at a time, through a lock of our own that says who holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StoreError, StoreLocked


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold the lock at `path` while the block runs; raises StoreLocked, with the holder's process id, when taken.

    The file is made when missing and never deleted: were it deleted, two processes could each hold a lock on a file
    of this name. The kernel frees the lock when its holder ends, however it ends.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{path}: the lock cannot be opened: {error.strerror}") from error
    try:
        _take(descriptor)
        _write(descriptor, f"{os.getpid()}\n")
        try:
            yield
        finally:
            _write(descriptor, "")
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        words = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        raise StoreLocked(int(words) if words.isdecimal() else None) from error
    except OSError as error:
        raise StoreError(f"the lock cannot be taken: {error.strerror}") from error


def _write(descriptor: int, words: str) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, words.encode("ascii"), 0)
