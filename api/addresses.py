"""The addresses that answers name: of a quotation, an article, the page itself."""

from urllib.parse import quote, urlencode

from flask import request

from api.library import library


def absolute(path: str) -> str:
    """Give the full address of a path on this server, under `ONRECORD_BASE_URL` when that is set."""
    base = library().settings.base_url or request.host_url.rstrip("/")
    return base + path


def of(collection: str, identifier: str) -> str:
    """Give the full address of one member: `of("quotes", "q-…")`."""
    return absolute(f"/{collection}/{encoded(identifier)}")


def encoded(value: str) -> str:
    """Percent-encode a value for a path or a query."""
    return quote(value, safe="")


def this_page(**changes: str | None) -> str:
    """Give the address of the page being answered, with some parameters set and those given None removed."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    pairs += [(name, value) for name, value in changes.items() if value is not None]
    query = urlencode(pairs)
    return absolute(request.path) + (f"?{query}" if query else "")
