"""Engine manager: opens the newest sound generation, and reopens when a newer one is published."""

import logging
from pathlib import Path
from threading import Lock
from time import monotonic

from index.documents.serializer import Serializer
from index.engine import Engine, EngineFactory
from index.errors import BlockDamaged, GenerationDamaged, SearchError
from index.publishing import generations

log = logging.getLogger("onrecord.index")


def open_engine(root: Path, factory: EngineFactory, serializer: Serializer) -> Engine:
    """Open the current generation, or the one before when it is damaged; all files are checked first.

    A generation that is deleted while it is opened, because two were published meanwhile, is no damage: the new one is
    opened. Raises IndexMissing when nothing was published, GenerationDamaged when all generations are damaged.
    """
    while True:
        published = generations.pointer(root)
        try:
            return factory(generations.open_sound(root), serializer)
        except (OSError, ValueError, BlockDamaged, GenerationDamaged) as error:
            if generations.pointer(root) != published:
                continue
            if isinstance(error, GenerationDamaged):
                raise
            raise GenerationDamaged(root, (str(error),)) from error


class EngineManager:
    """Holds the engine of the newest generation under `root`; checks for a newer one every `interval` seconds."""

    def __init__(self, root: Path, factory: EngineFactory, serializer: Serializer, interval: float = 0.5) -> None:
        self._root = root
        self._factory = factory
        self._serializer = serializer
        self._interval = interval
        self._refreshing = Lock()
        self._refreshed = float("-inf")
        self._pointer: str | None = None
        self._engine: Engine | None = None
        self._failure: SearchError | None = None

    def engine(self) -> Engine:
        """Return the engine to answer one request from; it stays valid as long as the request holds it.

        While one thread opens a new generation, the others go on with the old one; only the first open blocks. Raises
        what `open_engine` raises.
        """
        if self._refreshing.acquire(blocking=self._engine is None):
            try:
                self._refresh()
            finally:
                self._refreshing.release()
        if self._engine is None:
            assert self._failure is not None  # noqa: S101 - _refresh sets one or the other
            raise self._failure
        return self._engine

    def _refresh(self) -> None:
        if monotonic() - self._refreshed < self._interval:
            return
        pointer = generations.pointer(self._root)
        # A damaged generation is not read again and again: only a new one is worth another look.
        if (self._engine is None and self._failure is None) or pointer != self._pointer:
            self._open()
        self._pointer, self._refreshed = pointer, monotonic()

    def _open(self) -> None:
        try:
            self._engine, self._failure = open_engine(self._root, self._factory, self._serializer), None
        except SearchError as error:
            self._failure = error
            if self._engine is not None:
                log.warning("generation %s stays in use: %s", self._engine.generation, error)
