"""Sort orders of hits, and pages cut out of them (`search_after`).

Documents of a segment are numbered newest first, so a doc set is in that order already. The other orders put a rank
before the number: negated score, speaker, reversed day, or the day on which it was said; ties stay newest first. So
every order is total, and a cursor means the same in this generation and the next. Undated documents, or those without
a speaker, come last.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isfinite
from typing import NamedTuple

import numpy as np

from index.errors import ExpiredCursor, InvalidCursor
from index.request import HitKey, SearchRequest, Sort
from index.search.doc_sets import DenseScores, DocSet
from index.segment.array_file import Array
from index.segment.reader import DocKey, Segment

_AFTER_ALL_DAYS = 1 << 30
_AFTER_ALL_NAMES = "\U0010ffff"
_GROUPED, _GROUP = 8192, 64


class ScoredDoc(NamedTuple):
    """A hit not read yet: its segment, its document number there, and its score."""

    segment: Segment
    id: int
    score: float | None


@dataclass(frozen=True, slots=True)
class SearchAfter:
    """Start of a page after the hit with this value and key, or, unless `forward`, its end before that hit."""

    value: float | str
    key: DocKey
    forward: bool


def search_after(request: SearchRequest, sort: Sort, generation: str) -> SearchAfter | None:
    """Return `after` or `before` of a request; None for the first page.

    Raises InvalidCursor for a key that the order cannot have, ExpiredCursor for a rank of another generation.
    """
    hit_key = request.after or request.before
    if hit_key is None:
        return None
    try:
        key_generation, day, article, number = hit_key.id.split("/")
        key = DocKey(date.fromisoformat(day).toordinal() if day else 0, article, int(number))
    except ValueError as error:
        raise InvalidCursor(f"{hit_key.id[:80]!r} is no place of a hit") from error
    value, forward = hit_key.value, request.after is not None
    match sort, value:
        case Sort.RELEVANCE, int() | float() if isfinite(value):
            if key_generation != generation:
                # Every new document changes the weights of all terms, and with them the order.
                raise ExpiredCursor("the index was renewed since, and ranks are no longer what they were")
            return SearchAfter(float(-np.float32(value)), key, forward)
        case Sort.SPEAKER, str():
            return SearchAfter(value, key, forward)
        case ((Sort.SAID | Sort.LAST_SAID), str()):
            return SearchAfter(_said_rank(_ordinal(value), sort), key, forward)
        case ((Sort.NEWEST | Sort.OLDEST), str()) if value == day:
            return SearchAfter(float(key.day or _AFTER_ALL_DAYS), key, forward)
    raise InvalidCursor(f"{str(value)[:80]!r} is no place in the order {sort.value!r}")


def hit_key(doc: ScoredDoc, sort: Sort, generation: str) -> HitKey:
    """Return the sort value of a hit, and its day, article and number in the article.

    The key of a rank names its generation, since it is meaningless in another.
    """
    key = doc.segment.key(doc.id)
    day = date.fromordinal(key.day).isoformat() if key.day else ""
    match sort:
        case Sort.RELEVANCE:
            value: float | str = doc.score or 0.0
        case Sort.SPEAKER:
            value = doc.segment.columns["by"].value(doc.id) or ""
        case Sort.SAID | Sort.LAST_SAID:
            said = int(doc.segment.said.first[doc.id])
            value = date.fromordinal(said).isoformat() if said else ""
        case _:
            value = day
    key_generation = generation if sort is Sort.RELEVANCE else ""
    return HitKey(value, f"{key_generation}/{day}/{key.article}/{key.number}")


class SortedHits:
    """The matches of one segment in a sort order."""

    def __init__(self, segment: Segment, matches: DocSet | DenseScores, sort: Sort, norms: Array) -> None:
        self._segment = segment
        self._sort = sort
        self._norms = norms
        self._dense = matches if isinstance(matches, DenseScores) else None
        self._matches = matches

    @cached_property
    def total(self) -> int:
        """Number of matches."""
        return len(self.ids) if self._dense is None else self._dense.count()

    @property
    def ids(self) -> Array:
        """Document numbers of the matches, ascending."""
        return self._doc_set.ids

    @cached_property
    def _doc_set(self) -> DocSet:
        return self._matches.to_doc_set() if isinstance(self._matches, DenseScores) else self._matches

    @cached_property
    def _scores(self) -> Array | None:
        return self._doc_set.scores(self._norms) if self._sort is Sort.RELEVANCE else None

    def page(self, limit: int, start: SearchAfter | None) -> tuple[list[ScoredDoc], int]:
        """Return the `limit` matches next to `start`, in order, and how many there are on that side of it."""
        forward = start is None or start.forward
        if self._dense is not None and start is None:
            ranks = self._dense.ranks
            best = top_k(ranks, min(limit, self.total))
            pairs = zip(best.tolist(), ranks.take(best).tolist(), strict=True)
            return [ScoredDoc(self._segment, id, -rank) for id, rank in pairs], self.total
        if self._ranks is None:
            side = range(len(self.ids))[self._slice(start)]
            page = side[:limit] if forward else side[max(0, len(side) - limit) :]
            return self._docs(slice(page.start, page.stop)), len(side)
        beyond = self._beyond(start)
        ranks = self._ranks[beyond]
        chosen = top_k(ranks, limit) if forward else bottom_k(ranks, limit)
        return self._docs(chosen if isinstance(beyond, slice) else beyond[chosen]), len(ranks)

    def _docs(self, positions: Array | slice) -> list[ScoredDoc]:
        ids = self.ids[positions].tolist()
        if self._scores is None:
            return [ScoredDoc(self._segment, id, None) for id in ids]
        return [ScoredDoc(self._segment, *pair) for pair in zip(ids, self._scores[positions].tolist(), strict=True)]

    @cached_property
    def _ranks(self) -> Array | None:
        """The sort key that precedes the document number, ascending; None where the number alone sorts."""
        segment = self._segment
        match self._sort:
            case Sort.RELEVANCE:
                assert self._scores is not None  # noqa: S101 - computed for this order
                return np.negative(self._scores)
            case Sort.OLDEST:
                days = segment.first[self.ids]
                return np.where(days > 0, days, _AFTER_ALL_DAYS)
            case Sort.SAID | Sort.LAST_SAID:
                said = segment.said.first[self.ids].astype(np.int64)
                return np.where(said > 0, said if self._sort is Sort.SAID else -said, _AFTER_ALL_DAYS)
            case Sort.SPEAKER:
                codes: Array = segment.columns["by"].codes[self.ids]
                return codes
            case _:
                return None

    def _slice(self, start: SearchAfter | None) -> slice:
        if start is None:
            return slice(None)
        before, at = self._segment.count_before(start.key)
        position = int(self.ids.searchsorted(self.ids.dtype.type(at if start.forward else before)))
        return slice(position, None) if start.forward else slice(0, position)

    def _beyond(self, start: SearchAfter | None) -> Array | slice:
        """Return the positions of the matches on the side of `start` that the page lies on."""
        if start is None:
            return slice(None)
        ranks = self._ranks
        assert ranks is not None  # noqa: S101 - or the order is that of the numbers
        value = self._code(start.value) if isinstance(start.value, str) else start.value
        before, at = self._segment.count_before(start.key)
        if start.forward:
            return np.flatnonzero((ranks > value) | ((ranks == value) & (self.ids >= at)))
        return np.flatnonzero((ranks < value) | ((ranks == value) & (self.ids < before)))

    def _code(self, name: str) -> float:
        """Return the code of a name among the speakers of this segment: between two codes when it is none of them."""
        terms = self._segment.columns["by"].terms
        code = terms.find(name) if name else len(terms)
        return terms.lower_bound(name.encode("utf-8", "surrogatepass")) - 0.5 if code is None else code


def merge_pages(pages: list[list[ScoredDoc]], sort: Sort, limit: int, forward: bool) -> list[ScoredDoc]:
    """Return the first `limit` hits of several segments, or, unless `forward`, the last ones."""
    if len(pages) == 1:
        return pages[0]
    docs = sorted((doc for page in pages for doc in page), key=lambda doc: _sort_key(doc, sort))
    return docs[:limit] if forward else docs[max(0, len(docs) - limit) :]


def _sort_key(doc: ScoredDoc, sort: Sort) -> tuple[float | str, int, str, int]:
    key = doc.segment.key(doc.id)
    match sort:
        case Sort.RELEVANCE:
            value: float | str = -(doc.score or 0.0)
        case Sort.OLDEST:
            value = key.day or _AFTER_ALL_DAYS
        case Sort.SPEAKER:
            value = doc.segment.columns["by"].value(doc.id) or _AFTER_ALL_NAMES
        case Sort.SAID | Sort.LAST_SAID:
            value = _said_rank(int(doc.segment.said.first[doc.id]), sort)
        case _:
            value = 0
    return value, -key.day, key.article, key.number


def _said_rank(day: int, sort: Sort) -> float:
    """Return the rank of the day (an ordinal, 0 for none) on which something was said."""
    return float((day if sort is Sort.SAID else -day) if day else _AFTER_ALL_DAYS)


def _ordinal(day: str) -> int:
    """Return the ordinal of a day, 0 for none. Raises InvalidCursor for anything else."""
    try:
        return date.fromisoformat(day).toordinal() if day else 0
    except ValueError as error:
        raise InvalidCursor(f"{day[:80]!r} is no day") from error


def top_k(ranks: Array, limit: int) -> Array:
    """Return the positions of the `limit` smallest ranks, in order; of equal ones the first."""
    if not limit:
        return np.zeros(0, np.int64)
    candidates = None
    if len(ranks) > max(_GROUPED, limit * _GROUP):
        # The minima of interleaved groups bound from above the limit-th smallest of all.
        whole = len(ranks) // _GROUP * _GROUP
        bound = np.partition(ranks[:whole].reshape(_GROUP, -1).min(axis=0), limit - 1)[limit - 1]
        candidates = np.flatnonzero(ranks <= bound)
        ranks = ranks[candidates]
    if len(ranks) > limit:
        last = np.partition(ranks, limit - 1)[limit - 1]
        under = np.flatnonzero(ranks < last)
        equal = np.flatnonzero(ranks == last)[: limit - len(under)]
        chosen = np.concatenate([under, equal])
    else:
        chosen = np.arange(len(ranks))
    chosen = chosen[np.lexsort((chosen, ranks[chosen]))]
    return chosen if candidates is None else candidates[chosen]


def bottom_k(ranks: Array, limit: int) -> Array:
    """Return the positions of the `limit` largest ranks, in ascending order; of equal ones the last."""
    last = len(ranks) - 1
    backwards = top_k(np.negative(ranks[::-1], dtype=np.float64), limit)
    return last - backwards[::-1]
