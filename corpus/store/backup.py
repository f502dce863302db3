"""Online backup: a consistent copy of the SQLite file while others read or write it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copymode
from urllib.parse import quote

from corpus.errors import StoreError
from corpus.files.atomic import atomic_path


def copy(
    record: Path, target: Path, *, replace: bool = False, check: Callable[[Path], tuple[str, ...]] | None = None
) -> None:
    """Copy the store as it is at one instant; the copy is one file, durable when the call returns.

    It gets the name `target` when it is whole and `check` finds no fault in it. Raises StoreError when it
    cannot be made, and when `target` is there and is not to be replaced.
    """
    _require_room(record, target, replace)
    try:
        with atomic_path(target, mode=0o600) as temporary:
            try:
                _copy(record, temporary)
                if check is not None and (faults := check(temporary)):
                    raise StoreError(f"{target}: not written, the copy has faults: {faults[0]}")
                copymode(record, temporary)
            finally:
                for suffix in ("-wal", "-shm", "-journal"):
                    Path(f"{temporary}{suffix}").unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target}: cannot be written: {getattr(error, 'strerror', None) or error}") from error


def _require_room(record: Path, target: Path, replace: bool) -> None:
    try:
        if not target.exists():
            return
        if target.is_dir():
            raise StoreError(f"{target}: is a folder; name a file")
        if record.exists() and target.samefile(record):
            raise StoreError(f"{target}: is the record itself; name another file")
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror}") from error
    if not replace:
        raise StoreError(f"{target}: is there already; name another file, or --force to replace it")
    if Path(f"{target}-wal").exists():
        raise StoreError(f"{target}: is in use as a record, for {target.name}-wal is beside it; name another file")


def _copy(record: Path, aside: Path) -> None:
    source = sqlite3.connect(f"file:{quote(str(record.absolute()))}?mode=ro", uri=True, timeout=30)
    with closing(source), closing(sqlite3.connect(aside)) as copied:
        source.backup(copied)  # in one step, so that it is of one instant, whoever writes meanwhile
        # One file, without -wal and -shm beside it. A mode that could not be changed is only told.
        [mode] = copied.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise StoreError(f"{aside}: cannot be made one file; run again")
        faults = [row[0] for row in copied.execute("PRAGMA integrity_check(1)")]
    if faults != ["ok"]:
        raise StoreError(f"{record}: is damaged, no copy was made: {faults[0]}")
