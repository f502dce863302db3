"""Open a generation and answer from it; and stay with the newest one."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Any, Self

from index.documents.builder import Document
from index.engines.arrays import Engine
from index.errors import GenerationDamaged, SearchError
from index.names.autocomplete import Beginnings, Suggestion
from index.names.resolver import Named, Names, Resolution
from index.publishing import generations
from index.publishing.generations import Generation
from index.publishing.manifest import Counts
from index.request import Page, SearchRequest, Target
from index.segment import array_file

log = logging.getLogger("onrecord.index")


class Searcher:
    """Answers from one generation, for many threads. Its files stay mapped until nobody holds it or a page of it."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation.name
        self.record_version: int = generation.manifest.record_version
        self.counts: Counts = generation.manifest.counts
        # Mapped now, since the files may be gone when somebody asks; read then, since hardly anybody does.
        self._tables = {name: array_file.view(generation.path / f"{name}.json") for name in ("speakers", "outlets")}
        named = {name: array_file.read(generation.path / f"{name}s.arrays") for name in ("speaker", "outlet")}
        self._names = {name: Names(found) for name, found in named.items()}
        self._beginnings = Beginnings(named["speaker"])
        self._engines = {target: Engine(generation.path / target, self.generation, self._names) for target in Target}

    @classmethod
    def open(cls, root: Path) -> Self:
        """Open the current generation, or the one before when it does not hold; its files are checked first.

        Raises IndexMissing when nothing was published, GenerationDamaged when nothing holds.
        """
        try:
            return cls(generations.open_sound(root))
        except (OSError, ValueError) as error:
            raise GenerationDamaged(root, (str(error),)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engines = {}

    def search(self, request: SearchRequest) -> Page:
        """Return a page of what matches.

        Raises QueryError for a text or a day that cannot be searched for, BadPlace for an impossible `after` or
        `before`, PlaceGone for one that a new generation has taken away, ValueError for an unknown facet.
        """
        return self._engines[request.target].search(request)

    def every(self, request: SearchRequest) -> Iterator[Callable[[], bytes]]:
        """Iterate lazily over all matches in order, as stored bytes, whatever the request's limit.

        Raises what `search` raises, at once; matches are read when they are asked for and never held.
        """
        return self._engines[request.target].every(request)

    def get(self, target: Target, id: str) -> Document | None:
        """Return the document of a quotation or a paragraph, None when there is none of this id."""
        return self._engines[target].get(id)

    def speakers(self) -> Sequence[Mapping[str, Any]]:
        """Return all speakers: id, name, role, roles, aliases, quotations, articles, outlets, first, last; by id."""
        return self._speakers

    def outlets(self) -> Sequence[Mapping[str, Any]]:
        """Return all outlets: id, name, quotations, articles, first, last; in order of id."""
        return self._outlets

    @cached_property
    def _speakers(self) -> list[dict[str, Any]]:
        return self._listed("speakers")

    @cached_property
    def _outlets(self) -> list[dict[str, Any]]:
        return self._listed("outlets")

    def _listed(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self._tables[name][:])
        return found

    def suggest_speakers(self, typed: str, most: int) -> list[Suggestion]:
        """Return the speakers that what somebody begins to type can become, the most quoted first."""
        return self._beginnings.suggest(typed, most)

    def resolve_speaker(self, name: str) -> Resolution:
        """Return the speakers that a name can mean."""
        return self._names["speaker"].resolve(name)

    def speakers_called(self, name: str) -> tuple[Named, ...]:
        """Return the speakers that a name can mean, without looking for the nearest when it is nobody's."""
        return self._names["speaker"].matches(name)

    def resolve_outlet(self, name: str) -> Resolution:
        """Return the outlets that a name can mean."""
        return self._names["outlet"].resolve(name)


class Current:
    """The searcher of the newest generation under `root`; looks for a newer one at most every `every` seconds."""

    def __init__(self, root: Path, every: float = 0.5) -> None:
        self._root = root
        self._every = every
        self._looking = Lock()
        self._looked = float("-inf")
        self._seen: str | None = None
        self._searcher: Searcher | None = None
        self._failure: SearchError | None = None

    def searcher(self) -> Searcher:
        """Return the searcher to answer one request from; it stays whole for as long as the request holds it.

        While one thread opens a new generation, the others go on with the old one; only the first has to be waited
        for. Raises what `Searcher.open` raises.
        """
        if self._looking.acquire(blocking=self._searcher is None):
            try:
                self._look()
            finally:
                self._looking.release()
        if self._searcher is None:
            assert self._failure is not None  # noqa: S101 - _look leaves one or the other
            raise self._failure
        return self._searcher

    def _look(self) -> None:
        if monotonic() - self._looked < self._every:
            return
        named = generations.pointer(self._root)
        # A generation that did not hold is not read again and again: only a new one is worth another look.
        if (self._searcher is None and self._failure is None) or named != self._seen:
            self._open()
        self._seen, self._looked = named, monotonic()

    def _open(self) -> None:
        try:
            self._searcher, self._failure = Searcher.open(self._root), None
        except SearchError as error:
            self._failure = error
            if self._searcher is not None:
                log.warning("generation %s stays in use: %s", self._searcher.generation, error)
