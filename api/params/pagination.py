"""Pages by cursor: an opaque, signed word that says where the last page ended and which search it belongs to.

A cursor holds a place in an order (a keyset), not a number of rows to skip: what is added or removed elsewhere moves no
page. So a cursor outlives the generation it was made in, but for an order that each generation makes anew.
"""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import g, request

from api.errors import BadParameters, Fault, StaleCursor
from api.http.urls import pages, this_page
from api.params.cursors import key_in, sign, verify
from api.services import library
from index import HitKey

# What changes how an answer is shown and not which things are in it, nor in which order.
_OUTSIDE_THE_SEARCH = {
    "cursor", "limit", "pretty", "format", "fields", "include", "highlight", "facet", "facet_size", "excel",
}  # fmt: skip
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts (`forward`: behind `key`) or ends (before `key`)."""

    key: HitKey
    forward: bool


def encode(cursor: Cursor, parameters: dict[str, Any]) -> str:
    """Write a cursor for the search that `parameters` make."""
    place = [cursor.key.value, cursor.key.id, int(cursor.forward)]
    return sign([*place, library().searcher.generation, _fingerprint(parameters)], _key())


def decode(parameters: dict[str, Any], *, lasting: bool = True) -> Cursor | None:
    """Read the cursor among the parameters; None when there is none.

    `lasting` is False for an order that another generation has otherwise, as relevance is. Raises BadParameters when
    the cursor is not one of ours or belongs to another search, StaleCursor when its order is gone.
    """
    written = parameters.get("cursor")
    if written is None:
        return None
    try:
        value, identifier, forward, generation, fingerprint = verify(written, _key())
    except ValueError as error:
        raise bad_cursor("is not one that we gave") from error
    if fingerprint != _fingerprint(parameters):
        raise bad_cursor("belongs to another search")
    if not lasting and generation != library().searcher.generation:
        raise StaleCursor(
            "this cursor belongs to an earlier state of the archive, whose order by relevance is gone; "
            "begin again without it, or sort by date, where a cursor lasts"
        )
    return Cursor(HitKey(value, identifier), bool(forward))


def links(cursors: tuple[str | None, str | None]) -> dict[str, str | None]:
    """Return the addresses of this page, the next and the previous one; the `Link` header will say the same."""
    after, before = pages(cursors)
    given = {"self": this_page(), "next": after, "prev": before}
    g.page_links = given
    return given


def slice_of(items: Sequence[Item], key: Callable[[Item], HitKey], parameters: dict[str, Any]) -> "ListPage[Item]":
    """Take one page of a list that is in memory and in order by `key`: the highest numbers first, then by id."""
    cursor = decode(parameters)
    limit = parameters["limit"]
    start, end = 0, limit
    if cursor is not None:
        place = _rank(cursor.key)
        if cursor.forward:
            start = bisect_right(items, place, key=lambda item: _rank(key(item)))
            end = start + limit
        else:
            end = bisect_left(items, place, key=lambda item: _rank(key(item)))
            start = max(0, end - limit)
    shown = items[start:end]
    after = encode(Cursor(key(shown[-1]), True), parameters) if shown and end < len(items) else None
    before = encode(Cursor(key(shown[0]), False), parameters) if shown and start > 0 else None
    return ListPage(shown, len(items), (after, before))


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """Some items of a list, how many there are in all, and the cursors behind and before them."""

    items: Sequence[Item]
    total: int
    cursors: tuple[str | None, str | None]


def bad_cursor(detail: str) -> BadParameters:
    """Return what is wrong with a cursor, and what to do."""
    return BadParameters([Fault("cursor", detail, suggestion="follow the links of the answer before, or leave it out")])


def _rank(key: HitKey) -> tuple[float, str]:
    return -float(key.value), key.id


def _key() -> bytes:
    return key_in(library().settings.data)


def _fingerprint(parameters: dict[str, Any]) -> str:
    search = sorted((name, value) for name, value in parameters.items() if name not in _OUTSIDE_THE_SEARCH)
    return hashlib.sha256(_plain([request.path, search]).encode()).hexdigest()[:12]


_plain = json.JSONEncoder(default=str).encode
