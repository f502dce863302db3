"""Doc sets: sorted document numbers of one segment with their scores, and set operations on them.

Scores are computed late. Until then a doc set only carries the impact codes of its postings, restricted with it, so no
score is computed for a document that another clause of the query excludes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.search.buffers import buffers
from index.segment.array_file import Array

Selection = Array | slice
"""Positions of some documents in a list."""

Part = tuple[np.float32, Array]
"""Contribution of one term to the scores: its weight and the impact codes of its postings; or 1 and scores."""


@dataclass(frozen=True, slots=True)
class DocSet:
    """Document numbers in ascending order; the score of each is `constant` plus its `parts`."""

    ids: Array
    parts: tuple[Part, ...] = ()
    constant: float = 0.0

    def select(self, selection: Selection) -> "DocSet":
        """Return a subset of the documents."""
        return DocSet(take(self.ids, selection), self.select_parts(selection), self.constant)

    def select_parts(self, selection: Selection) -> tuple[Part, ...]:
        """Return the parts of a subset of the documents."""
        return tuple((weight, take(values, selection)) for weight, values in self.parts)

    def scores(self, norms: Array) -> Array:
        """Return the score of every document, as float32."""
        total: Array | None = None
        for weight, values in self.parts:
            score = values if values.dtype == np.float32 else norms.take(values)
            total = score * weight if total is None else total + score * weight
        if total is None:
            return np.full(len(self.ids), self.constant, np.float32)
        return total + np.float32(self.constant) if self.constant else total


def intersect(left: DocSet, right: DocSet, size: int) -> DocSet:
    """Return the documents in both, scores added; `size` is the number of documents in the segment."""
    if len(left.ids) > len(right.ids):
        left, right = right, left
    in_left, in_right = positions_in_common(left.ids, right.ids, size, bool(right.parts))
    rest = left.select(in_left)
    return DocSet(rest.ids, rest.parts + right.select_parts(in_right), left.constant + right.constant)


def take(values: Array, selection: Selection) -> Array:
    """Return the selected values; `numpy.take` by position is three times as fast as a mask."""
    return values[selection] if isinstance(selection, slice) else values.take(selection)


def positions_in_common(few: Array, many: Array, size: int, in_many: bool = True) -> tuple[Selection, Selection]:
    """Return the positions of the common documents in each of two sorted lists; in the longer one only if `in_many`."""
    if not len(few):
        return slice(0, 0), slice(0, 0)
    if _is_range(many):
        inside = _within_range(few, many)
        return inside, few[inside] - many[0] if in_many else slice(0, 0)
    if _is_range(few):
        inside = _within_range(many, few)
        return many[inside] - few[0], inside
    if _binary_search_is_faster(len(few), len(many), size):
        at = many.searchsorted(few)
        np.minimum(at, len(many) - 1, out=at)
        equal = np.flatnonzero(many.take(at) == few)
        return equal, at.take(equal)
    if in_many and len(many) * _DENSE > size:
        return _by_inverse(few, many, size)
    bitmap = buffers.bitmap(size)
    bitmap[_as_index(many)] = True
    in_few = np.flatnonzero(bitmap.take(few))
    if not in_many:
        return in_few, slice(0, 0)
    shared = few.take(in_few)
    if len(shared) * _SEARCH < len(many):
        return in_few, many.searchsorted(shared)
    bitmap[_as_index(many)] = False
    bitmap[shared] = True
    return in_few, np.flatnonzero(bitmap.take(many))


@dataclass(frozen=True, slots=True)
class DenseScores:
    """Scores of a disjunction as one array over all documents of a segment; 0 is no match.

    `ranks` are negated scores, so that the smallest is the best. The top k of many matches need nothing else; document
    numbers are listed only on demand. The array is borrowed from `buffers`.
    """

    ranks: Array

    def count(self) -> int:
        """Return the number of matches."""
        return int(np.count_nonzero(self._matches()))

    def to_doc_set(self) -> DocSet:
        """Return the matches as a doc set."""
        ids = np.flatnonzero(self._matches()).astype(np.int32)
        return DocSet(ids, ((_ONE, np.negative(self.ranks.take(ids))),))

    def _matches(self) -> Array:
        bitmap = buffers.bitmap(len(self.ranks))
        return np.less(self.ranks, 0, out=bitmap)


def dense_scores(doc_sets: Sequence[DocSet], norms: Array, size: int, slot: int = 0) -> DenseScores:
    """Return the added scores of some doc sets, in which every score is above 0.

    The array is reused by the next call with the same slot.
    """
    ranks = buffers.sums(size, slot)
    for doc_set in doc_sets:
        ranks[_as_index(doc_set.ids)] -= doc_set.scores(norms)
    return DenseScores(ranks)


def union(doc_sets: Sequence[DocSet], norms: Array, size: int) -> DocSet:
    """Return the documents in at least one of some doc sets, scores added."""
    doc_sets = [doc_set for doc_set in doc_sets if len(doc_set.ids)]
    if not doc_sets:
        return DocSet(np.zeros(0, np.int32))
    if len(doc_sets) == 1:
        return doc_sets[0]
    scored = any(doc_set.parts or doc_set.constant for doc_set in doc_sets)
    if sum(len(doc_set.ids) for doc_set in doc_sets) * _SPARSE >= size:
        if scored:
            return dense_scores(doc_sets, norms, size).to_doc_set()
        bitmap = buffers.bitmap(size)
        for doc_set in doc_sets:
            bitmap[_as_index(doc_set.ids)] = True
        return DocSet(np.flatnonzero(bitmap).astype(np.int32))
    ids = np.concatenate([doc_set.ids for doc_set in doc_sets])
    if not scored:
        return DocSet(np.unique(ids))
    order = ids.argsort(kind="stable")
    ids = ids.take(order)
    starts = np.flatnonzero(np.diff(ids, prepend=-1))
    scores = np.concatenate([doc_set.scores(norms) for doc_set in doc_sets])
    return DocSet(ids.take(starts), ((_ONE, np.add.reduceat(scores.take(order), starts)),))


def difference(doc_set: DocSet, excluded: Array, size: int) -> DocSet:
    """Return the documents of a doc set that are not among the excluded ones."""
    if not len(excluded) or not len(doc_set.ids):
        return doc_set
    bitmap = buffers.bitmap(size)
    bitmap[_as_index(excluded)] = True
    return doc_set.select(np.flatnonzero(~bitmap.take(doc_set.ids)))


_ONE = np.float32(1)
_SEARCH, _SPARSE, _DENSE = 8, 16, 24


def _by_inverse(few: Array, many: Array, size: int) -> tuple[Array, Array]:
    """Return the positions of the common documents in two lists, by an array from document to position in `many`.

    The array has stale positions of earlier lists: only a position where the document really is counts.
    """
    inverse = buffers.positions(size)
    inverse[_as_index(many)] = np.arange(len(many), dtype=np.int32)
    at = inverse.take(few)
    in_few = np.flatnonzero(many.take(at, mode="clip") == few)
    return in_few, at.take(in_few)


def _as_index(ids: Array) -> Array:
    """Return document numbers as the index type of NumPy, which converts them itself more slowly."""
    return ids.astype(np.intp)


def _binary_search_is_faster(few: int, many: int, size: int) -> bool:
    """Return whether to search for each of the few rather than to mark the many; measured costs in nanoseconds."""
    pages = min(many, size >> 12)  # that fault in when marked
    return few * 25 < many * 2 + pages * 250


def _within_range(ids: Array, row: Array) -> slice:
    """Return the positions of the documents of a contiguous range among others."""
    # In their own type, or NumPy would copy them all to another.
    start, end = ids.searchsorted(row[[0, -1]].astype(ids.dtype) + np.array([0, 1], ids.dtype)).tolist()
    return slice(start, end)


def _is_range(ids: Array) -> bool:
    return int(ids[-1]) - int(ids[0]) + 1 == len(ids)
