"""What the resources read from: the index for quotations and paragraphs, the record for articles."""

from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from flask import Flask, current_app, g

from api.errors import IndexNotReady
from api.formats import serialized
from api.settings import Settings
from corpus import Store, StoreError
from index import Engine, EngineManager, IndexMissing, SearchError, engine_factory

_KEY = "onrecord"


@dataclass(slots=True)
class Library:
    """One per process: opens the index and the record when first asked, and the index again when it is renewed."""

    settings: Settings
    current: EngineManager
    _store: Store | None = None
    _opening: Lock = field(default_factory=Lock)

    @property
    def searcher(self) -> Engine:
        """The generation to answer this request from, the same throughout. Raises IndexNotReady, saying what to run."""
        try:
            found: Engine | None = g.get("searcher")
            if found is None:
                found = g.searcher = self.current.engine()
            return found
        except IndexMissing as error:
            raise IndexNotReady("there is no index yet; run 'onrecord ingest PATH' or 'onrecord index'") from error
        except SearchError as error:
            raise IndexNotReady("the index cannot be read; run 'onrecord verify', then 'onrecord index'") from error

    @property
    def store(self) -> Store:
        """The record. Raises IndexNotReady when there is none."""
        with self._opening:
            if self._store is None:
                try:
                    self._store = Store.open_for_reading(self.settings.record)
                except StoreError as error:
                    help = "onrecord verify" if self.settings.record.exists() else "onrecord ingest PATH"
                    raise IndexNotReady(f"there is no record that can be read yet; run '{help}'") from error
            return self._store


def install(app: Flask, settings: Settings) -> None:
    """Return the app its library."""
    manager = EngineManager(settings.index, engine_factory(settings.engine), serialized)
    app.extensions[_KEY] = Library(settings, manager)


def library() -> Library:
    """Return the library of the app that answers."""
    return cast(Library, current_app.extensions[_KEY])
