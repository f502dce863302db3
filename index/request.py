"""What is asked and what comes back; knows no engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Target(StrEnum):
    """What is searched."""

    QUOTATIONS = "quotations"
    PARAGRAPHS = "paragraphs"


class Sort(StrEnum):
    """The order of the hits; ties are broken by id, so an order is always total."""

    NEWEST = "-date"
    OLDEST = "date"
    RELEVANCE = "relevance"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search. Filters of one field are alternatives, different fields must all hold.

    `text` is the query as the user wrote it, None for everything. `speakers`, `outlets`, `articles` are ids.
    `date_from` and `date_to` are inclusive days (`2018-05-31`); an article dated by month or year matches when the
    two intervals overlap. `after` and `before` are the `key` of a hit: the page then starts behind it, or ends
    before it.
    """

    target: Target = Target.QUOTATIONS
    text: str | None = None
    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    sort: Sort = Sort.NEWEST
    limit: int = 20
    after: "HitKey | None" = None
    before: "HitKey | None" = None


@dataclass(frozen=True, slots=True)
class HitKey:
    """Where a hit stands in its order: the value it is sorted by, and its id."""

    value: str | float
    id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One match: its document as it was indexed, its score (None when not ranked) and its place in the order."""

    id: str
    document: Mapping[str, Any]
    score: float | None
    key: HitKey


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the hits, in order; `total` counts every match. `more_after` and `more_before`: are there others?"""

    hits: tuple[Hit, ...]
    total: int
    more_after: bool
    more_before: bool
    warnings: tuple[str, ...] = ()
