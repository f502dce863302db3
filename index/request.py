"""What is asked and what comes back; knows no engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class Target(StrEnum):
    """What is searched."""

    QUOTATIONS = "quotations"
    PARAGRAPHS = "paragraphs"


class Sort(StrEnum):
    """The order of the hits; what is equal comes newest first, then as it stands in its article."""

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
    before it. `facets` asks for counts beside the hits: the `facet_size` commonest values of `speaker`, `outlet`,
    `kind`, `language` or `article`, or all values of `year`, `month` or `day`.
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
    facets: tuple[str, ...] = ()
    facet_size: int = 10


@dataclass(frozen=True, slots=True)
class HitKey:
    """Where a hit stands in its order: the value it is sorted by, and what tells it from others with that value."""

    value: str | float
    id: str


class Hit(Protocol):
    """One match; what stands in the index of it is read when it is asked for."""

    @property
    def id(self) -> str:
        """The id of the document."""

    @property
    def score(self) -> float | None:
        """What it is worth, None when not ranked."""

    @property
    def key(self) -> HitKey:
        """Where it stands in the order."""

    @property
    def json(self) -> bytes:
        """The finished JSON that an answer shows, as `finished` writes it."""

    @property
    def document(self) -> Mapping[str, Any]:
        """The document as it was indexed."""

    def read(self) -> bytes:
        """Return what is stored, as `finished` writes it."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the matches have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the hits, in order; `total` counts every match. `more_after` and `more_before`: are there others?

    `facets` has the counts that were asked for: the commonest first, and days, months and years in their order.
    """

    hits: tuple[Hit, ...]
    total: int
    more_after: bool
    more_before: bool
    warnings: tuple[str, ...] = ()
    facets: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)
