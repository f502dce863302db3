"""What is measured of one engine, each in a process of its own, on one core.

    python -m benchmarks.measuring build ours 100000 FOLDER        seconds and bytes of an index
    python -m benchmarks.measuring warm  ours QUERIES FOLDER       every query again and again, and its answers
    python -m benchmarks.measuring first ours QUERIES FOLDER NAME  opening, and the first query of a class after that
    python -m benchmarks.measuring hostile ours QUERIES FOLDER     strings that are made to be expensive

QUERIES is a pickle that `benchmarks.search` made in the same run. The answer is one line of JSON.
"""

import json
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.engines import Answer, Engine, named
from benchmarks.queries import Query
from benchmarks.synthetic import Synthetic
from index.documents.serializer import Document
from index.errors import QueryError

ROUNDS = 7
ENOUGH = 8.0
"""Seconds after which a class of queries is not asked another time, once it has been asked twice."""


def build(name: str, size: str, folder: str) -> dict[str, float]:
    """Build an index; making up the quotations does not count."""
    documents = _Metered(Synthetic().documents(int(size)))
    start = perf_counter()
    named(name).build(Path(folder), documents)
    seconds = perf_counter() - start - documents.seconds
    return {"seconds": seconds, "bytes": bytes_in(Path(folder))}


def warm(name: str, queries: str, folder: str) -> dict[str, Any]:
    """Ask every query once unmeasured, then in rounds; give medians in milliseconds, answers, and memory."""
    engine, asked = _opened(name, folder), _read(queries)
    found: dict[str, Any] = {}
    for kind, class_ in asked.classes.items():
        for query in class_:
            engine.prepare(query)
        answers = [engine.ask(query) for query in class_]
        found[kind] = {"ms": _rounds(engine, class_), "answers": [_plain(answer) for answer in answers]}
    if name == "ours":
        _places(folder).write_bytes(pickle.dumps(engine.places))  # type: ignore[attr-defined]
    return {"classes": found, "rss_mb": own_megabytes()}


def first(name: str, queries: str, folder: str, kind: str) -> dict[str, float]:
    """Open the index and ask the first query of a class."""
    asked = _read(queries).classes[kind][0]
    places = pickle.loads(_places(folder).read_bytes())
    engine = named(name)
    start = perf_counter()
    engine.open(Path(folder))
    opened = perf_counter()
    engine.places = places  # type: ignore[attr-defined]
    ready = perf_counter()
    engine.ask(asked)
    return {"open_ms": (opened - start) * 1e3, "ms": (perf_counter() - ready) * 1e3}


def hostile(name: str, queries: str, folder: str) -> dict[str, Any]:
    """Ask every hostile string once: a page or a QueryError, nothing else."""
    from index.request import SearchRequest, Sort

    searcher = _opened(name, folder).searcher  # type: ignore[attr-defined]
    slowest, culprit, refused = 0.0, "", 0
    for text in _read(queries).hostile:
        start = perf_counter()
        try:
            searcher.search(SearchRequest(text=text, sort=Sort.RELEVANCE))
        except QueryError:
            refused += 1
        taken = (perf_counter() - start) * 1e3
        if taken > slowest:
            slowest, culprit = taken, text
    return {"max_ms": slowest, "query": culprit, "refused": refused, "rss_mb": own_megabytes()}


class Questions:
    """What is asked in a run: the classes of queries, and the hostile strings."""

    def __init__(self, classes: dict[str, list[Query]], hostile: list[str]) -> None:
        self.classes = classes
        self.hostile = hostile


class _Metered:
    """Documents, and how long it took to make them up."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = iter(documents)
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Document]:
        return self

    def __next__(self) -> Document:
        start = perf_counter()
        try:
            return next(self._documents)
        finally:
            self.seconds += perf_counter() - start


def bytes_in(folder: Path) -> int:
    """Return the size of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def own_megabytes(process: int | str = "self") -> float | None:
    """Return the memory of a process that is its own, without the pages of mapped files; None where not told."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return None
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon", "RssShmem"))) / 1024


def _rounds(engine: Engine, class_: list[Query]) -> float:
    times: list[float] = []
    began = perf_counter()
    for done in range(ROUNDS):
        if done > 1 and perf_counter() - began > ENOUGH:
            break
        for query in class_:
            start = perf_counter()
            engine.ask(query)
            times.append(perf_counter() - start)
    return median(times) * 1e3


def _opened(name: str, folder: str) -> Engine:
    engine = named(name)
    engine.open(Path(folder))
    return engine


def _read(queries: str) -> Questions:
    found: Questions = pickle.loads(Path(queries).read_bytes())
    return found


def _places(folder: str) -> Path:
    return Path(f"{folder}.places")


def _plain(answer: Answer) -> list[Any]:
    return [len(answer.ids), answer.total, [count for _, count in answer.speakers]]


def main(what: str, *arguments: str) -> None:
    """Measure, and print what came out."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    measurements: dict[str, Callable[..., Any]] = {"build": build, "warm": warm, "first": first, "hostile": hostile}
    print(json.dumps(measurements[what](*arguments)))


if __name__ == "__main__":
    # By its own name, so that what was pickled elsewhere is found.
    from benchmarks.measuring import main as run

    run(*sys.argv[1:])
