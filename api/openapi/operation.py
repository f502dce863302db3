"""What each address is, said beside the function that answers it: the document and the cache are made of it.

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
    """One address with one method.

    `parameters` is the schema of its query string, `body` of what is sent (in one of `body_types`). `gives` is the
    schema of what it answers in `data`, of each when there are
    `many` in pages, or all of them `listed`, or null if it `may_be_null`; `answers` that of the whole answer instead.
    `example` is an address whose answer shows it, `types` what it answers in when that is not a choice of `format`.
    `reads` says what the answer depends on: the `index`, the `record` beside it, or `nothing` but the program; None
    keeps it out of caches. `success` and `statuses` are those it can have beyond every address's own faults, and
    `needs_key` is for those that write, and one that `has_page` shows it to a browser. What is only
    `part_of_page` is in no document.
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


def operation(**said: Any) -> Callable[[View], View]:
    """Return what a view is; goes below the line that gives it its address."""

    def mark(view: View) -> View:
        view.operation = Operation(**said)  # type: ignore[attr-defined]
        return view

    return mark
