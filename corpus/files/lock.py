"""Inter-process writer lock (flock, by filelock): one writer at a time, and the lock file names its process id."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import StoreError, StoreLocked

FOLDER_MODE = 0o750
"""Mode of the data folder where it is made: its owner writes, its group reads."""


@contextmanager
def sole_writer(path: Path, timeout: float = 0) -> Iterator[None]:
    """Hold the lock at `path` while the block runs; the kernel frees it when its holder ends, however it ends.

    Raises StoreLocked, with the holder's process id, when another holds it for `timeout` seconds, and StoreError when
    the file cannot be opened. The file is made when missing and stays: it is empty while nobody holds the lock.
    """
    lock = FileLock(path, timeout=timeout, preserve_lock_file=True, on_acquired=_write_process_id)
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        hold = lock.acquire()
    except Timeout as error:
        raise StoreLocked(_process_id(path)) from error
    except OSError as error:
        raise StoreError(f"{path}: the lock cannot be opened: {error.strerror}") from error
    with hold:
        try:
            yield
        finally:
            with suppress(OSError):  # the folder may be gone
                os.truncate(path, 0)


def _write_process_id(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)


def _process_id(path: Path) -> int | None:
    digits = path.read_bytes()[:20].strip()
    return int(digits) if digits.isdigit() else None
