"""What a part of a query finds in one segment: documents in order, and what each of them is worth.

Scores are computed late. Until then a list of documents only carries along the codes of its postings, cut to the same
documents whenever the list is cut, so no score is computed for a document that another word of the query rules out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.search.buffers import scratch
from index.segment.array_file import Array

Selection = Array | slice
"""Which of some documents: by their places in the list, or those of a part of it."""

Part = tuple[np.float32, Array]
"""What one word adds: the weight of its term and the codes of its postings; or 1 and scores."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents in ascending order; `constant` is what every one of them is worth beside its `parts`."""

    ids: Array
    parts: tuple[Part, ...] = ()
    constant: float = 0.0

    def cut(self, selection: Selection) -> "Found":
        """Keep some of the documents."""
        return Found(chosen(self.ids, selection), self.parts_of(selection), self.constant)

    def parts_of(self, selection: Selection) -> tuple[Part, ...]:
        """Return the parts of some of the documents."""
        return tuple((weight, chosen(values, selection)) for weight, values in self.parts)

    def scores(self, norms: Array) -> Array:
        """Return the score of every document."""
        total: Array | None = None
        for weight, values in self.parts:
            score = values if values.dtype == np.float32 else norms.take(values)
            total = score * weight if total is None else total + score * weight
        if total is None:
            return np.full(len(self.ids), self.constant, np.float32)
        return total + np.float32(self.constant) if self.constant else total


def both(one: Found, other: Found, size: int) -> Found:
    """Keep the documents that are in both, worth the sum; `size` is the number of documents in the segment."""
    if len(one.ids) > len(other.ids):
        one, other = other, one
    in_one, in_other = common(one.ids, other.ids, size, bool(other.parts))
    left = one.cut(in_one)
    return Found(left.ids, left.parts + other.parts_of(in_other), one.constant + other.constant)


def chosen(values: Array, selection: Selection) -> Array:
    """Return some of the values; taking them by their places is much faster than by a mask."""
    return values[selection] if isinstance(selection, slice) else values.take(selection)


def common(few: Array, many: Array, size: int, wanted: bool = True) -> tuple[Selection, Selection]:
    """Return where the documents that two lists have in common stand in each; in the longer one only if `wanted`."""
    if not len(few):
        return slice(0, 0), slice(0, 0)
    if _in_a_row(many):
        lies = _between(few, many)
        return lies, few[lies] - many[0] if wanted else slice(0, 0)
    if _in_a_row(few):
        lies = _between(many, few)
        return many[lies] - few[0], lies
    if _halving_is_faster(len(few), len(many), size):
        at = many.searchsorted(few)
        np.minimum(at, len(many) - 1, out=at)
        there = np.flatnonzero(many.take(at) == few)
        return there, at.take(there)
    if wanted and len(many) * _OFTEN > size:
        return _by_place(few, many, size)
    seen = scratch.marks(size)
    seen[_places(many)] = True
    in_few = np.flatnonzero(seen.take(few))
    if not wanted:
        return in_few, slice(0, 0)
    shared = few.take(in_few)
    if len(shared) * _HALVE < len(many):
        return in_few, many.searchsorted(shared)
    seen[_places(many)] = False
    seen[shared] = True
    return in_few, np.flatnonzero(seen.take(many))


@dataclass(frozen=True, slots=True)
class Summed:
    """What one of some lists at least finds, as one array for all documents of a segment: 0 is not found.

    `ranks` are scores below 0, so that the smallest is the best. For the best of very many this is all it takes; the
    documents themselves are listed only when somebody asks. The array is from `scratch`.
    """

    ranks: Array

    def count(self) -> int:
        """Return how many documents were found."""
        return int(np.count_nonzero(self._there()))

    def listed(self) -> Found:
        """Return the documents as a list."""
        ids = np.flatnonzero(self._there()).astype(np.int32)
        return Found(ids, ((_ONE, np.negative(self.ranks.take(ids))),))

    def _there(self) -> Array:
        there = scratch.marks(len(self.ranks))
        return np.less(self.ranks, 0, out=there)


def summed(founds: Sequence[Found], norms: Array, size: int, slot: int = 0) -> Summed:
    """Add up what documents are worth in some lists; in each every document is worth more than 0.

    What has one `slot` is good until there is another of the same.
    """
    ranks = scratch.sums(size, slot)
    for found in founds:
        ranks[_places(found.ids)] -= found.scores(norms)
    return Summed(ranks)


def either(founds: Sequence[Found], norms: Array, size: int) -> Found:
    """Keep the documents that are in one of some lists at least, worth the sum."""
    founds = [found for found in founds if len(found.ids)]
    if not founds:
        return Found(np.zeros(0, np.int32))
    if len(founds) == 1:
        return founds[0]
    scored = any(found.parts or found.constant for found in founds)
    if sum(len(found.ids) for found in founds) * _SPARSE >= size:
        if scored:
            return summed(founds, norms, size).listed()
        seen = scratch.marks(size)
        for found in founds:
            seen[_places(found.ids)] = True
        return Found(np.flatnonzero(seen).astype(np.int32))
    every = np.concatenate([found.ids for found in founds])
    if not scored:
        return Found(np.unique(every))
    order = every.argsort(kind="stable")
    every = every.take(order)
    starts = np.flatnonzero(np.diff(every, prepend=-1))
    scores = np.concatenate([found.scores(norms) for found in founds])
    return Found(every.take(starts), ((_ONE, np.add.reduceat(scores.take(order), starts)),))


def without(found: Found, unwanted: Array, size: int) -> Found:
    """Leave out some documents."""
    if not len(unwanted) or not len(found.ids):
        return found
    seen = scratch.marks(size)
    seen[_places(unwanted)] = True
    return found.cut(np.flatnonzero(~seen.take(found.ids)))


_ONE = np.float32(1)
_HALVE, _SPARSE, _OFTEN = 8, 16, 24


def _by_place(few: Array, many: Array, size: int) -> tuple[Array, Array]:
    """Return the positions in both lists of the documents they share, through a table of the positions of one.

    What was written down of other lists before stays there: only a place where the document really is counts.
    """
    stands = scratch.places(size)
    stands[_places(many)] = np.arange(len(many), dtype=np.int32)
    at = stands.take(few)
    in_few = np.flatnonzero(many.take(at, mode="clip") == few)
    return in_few, at.take(in_few)


def _places(ids: Array) -> Array:
    """Return documents as NumPy wants them where something is written: it would turn them into this, more slowly."""
    return ids.astype(np.intp)


def _halving_is_faster(few: int, many: int, size: int) -> bool:
    """Return whether to look up each of the few, or to mark the many: by what was measured, in nanoseconds."""
    pages = min(many, size >> 12)  # that come in fresh, to be marked
    return few * 25 < many * 2 + pages * 250


def _between(ids: Array, row: Array) -> slice:
    """Return where the documents of a range stand among others."""
    # In their own type, or all of them would be copied into another.
    start, end = ids.searchsorted(row[[0, -1]].astype(ids.dtype) + np.array([0, 1], ids.dtype)).tolist()
    return slice(start, end)


def _in_a_row(ids: Array) -> bool:
    return int(ids[-1]) - int(ids[0]) + 1 == len(ids)
