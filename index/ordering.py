"""The orders of hits, and pages cut out of them.

Each hit has a rank, smaller is earlier, that ends in its id: so no two are equal, an order is total, and "behind this
one" has one meaning. What has no date, or no known speaker, comes last in either direction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nlargest, nsmallest
from math import isfinite
from typing import NamedTuple

from index.errors import BadPlace
from index.request import HitKey, SearchRequest, Sort

Rank = tuple[float | str, str]


class Match(NamedTuple):
    """A hit that has not been read yet: where it stands, its number in the index, and its score."""

    rank: Rank
    number: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Columns:
    """What hits are put in order by, for every document number of an index."""

    ids: list[str]
    days: list[str]
    speakers: list[str]

    def key(self, sort: Sort, number: int, score: float | None) -> HitKey:
        """Give the place of a document in an order."""
        match sort:
            case Sort.RELEVANCE:
                value: str | float = score or 0.0
            case Sort.SPEAKER:
                value = self.speakers[number]
            case _:
                value = self.days[number]
        return HitKey(value, self.ids[number])


def rank(sort: Sort, key: HitKey) -> Rank:
    """Give what the place is compared by. Raises BadPlace for one that the order cannot have."""
    value = key.value
    match sort, value:
        case Sort.RELEVANCE, int() | float() if isfinite(value):
            return -float(value), key.id
        case Sort.SPEAKER, str():
            return value or _BEHIND_ALL_NAMES, key.id
        case ((Sort.NEWEST | Sort.OLDEST), ""):
            return _BEHIND_ALL_DAYS, key.id
        case ((Sort.NEWEST | Sort.OLDEST), str()):
            return (-1 if sort is Sort.NEWEST else 1) * _day(value), key.id
    raise BadPlace(f"{value!r} is no place in the order {sort.value!r}")


@dataclass(frozen=True, slots=True)
class Cut:
    """The matches of a page, in order, and whether there are others on either side."""

    matches: list[Match]
    more_before: bool
    more_after: bool


def cut(matches: Iterable[Match], request: SearchRequest, sort: Sort) -> Cut:
    """Cut out the page that begins behind `after`, or else ends before `before`, or else the first."""
    found = list(matches)
    if request.after is not None:
        place = rank(sort, request.after)
        rest = [match for match in found if match.rank > place]
        return Cut(nsmallest(request.limit, rest), len(rest) < len(found), len(rest) > request.limit)
    if request.before is not None:
        place = rank(sort, request.before)
        rest = [match for match in found if match.rank < place]
        page = nlargest(request.limit, rest)[::-1]
        return Cut(page, len(rest) > request.limit, len(rest) < len(found))
    return Cut(nsmallest(request.limit, found), False, len(found) > request.limit)


_BEHIND_ALL_NAMES = "\U0010ffff"
_BEHIND_ALL_DAYS = float("inf")


def _day(value: str) -> int:
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError as error:
        raise BadPlace(f"{value!r} is not a day") from error
