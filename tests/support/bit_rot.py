"""Bits flipped in the files of a data folder, one at a time, and every answer compared with what it was.

    python -m tests.support.bit_rot SEED FLIPS        `make bit-rot`

A file is drawn, every second time the record, then a place in it; the time of writing stays as it was, as when a disk
rots. Answers may be the same, or errors of the server, or all of the generation before when the log says so. One that
is another is wrong, also an article that is suddenly unknown.
"""

import logging
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from flask.testing import FlaskClient

from api.app import create_app
from api.cli.main import main
from api.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
SEARCHES = (
    "/quotes?limit=100",
    "/quotes?q=talks&highlight=true",
    "/quotes?q=%22the+two%22&sort=oldest",
    "/quotes?q=negotiat*+-peace&facet=speaker&facet=month",
    "/quotes?speaker=Lavrov&kind=direct&sort=speaker",
    "/quotes?date=2018-06&facet=outlet",
    "/quotes?format=ndjson",
    "/paragraphs?limit=100",
    "/articles?limit=1",
    "/articles",
    "/speakers",
    "/speakers/suggest?q=la",
    "/outlets",
    "/timeline",
)


@dataclass(frozen=True, slots=True)
class Flip:
    """A bit of a file of the data folder, what became of the answers, and the addresses of those that are wrong."""

    file: str
    offset: int
    bit: int
    result: str
    wrong: tuple[str, ...]


def fill(folder: Path) -> None:
    """Make a data folder with two generations of the index, corrections and a withdrawn quotation."""
    work = folder.with_name(folder.name + "-made")
    os.environ["ONRECORD_DATA"] = str(work)
    with redirect_stdout(StringIO()):
        for command in (
            ("ingest", CORPUS),
            ("correct", "q-m34my5pp554a", "--speaker", "Ana Ruiz", "--reason", "a test", "--by", "ed"),
            ("correct", "q-5gzkqnxbdj7s", "--withdraw", "--reason", "a test", "--by", "ed"),
        ):
            assert main([str(argument) for argument in command]) == 0
        shutil.copytree(work / "index", folder / "index")
        assert main(["backup", str(folder / "onrecord.db")]) == 0  # in one file


def addresses(folder: Path) -> tuple[str, ...]:
    """Return what is asked: searches, and all that has an id."""
    client = _client(folder)
    quotations = [quotation["id"] for quotation in client.get("/quotes?limit=100").get_json()["data"]]
    articles = [article["id"] for article in client.get("/articles").get_json()["data"]]
    speakers = [speaker["id"] for speaker in client.get("/speakers").get_json()["data"]]
    return (
        *SEARCHES,
        *(f"/quotes/{id}" for id in quotations),
        *(f"/quotes/{id}/history" for id in [*quotations, "q-5gzkqnxbdj7s"]),
        *(f"/articles/{id}" for id in articles),
        *(f"/speakers/{id}" for id in speakers),
    )


def flips(folder: Path, seed: int, count: int) -> Iterator[Flip]:
    """Flip bits, and yield what became of the answers."""
    chance, asked = random.Random(seed), addresses(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    expected, _ = _ask(folder, asked)
    pointer = folder / "index" / "current"
    newest = pointer.read_text()
    pointer.write_text(f"{int(newest) - 1:06d}\n")
    before, _ = _ask(folder, asked)
    pointer.write_text(newest)
    for _ in range(count):
        path = chance.choice([folder / "onrecord.db", chance.choice(files)])
        offset, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        with _flipped(path, offset, bit):
            answers, warned = _ask(folder, asked)
        fell_back = warned and not _wrong(answers, before)
        wrong = () if fell_back else _wrong(answers, expected)
        refused = any(status >= 500 for status, _ in answers.values())
        result = "wrong" if wrong else "refused" if refused else "of the generation before" if fell_back else "the same"
        yield Flip(str(path.relative_to(folder)), offset, bit, result, wrong)


Answers = dict[str, tuple[int, bytes]]


def _wrong(answers: Answers, expected: Answers) -> tuple[str, ...]:
    return tuple(url for url, answer in answers.items() if answer[0] < 500 and answer != expected[url])


def _ask(folder: Path, asked: tuple[str, ...]) -> tuple[Answers, bool]:
    """Return the answers of a new server by address, and whether its log warns of the index."""
    said = _Said()
    log = logging.getLogger("onrecord.index")
    log.addHandler(said)
    answers = dict(zip(asked, _answers(_client(folder), asked), strict=True))
    log.removeHandler(said)
    return answers, said.warned


class _Said(logging.Handler):
    """Notes a warning that an earlier generation is served."""

    warned = False

    def emit(self, record: logging.LogRecord) -> None:
        self.warned |= "served" in record.getMessage()


def _client(folder: Path) -> FlaskClient:
    for end in ("-wal", "-shm"):
        (folder / f"onrecord.db{end}").unlink(missing_ok=True)
    return create_app(Settings(data=folder, remember=0)).test_client()


def _answers(client: FlaskClient, asked: tuple[str, ...]) -> Iterator[tuple[int, bytes]]:
    for address in asked:
        try:
            answer = client.get(address)
            yield answer.status_code, answer.data
        except Exception:  # a stream that breaks off
            yield 599, b""


@contextmanager
def _flipped(path: Path, offset: int, bit: int) -> Iterator[None]:
    content, status = path.read_bytes(), path.stat()
    changed = bytearray(content)
    changed[offset] ^= 1 << bit
    for data in (changed, content):
        with path.open("r+b") as file:
            file.write(data)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        if data is changed:
            yield


def run(seed: int, count: int) -> int:
    """Print what became of each flip that is wrong, and how many were what; return the exit status."""
    logging.getLogger("onrecord").addHandler(logging.NullHandler())
    results: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        fill(data)
        for flip in flips(data, seed, count):
            results[flip.result] += 1
            if flip.wrong:
                print(f"{flip.file}, byte {flip.offset}, bit {flip.bit}: {', '.join(flip.wrong[:3])}", flush=True)
    print(", ".join(f"{number} {result}" for result, number in sorted(results.items())))
    return int(results["wrong"] > 0)


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), int(sys.argv[2])))
