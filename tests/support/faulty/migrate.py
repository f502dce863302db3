"""A record of an earlier schema that is opened, and so migrated."""

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.store.schema import SCHEMA_VERSION
from corpus.store.store import Store

OLD = Path(__file__).parents[2] / "corpus"


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def _schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT schema FROM record").fetchone()[0])


def _open(work: Path) -> None:
    Store.open(work / "onrecord.db", lambda line: None).close()


class Migrate:
    """The migration of a record of one schema."""

    def __init__(self, schema: int) -> None:
        self._old = (OLD / f"schema-{schema}.sql").read_text()
        self._before: list[str] = []

    def prepare(self, before: Path) -> None:
        """Make a record of the schema."""
        before.mkdir()
        with closing(sqlite3.connect(before / "onrecord.db")) as raw:
            raw.executescript(self._old)
            raw.execute("PRAGMA journal_mode = WAL")
        self._before = dump(before / "onrecord.db")

    def act(self, work: Path) -> int:
        """Open it."""
        _open(work)
        return 0

    def left(self, work: Path, said: list[str], done: bool) -> list[str]:
        """Return the loss: the record is unchanged, or migrated and sound with a whole copy of the old one."""
        record = work / "onrecord.db"
        copies = [path for path in work.glob("onrecord.db.schema-*") if path.suffix != ".partial"]
        copies = [path for path in copies if not path.name.endswith(("-wal", "-shm", "-journal"))]
        found = [f"{copy.name} is not whole" for copy in copies if dump(copy) != self._before]
        if _schema(record) != SCHEMA_VERSION:
            return found + ([] if dump(record) == self._before else ["the old record has changed"])
        with Store.open_for_reading(record) as store:
            return [*found, *store.check(), *([] if copies else ["there is no copy of the old record"])]

    def repeated(self, work: Path) -> list[str]:
        """Open it again."""
        _open(work)
        return self.left(work, [], True)
