"""The addresses that answers name: of a quotation, an article, the page itself."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

from flask import request
from werkzeug.sansio.utils import get_current_url

from api.params.query_params import pairs
from api.services import library


def absolute(path: str) -> str:
    """Return the full address of a path on this server, under `ONRECORD_BASE_URL` when that is set."""
    return server() + path


def server() -> str:
    """Return how this server is called in answers to this request, as `https://quotes.example.org`."""
    environ = request.environ
    known: str | None = environ.get(_SERVER)
    if known is None:
        known = environ[_SERVER] = library().settings.base_url or _of_host(request.scheme, request.host)
    return known


def root() -> str:
    """Return the path that this server's addresses begin with: nothing, unless `ONRECORD_BASE_URL` names one."""
    return urlsplit(server()).path


def of(collection: str, identifier: str) -> str:
    """Return the full address of one member: `of("quotes", "q-…")`."""
    return absolute(f"/{collection}/{encoded(identifier)}")


def encoded(value: str) -> str:
    """Percent-encode a value for a path or a query."""
    return quote(value, safe="")


def this_page() -> str:
    """Return the address of the page being answered."""
    query = _query()
    return f"{_path()}?{query}" if query else _path()


def pages(cursors: Iterable[str | None]) -> list[str | None]:
    """Return the addresses of the page being answered with each of these cursors instead of its own."""
    before = _without("cursor")
    return [f"{before}cursor={encoded(cursor)}" if cursor else None for cursor in cursors]


def in_formats(names: Iterable[str]) -> list[str]:
    """Return the addresses of the page being answered in each of these formats."""
    before = _without("format")
    return [f"{before}format={name}" for name in names]


def _without(name: str) -> str:
    """Return the address of this page up to where another value of this parameter can stand."""
    given = pairs(request)
    others = [pair for pair in given if pair[0] != name]
    query = urlencode(others) if len(others) < len(given) else _query()
    return f"{_path()}?{query}&" if query else f"{_path()}?"


def _query() -> str:
    environ = request.environ
    known: str | None = environ.get(_QUERY)
    if known is None:
        known = environ[_QUERY] = urlencode(pairs(request))
    return known


def _path() -> str:
    return server() + request.path


@lru_cache(maxsize=64)
def _of_host(scheme: str, host: str) -> str:
    return get_current_url(scheme, host).rstrip("/")


_SERVER, _QUERY = "onrecord.server", "onrecord.query"
