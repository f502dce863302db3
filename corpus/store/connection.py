"""SQLite connections: pragmas, transactions, WAL, the schema check, and SQLite errors as StoreError."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG, S_IWOTH
from time import monotonic, sleep
from typing import Self
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from corpus.errors import StoreConflict, StoreError
from corpus.files.lock import FOLDER_MODE
from corpus.store.schema import SCHEMA_VERSION, metadata, metadata_table

FILE_MODE = 0o640
_BUSY_SECONDS = 30
_READING_SECONDS = 0.5  # in WAL nothing keeps readers out but a process that opens or repairs the file, for a moment


def is_there(path: Path) -> bool:
    """Return whether there is a file at `path`; raises StoreError for anything else than a file or nothing."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened: {error.strerror}") from error
    if not S_ISREG(mode):
        raise StoreError(f"{path}: is not a file; give another path")
    return True


def make_way(path: Path) -> None:
    """Make sure that `path` can be written: its folder is made when it is missing."""
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: its folder cannot be made: {error.strerror}") from error
    # SQLite itself would say so only at the first change.
    if is_there(path) and not os.access(path, os.W_OK):
        raise StoreError(f"{path}: {_HELP[sqlite3.SQLITE_READONLY]}")


def exposed(path: Path) -> tuple[str, ...]:
    """Return a warning for each of a record and its folder that everybody may write to."""
    modes = [(each, each.stat().st_mode) for each in (path, path.parent) if each.exists()]
    return tuple(f"{each}: everybody may write to it; run 'chmod o-w'" for each, mode in modes if mode & S_IWOTH)


class Database:
    """The SQLite file at one path: a pool of connections, or the one connection of a snapshot.

    Failures of SQLite leave `reading`, `writing` and `snapshot` as a StoreError of one line.
    """

    def __init__(self, path: Path, engine: Engine, snapshot: Connection | None = None) -> None:
        self.path = path
        self.engine = engine
        self._snapshot = snapshot

    @classmethod
    def open(cls, path: Path, *, writing: bool) -> Self:
        """Connect to the file at `path`; only one opened for writing creates or changes it."""
        address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if writing else 'ro'}"

        if writing:  # SQLite would let everybody read what it creates
            with suppress(OSError):
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE_MODE))

        def connection() -> sqlite3.Connection:
            patience = _BUSY_SECONDS if writing else _READING_SECONDS
            raw = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
            for pragma in _WRITING if writing else _READING:
                raw.execute(f"PRAGMA {pragma}")
            return raw

        engine = create_engine("sqlite://", creator=connection, poolclass=QueuePool, json_serializer=_json)
        event.listen(engine, "begin", _begin)
        return cls(path, engine)

    def close(self) -> None:
        """Close all connections; a closed database can only be closed again."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection in a read transaction, that of the snapshot if this is one."""
        with one_clear_line(self.path):
            if self._snapshot is not None:
                yield self._snapshot
            else:
                with self.engine.connect() as connection:
                    yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection in a write transaction, which is committed when the block ends well."""
        with one_clear_line(self.path), self.engine.execution_options(begin="IMMEDIATE").begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Yield the database as it is now, for reading from one thread."""
        with self.reading() as connection:
            yield type(self)(self.path, self.engine, connection)


# Durable when a commit returns: a sync at every commit, and on macOS one that reaches the disk.
_WRITING = ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON")
_READING = ("query_only = ON",)


def _begin(connection: Connection) -> None:
    # Python 3.11's sqlite3 begins transactions late and not for reads, so we say BEGIN ourselves. A writer takes its
    # lock at once: one that starts as a reader cannot wait for its turn when somebody else has written meanwhile.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def use_wal(database: Database) -> None:
    """Switch a file known to be ours to WAL, where readers and the writer do not block each other."""
    raw = database.engine.raw_connection()  # not in a transaction, where the mode cannot change
    deadline = monotonic() + _BUSY_SECONDS
    try:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                # Two that open a new record at once would wait for each other, so SQLite does not wait at all here.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                    raise
                sleep(0.01)
    finally:
        raw.close()


def purge(database: Database) -> None:
    """Write the file anew, so that nothing that was deleted is left in it or beside it.

    Raises StoreError while somebody else reads what was there before.
    """
    raw = database.engine.raw_connection()  # not in a transaction
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("VACUUM")
        [busy, *_] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
    if busy:
        raise StoreError(f"{database.path}: another process still reads what was deleted; run the same again")


def create_schema(connection: Connection) -> None:
    """Make the tables in an empty file; one that holds tables is left as it is."""
    if not inspect(connection).get_table_names():
        metadata.create_all(connection)
        connection.execute(insert(metadata_table), {"only": 1, "schema": SCHEMA_VERSION, "version": 0})


def require_schema(path: Path, connection: Connection, *, migrating: bool = False) -> None:
    """Raise StoreError unless the tables are ours and of this version, or when `migrating` of an earlier one."""
    if not inspect(connection).has_table("record"):
        raise StoreError(f"{path}: is a SQLite file, but not a record of onrecord; give another path")
    schema = connection.execute(select(metadata_table.c.schema)).scalar_one()
    versions = f"schema {schema}, this one knows {SCHEMA_VERSION}"
    if schema > SCHEMA_VERSION:
        raise StoreError(f"{path}: was written by a newer onrecord ({versions}); update onrecord")
    if schema < SCHEMA_VERSION and not migrating:
        help = "run 'onrecord index', which keeps a copy and brings it up to date"
        raise StoreError(f"{path}: was written by an older onrecord ({versions}); {help}")


@contextmanager
def one_clear_line(path: Path) -> Iterator[None]:
    """Turn a failure of SQLite into a StoreError that names the file, what is wrong and what to do."""
    try:
        yield
    except IntegrityError as error:
        raise StoreConflict(f"{path}: {_reason(error.orig)}") from error
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(f"{path}: {_reason(cause)}") from error
    except json.JSONDecodeError as error:
        raise StoreError(f"{path}: a row cannot be read: it holds broken JSON; run 'onrecord verify'") from error
    except sqlite3.Error as error:  # from a connection's first words, which SQLAlchemy does not always wrap
        raise StoreError(f"{path}: {_reason(error)}") from error


def _reason(error: BaseException | None) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code is detail
    return _HELP.get(code) or " ".join(str(error).split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_HELP = {
    sqlite3.SQLITE_NOTADB: "is not a record of onrecord: not a SQLite database; give another path",
    sqlite3.SQLITE_CORRUPT: "is damaged; run 'onrecord verify' and restore it from a backup",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that it is a file and that you may read and write its folder",
    sqlite3.SQLITE_PERM: "cannot be opened: no permission",
    sqlite3.SQLITE_READONLY: "cannot be written: no permission for the file or its folder, needed even to read",
    sqlite3.SQLITE_FULL: "the disk is full; nothing kept before is lost, make room and run again",
    sqlite3.SQLITE_IOERR: "the disk failed while reading or writing; nothing kept before is lost, run again",
    sqlite3.SQLITE_BUSY: "another process is writing to it; run again when that one has finished",
}
