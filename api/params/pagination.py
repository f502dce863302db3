"""Keyset pagination: opaque, signed cursors with the sort key of an item and a fingerprint of the search.

A cursor holds a position in an order, not an offset: items added or removed elsewhere move no page. So it outlives its
generation, except in the order by relevance, which every generation computes anew.
"""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from api.errors import BadParameters, Fault, StaleCursor
from api.http.request_context import current_context
from api.params.cursors import key_in, sign, verify
from api.services import services
from index import HitKey

# Parameters that change how an answer is shown, and neither its items nor their order.
_NOT_OF_THE_SEARCH = {
    "cursor", "limit", "pretty", "format", "fields", "include", "highlight", "facet", "facet_size", "excel",
}  # fmt: skip
Cursors = tuple[str | None, str | None]
"""The cursors after the last and before the first item of a page."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The start of a page (`forward`: after `key`) or its end (before `key`)."""

    key: HitKey
    forward: bool


def encode(cursor: Cursor, parameters: dict[str, Any]) -> str:
    """Return a cursor of the search with these parameters."""
    position = [cursor.key.value, cursor.key.id, int(cursor.forward)]
    return sign([*position, services().searcher.generation, _fingerprint(parameters)], _key())


def decode(parameters: dict[str, Any], *, lasting: bool = True) -> Cursor | None:
    """Return the cursor among the parameters; None when there is none.

    `lasting` is False for an order that differs between generations, as relevance does. Raises BadParameters when the
    cursor is not one of ours or belongs to another search, StaleCursor when its order is gone.
    """
    signed = parameters.get("cursor")
    if signed is None:
        return None
    try:
        value, identifier, forward, generation, fingerprint = _position(verify(signed, _key()))
    except ValueError as error:
        raise bad_cursor("is not one that we gave") from error
    if fingerprint != _fingerprint(parameters):
        raise bad_cursor("belongs to another search")
    if not lasting and generation != services().searcher.generation:
        raise StaleCursor(
            "this cursor belongs to an earlier state of the archive, whose order by relevance is gone; "
            "begin again without it, or sort by date, where a cursor lasts"
        )
    return Cursor(HitKey(value, identifier), bool(forward))


def page_cursors(
    items: Sequence[Item],
    key: Callable[[Item], HitKey],
    parameters: dict[str, Any],
    *,
    more_before: bool,
    more_after: bool,
) -> Cursors:
    """Return the cursors after and before the items of a page, None where there are no more."""
    after = encode(Cursor(key(items[-1]), True), parameters) if items and more_after else None
    before = encode(Cursor(key(items[0]), False), parameters) if items and more_before else None
    return after, before


def page_links(cursors: Cursors = (None, None)) -> dict[str, str | None]:
    """Return the URLs of this page, the next and the previous one, and set them for the Link header."""
    context = current_context()
    after, before = context.urls_with("cursor", cursors)
    links = {"self": context.page_url, "next": after, "prev": before}
    context.page_links = links
    return links


def paginate(items: Sequence[Item], key: Callable[[Item], HitKey], parameters: dict[str, Any]) -> "ListPage[Item]":
    """Return one page of a list in memory, sorted by `key`: the highest numbers first, then by id."""
    cursor = decode(parameters)
    limit = parameters["limit"]
    start, end = 0, limit
    if cursor is not None:
        rank = _rank(cursor.key)
        if cursor.forward:
            start = bisect_right(items, rank, key=lambda item: _rank(key(item)))
            end = start + limit
        else:
            end = bisect_left(items, rank, key=lambda item: _rank(key(item)))
            start = max(0, end - limit)
    shown = items[start:end]
    cursors = page_cursors(shown, key, parameters, more_before=start > 0, more_after=end < len(items))
    return ListPage(shown, len(items), cursors)


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """Some items of a list, the length of the list, and the cursors of the page."""

    items: Sequence[Item]
    total: int
    cursors: Cursors


def bad_cursor(detail: str) -> BadParameters:
    """Return the error for an invalid cursor, with a suggestion."""
    return BadParameters([Fault("cursor", detail, suggestion="follow the links of the answer before, or leave it out")])


def _position(decoded: Any) -> tuple[str | float, str, int, str, str]:
    """Return the members of a cursor; raises ValueError for other types than `encode` writes."""
    match decoded:
        case [str() | int() | float() as value, str(id), 0 | 1 as forward, str(generation), str(fingerprint)]:
            return value, id, forward, generation, fingerprint
    raise ValueError("has not the members of a cursor")


def _rank(key: HitKey) -> tuple[float, str]:
    return -float(key.value), key.id


def _key() -> bytes:
    return key_in(services().settings.data)


def _fingerprint(parameters: dict[str, Any]) -> str:
    search = sorted((name, value) for name, value in parameters.items() if name not in _NOT_OF_THE_SEARCH)
    return hashlib.sha256(_plain([current_context().path, search]).encode()).hexdigest()[:12]


_plain = json.JSONEncoder(default=str).encode
