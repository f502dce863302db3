"""The interface of an output format of quotations: name, media type, and functions that write one, many, all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.formats.views import View

Written = str | Iterator[str]
Matches = Iterable[Callable[[], bytes]]
"""Readers of the stored bytes of each match."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Context a renderer needs: query parameters, presenter (view → JSON), `meta`, `links`, facets."""

    parameters: Mapping[str, Any]
    present: Callable[[View], dict[str, Any]]
    meta: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, str | None] = field(default_factory=dict)
    facets: Mapping[str, Any] | None = None

    @property
    def total(self) -> int:
        """The number of matches on all pages."""
        return int(self.meta.get("total", 1))

    def body(self, data: Any) -> dict[str, Any]:
        """Return the JSON envelope around data."""
        facets = {} if self.facets is None else {"facets": self.facets}
        return {"data": data, **facets, "meta": self.meta, "links": self.links}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An output format of quotations.

    `many` writes the views of a page, `one` a single view (None: a page of one), `stream` every match, line by line
    (None for formats that hold a page). `parameters` are those that only some formats take. `is_text` adds the charset
    to the media type; a `filename` makes browsers save the answer.
    """

    name: str
    media_type: str
    many: Callable[[Iterable[View], RenderContext], Written]
    one: Callable[[View, RenderContext], Written] | None = None
    stream: Callable[[Matches, RenderContext], Iterator[str]] | None = None
    parameters: frozenset[str] = frozenset()
    is_text: bool = False
    filename: str | None = None

    def write_one(self, view: View, context: RenderContext) -> Written:
        """Return a single quotation in this format."""
        return self.one(view, context) if self.one else self.many([view], context)
