"""Writes over HTTP: the store under the lock of the one writer, and a thread that publishes the index behind answers.

A write is durable before the answer. Publishing takes longer the larger the index is, so one publication follows all
writes that came in meanwhile. The next process publishes what one that ended early did not.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from time import monotonic, sleep
from typing import cast

from flask import Flask, current_app

from api.errors import Busy, NotKept
from api.formats import serialized
from api.settings import Settings
from api.write.api_keys import Key, keys_of
from corpus import Store, StoreError, StoreLocked, sole_writer
from index import SearchError, outdated, publish

_log = logging.getLogger("onrecord.api")
_KEY = "onrecord.publisher"
_PATIENCE = 2.0  # seconds a caller waits for another writer
_QUIET = 0.2  # seconds without a write after which it is published
_AGAIN = 1.0  # seconds before the next attempt while another process holds the lock


class BackgroundPublisher:
    """The API keys of one data folder, its store for writing, and the thread that publishes writes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keys: tuple[Key, ...] = keys_of(settings.write_keys)
        self._changed = Condition()
        self._pending = False
        self._last = 0.0
        self._thread: Thread | None = None
        self._from_record = False

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Yield the store, locked; raises Busy when another process writes, NotKept when it cannot be written."""
        try:
            with sole_writer(self.settings.lock, _PATIENCE), Store.open(self.settings.record) as store:
                yield store
        except StoreLocked as error:
            raise Busy("another process writes to the record; nothing was kept; come again") from error
        except (StoreError, OSError) as error:
            _log.error("the record cannot be written: %s", error)
            raise NotKept(
                "the record cannot be written now; nothing was kept, and the server's log says why"
            ) from error

    def publish_soon(self) -> None:
        """Publish the writes so far in the background."""
        with self._changed:
            self._pending, self._last = True, monotonic()
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._publish_all, name="onrecord-publish", daemon=True)
                self._thread.start()

    def published(self, seconds: float) -> bool:
        """Wait up to `seconds` for the publication of all writes; return whether they are published."""
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
        """Publish the index when it is outdated; return False to try again."""
        try:
            if not self.settings.record.exists():
                return True
            with sole_writer(self.settings.lock), Store.open_for_reading(self.settings.record) as store:
                if outdated(store, self.settings.index):
                    publish(store, self.settings.index, full=self._from_record, serialize=serialized)
            self._from_record = False
            return True
        except StoreLocked:
            return False
        except (StoreError, SearchError, OSError) as error:
            _log.error("what was written cannot be published yet: %s", error)
            return False
        except Exception:
            _log.exception("publishing failed; it is tried again from the whole record")
            self._from_record = True
            return False


def install(app: Flask, settings: Settings) -> None:
    """Add the publisher to an app, and publish writes that an earlier process left unpublished."""
    app.extensions[_KEY] = publisher = BackgroundPublisher(settings)
    publisher.publish_soon()


def publisher() -> BackgroundPublisher:
    """Return the publisher of the current app."""
    return cast(BackgroundPublisher, current_app.extensions[_KEY])
