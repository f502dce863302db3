"""A record of an earlier schema opened again and again in forked processes, each with the disk failing at another call.

    LD_PRELOAD=faults.so python -m tests.support.killed_migrate FOLDER kill|fail FIRST STEP SCHEMA

Writes a line of JSON for each call, as killed_ingest.py does: `left` is the faults before, `after` those after opening
it again.
"""

import json
import logging
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path

from corpus.errors import CorpusError
from corpus.store.schema import SCHEMA_VERSION
from corpus.store.store import Store
from tests.support.killed_ingest import Shim, reuse_engines

OLD = Path(__file__).parents[1] / "corpus"


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT schema FROM record").fetchone()[0])


def faults(work: Path, before: list[str]) -> list[str]:
    """Return the loss: the record is unchanged, or migrated and sound with a whole copy of the old one beside it."""
    record = work / "onrecord.db"
    copies = [path for path in work.glob("onrecord.db.schema-*") if path.suffix != ".partial"]
    copies = [path for path in copies if not path.name.endswith(("-wal", "-shm", "-journal"))]
    found = [f"{copy.name} is not whole" for copy in copies if dump(copy) != before]
    if schema(record) != SCHEMA_VERSION:
        return found + ([] if dump(record) == before else ["the old record has changed"])
    with Store.open_for_reading(record) as store:
        return [*found, *store.check(), *([] if copies else ["there is no copy of the old record"])]


def run(folder: Path, n: int, kill: bool, shim: Shim, before: list[str]) -> dict[str, object] | None:
    """Open the record with the disk failing at the n-th call, look at it, open it again; None past the last call."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder / "before", work)
    child = os.fork()
    if child == 0:
        shim.arm(work, n, kill)
        how = 0
        try:
            Store.open(work / "onrecord.db", lambda line: None).close()
            how = 3 if shim.seen() < n else 0
        except CorpusError as error:
            how = 1 if "\n" not in str(error) else 2
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            how = 2
        os._exit(how)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == 3:
        return None
    left = faults(work, before)
    Store.open(work / "onrecord.db", lambda line: None).close()
    after = faults(work, before)
    return {"n": n, "ended": ended, "left": left, "after": after}


def main() -> None:
    folder, kill, first, step = Path(sys.argv[1]), sys.argv[2] == "kill", int(sys.argv[3]), int(sys.argv[4])
    logging.disable()
    reuse_engines()
    shim = Shim()
    (folder / "before").mkdir()
    with closing(sqlite3.connect(folder / "before" / "onrecord.db")) as raw:
        raw.executescript((OLD / f"schema-{sys.argv[5]}.sql").read_text())
        raw.execute("PRAGMA journal_mode = WAL")
    before = dump(folder / "before" / "onrecord.db")
    for n in count(first, step):
        if (result := run(folder, n, kill, shim, before)) is None:
            break
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
