"""The addresses that answers name: of a quotation, an article, the page itself."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit

from flask import request

from api.library import library
from api.parameters import pairs


def absolute(path: str) -> str:
    """Give the full address of a path on this server, under `ONRECORD_BASE_URL` when that is set."""
    base: str | None = request.environ.get(_BASE)
    if base is None:
        base = request.environ[_BASE] = library().settings.base_url or request.host_url.rstrip("/")
    return base + path


def root() -> str:
    """Give the path that this server's addresses begin with: nothing, unless `ONRECORD_BASE_URL` names one."""
    return urlsplit(absolute("")).path


def of(collection: str, identifier: str) -> str:
    """Give the full address of one member: `of("quotes", "q-…")`."""
    return absolute(f"/{collection}/{encoded(identifier)}")


def encoded(value: str) -> str:
    """Percent-encode a value for a path or a query."""
    return quote(value, safe="")


def this_page() -> str:
    """Give the address of the page being answered."""
    return _here(urlencode(pairs(request)))


def pages(cursors: Iterable[str | None]) -> list[str | None]:
    """Give the addresses of the page being answered with each of these cursors instead of its own."""
    before = _without("cursor")
    return [_here(f"{before}cursor={encoded(cursor)}") if cursor else None for cursor in cursors]


def in_formats(names: Iterable[str]) -> list[str]:
    """Give the addresses of the page being answered in each of these formats."""
    before = _without("format")
    return [_here(f"{before}format={name}") for name in names]


def _without(name: str) -> str:
    """Give the query of this page up to where another value of this parameter can stand."""
    others = urlencode([(other, value) for other, value in pairs(request) if other != name])
    return f"{others}&" if others else ""


def _here(query: str) -> str:
    return absolute(request.path) + (f"?{query}" if query else "")


_BASE = "onrecord.base"
