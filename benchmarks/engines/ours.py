"""On Record, through its public face: `index.publishing.publisher`, `index.engines.arrays`, `index.request`."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from api.formats import serialized
from benchmarks.engines import Answer
from benchmarks.queries import PAGE, Query
from index.documents.serializer import Document
from index.engines.arrays import ArraysEngine
from index.publishing import publisher
from index.request import HitKey, SearchRequest, Sort
from index.search.engine_manager import open_engine


class Ours:
    """A generation with quotations and no paragraphs."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Publish a generation of documents."""
        publisher.publish_documents(folder, documents, serialize=serialized)

    def open(self, folder: Path) -> None:
        """Open the generation as a worker does."""
        self.searcher = open_engine(folder, ArraysEngine, serialized)
        self.places: dict[Query, HitKey | None] = {}

    def prepare(self, query: Query) -> None:
        """Follow the pages before the one that is asked for: a caller has the cursor from the answer before."""
        request = self._request(query)
        if query.page > 1:
            before = self.searcher.search(replace(request, limit=(query.page - 1) * PAGE))
            self.places[query] = before.hits[-1].key if before.hits else None

    def ask(self, query: Query) -> Answer:
        """Answer a query."""
        page = self.searcher.search(self._request(query, self.places.get(query)))
        speakers = tuple((facet.value, facet.count) for facet in page.facets.get("speaker", ()))
        return Answer(tuple(hit.id for hit in page.hits), page.total, speakers)

    def _request(self, query: Query, after: HitKey | None = None) -> SearchRequest:
        return SearchRequest(
            text=query.text,
            speakers=(query.speaker,) if query.speaker else (),
            date_from=query.first.isoformat() if query.first else None,
            date_to=query.last.isoformat() if query.last else None,
            sort=Sort.NEWEST if query.newest else Sort.RELEVANCE,
            limit=PAGE,
            after=after,
            facets=("speaker",) if query.facet else (),
        )
