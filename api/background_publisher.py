"""How a write over HTTP gets into the record, and then into the index.

One process writes at a time, whatever door it came in by. What was kept is durable before the answer; publishing it
takes as long as the index is large, so it is done behind the answer, once for all that came in meanwhile. A process
that ends before it came to that leaves it to the next one, which begins with it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from time import monotonic, sleep
from typing import cast

from flask import Flask, current_app

from api.errors import Busy, NotKept
from api.settings import Settings
from api.write.api_keys import Key, keys_of
from corpus import Store, StoreError, StoreLocked, sole_writer
from index import SearchError, outdated, publish

_log = logging.getLogger("onrecord.api")
_KEY = "onrecord.writing"
_PATIENCE = 2.0  # seconds a caller waits for another writer
_QUIET = 0.2  # seconds without a write after which it is published
_AGAIN = 1.0  # seconds after which a publisher that was in somebody's way tries again


class Writing:
    """Who may write to one data folder, and the thread that publishes what they wrote."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keys: tuple[Key, ...] = keys_of(settings.write_keys)
        self._changed = Condition()
        self._pending = False
        self._last = 0.0
        self._thread: Thread | None = None

    @contextmanager
    def record(self) -> Iterator[Store]:
        """Return the record to write to; raises Busy when another process writes, NotKept when it cannot be written."""
        try:
            with self._lock(), Store.open(self.settings.record) as store:
                yield store
        except (StoreError, OSError) as error:
            _log.error("the record cannot be written: %s", error)
            raise NotKept(
                "the record cannot be written now; nothing was kept, and the server's log says why"
            ) from error

    @contextmanager
    def _lock(self) -> Iterator[None]:
        until = monotonic() + _PATIENCE
        while True:
            lock = sole_writer(self.settings.lock)
            try:
                lock.__enter__()
            except StoreLocked as error:
                if monotonic() > until:
                    raise Busy("another process writes to the record; nothing was kept; come again") from error
                sleep(0.05)
                continue
            break
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    def publish_soon(self) -> None:
        """Have what was written published, behind this answer."""
        with self._changed:
            self._pending, self._last = True, monotonic()
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._publish_all, name="onrecord-publish", daemon=True)
                self._thread.start()

    def published(self, seconds: float) -> bool:
        """Wait until everything written here is published; say whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending, seconds)

    def _publish_all(self) -> None:
        while True:
            while (quiet := monotonic() - self._last) < _QUIET:
                sleep(_QUIET - quiet)
            began = self._last
            if not self._publish():
                sleep(_AGAIN)
                continue
            with self._changed:
                if self._last == began:
                    self._pending, self._thread = False, None
                    self._changed.notify_all()
                    return

    def _publish(self) -> bool:
        """Publish what the record has and the index lacks; say whether that is done."""
        try:
            if not self.settings.record.exists():
                return True
            with sole_writer(self.settings.lock), Store.open_for_reading(self.settings.record) as store:
                if outdated(store, self.settings.index):
                    publish(store, self.settings.index)
            return True
        except StoreLocked:
            return False
        except (StoreError, SearchError, OSError) as error:
            _log.error("what was written cannot be published yet: %s", error)
            return False


def install(app: Flask, settings: Settings) -> None:
    """Open the app for writing when keys are set, and publish what a process before left unpublished."""
    if not settings.write_keys:
        return
    from api.resources.writing.article_submission import submitting
    from api.resources.writing.corrections import amending

    app.extensions[_KEY] = made = Writing(settings)
    app.register_blueprint(submitting)
    app.register_blueprint(amending)
    made.publish_soon()


def writing() -> Writing:
    """Return the writing of the app that answers."""
    return cast(Writing, current_app.extensions[_KEY])
