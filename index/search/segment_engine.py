"""Engine over the segments of a generation; subclasses match queries in the segments."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from types import TracebackType
from typing import Any, Self

from index.documents.serializer import Document, Serializer
from index.errors import BlockDamaged
from index.names.autocomplete import Autocomplete, Suggestion
from index.names.resolver import NameResolver, Resolution
from index.publishing.generations import Generation
from index.publishing.manifest import Counts
from index.request import DocumentType, Page, SearchRequest
from index.search.searcher import Matcher, Searcher
from index.segment.array_file import ArrayFile
from index.segment.checked_file import view
from index.segment.reader import Segment
from index.segment.segment_infos import open_segments


class SegmentEngine(ABC):
    """Implements `Engine`. The files stay mapped as long as something holds the engine or one of its pages."""

    def __init__(self, generation: Generation, serializer: Serializer) -> None:
        self.generation = generation.name
        self.record_version: int = generation.manifest.record_version
        self.record_mark: str = generation.manifest.record_mark
        self.counts: Counts = generation.manifest.counts
        # Mapped now, since the files may be deleted later; parsed on demand, which is rare.
        self._json = {field: view(generation.path / f"{field}s.json") for field in ("speaker", "outlet")}
        self._files = generation.manifest.files
        self._catalogs: dict[str, list[dict[str, Any]]] = {}
        names = {field: ArrayFile(generation.path / f"{field}s.arrays") for field in ("speaker", "outlet")}
        self._resolvers = {field: NameResolver(arrays) for field, arrays in names.items()}
        self._autocomplete = Autocomplete(names["speaker"])
        self._searchers = {}
        for document_type in DocumentType:
            segments = open_segments(generation.path / document_type)
            matcher = self.matcher(segments)
            self._searchers[document_type] = Searcher(segments, matcher, self._resolvers, serializer, self.generation)

    @staticmethod
    @abstractmethod
    def matcher(segments: Sequence[Segment]) -> Matcher:
        """Return the matcher of one document type."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._searchers = {}

    def search(self, request: SearchRequest) -> Page:
        """Return a page of hits. Raises as `Engine.search`."""
        return self._searchers[request.document_type].search(request)

    def every(self, request: SearchRequest) -> Iterator[Callable[[], bytes]]:
        """Iterate lazily over all hits in order, as functions that read the stored bytes. Raises as `Engine.search`."""
        return self._searchers[request.document_type].every(request)

    def get(self, document_type: DocumentType, id: str) -> Document | None:
        """Return the document of this id, None when there is none."""
        return self._searchers[document_type].get(id)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return at most `limit` speakers whose name has words that begin as typed, the most quoted first."""
        return self._autocomplete.suggest(typed, limit)

    def resolve(self, field: str, name: str, *, nearest: bool = True) -> Resolution:
        """Return the speakers or outlets that a name can mean; without `nearest`, no similar names."""
        resolver = self._resolvers[field]
        return resolver.resolve(name) if nearest else Resolution(name, resolver.matches(name))

    def catalog(self, field: str) -> Sequence[Mapping[str, Any]]:
        """Return all entries of `speaker` or `outlet`, sorted by id. Raises BlockDamaged."""
        entries = self._catalogs.get(field)
        if entries is None:
            content, name = self._json[field][:], f"{field}s.json"
            if sha256(content).hexdigest() != self._files[name][1]:
                raise BlockDamaged(name, "is not as it was written")
            entries = self._catalogs[field] = json.loads(content)
        return entries
