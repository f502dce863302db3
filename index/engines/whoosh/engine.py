"""The Whoosh engine: rewritten queries as Whoosh query objects, run by Whoosh's own searcher over our segments."""

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
from whoosh import query as whoosh_query

from index.engines.whoosh.codec import whoosh_searcher
from index.query.ast import And, DateRange, Node, Not, Or, Phrase, SaidRange, TermsFilter, WordsQuery
from index.request import Sort
from index.search.doc_sets import DocSet
from index.search.segment_engine import SegmentEngine
from index.search.sorting import SortedHits
from index.segment.array_file import Array
from index.segment.reader import Segment

whoosh: Any = whoosh_query  # its type hints are incomplete


class WhooshMatcher:
    """Matches queries by a Whoosh searcher, whose document numbers run through all segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._searcher = whoosh_searcher(segments)
        self._lock = Lock()  # a Whoosh searcher caches without locks

    def match(self, query: Node | None, filters: Sequence[Node], sort: Sort) -> list[SortedHits]:
        """Return for each segment the live documents that match the query and all filters."""
        with self._lock:
            scores = self._scores(query, filters, sort is Sort.RELEVANCE)
        numbers = np.array(sorted(scores), np.int64)
        values = np.array([scores[number] for number in numbers.tolist()], np.float32)
        hits, start = [], 0
        for segment in self._segments:
            part = slice(*numbers.searchsorted([start, start + segment.size]).tolist())
            doc_set = DocSet((numbers[part] - start).astype(np.int32), ((np.float32(1), values[part]),))
            hits.append(SortedHits(segment, doc_set, sort, _NO_NORMS))
            start += segment.size
        return hits

    def _scores(self, query: Node | None, filters: Sequence[Node], scored: bool) -> dict[int, float]:
        matched = whoosh.Every() if query is None else translated(query)
        if query is not None and scored:
            scores: dict[int, float] = dict(self._searcher.search(matched, limit=None).items())
        else:
            scores = dict.fromkeys(self._searcher.docs_for_query(matched), 0.0)
        if filters:
            # Not as filter=: when nothing passes, Whoosh lets everything through.
            passing = set(self._searcher.docs_for_query(whoosh.And([translated(node) for node in filters])))
            scores = {number: score for number, score in scores.items() if number in passing}
        return scores


class WhooshEngine(SegmentEngine):
    """Engine of Whoosh's own searcher over the segments of a generation."""

    matcher = WhooshMatcher


_NO_NORMS: Array = np.zeros(0, np.float32)


def translated(node: Node) -> Any:
    """Return the Whoosh query of a rewritten node; only words and phrases are scored by BM25F."""
    match node:
        case Phrase((stem,)):
            return whoosh.Term("text", stem)
        case Phrase(stems):
            return whoosh.Phrase("text", list(stems))
        case WordsQuery(words):
            return whoosh.Or([whoosh.Term("words", word) for word in words]) if words else whoosh.NullQuery
        case TermsFilter(field, values):
            terms = [whoosh.Term(field, value) for value in values]
            return whoosh.ConstantScoreQuery(whoosh.Or(terms)) if terms else whoosh.NullQuery
        case DateRange(first, last):
            return _overlapping("first", "last", first, last)
        case SaidRange(first, last):
            return _overlapping("said_first", "said_last", first, last)
        case Not(inner):
            return whoosh.And([whoosh.Every(), _excluding(translated(inner))])
        case And(nodes):
            positive = [translated(inner) for inner in nodes if not isinstance(inner, Not)]
            negative = [_excluding(translated(inner.node)) for inner in nodes if isinstance(inner, Not)]
            return whoosh.And([*(positive or [whoosh.Every()]), *negative])
        case Or(nodes):
            return whoosh.Or([translated(inner) for inner in nodes])
    raise TypeError(f"{node} is to be rewritten first")


def _overlapping(begins: str, ends: str, first: int, last: int) -> Any:
    """Match what begins by the last day and ends on the first or later, by the names of two fields."""
    ranges = [whoosh.NumericRange(begins, None, last), whoosh.NumericRange(ends, first, None)]
    return whoosh.ConstantScoreQuery(whoosh.And(ranges))


def _excluding(unwanted: Any) -> Any:
    """Match the complement, scored about 0: Whoosh adds 1 for a Not, and its AndNot is wrong inside another.

    Whoosh takes a score of exactly 0 for none, and makes it 1.
    """
    return whoosh.ConstantScoreQuery(whoosh.Not(unwanted), 1e-9)
