"""Search request and page of hits, independent of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class DocumentType(StrEnum):
    """The document type that is searched."""

    QUOTATIONS = "quotations"
    PARAGRAPHS = "paragraphs"


class Sort(StrEnum):
    """Sort order of the hits; ties come newest first, then in the order of their article."""

    NEWEST = "-date"
    OLDEST = "date"
    RELEVANCE = "relevance"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search request. Values of one filter are alternatives; all filters must match.

    `text` is the query as typed, None for everything. `speakers`, `outlets`, `articles` are ids. `date_from` and
    `date_to` are inclusive EDTF days (`2018-05-31`); an article dated by month or year matches when the intervals
    overlap. `after` and `before` are the `key` of a hit: the page then starts after it, or ends before it. `facets`
    requests counts: the `facet_size` commonest values of `speaker`, `outlet`, `kind`, `language` or `article`, or all
    values of `year`, `month` or `day`.
    """

    document_type: DocumentType = DocumentType.QUOTATIONS
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
    """Position of a hit in a sort order: the value it is sorted by, and an `id` that breaks ties."""

    value: str | float
    id: str


class Hit(Protocol):
    """A hit; its stored bytes are read on demand."""

    @property
    def id(self) -> str:
        """Id of the document."""

    @property
    def score(self) -> float | None:
        """BM25F score, None unless sorted by relevance."""

    @property
    def key(self) -> HitKey:
        """Position in the sort order, for `after` and `before`."""

    @property
    def json(self) -> bytes:
        """The part of the stored bytes that an answer shows."""

    @property
    def document(self) -> Mapping[str, Any]:
        """The document, as deserialized from the stored bytes."""

    def read(self) -> bytes:
        """Return the stored bytes."""


@dataclass(frozen=True, slots=True)
class Count:
    """Number of matches with a facet value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits, in order, with the number of all matches, and whether more lie before or after the page.

    `facets` has the requested counts: values by frequency, periods by date. `warnings` are notes for the user.
    """

    hits: tuple[Hit, ...]
    total: int
    more_after: bool
    more_before: bool
    warnings: tuple[str, ...] = ()
    facets: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)
