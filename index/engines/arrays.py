"""The arrays engine: queries executed on whole posting lists, as NumPy arrays."""

from collections.abc import Sequence

from index.query.ast import Node
from index.request import Sort
from index.search.bm25 import Scoring
from index.search.executor import Executor
from index.search.segment_engine import SegmentEngine
from index.search.sorting import SortedHits
from index.segment.reader import Segment


class ArraysMatcher:
    """Matches queries by `Executor`, scored by `Scoring`."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._scoring = Scoring(segments)

    def match(self, query: Node | None, filters: Sequence[Node], sort: Sort) -> list[SortedHits]:
        """Return for each segment the live documents that match the query and all filters."""
        hits = []
        for number, segment in enumerate(self._segments):
            executor = Executor(segment, number, self._scoring, sort is Sort.RELEVANCE)
            matches = executor.search(query, filters)
            hits.append(SortedHits(segment, matches, sort, self._scoring.norms[number]))
        return hits


class ArraysEngine(SegmentEngine):
    """Engine of array operations over the segments of a generation."""

    matcher = ArraysMatcher
