"""Shares of a worker's threads for requests that take long, so that the others always find one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from api.errors import Full

_USUAL_TURN = sys.getswitchinterval()
_SHORT_TURN = 0.001  # seconds that a thread computes before another one may, while a long request runs


class Share:
    """At most `threads` requests of one kind at a time in each worker."""

    _running = 0  # requests of all shares
    _counting = Lock()

    def __init__(self, threads: int, kind: str) -> None:
        self.threads = threads
        self._kind = kind
        self._free = BoundedSemaphore(threads)

    @contextmanager
    def thread(self) -> Iterator[None]:
        """Hold one of the threads. Raises Full, at once, when all are taken."""
        if not self._free.acquire(blocking=False):
            raise Full(f"{self._kind} take all the threads they may have; come again when Retry-After says")
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)
            self._free.release()

    @classmethod
    def _count(cls, change: int) -> None:
        with cls._counting:
            Share._running += change
            sys.setswitchinterval(_SHORT_TURN if Share._running else _USUAL_TURN)


STREAMS = Share(4, "downloads")
ANNOTATIONS = Share(4, "texts being annotated")
WRITES = Share(8, "writes")
SHARED_THREADS = STREAMS.threads + ANNOTATIONS.threads + WRITES.threads
