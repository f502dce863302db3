"""The data that resources read: the index for quotations and paragraphs, the store for articles."""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import cast

from flask import Flask, current_app

from api.errors import IndexNotReady
from api.formats import serialized
from api.http.request_context import current_context
from api.settings import Settings
from corpus import Store, StoreError, exposed
from index import Engine, EngineManager, IndexMissing, SearchError, SearchRequest, engine_factory, lag

_log = logging.getLogger("onrecord.api")
_KEY = "onrecord"


@dataclass(slots=True)
class Services:
    """One per process: opens the index and the store at first use, and each again when it is renewed or replaced."""

    settings: Settings
    record: Path
    current: EngineManager
    _store: Store | None = None
    _file: tuple[int, ...] | None = None
    _agreed: tuple[object, ...] = ()
    _opening: Lock = field(default_factory=Lock)

    @property
    def searcher(self) -> Engine:
        """The generation that the whole request reads. Raises IndexNotReady, which names the command to run."""
        context = current_context()
        try:
            if context.searcher is None:
                context.searcher = self._of_this_record(self.current.engine())
            return context.searcher
        except IndexMissing as error:
            raise IndexNotReady("there is no index yet; run 'onrecord ingest PATH' or 'onrecord index'") from error
        except SearchError as error:
            raise IndexNotReady("the index cannot be read; run 'onrecord verify', then 'onrecord index'") from error

    @property
    def store(self) -> Store:
        """The store, opened again when another file has taken its place. Raises IndexNotReady when there is none."""
        with self._opening:
            if (file := _identity(self.record)[:2]) != self._file and self._store is not None:
                self._store.close()
                self._store = None
            if self._store is None:
                self._file = file
                try:
                    self._store = Store.open_for_reading(self.record)
                except StoreError as error:
                    help = "onrecord verify" if self.record.exists() else "onrecord ingest PATH"
                    raise IndexNotReady(f"there is no record that can be read yet; run '{help}'") from error
            return self._store

    def lag(self) -> float | None:
        """Return the seconds since the oldest accepted change that cannot be found yet; None without a record."""
        try:
            store = self.store
            try:
                version = self.searcher.record_version
            except IndexNotReady:
                version = -1
            return lag(store, version)
        except (IndexNotReady, StoreError):
            return None

    def _of_this_record(self, engine: Engine) -> Engine:
        """Return an engine whose generation was made from the record that is in place, or has none to be compared with.

        Raises IndexNotReady for one that was made from another record, so that no answer is of two.
        """
        state = (*_identity(self.record), engine.generation)
        if state == self._agreed or not engine.record_mark:
            return engine
        try:
            mark = self.store.mark(engine.record_version)
        except (IndexNotReady, StoreError):  # said of what reads the record
            return engine
        if mark != engine.record_mark:
            _log.warning("generation %s was made from another record than is in place", engine.generation)
            raise IndexNotReady("the index was made from another record than is in place; run 'onrecord index'")
        self._agreed = state
        return engine


def _identity(path: Path) -> tuple[int, ...]:
    """Return device, inode and time of the last write of a file; nothing when it is not there."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns


def install(app: Flask, settings: Settings) -> None:
    """Add the services to an app; the log warns of a user or of permissions that are more than the server needs."""
    if os.geteuid() == 0:
        _log.warning("the server runs as root; a user of its own that may read the data folder is enough")
    for warning in exposed(settings.record):
        _log.warning("%s", warning)
    manager = EngineManager(settings.index, engine_factory(settings.engine), serialized)
    app.extensions[_KEY] = Services(settings, settings.record, manager)


def warm(app: Flask) -> None:
    """Open the newest generation and run a query, so that the first request does not wait for it."""
    with suppress(SearchError):
        app.extensions[_KEY].current.engine().search(SearchRequest(limit=1))


def services() -> Services:
    """Return the services of the current app."""
    return cast(Services, current_app.extensions[_KEY])
