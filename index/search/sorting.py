"""The orders of hits, and pages cut out of them.

Within a segment documents are numbered newest first, so a list of hits is in that order as it is. The other orders put
a number before it: the score, the speaker, the day counted the other way; what is equal stays newest first. So an order
is total, and "behind this one" has one meaning, in this generation and in the next. What has no date, or no known
speaker, comes last in either direction.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isfinite
from typing import NamedTuple

import numpy as np

from index.errors import BadPlace, PlaceGone
from index.request import HitKey, SearchRequest, Sort
from index.search.doc_sets import Found, Summed
from index.segment.array_file import Array
from index.segment.reader import Place, Segment

_BEHIND_ALL_DAYS = 1 << 30
_BEHIND_ALL_NAMES = "\U0010ffff"
_GROUPED, _GROUP = 8192, 64


class Match(NamedTuple):
    """A hit that has not been read yet: its segment, its number there, and its score."""

    segment: Segment
    id: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a page begins or ends: behind or before the hit with this value and place."""

    value: float | str
    place: Place
    forward: bool


def cut_of(request: SearchRequest, sort: Sort, generation: str) -> Cut | None:
    """Read `after` or `before` of a request; None for the first page.

    Raises BadPlace for what the order cannot have, PlaceGone for a rank of another generation.
    """
    key = request.after or request.before
    if key is None:
        return None
    try:
        made, day, article, number = key.id.split("/")
        place = Place(date.fromisoformat(day).toordinal() if day else 0, article, int(number))
    except ValueError as error:
        raise BadPlace(f"{key.id[:80]!r} is no place of a hit") from error
    value, forward = key.value, request.after is not None
    match sort, value:
        case Sort.RELEVANCE, int() | float() if isfinite(value):
            if made != generation:
                # Every new document changes what all words are worth, and with it the order.
                raise PlaceGone("the index was renewed since, and ranks are no longer what they were")
            return Cut(float(-np.float32(value)), place, forward)
        case Sort.SPEAKER, str():
            return Cut(value, place, forward)
        case ((Sort.NEWEST | Sort.OLDEST), str()) if value == day:
            return Cut(float(place.day or _BEHIND_ALL_DAYS), place, forward)
    raise BadPlace(f"{str(value)[:80]!r} is no place in the order {sort.value!r}")


def key_of(match: Match, sort: Sort, generation: str) -> HitKey:
    """Return where a hit stands: the value it is sorted by; then day, article and number in the article.

    A rank also says of which generation it is, for it means nothing in another.
    """
    place = match.segment.place(match.id)
    day = date.fromordinal(place.day).isoformat() if place.day else ""
    match sort:
        case Sort.RELEVANCE:
            value: float | str = match.score or 0.0
        case Sort.SPEAKER:
            value = match.segment.columns["by"].value(match.id) or ""
        case _:
            value = day
    made = generation if sort is Sort.RELEVANCE else ""
    return HitKey(value, f"{made}/{day}/{place.article}/{place.number}")


class Ranked:
    """What was found in one segment, in an order."""

    def __init__(self, segment: Segment, found: Found | Summed, sort: Sort, norms: Array) -> None:
        self._segment = segment
        self._sort = sort
        self._norms = norms
        self._summed = found if isinstance(found, Summed) else None
        self._found = None if isinstance(found, Summed) else found

    @cached_property
    def total(self) -> int:
        """How many there are."""
        return len(self.ids) if self._summed is None else self._summed.count()

    @property
    def ids(self) -> Array:
        """The documents."""
        return self._listed.ids

    @cached_property
    def _listed(self) -> Found:
        if self._found is not None:
            return self._found
        assert self._summed is not None  # noqa: S101 - one or the other
        return self._summed.listed()

    @cached_property
    def _scores(self) -> Array | None:
        return self._listed.scores(self._norms) if self._sort is Sort.RELEVANCE else None

    def page(self, limit: int, cut: Cut | None) -> tuple[list[Match], int]:
        """Return the `limit` matches next to the cut, in order, and how many there are on that side of it."""
        forward = cut is None or cut.forward
        if self._summed is not None and cut is None:
            ranks = self._summed.ranks
            best = smallest(ranks, min(limit, self.total))
            pairs = zip(best.tolist(), ranks.take(best).tolist(), strict=True)
            return [Match(self._segment, id, -rank) for id, rank in pairs], self.total
        if self._ranks is None:
            side = range(len(self.ids))[self._slice(cut)]
            shown = side[:limit] if forward else side[max(0, len(side) - limit) :]
            return self._matches(slice(shown.start, shown.stop)), len(side)
        lies = self._beyond(cut)
        ranks = self._ranks[lies]
        chosen = smallest(ranks, limit) if forward else largest(ranks, limit)
        return self._matches(chosen if isinstance(lies, slice) else lies[chosen]), len(ranks)

    def _matches(self, places: Array | slice) -> list[Match]:
        ids = self.ids[places].tolist()
        if self._scores is None:
            return [Match(self._segment, id, None) for id in ids]
        return [Match(self._segment, *pair) for pair in zip(ids, self._scores[places].tolist(), strict=True)]

    @cached_property
    def _ranks(self) -> Array | None:
        """Return what comes before the number of a document in the order, smaller is earlier."""
        segment = self._segment
        match self._sort:
            case Sort.RELEVANCE:
                assert self._scores is not None  # noqa: S101 - made just before
                return np.negative(self._scores)
            case Sort.OLDEST:
                days = segment.first[self.ids]
                return np.where(days > 0, days, _BEHIND_ALL_DAYS)
            case Sort.SPEAKER:
                found: Array = segment.columns["by"].codes[self.ids]
                return found
            case _:
                return None

    def _slice(self, cut: Cut | None) -> slice:
        if cut is None:
            return slice(None)
        before, at = self._segment.before(cut.place)
        place = int(self.ids.searchsorted(self.ids.dtype.type(at if cut.forward else before)))
        return slice(place, None) if cut.forward else slice(0, place)

    def _beyond(self, cut: Cut | None) -> Array | slice:
        """Return which of the documents lie on the wanted side of the cut."""
        if cut is None:
            return slice(None)
        ranks = self._ranks
        assert ranks is not None  # noqa: S101 - or the order is that of the numbers
        value = self._code(cut.value) if isinstance(cut.value, str) else cut.value
        before, at = self._segment.before(cut.place)
        if cut.forward:
            return np.flatnonzero((ranks > value) | ((ranks == value) & (self.ids >= at)))
        return np.flatnonzero((ranks < value) | ((ranks == value) & (self.ids < before)))

    def _code(self, name: str) -> float:
        """Return where a name stands among the speakers of this segment: between two when it is none of them."""
        terms = self._segment.columns["by"].terms
        code = terms.find(name) if name else len(terms)
        return terms.place(name.encode("utf-8", "surrogatepass")) - 0.5 if code is None else code


def merged(pages: list[list[Match]], sort: Sort, limit: int, forward: bool) -> list[Match]:
    """Return the first matches of several segments, or the last ones."""
    if len(pages) == 1:
        return pages[0]
    found = sorted((match for page in pages for match in page), key=lambda match: _rank(match, sort))
    return found[:limit] if forward else found[max(0, len(found) - limit) :]


def _rank(match: Match, sort: Sort) -> tuple[float | str, int, str, int]:
    place = match.segment.place(match.id)
    match sort:
        case Sort.RELEVANCE:
            first: float | str = -(match.score or 0.0)
        case Sort.OLDEST:
            first = place.day or _BEHIND_ALL_DAYS
        case Sort.SPEAKER:
            first = match.segment.columns["by"].value(match.id) or _BEHIND_ALL_NAMES
        case _:
            first = 0
    return first, -place.day, place.article, place.number


def smallest(ranks: Array, limit: int) -> Array:
    """Return where the `limit` smallest stand, in order; of equal ones the first."""
    if not limit:
        return np.zeros(0, np.int64)
    among = None
    if len(ranks) > max(_GROUPED, limit * _GROUP):
        # The smallest of each group bound from above what the limit-th smallest of all can be.
        whole = len(ranks) // _GROUP * _GROUP
        bound = np.partition(ranks[:whole].reshape(_GROUP, -1).min(axis=0), limit - 1)[limit - 1]
        among = np.flatnonzero(ranks <= bound)
        ranks = ranks[among]
    if len(ranks) > limit:
        last = np.partition(ranks, limit - 1)[limit - 1]
        under = np.flatnonzero(ranks < last)
        equal = np.flatnonzero(ranks == last)[: limit - len(under)]
        chosen = np.concatenate([under, equal])
    else:
        chosen = np.arange(len(ranks))
    chosen = chosen[np.lexsort((chosen, ranks[chosen]))]
    return chosen if among is None else among[chosen]


def largest(ranks: Array, limit: int) -> Array:
    """Return where the `limit` largest stand, in order from small to large; of equal ones the last."""
    last = len(ranks) - 1
    backwards = smallest(np.negative(ranks[::-1], dtype=np.float64), limit)
    return last - backwards[::-1]
