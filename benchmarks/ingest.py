"""How fast articles come in: from a JSON lines file to a searchable generation, beside annotation alone.

    python -m benchmarks.ingest [ARTICLES | FILE]

Each figure is the median of three runs in fresh folders; memory is the peak of a process of its own. Articles are made
by benchmarks/articles.py, or taken from a FILE of JSON lines with a `text`, which is the gold of the evaluation.
"""

import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotation.annotator import ANNOTATOR_VERSION, annotate
from annotation.ingest.pipeline import Ingest, batches_of
from annotation.ingest.pool import WorkerPool
from annotation.ingest.worker import RecordAnnotator
from annotation.quotation import Quotation
from api.formats import serialized
from benchmarks import articles
from corpus import readers
from corpus.article import Article
from corpus.readers.raw_record import RawRecord
from corpus.store.store import Store
from index.publishing.publisher import publish

ROUNDS = 3
ARTICLES = 6_000
MEMORY_SIZES = (10_000, 30_000, 100_000)


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds for one file of articles, by what was done with it."""

    annotating: float
    publishing: float
    reading_and_storing: float
    reading_and_annotating: dict[int, float]
    everything: dict[int, float]


def main(given: str) -> None:
    """Print the figures beside their bars, and the memory as the number of made-up articles grows."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        if given.isdigit():
            articles.write(file, int(given))
        else:
            _take_over(Path(given), file)
        for line in table(measured(file, Path(folder)), sum(1 for _ in file.open())):
            print(line)
    if not given.isdigit():
        return
    print("\n| articles | peak memory, MB |\n|---|---|", flush=True)
    for size in MEMORY_SIZES:
        print(f"| {size:,} | {peak_memory(size):.0f} |", flush=True)


def measured(file: Path, folder: Path, rounds: int = ROUNDS) -> Figures:
    """Time everything on a file of articles; `folder` is for what is written."""
    records = [record for record in readers.records(file) if isinstance(record, RawRecord)]
    texts = [readers.article(record) for record in records]
    return Figures(
        annotating=_median(rounds, lambda: [annotate(article) for article in texts]),
        publishing=_published(file, folder, rounds),
        reading_and_storing=_median(rounds, partial(_ingested, file, folder, 1, _nothing)),
        reading_and_annotating={n: _median(rounds, partial(_read_and_annotated, file, folder, n)) for n in (1, 2)},
        everything={n: _median(rounds, partial(_everything, file, folder, n)) for n in (1, 2)},
    )


def table(figures: Figures, count: int) -> Iterator[str]:
    """Return the figures as the lines of a Markdown table."""
    one, two = figures.reading_and_annotating[1], figures.reading_and_annotating[2]
    yield "| | seconds | articles a second | |"
    yield "|---|---|---|---|"
    ratio = figures.reading_and_storing / figures.annotating
    for name, seconds, note in (
        ("annotating alone", figures.annotating, ""),
        (
            "publishing",
            figures.publishing,
            f"{figures.publishing / figures.annotating:.2f} times annotating (bar 1.00)",
        ),
        ("reading and storing", figures.reading_and_storing, f"{ratio:.2f} times annotating (bar 1.00)"),
        ("reading and annotating, 1 worker", one, ""),
        ("reading and annotating, 2 workers", two, f"{one / two:.2f} times as fast as one (bar 1.60)"),
        ("file to generation, 1 worker", figures.everything[1], ""),
        ("file to generation, 2 workers", figures.everything[2], ""),
    ):
        yield f"| {name} | {seconds:.2f} | {count / seconds:,.0f} | {note} |"


def peak_memory(count: int) -> float:
    """Return the peak memory in MB of a process that ingests `count` articles without workers."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(0, count, 10_000):  # files stay below the largest that is read
            files.append(Path(folder, f"{number}.jsonl"))
            articles.write(files[-1], min(10_000, count - number), seed=number)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_peak_of_ingest, (files, Path(folder, "onrecord.db")))


def _peak_of_ingest(files: list[Path], record: Path) -> float:
    with Store.open(record) as store:
        Ingest()(files, store)
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    # Linux hands ru_maxrss on from the process that started this one; the high-water mark is our own.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3


def _nothing(article: Article) -> Sequence[Quotation]:
    return ()


def _ingested(
    file: Path, folder: Path, workers: int, annotator: Callable[[Article], Sequence[Quotation]], index: bool = False
) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as aside, Store.open(Path(aside, "onrecord.db")) as store:
        Ingest(annotate=annotator, workers=workers)([file], store)
        if index:
            publish(store, Path(aside, "index"), serialize=serialized)


def _published(file: Path, folder: Path, rounds: int) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as aside, Store.open(Path(aside, "onrecord.db")) as store:
        Ingest()([file], store)
        return _median(rounds, lambda: publish(store, Path(aside, "index"), serialize=serialized, full=True))


def _take_over(gold: Path, file: Path) -> None:
    with gold.open(encoding="utf-8") as lines, file.open("w", encoding="utf-8") as written:
        for line in lines:
            text = json.loads(line)["text"]
            written.write(json.dumps({"text": text, "outlet": "Gold", "date": "2016-06-01", "language": "en"}) + "\n")


def _everything(file: Path, folder: Path, workers: int) -> None:
    _ingested(file, folder, workers, annotate, index=True)


def _read_and_annotated(file: Path, folder: Path, workers: int) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        path = Path(aside, "onrecord.db")
        Store.open(path).close()
        with WorkerPool(workers, RecordAnnotator(path, annotate, ANNOTATOR_VERSION)) as running:
            records = (record for record in readers.records(file) if isinstance(record, RawRecord))
            for _ in running.results(batches_of(records)):
                pass


def _median(rounds: int, run: Callable[[], object]) -> float:
    return statistics.median(_seconds(run) for _ in range(rounds))


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(ARTICLES))
