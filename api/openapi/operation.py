"""Metadata of an address, declared above its view: the OpenAPI document and the caching of answers follow from it.

    @quotes.get("/quotes")
    @operation(parameters=_parameters, gives=QuotationSchema, many=True, example="/quotes?speaker=Lavrov")
    def list_quotes() -> Response: ...

An address without the line is in the document too, with its docstring and no parameters; a test asks for the line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from marshmallow import Schema

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address.

    `parameters` is the schema of the query string, `body` that of the request body (in one of `body_types`). `gives` is
    the schema of `data` in the answer: of each item when there are `many` in pages or all of them `listed`, null too
    if it `may_be_null`; `answers` that of the whole answer instead. `example` is an address whose answer is shown,
    `types` the media types when they do not follow from `format`. `reads` is what the answer depends on: the `index`,
    the `record` beside it, or `nothing` but the program; None keeps it out of caches. `success` and `statuses` are the
    statuses beyond the faults of every address, `needs_key` is for writing, `has_page` for HTML. An address that is
    only `part_of_page` is not in the document.
    """

    parameters: Schema | None = None
    gives: type[Schema] | None = None
    answers: type[Schema] | None = None
    many: bool = False
    listed: bool = False
    may_be_null: bool = False
    body: type[Schema] | None = None
    body_types: tuple[str, ...] = ()
    example: str | None = None
    reads: str | None = None
    success: tuple[int, ...] = (200,)
    statuses: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    needs_key: bool = False
    has_page: bool = False
    part_of_page: bool = False


def operation(**members: Any) -> Callable[[View], View]:
    """Return a decorator that attaches an `Operation` to a view; it goes below the route."""

    def mark(view: View) -> View:
        view.operation = Operation(**members)  # type: ignore[attr-defined]
        return view

    return mark
