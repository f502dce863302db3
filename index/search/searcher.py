"""Searcher of one document type: a request to a page of hits, whatever matches the query in each segment."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Protocol

from index.documents.serializer import Document, Serializer
from index.names.resolver import NameResolver
from index.query import parser
from index.query.ast import Node
from index.query.planner import Planner, filters_of
from index.request import Count, HitKey, Page, SearchRequest, Sort
from index.search.facets import facet
from index.search.sorting import ScoredDoc, SearchAfter, SortedHits, hit_key, merge_pages, search_after
from index.segment.reader import Segment


class Matcher(Protocol):
    """Matches rewritten queries in segments: the part of a search in which engines differ."""

    def match(self, query: Node | None, filters: Sequence[Node], sort: Sort) -> list[SortedHits]:
        """Return for each segment the live documents that match the query (all for None) and all filters."""


class Searcher:
    """Searches immutable segments, for any number of threads at once; `resolvers` are the name resolvers by field."""

    def __init__(
        self,
        segments: Sequence[Segment],
        matcher: Matcher,
        resolvers: Mapping[str, NameResolver],
        serializer: Serializer,
        generation: str,
    ) -> None:
        self._segments = segments
        self._matcher = matcher
        self._resolvers = resolvers
        self._serializer = serializer
        self._generation = generation
        self._languages = sorted({language for s in segments for language in s.columns["language"].terms.texts()})

    def search(self, request: SearchRequest) -> Page:
        """Return the requested page. Raises as `Engine.search`."""
        run = self._run(request)
        total = sum(hits.total for hits in run.hits)
        docs, beyond = run.page(request.limit, run.start)
        if request.text and not total:
            run.warnings.extend(self._name_hints(request.text))
        start = run.start
        return Page(
            hits=tuple([_Hit(doc, run.sort, self._generation, self._serializer) for doc in docs]),
            total=total,
            more_after=beyond < total if start and not start.forward else beyond > request.limit,
            more_before=start is not None and (beyond < total if start.forward else beyond > request.limit),
            warnings=tuple(run.warnings),
            facets=self._facets(request, run),
        )

    def every(self, request: SearchRequest) -> Iterator[Callable[[], bytes]]:
        """Return an iterator over all hits on the side of the cursor, as functions that read the stored bytes.

        The search runs now, once; some thousand hits at a time are then sorted. Raises as `Engine.search`.
        """
        run = self._run(request)
        if run.start is None or run.start.forward:
            return self._readers(run, request, run.start)
        before = run.page(0, run.start)[1]
        return islice(self._readers(run, request, None), before)

    def get(self, id: str) -> Document | None:
        """Return the document of this id, None when there is none."""
        for segment in self._segments:
            if (number := segment.find(id)) is not None:
                return self._serializer.document(segment.stored.read(number))
        return None

    def _run(self, request: SearchRequest) -> "_Run":
        parsed = parser.parse(request.text, request.languages or self._languages) if request.text is not None else None
        # Without a query there are no scores.
        sort = Sort.NEWEST if parsed is None and request.sort is Sort.RELEVANCE else request.sort
        start = search_after(request, sort, self._generation)
        planner = Planner(self._segments, self._resolvers)
        query = planner.rewrite(parsed.node) if parsed else None
        hits = self._matcher.match(query, filters_of(request), sort)
        return _Run(sort, start, hits, [*(parsed.warnings if parsed else ()), *planner.warnings])

    def _readers(self, run: "_Run", request: SearchRequest, start: SearchAfter | None) -> Iterator[Callable[[], bytes]]:
        while docs := run.page(_BATCH, start)[0]:
            for doc in docs:
                yield partial(doc.segment.stored.read_once, doc.id)
            last = hit_key(docs[-1], run.sort, self._generation)
            start = search_after(replace(request, after=last), run.sort, self._generation)

    def _facets(self, request: SearchRequest, run: "_Run") -> dict[str, tuple[Count, ...]]:
        if not request.facets:
            return {}
        matches = [(segment, hits.ids) for segment, hits in zip(self._segments, run.hits, strict=True)]
        return {name: facet(name, request.facet_size, matches) for name in request.facets}

    def _name_hints(self, text: str) -> Iterator[str]:
        """Yield a note for each field in which a query without hits is a name."""
        for field, resolver in self._resolvers.items():
            if names := resolver.matches(text):
                yield f'nothing contains {text!r}, but it names the {field} {names[0].name}: try {field}:"{text}"'


@dataclass(frozen=True, slots=True)
class _Run:
    """One execution of a request: its sort order, its cursor, the hits of each segment, and notes for the user."""

    sort: Sort
    start: SearchAfter | None
    hits: list[SortedHits]
    warnings: list[str]

    def page(self, limit: int, start: SearchAfter | None) -> tuple[list[ScoredDoc], int]:
        """Return the hits of a page, and how many there are on its side of the cursor."""
        pages = [hits.page(limit, start) for hits in self.hits]
        docs = merge_pages([page for page, _ in pages], self.sort, limit, start is None or start.forward)
        return docs, sum(beyond for _, beyond in pages)


_BATCH = 4_000
"""Number of hits sorted at a time where all are read."""


class _Hit:
    """A hit of a page."""

    __slots__ = ("_doc", "_generation", "_serializer", "_sort")

    def __init__(self, doc: ScoredDoc, sort: Sort, generation: str, serializer: Serializer) -> None:
        self._doc = doc
        self._sort = sort
        self._generation = generation
        self._serializer = serializer

    @property
    def id(self) -> str:
        return self._doc.segment.columns["id"].value(self._doc.id) or ""

    @property
    def score(self) -> float | None:
        return self._doc.score

    @property
    def key(self) -> HitKey:
        return hit_key(self._doc, self._sort, self._generation)

    @property
    def json(self) -> bytes:
        return self._serializer.shown(self.read())

    @property
    def document(self) -> Document:
        return self._serializer.document(self.read())

    def read(self) -> bytes:
        return self._doc.segment.stored.read(self._doc.id)
