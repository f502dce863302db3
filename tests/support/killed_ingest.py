"""A small ingest, run again and again in forked processes, each with the disk failing at another call.

    LD_PRELOAD=faults.so python -m tests.support.killed_ingest FOLDER kill|fail FIRST STEP

The calls are FIRST, FIRST + STEP and so on to the last one, so that several such programs share them. Writes a line of
JSON for each call: how the process ended, what it had acknowledged, and the faults found afterwards.
"""

import ctypes
import json
import logging
import os
import shutil
import sys
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path

from annotation.annotator import annotate
from annotation.serialization import to_row
from api.formats import serialized
from corpus.article import Article, Outlet, Provenance, article_id
from corpus.errors import CorpusError
from corpus.store.connection import Database
from corpus.store.store import Store
from corpus.text.edtf import PublicationDate
from index.errors import SearchError
from index.publishing import generations, publisher
from tests.support.stored_articles import holds

BEFORE = ("“The dam will hold,” said Ana Ruiz.", "“It rained,” said Jo Moor.")
AFTER = ("“The dam will not hold,” said Ana Ruiz.", *BEFORE[1:], "“We knew it,” said Lea Stern.")


class Shim:
    """The library faults.c, preloaded into this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.faults_arm.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int)

    def arm(self, folder: Path, n: int, kill: bool) -> None:
        """Let the n-th call that changes a file below the folder fail, or kill this process in the middle of it."""
        self._library.faults_arm(str(folder).encode(), n, int(kill))

    def seen(self) -> int:
        """How many such calls there were."""
        return int(self._library.faults_seen())


def article(number: int, text: str) -> Article:
    url, digest = f"https://example.org/{number}", sha256(text.encode()).hexdigest()
    where = Provenance("dam.md", "text", "2031-05-04T08:00:00Z", digest, digest)
    day, outlet = PublicationDate("2031-05-03", "dateline"), Outlet("island-news", "Island News")
    return Article(article_id(url, text), text, None, outlet, url, None, None, day, "en", where)


def ingest(folder: Path, texts: tuple[str, ...], acknowledge: int) -> None:
    """Keep each text, acknowledge it, and publish at the end."""
    with Store.open(folder / "onrecord.db") as store:
        for number, text in enumerate(texts):
            one = article(number, text)
            store.put_many([(one, [to_row(quotation) for quotation in annotate(one)])], "1")
            os.write(acknowledge, f"{number}\n".encode())
        publisher.publish(store, folder / "index", serialize=serialized)


def faults(folder: Path, texts: tuple[str, ...], acknowledged: list[int]) -> list[str]:
    """Return what is not as promised: what was acknowledged is there, the record is sound, a generation is served."""
    found = []
    with Store.open_for_reading(folder / "onrecord.db") as store:
        found += store.check()
        for number in acknowledged:
            one = article(number, texts[number])
            if not holds(store, one, "1") or len(store.quotations(one.id)) != 1:
                found.append(f"text {number} was acknowledged and is not there")
        generations.open_sound(folder / "index")  # which raises when none is
    return found


def behind(folder: Path) -> list[str]:
    """Return whether the published generation lacks something of the record."""
    current = generations.current(folder / "index")
    with Store.open_for_reading(folder / "onrecord.db") as store:
        same = current is not None and current.manifest.record_version == store.version
    return [] if same else ["the index is not of this record"]


def run(folder: Path, n: int, kill: bool, shim: Shim) -> dict[str, object] | None:
    """Ingest with the disk failing at the n-th call, look at what is left, ingest again; None past the last call."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder / "before", work)
    reading, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        shim.arm(work, n, kill)
        how = 0
        try:
            ingest(work, AFTER, acknowledge)
            how = 3 if shim.seen() < n else 0
        except (CorpusError, SearchError, OSError) as error:
            how = 1 if "\n" not in str(error) else 2
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            how = 2
        os._exit(how)
    os.close(acknowledge)
    with os.fdopen(reading) as said:
        acknowledged = [int(line) for line in said]
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == 3:
        return None
    left = faults(work, AFTER, acknowledged) + (behind(work) if ended == 0 else [])
    with Path(os.devnull).open("wb") as nobody:
        ingest(work, AFTER, nobody.fileno())
    after = faults(work, AFTER, list(range(len(AFTER)))) + behind(work)
    after += [f"{path} was left over" for path in (work / "index").glob("building-*")]
    return {"n": n, "ended": ended, "acknowledged": acknowledged, "left": left, "after": after}


def reuse_engines() -> None:
    """Cache SQLAlchemy's engine of each path: a statement is compiled once, and not in each of a thousand processes.

    A closed store has disposed of its connections, so that the next one opens the file anew.
    """
    Database.open = staticmethod(cache(Database.open))  # type: ignore[method-assign, assignment]


def main() -> None:
    folder, kill, first, step = Path(sys.argv[1]), sys.argv[2] == "kill", int(sys.argv[3]), int(sys.argv[4])
    logging.disable()
    reuse_engines()
    shim = Shim()
    with Path(os.devnull).open("wb") as nobody:
        ingest(folder / "before", BEFORE, nobody.fileno())
    for n in count(first, step):
        if (result := run(folder, n, kill, shim)) is None:
            break
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
