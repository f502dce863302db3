"""Ingest pipeline: files → records → annotated articles → the store, a batch and a transaction at a time.

The articles of a batch are acknowledged when they are durable. A record that cannot be read never stops the others: it
is reported at once, with the reason, and counted. What the store holds already, annotated by the same version, is not
annotated again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from annotation.annotator import ANNOTATOR_VERSION, annotate
from annotation.ingest.pool import Batch, Results, WorkerPool
from annotation.ingest.worker import AnnotatedRecord, RecordAnnotator
from annotation.languages import unread_reason
from annotation.quotation import Quotation
from corpus import (
    Article,
    BadRecord,
    Evidence,
    Outcome,
    RawRecord,
    ReadOptions,
    Refusal,
    Restored,
    SkippedRecord,
    Store,
    UnreadableRecord,
    archive_in,
    files_of,
    readers,
    restore,
)

_PLAIN = ReadOptions()
_RECORDS, _BYTES = 50, 1_000_000  # of a batch: what a crash makes to be read again


class Listener(Protocol):
    """Callbacks of an ingest; `Silent` ignores them."""

    def refused(self, refusal: Refusal) -> None:
        """Handle a rejected record or a skipped file."""

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Handle an article that is durable in the store."""

    def advanced(self, size: int) -> None:
        """Handle `size` more bytes of records that are done."""


class Silent:
    """A listener that ignores everything."""

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
    """The options of an ingest, which is run by calling it.

    `annotator` is the version of `annotate`. `stop` is called before each batch; after True no more is read, and the
    batches under way are stored. With `evidence` the bytes of a record are kept there before its article is stored.
    """

    annotate: Callable[[Article], Sequence[Quotation]] = annotate
    annotator: str = ANNOTATOR_VERSION
    read_options: ReadOptions = _PLAIN
    workers: int = 1
    stop: Callable[[], bool] = lambda: False
    evidence: Evidence | None = None

    def __call__(self, paths: Iterable[Path], store: Store, listener: Listener | None = None) -> Summary:
        """Ingest files, and those of folders in the order of their names, and return the counts.

        Raises StoreError when the store cannot be written.
        """
        listener, summary = listener or Silent(), Summary()
        work = RecordAnnotator(store.path, self.annotate, self.annotator)
        with WorkerPool(self.workers, work) as workers:
            batches = batches_of(self._records(paths, store, listener, summary))
            for batch, results in workers.results(self._until_stopped(batches, summary)):
                self._keep_evidence(store, batch, results)
                self._store(store, results, listener, summary)
                listener.advanced(sum(len(record.raw) for record in batch))
        return summary

    def _until_stopped(self, batches: Iterator[Batch], summary: Summary) -> Iterator[Batch]:
        for batch in batches:
            yield batch
            if self.stop():
                summary.stopped = True
                return

    def _records(
        self, paths: Iterable[Path], store: Store, listener: Listener, summary: Summary
    ) -> Iterator[RawRecord]:
        for path in files_of(paths):
            if isinstance(path, Refusal):
                summary.skipped += 1
                listener.refused(path)
            elif not _restored(path, store, listener, summary):
                for record in readers.records(path, self.read_options):
                    if isinstance(record, UnreadableRecord):
                        _reject(record, listener, summary)
                    else:
                        yield record

    def _keep_evidence(self, store: Store, batch: Batch, results: Results) -> None:
        if self.evidence is not None:
            read = zip(batch, results, strict=True)
            articles = [(record.raw, result.article) for record, result in read if isinstance(result, AnnotatedRecord)]
            self.evidence.keep(pair for pair in articles if store.tombstone(pair[1].id) is None)

    def _store(self, store: Store, results: Results, listener: Listener, summary: Summary) -> None:
        annotated = [result for result in results if isinstance(result, AnnotatedRecord)]
        outcomes = store.put_many([(result.article, result.quotations) for result in annotated], self.annotator)
        for result in results:
            if isinstance(result, UnreadableRecord):
                _reject(result, listener, summary)
        for result, outcome in zip(annotated, outcomes, strict=True):
            if outcome is Outcome.ERASED:
                _reject(_erased(result.article), listener, summary)
                continue
            summary.outcomes[outcome] += 1
            if reason := unread_reason(result.article.language):
                summary.unread[reason] += 1
            listener.committed(result.article.id, outcome)


def batches_of(records: Iterable[RawRecord]) -> Iterator[Batch]:
    """Yield records in batches of at most 50, or 1 MB if that is less."""
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


def _restored(path: Path, store: Store, listener: Listener, summary: Summary) -> bool:
    """Restore a file that `onrecord export` wrote, and return whether it is one."""
    try:
        with archive_in(path) as lines:
            for result in restore(lines, store) if lines is not None else ():
                if isinstance(result, Restored):
                    summary.outcomes[result.outcome] += 1
                    listener.committed(result.article_id, result.outcome)
                else:
                    summary.rejected += 1
                    listener.refused(Refusal(path, result.reason, f"line {result.line}"))
            return lines is not None
    except (OSError, BadRecord):
        return False  # the readers will say why


def _erased(article: Article) -> UnreadableRecord:
    read = article.provenance
    return UnreadableRecord(read.origin, read.position, f"{article.id} was erased, and stays so")


def _reject(error: UnreadableRecord, listener: Listener, summary: Summary) -> None:
    if isinstance(error, SkippedRecord):
        summary.skipped += 1
    else:
        summary.rejected += 1
    listener.refused(Refusal(Path(error.origin), error.reason, error.position))
