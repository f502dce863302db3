"""The data that resources read: the index for quotations and paragraphs, the store for articles."""

from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from flask import Flask, current_app

from api.errors import IndexNotReady
from api.formats import serialized
from api.http.request_context import current_context
from api.settings import Settings
from corpus import Store, StoreError
from index import Engine, EngineManager, IndexMissing, SearchError, SearchRequest, engine_factory, lag

_KEY = "onrecord"


@dataclass(slots=True)
class Services:
    """One per process: opens the index and the store at first use, and the index again when it is renewed."""

    settings: Settings
    current: EngineManager
    _store: Store | None = None
    _opening: Lock = field(default_factory=Lock)

    @property
    def searcher(self) -> Engine:
        """The generation that the whole request reads. Raises IndexNotReady, which names the command to run."""
        context = current_context()
        try:
            if context.searcher is None:
                context.searcher = self.current.engine()
            return context.searcher
        except IndexMissing as error:
            raise IndexNotReady("there is no index yet; run 'onrecord ingest PATH' or 'onrecord index'") from error
        except SearchError as error:
            raise IndexNotReady("the index cannot be read; run 'onrecord verify', then 'onrecord index'") from error

    @property
    def store(self) -> Store:
        """The store. Raises IndexNotReady when there is none."""
        with self._opening:
            if self._store is None:
                try:
                    self._store = Store.open_for_reading(self.settings.record)
                except StoreError as error:
                    help = "onrecord verify" if self.settings.record.exists() else "onrecord ingest PATH"
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


def install(app: Flask, settings: Settings) -> None:
    """Add the services to an app."""
    manager = EngineManager(settings.index, engine_factory(settings.engine), serialized)
    app.extensions[_KEY] = Services(settings, manager)


def warm(app: Flask) -> None:
    """Open the newest generation and run a query, so that the first request does not wait for it."""
    with suppress(SearchError):
        app.extensions[_KEY].current.engine().search(SearchRequest(limit=1))


def services() -> Services:
    """Return the services of the current app."""
    return cast(Services, current_app.extensions[_KEY])
