"""One target of a generation, opened to be read: a request in, a page out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from index.documents import serialized
from index.documents.builder import Document
from index.names.resolver import Names
from index.query import parser
from index.query.planner import Plan, Planner, restrictions
from index.request import Count, HitKey, Page, SearchRequest, Sort
from index.search.bm25 import Scoring
from index.search.executor import Executor
from index.search.facets import facet
from index.search.sorting import Cut, Match, Ranked, cut_of, key_of, merged
from index.segment.segment_infos import open_segments


class Engine:
    """Answers from segments that never change; any number of threads may ask at once."""

    def __init__(self, directory: Path, generation: str, names: Mapping[str, Names]) -> None:
        self._generation = generation
        self._names = names
        self.segments = open_segments(directory)
        self._scoring = Scoring(self.segments)
        self._languages = sorted({language for s in self.segments for language in s.columns["language"].terms.texts()})

    def search(self, request: SearchRequest) -> Page:
        """Return the page that a request asks for."""
        sort, cut, ranked, warnings = self._searched(request)
        total = sum(part.total for part in ranked)
        matches, beyond = self._cut(ranked, request.limit, sort, cut)
        if request.text and not total:
            warnings += self._hints(request.text)
        return Page(
            hits=tuple([_Hit(match, sort, self._generation) for match in matches]),
            total=total,
            more_after=beyond < total if cut and not cut.forward else beyond > request.limit,
            more_before=cut is not None and (beyond < total if cut.forward else beyond > request.limit),
            warnings=tuple(warnings),
            facets=self._facets(request, ranked),
        )

    def every(self, request: SearchRequest) -> Iterator[Callable[[], bytes]]:
        """Return what reads each match as it is stored, in order: all there are on the side of the request's cut.

        It is searched now, once; then some thousand matches at a time are put in order.
        """
        sort, cut, ranked, _ = self._searched(request)
        if cut is None or cut.forward:
            return self._onward(ranked, request, sort, cut)
        before = self._cut(ranked, 0, sort, cut)[1]
        return islice(self._onward(ranked, request, sort, None), before)

    def get(self, id: str) -> Document | None:
        """Return a document by its id."""
        for segment in self.segments:
            if (number := segment.find(id)) is not None:
                return serialized.document(segment.stored.read(number))
        return None

    def _searched(self, request: SearchRequest) -> tuple[Sort, Cut | None, list[Ranked], list[str]]:
        """Return the order that holds, where the request cuts it, what was found, and what the reader should know."""
        parsed = parser.parse(request.text, request.languages or self._languages) if request.text is not None else None
        # Without words nothing is better than anything else.
        sort = Sort.NEWEST if parsed is None and request.sort is Sort.RELEVANCE else request.sort
        cut = cut_of(request, sort, self._generation)
        planner = Planner(self.segments, self._names)
        wanted = planner.plan(parsed.node) if parsed else None
        ranked = self._ranked(wanted, restrictions(request), sort)
        return sort, cut, ranked, [*(parsed.warnings if parsed else ()), *planner.warnings]

    def _ranked(self, wanted: Plan | None, filters: Sequence[Plan], sort: Sort) -> list[Ranked]:
        ranked = []
        for number, segment in enumerate(self.segments):
            found = Executor(segment, number, self._scoring, sort is Sort.RELEVANCE).search(wanted, filters)
            ranked.append(Ranked(segment, found, sort, self._scoring.norms[number]))
        return ranked

    def _onward(
        self, ranked: Sequence[Ranked], request: SearchRequest, sort: Sort, cut: Cut | None
    ) -> Iterator[Callable[[], bytes]]:
        """Return what reads the matches behind a cut, for as long as there are any."""
        while matches := self._cut(ranked, _STEP, sort, cut)[0]:
            for match in matches:
                yield partial(match.segment.stored.read_once, match.id)
            cut = cut_of(replace(request, after=key_of(matches[-1], sort, self._generation)), sort, self._generation)

    def _facets(self, request: SearchRequest, ranked: Sequence[Ranked]) -> dict[str, tuple[Count, ...]]:
        if not request.facets:
            return {}
        found = [(segment, part.ids) for segment, part in zip(self.segments, ranked, strict=True)]
        return {name: facet(name, request.facet_size, found) for name in request.facets}

    def _cut(self, ranked: Sequence[Ranked], limit: int, sort: Sort, cut: Cut | None) -> tuple[list[Match], int]:
        """Return the matches of the page, and how many there are on its side of the cut."""
        pages = [part.page(limit, cut) for part in ranked]
        matches = merged([page for page, _ in pages], sort, limit, cut is None or cut.forward)
        return matches, sum(beyond for _, beyond in pages)

    def _hints(self, text: str) -> Iterator[str]:
        """Return when words that nobody said are the name of somebody who speaks."""
        for field, names in self._names.items():
            if named := names.matches(text):
                yield f'nothing contains {text!r}, but it names the {field} {named[0].name}: try {field}:"{text}"'


_STEP = 4_000
"""So many matches are put in order at a time where all are wanted."""


class _Hit:
    """A match as it is given out."""

    __slots__ = ("_generation", "_match", "_sort")

    def __init__(self, match: Match, sort: Sort, generation: str) -> None:
        self._match = match
        self._sort = sort
        self._generation = generation

    @property
    def id(self) -> str:
        return self._match.segment.columns["id"].value(self._match.id) or ""

    @property
    def score(self) -> float | None:
        return self._match.score

    @property
    def key(self) -> HitKey:
        return key_of(self._match, self._sort, self._generation)

    @property
    def json(self) -> bytes:
        return serialized.shown(self.read())

    @property
    def document(self) -> Document:
        return serialized.document(self.read())

    def read(self) -> bytes:
        return self._match.segment.stored.read(self._match.id)
