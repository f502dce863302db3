"""Process pool: batches of records done by several processes, with the results in their order.

A process that dies takes its batch and those behind it along. They are done again in fresh processes, the first of
them record by record; a record over which a process dies once more is refused by name, so nothing goes missing
silently and one deadly record costs no other.
"""

import copyreg
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from types import MappingProxyType, TracebackType
from typing import Any, Self

from annotation.ingest.worker import AnnotatedRecord
from corpus import RawRecord, UnreadableRecord

Batch = tuple[RawRecord, ...]
Results = list[AnnotatedRecord | UnreadableRecord]

# The read-only mappings of an article and a row travel between processes too; Python itself does not pickle them.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))

_BROKEN = (BrokenProcessPool, CancelledError)  # a pool that breaks takes along what it has not begun
_TRIES = 2
_DIED = "the process that read it died, twice; please report it"


class WorkerPool:
    """`count` processes that run `work`; with one, or one batch, it runs in this one. A context manager."""

    def __init__(self, count: int, work: Callable[[Batch], Results]) -> None:
        self._count = count
        self._work = work
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shut_down()

    def results(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Results]]:
        """Yield each batch with its results, in order; at most two batches a process are under way."""
        remaining = iter(batches)
        first = list(islice(remaining, 2))
        if self._count == 1 or len(first) < 2:  # a process takes longer to start than a batch to do
            yield from ((batch, self._work(batch)) for batch in chain(first, remaining))
            return
        waiting: deque[tuple[Batch, Future[Results]]] = deque()
        for batch in chain(first, remaining):
            waiting.append((batch, self._submit(batch)))
            if len(waiting) > 2 * self._count:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[Batch, Future[Results]]]) -> tuple[Batch, Results]:
        batch, future = waiting.popleft()
        try:
            return batch, future.result()
        except _BROKEN:
            self._shut_down()
        results = [result for record in batch for result in self._alone(record)]
        resubmitted = [(later, self._submit(later) if _died(future) else future) for later, future in waiting]
        waiting.clear()
        waiting.extend(resubmitted)
        return batch, results

    def _alone(self, record: RawRecord) -> Results:
        try:
            return self._submit((record,)).result()
        except _BROKEN:
            self._shut_down()
            return [UnreadableRecord(record.origin, record.position, _DIED)]

    def _submit(self, batch: Batch) -> Future[Results]:
        for _ in range(_TRIES):
            try:
                return self._executor().submit(self._work, batch)
            except (RuntimeError, OSError):  # a pool that is just breaking refuses in one way or the other
                self._shut_down()
        return self._executor().submit(self._work, batch)

    def _executor(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Children of a fork server inherit none of our files, so none can keep the lock of a writer that is gone.
            context = get_context("forkserver")
            context.set_forkserver_preload(["annotation.annotator", "corpus.readers"])
            self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_prepare)
            # All processes start with the first batch, before the thread that watches them. One that starts later can
            # die unseen, or be waited for without end when another dies meanwhile (both seen with Python 3.11). A test
            # names the versions of CPython that have this flag.
            self._pool._safe_to_dynamically_spawn_children = False  # type: ignore[attr-defined]
        return self._pool

    def _shut_down(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _read_only(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(values)


def _died(future: Future[Results]) -> bool:
    return future.cancelled() or (future.done() and isinstance(future.exception(), BrokenProcessPool))


def _prepare() -> None:
    """Ignore Ctrl-C, which is for the main process, and exit when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        with suppress(OSError):
            connection.wait([parent.sentinel])
        os._exit(1)
