"""Engine protocol: everything a search engine answers from one published generation."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from index.documents.serializer import Document, Serializer
from index.names.autocomplete import Suggestion
from index.names.resolver import Resolution
from index.publishing.generations import Generation
from index.publishing.manifest import Counts
from index.request import DocumentType, Page, SearchRequest


class Engine(Protocol):
    """Answers from one generation, for many threads at once. `index.engines` registers the implementations."""

    @property
    def generation(self) -> str:
        """Name of the generation, as `000007`."""

    @property
    def record_version(self) -> int:
        """Version of the store that the generation was built from."""

    @property
    def record_mark(self) -> str:
        """The digest that the store got with that version, "" where the generation was built from none."""

    @property
    def counts(self) -> Counts:
        """Number of documents of each type."""

    def search(self, request: SearchRequest) -> Page:
        """Return a page of hits.

        Raises QueryError for a text or a date that cannot be parsed, InvalidCursor for an impossible `after` or
        `before`, ExpiredCursor for a rank of another generation, ValueError for an unknown facet.
        """

    def every(self, request: SearchRequest) -> Iterator[Callable[[], bytes]]:
        """Iterate lazily over all hits in order, whatever the limit, as functions that read the stored bytes.

        Raises at once what `search` raises.
        """

    def get(self, document_type: DocumentType, id: str) -> Document | None:
        """Return the document of this id, None when there is none."""

    def suggest(self, typed: str, limit: int) -> Sequence[Suggestion]:
        """Return at most `limit` speakers whose name has words that begin as typed, the most quoted first."""

    def resolve(self, field: str, name: str, *, nearest: bool = True) -> Resolution:
        """Return the speakers or outlets that a name can mean; `field` is `speaker` or `outlet`.

        With `nearest` the most similar names come along when none matches, which takes longer.
        """

    def catalog(self, field: str) -> Sequence[Mapping[str, Any]]:
        """Return all entries of a field, sorted by id.

        A `speaker` has id, name, role, roles, aliases, quotations, articles, outlets, first and last; an `outlet` has
        id, name, quotations, articles, first and last.
        """


EngineFactory = Callable[[Generation, Serializer], Engine]
"""Opens an engine over a generation whose documents the serializer stored."""
