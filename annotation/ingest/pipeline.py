"""Files → the record: records are read, annotated and kept, a batch at a time.

A batch is kept in one transaction, and its articles are acknowledged when that is durable. What cannot be read never
stops the others: it is told at once, with the reason, and counted. What the record holds already, read by the same
annotator, is not annotated again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from annotation.annotator import ANNOTATOR_VERSION, annotate
from annotation.ingest.pool import Batch, Results, Workers
from annotation.ingest.worker import Done, Work
from annotation.languages import unread_reason
from annotation.quotation import Quotation
from corpus import (
    Article,
    BadRecord,
    Outcome,
    RawRecord,
    ReadOptions,
    Refusal,
    Restored,
    Store,
    UnreadableRecord,
    archive_in,
    files_of,
    readers,
    restore,
)

_PLAIN = ReadOptions()
_RECORDS, _BYTES = 50, 1_000_000  # what a crash makes to be read again


class Listener(Protocol):
    """Who hears what happens while it happens; `Silent` does nothing with it."""

    def refused(self, refusal: Refusal) -> None:
        """Hear what was rejected or skipped."""

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Hear of an article that is durable in the record."""

    def advanced(self, size: int) -> None:
        """Hear how many bytes of records are done."""


class Silent:
    """A listener that does nothing."""

    def refused(self, refusal: Refusal) -> None:
        """Do nothing."""

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Do nothing."""

    def advanced(self, size: int) -> None:
        """Do nothing."""


@dataclass(slots=True)
class Summary:
    """Counts of an ingest: articles by outcome, records rejected, files left out on purpose, articles not read.

    `unread` counts articles by the reason why they have no quotations: `{"Italian is not read yet": 3}`.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    skipped: int = 0
    stopped: bool = False

    @property
    def read(self) -> int:
        """How many articles were read."""
        return self.outcomes.total()


@dataclass(frozen=True, slots=True)
class Ingest:
    """How to ingest: by whom articles are annotated, what is said about files, in how many processes, when to stop.

    `stop` is asked before each batch; after True no more is read, what was begun is kept.
    """

    annotate: Callable[[Article], Sequence[Quotation]] = annotate
    annotator: str = ANNOTATOR_VERSION
    reading: ReadOptions = _PLAIN
    workers: int = 1
    stop: Callable[[], bool] = lambda: False

    def __call__(self, paths: Iterable[Path], store: Store, listener: Listener | None = None) -> Summary:
        """Read files, and the folders' files in the order of their names, into the record.

        Raises StoreError when the record itself cannot be written.
        """
        heard, summary = listener or Silent(), Summary()
        work = Work(store.path, self.annotate, self.annotator)
        with Workers(self.workers, work) as workers:
            batches = batches_of(self._records(paths, store, heard, summary))
            for batch, results in workers.results(self._until_stopped(batches, summary)):
                self._keep(store, results, heard, summary)
                heard.advanced(sum(len(record.raw) for record in batch))
        return summary

    def _until_stopped(self, batches: Iterator[Batch], summary: Summary) -> Iterator[Batch]:
        for batch in batches:
            yield batch
            if self.stop():
                summary.stopped = True
                return

    def _records(self, paths: Iterable[Path], store: Store, heard: Listener, summary: Summary) -> Iterator[RawRecord]:
        for found in files_of(paths):
            if isinstance(found, Refusal):
                summary.skipped += 1
                heard.refused(found)
            elif not _restored(found, store, heard, summary):
                for record in readers.records(found, self.reading):
                    if isinstance(record, UnreadableRecord):
                        _reject(record, heard, summary)
                    else:
                        yield record

    def _keep(self, store: Store, results: Results, heard: Listener, summary: Summary) -> None:
        done = [result for result in results if isinstance(result, Done)]
        outcomes = store.put_many([(result.article, result.quotations) for result in done], self.annotator)
        for result in results:
            if isinstance(result, UnreadableRecord):
                _reject(result, heard, summary)
        for result, outcome in zip(done, outcomes, strict=True):
            if outcome is Outcome.ERASED:
                _reject(_erased(result.article), heard, summary)
                continue
            summary.outcomes[outcome] += 1
            if reason := unread_reason(result.article.language):
                summary.unread[reason] += 1
            heard.committed(result.article.id, outcome)


def batches_of(records: Iterable[RawRecord]) -> Iterator[Batch]:
    """Put records together into batches of at most 50, or 1 MB if that is less."""
    batch: list[RawRecord] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.raw)
        if len(batch) >= _RECORDS or size >= _BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _restored(found: Path, store: Store, heard: Listener, summary: Summary) -> bool:
    """Take a file over into the record if it is one that the record wrote; say whether it was."""
    try:
        with archive_in(found) as lines:
            for result in restore(lines, store) if lines is not None else ():
                if isinstance(result, Restored):
                    summary.outcomes[result.outcome] += 1
                    heard.committed(result.article_id, result.outcome)
                else:
                    summary.rejected += 1
                    heard.refused(Refusal(found, result.reason, f"line {result.line}"))
            return lines is not None
    except (OSError, BadRecord):
        return False  # the readers will say why


def _erased(article: Article) -> UnreadableRecord:
    read = article.provenance
    return UnreadableRecord(read.origin, read.position, f"{article.id} was erased, and stays so")


def _reject(error: UnreadableRecord, heard: Listener, summary: Summary) -> None:
    summary.rejected += 1
    heard.refused(Refusal(Path(error.origin), error.reason, error.position))
