"""Engine manager: opens the newest sound generation, and reopens when a newer one is published."""

import logging
from pathlib import Path
from threading import Lock

from index.documents.serializer import Serializer
from index.engine import Engine, EngineFactory
from index.errors import BlockDamaged, GenerationDamaged, SearchError
from index.publishing import generations
from index.publishing.generations import PointerState

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
    """Holds the engine of the newest generation under `root`; a newer one is opened before the next answer.

    So what one process has answered from, no process answers from anything older afterwards, unless the newest
    generation is damaged, or takes longer than `patience` seconds to open.
    """

    def __init__(self, root: Path, factory: EngineFactory, serializer: Serializer, patience: float = 5) -> None:
        self._root = root
        self._pointer = root / generations.POINTER
        self._factory = factory
        self._serializer = serializer
        self._patience = patience
        self._refreshing = Lock()
        self._opened_at: PointerState | None = _NEVER
        self._engine: Engine | None = None
        self._failure: SearchError | None = None

    def engine(self) -> Engine:
        """Return the engine to answer one request from; it stays valid as long as the request holds it.

        While one thread opens a new generation, the others wait for it. Raises what `open_engine` raises.
        """
        if generations.pointer_state(self._pointer) != self._opened_at:
            self._refresh()
        if self._engine is None:
            assert self._failure is not None  # noqa: S101 - _refresh sets one or the other
            raise self._failure
        return self._engine

    def _refresh(self) -> None:
        if not self._refreshing.acquire(timeout=-1 if self._engine is None else self._patience):
            log.warning("a new generation takes long to open; the one before still answers")
            return
        try:
            # A damaged generation is not read again and again: only a new one is worth another look.
            if (state := generations.pointer_state(self._pointer)) != self._opened_at:
                self._open()
                self._opened_at = state
        finally:
            self._refreshing.release()

    def _open(self) -> None:
        try:
            opened = open_engine(self._root, self._factory, self._serializer)
        except SearchError as error:
            self._failure = error
            if self._engine is not None:
                log.warning("generation %s stays in use: %s", self._engine.generation, error)
            return
        if self._engine is not None and self._is_fallback(opened.generation, self._engine.generation):
            log.warning("generation %s stays in use", self._engine.generation)
        else:
            self._engine, self._failure = opened, None

    def _is_fallback(self, opened: str, in_use: str) -> bool:
        """Return whether a generation is older than the one in use, and nobody has published it again."""
        return int(opened) < int(in_use) and opened != generations.pointer(self._root)


_NEVER = (-1, -1)
