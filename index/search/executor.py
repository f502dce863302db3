"""Query execution: a rewritten syntax tree to the doc set of each segment, by operations on whole arrays.

In a conjunction cheap clauses run first, the rarest leading, and narrow the candidates for phrases and OR.
"""

from collections.abc import Sequence

import numpy as np

from index.query.ast import And, DateRange, Node, Not, Or, Phrase, SaidRange, TermsFilter, WordsQuery
from index.request import Sort
from index.search.bm25 import Scoring
from index.search.doc_sets import (
    DenseScores,
    DocSet,
    Selection,
    dense_scores,
    difference,
    intersect,
    positions_in_common,
    union,
)
from index.search.phrases import phrase
from index.search.sorting import SortedHits
from index.segment.array_file import Array
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


class Executor:
    """Executes queries on segment `number` of those that `scoring` covers; unless `scored`, all scores are 0."""

    def __init__(self, segment: Segment, number: int, scoring: Scoring, scored: bool) -> None:
        self._segment = segment
        self._norms = scoring.norms[number]
        self._slot = number + 1
        self._scoring = scoring
        self._scored = scored

    def search(self, query: Node | None, filters: Sequence[Node]) -> DocSet | DenseScores:
        """Return the live documents that match the query (all for None) and all filters."""
        segment = self._segment
        if self._scored and not filters and isinstance(query, Or | WordsQuery):
            return self._disjunction(query)
        filtered = self._filtered(filters)
        if query is None:
            return self._live(filtered or DocSet(segment.all_docs))
        matches = self._find(query, filtered.ids if filtered else None)
        return self._live(intersect(matches, filtered, segment.size) if filtered else matches)

    def _live(self, doc_set: DocSet) -> DocSet:
        live_docs = self._segment.live_docs
        return doc_set if live_docs is None else doc_set.select(np.flatnonzero(live_docs.take(doc_set.ids)))

    def _disjunction(self, query: Or | WordsQuery) -> DocSet | DenseScores:
        """Return the matches of a disjunction, as dense scores when they are many."""
        segment, doc_sets = self._segment, self._find_each(query, None)
        if sum(len(doc_set.ids) for doc_set in doc_sets) * _FEW < segment.size:
            return self._live(union(doc_sets, self._norms, segment.size))
        total = dense_scores(doc_sets, self._norms, segment.size, self._slot)
        return total if segment.live_docs is None else DenseScores(total.ranks * segment.live_docs)

    def _filtered(self, filters: Sequence[Node]) -> DocSet | None:
        """Return the documents that pass all filters, unscored; None without filters."""
        doc_sets = [DocSet(self._find(node, None).ids) for node in filters]
        return self._intersect_all(doc_sets) if doc_sets else None

    def _find(self, node: Node, candidates: Array | None) -> DocSet:
        """Return the documents that match a node; of those that are not `candidates`, some or none."""
        segment = self._segment
        match node:
            case Phrase((stem,)):
                return self._postings("text", stem)
            case Phrase(stems):
                return phrase(segment, stems, [self._weight("text", stem) for stem in stems])
            case WordsQuery() | Or():
                return self._union(self._find_each(node, candidates), candidates)
            case TermsFilter(field, values):
                lists = [DocSet(segment.listed(field, value)) for value in values]
                return DocSet(union(lists, self._norms, segment.size).ids, constant=self._constant)
            case DateRange(first, last):
                return DocSet(segment.between(first, last), constant=self._constant)
            case SaidRange(first, last):
                said = segment.said.between(first, last).astype(np.int32)
                return DocSet(said, constant=self._constant)
            case Not():
                return self._conjunction((node,), candidates)
            case And(nodes):
                return self._conjunction(nodes, candidates)
        raise TypeError(f"{node} is to be rewritten first")

    def _conjunction(self, nodes: Sequence[Node], candidates: Array | None) -> DocSet:
        positive = [node for node in nodes if not isinstance(node, Not)]
        cheap = [node for node in positive if _is_cheap(node)]
        matches = self._intersect_all([self._find(node, candidates) for node in cheap]) if cheap else None
        for node in positive:
            if not _is_cheap(node):
                other = self._find(node, matches.ids if matches else candidates)
                matches = intersect(matches, other, self._segment.size) if matches else other
        if matches is None:
            matches = DocSet(self._segment.all_docs, constant=self._constant)
        for negative in nodes:
            if isinstance(negative, Not):
                matches = difference(matches, self._find(negative.node, matches.ids).ids, self._segment.size)
        return matches

    def _intersect_all(self, doc_sets: Sequence[DocSet]) -> DocSet:
        matches, *others = sorted(doc_sets, key=lambda doc_set: len(doc_set.ids))
        for other in others:
            matches = intersect(matches, other, self._segment.size)
        return matches

    def _find_each(self, node: Or | WordsQuery, candidates: Array | None) -> list[DocSet]:
        if isinstance(node, WordsQuery):
            return [self._postings("words", word) for word in node.words]
        return [self._find(inner, candidates) for inner in node.nodes]

    def _union(self, doc_sets: Sequence[DocSet], candidates: Array | None) -> DocSet:
        size = self._segment.size
        if candidates is not None and len(candidates) < sum(len(doc_set.ids) for doc_set in doc_sets):
            doc_sets = [doc_set.select(_among(doc_set.ids, candidates, size)) for doc_set in doc_sets]
        return union(doc_sets, self._norms, size)

    def _postings(self, field: str, term: str) -> DocSet:
        segment, terms = self._segment, self._segment.fields[field]
        number = terms.terms.find(term)
        if number is None:
            return DocSet(segment.no_docs)
        if not self._scored:
            return DocSet(terms.ids(number))
        return DocSet(terms.ids(number), ((self._weight(field, term), terms.codes(number)),))

    def _weight(self, field: str, term: str) -> np.float32:
        return self._scoring.weight(field, term) if self._scored else np.float32(0)

    @property
    def _constant(self) -> float:
        """Score of a match of a clause without words, as Whoosh has it."""
        return 1.0 if self._scored else 0.0


_FEW = 16
"""Less than this part of a segment is listed at once."""


def _is_cheap(node: Node) -> bool:
    return isinstance(node, TermsFilter | DateRange | SaidRange) or (isinstance(node, Phrase) and len(node.stems) == 1)


def _among(ids: Array, candidates: Array, size: int) -> Selection:
    """Return the positions of the documents that are candidates."""
    if len(ids) > len(candidates):
        return positions_in_common(candidates, ids, size)[1]
    return positions_in_common(ids, candidates, size, in_many=False)[0]
