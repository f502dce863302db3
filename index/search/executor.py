"""A plan → what it finds in one segment, by operations on whole arrays.

Every node gives its documents in ascending order. Where all must hold, the rarest come first and cut down what the
others are looked at for; phrases and alternatives, which cost more, come when the words beside them have had their say.
"""

from collections.abc import Sequence

import numpy as np

from index.query.ast import Phrase
from index.query.planner import All, Among, Any, AnyWord, Between, Not, Plan
from index.search.bm25 import Scoring
from index.search.doc_sets import Found, Selection, Summed, both, common, either, summed, without
from index.search.phrases import phrase
from index.segment.array_file import Array
from index.segment.reader import Segment


class Executor:
    """Finds in segment `number` of those that `scoring` knows; without `scored` nothing is worth anything."""

    def __init__(self, segment: Segment, number: int, scoring: Scoring, scored: bool) -> None:
        self._segment = segment
        self._norms = scoring.norms[number]
        self._slot = number + 1
        self._scoring = scoring
        self._scored = scored

    def search(self, wanted: Plan | None, filters: Sequence[Plan]) -> Found | Summed:
        """Return the documents that `wanted` finds, all of them for None, where all filters hold; none is deleted."""
        segment = self._segment
        if self._scored and not filters and isinstance(wanted, Any | AnyWord):
            return self._best(wanted)
        held = self._held(filters)
        if wanted is None:
            found = held or Found(segment.every)
        else:
            found = self._find(wanted, held.ids if held else None)
            found = both(found, held, segment.size) if held else found
        return found if segment.alive is None else found.cut(np.flatnonzero(segment.alive.take(found.ids)))

    def _best(self, wanted: Any | AnyWord) -> Found | Summed:
        """Return what alternatives find, without listing it when there is much."""
        segment, founds = self._segment, self._each(wanted, None)
        if sum(len(found.ids) for found in founds) * _FEW < segment.size:
            found = either(founds, self._norms, segment.size)
            return found if segment.alive is None else found.cut(np.flatnonzero(segment.alive.take(found.ids)))
        total = summed(founds, self._norms, segment.size, self._slot)
        return total if segment.alive is None else Summed(total.ranks * segment.alive)

    def _held(self, filters: Sequence[Plan]) -> Found | None:
        """Return the documents where all filters hold; None when there are no filters."""
        kept = [Found(self._find(filter, None).ids) for filter in filters]
        return self._in_all(kept) if kept else None

    def _find(self, node: Plan, within: Array | None) -> Found:
        """Return the documents that a node finds; of those that are not `within`, some or none."""
        segment = self._segment
        match node:
            case Phrase((stem,)):
                return self._listed("text", stem)
            case Phrase(stems):
                return phrase(segment, stems, [self._weight("text", stem) for stem in stems])
            case AnyWord() | Any():
                return self._alternatives(self._each(node, within), within)
            case Among(field, values):
                lists = [Found(segment.listed(field, value)) for value in values]
                return Found(either(lists, self._norms, segment.size).ids, constant=self._constant)
            case Between(first, last):
                return Found(segment.between(first, last), constant=self._constant)
            case Not():
                return self._all((node,), within)
            case All(all_of):
                return self._all(all_of, within)

    def _all(self, nodes: Sequence[Plan], within: Array | None) -> Found:
        wanted = [node for node in nodes if not isinstance(node, Not)]
        quick = [node for node in wanted if _is_quick(node)]
        found = self._in_all([self._find(node, within) for node in quick]) if quick else None
        for slow in wanted:
            if not _is_quick(slow):
                other = self._find(slow, found.ids if found else within)
                found = both(found, other, self._segment.size) if found else other
        if found is None:
            found = Found(self._segment.every, constant=self._constant)
        for node in nodes:
            if isinstance(node, Not):
                found = without(found, self._find(node.node, found.ids).ids, self._segment.size)
        return found

    def _in_all(self, founds: Sequence[Found]) -> Found:
        found, *others = sorted(founds, key=lambda found: len(found.ids))
        for other in others:
            found = both(found, other, self._segment.size)
        return found

    def _each(self, node: Any | AnyWord, within: Array | None) -> list[Found]:
        if isinstance(node, AnyWord):
            return [self._listed("words", word) for word in node.words]
        return [self._find(inner, within) for inner in node.nodes]

    def _alternatives(self, founds: Sequence[Found], within: Array | None) -> Found:
        size = self._segment.size
        if within is not None and len(within) < sum(len(found.ids) for found in founds):
            founds = [found.cut(_inside(found.ids, within, size)) for found in founds]
        return either(founds, self._norms, size)

    def _listed(self, field: str, term: str) -> Found:
        segment, terms = self._segment, self._segment.fields[field]
        number = terms.terms.find(term)
        if number is None:
            return Found(segment.ids[:0])
        extent = terms.extent(number)
        if not self._scored:
            return Found(segment.ids[extent])
        return Found(segment.ids[extent], ((self._weight(field, term), segment.codes[extent]),))

    def _weight(self, field: str, term: str) -> np.float32:
        return self._scoring.weight(field, term) if self._scored else np.float32(0)

    @property
    def _constant(self) -> float:
        """What a document is worth for something that has no words: as much as Whoosh says."""
        return 1.0 if self._scored else 0.0


_FEW = 16
"""Of fewer than this part of a segment a list is made at once."""


def _is_quick(node: Plan) -> bool:
    return isinstance(node, Among | Between) or (isinstance(node, Phrase) and len(node.stems) == 1)


def _inside(ids: Array, within: Array, size: int) -> Selection:
    """Return which of some documents are `within`."""
    if len(ids) > len(within):
        return common(within, ids, size)[1]
    return common(ids, within, size, wanted=False)[0]
