"""Pages by cursor: an opaque word that says where the last page ended and which search it belongs to."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from api.addresses import pages, this_page
from api.errors import BadParameters, Fault
from index.request import HitKey

_OUTSIDE_THE_SEARCH = {"cursor", "limit", "pretty", "format"}
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts (`forward`: behind `key`) or ends (before `key`)."""

    key: HitKey
    forward: bool


def encode(cursor: Cursor, parameters: dict[str, Any]) -> str:
    """Write a cursor for the search that `parameters` make."""
    plain = [cursor.key.value, cursor.key.id, int(cursor.forward), _fingerprint(parameters)]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(parameters: dict[str, Any]) -> Cursor | None:
    """Read the cursor among the parameters; None when there is none.

    Raises BadParameters when it is not one of ours or belongs to another search.
    """
    written = parameters.get("cursor")
    if written is None:
        return None
    try:
        plain = json.loads(base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True))
        value, identifier, forward, fingerprint = plain
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise bad_cursor("is not one that we gave") from error
    if not (isinstance(value, str | int | float) and isinstance(identifier, str) and forward in (0, 1)):
        raise bad_cursor("is not one that we gave")
    if fingerprint != _fingerprint(parameters):
        raise bad_cursor("belongs to another search")
    return Cursor(HitKey(value, identifier), bool(forward))


def links(cursors: tuple[str | None, str | None]) -> dict[str, str | None]:
    """Give the addresses of this page, the next and the previous one."""
    after, before = pages(cursors)
    return {"self": this_page(), "next": after, "prev": before}


def slice_of(items: Sequence[Item], key: Callable[[Item], HitKey], parameters: dict[str, Any]) -> "ListPage[Item]":
    """Take one page of a list that is in memory and in order by `key`."""
    cursor = decode(parameters)
    limit = parameters["limit"]
    start = 0
    if cursor is not None:
        keys = [key(item) for item in items]
        place = keys.index(cursor.key) if cursor.key in keys else None
        if place is None:
            raise bad_cursor("points at something that is gone")
        start = place + 1 if cursor.forward else max(0, place - limit)
    shown = items[start : start + limit]
    after = encode(Cursor(key(shown[-1]), True), parameters) if shown and start + limit < len(items) else None
    before = encode(Cursor(key(shown[0]), False), parameters) if shown and start > 0 else None
    return ListPage(shown, len(items), (after, before))


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """Some items of a list, how many there are in all, and the cursors behind and before them."""

    items: Sequence[Item]
    total: int
    cursors: tuple[str | None, str | None]


def _fingerprint(parameters: dict[str, Any]) -> str:
    search = sorted((name, value) for name, value in parameters.items() if name not in _OUTSIDE_THE_SEARCH)
    return hashlib.sha256(json.dumps(search).encode()).hexdigest()[:12]


def bad_cursor(detail: str) -> BadParameters:
    """Say what is wrong with a cursor, and what to do."""
    return BadParameters([Fault("cursor", detail, suggestion="follow the links of the answer before, or leave it out")])
