"""What SQLite says when it fails, in one line that helps."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from corpus.errors import StoreError

_HELP = {
    sqlite3.SQLITE_NOTADB: "is not a record of onrecord: not a SQLite database; give another path",
    sqlite3.SQLITE_CORRUPT: "is damaged; run 'onrecord verify' and restore it from a backup",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that it is a file and that you may read and write its folder",
    sqlite3.SQLITE_PERM: "cannot be opened: no permission",
    sqlite3.SQLITE_READONLY: "cannot be written: no permission",
    sqlite3.SQLITE_FULL: "the disk is full; nothing kept before is lost, make room and run again",
    sqlite3.SQLITE_IOERR: "the disk failed while reading or writing; nothing kept before is lost, run again",
    sqlite3.SQLITE_BUSY: "another process is writing to it; run again when that one has finished",
}


@contextmanager
def one_clear_line(path: Path) -> Iterator[None]:
    """Turn a failure of SQLite into a StoreError that names the file, what is wrong and what to do."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(f"{path}: {_reason(cause)}") from error
    except sqlite3.Error as error:  # from a connection's first words, which SQLAlchemy does not always wrap
        raise StoreError(f"{path}: {_reason(error)}") from error


def _reason(error: BaseException | None) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code is detail
    return _HELP.get(code) or " ".join(str(error).split())
