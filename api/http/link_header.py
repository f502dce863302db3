"""The `Link` header (RFC 8288): the pages beside this one, the same in other formats, and what describes the service.

What stands in it is made of addresses in percent-encoding, so no value of a caller can end a header.
"""

from collections.abc import Iterator
from functools import cache

from flask import g, request
from marshmallow import Schema, fields

from api.formats.registry import FORMATS
from api.http import urls
from api.http.negotiation import page_is_wanted
from api.openapi.operation import Operation
from api.params.query_params import pairs


def links(operation: Operation | None) -> str:
    """Return the `Link` header of an answer that was found, by what its address is."""
    return ", ".join(_links(operation))


def _links(operation: Operation | None) -> Iterator[str]:
    for relation, address in g.get("page_links", {}).items():
        if address and relation != "self":
            yield f'<{address}>; rel="{relation}"'
    here = None if page_is_wanted(request) else dict(pairs(request)).get("format", "json")
    others = [name for name in _formats(operation.parameters) if name != here] if operation else []
    for name, address in zip(others, urls.in_formats(others), strict=True):
        yield f"<{address}>; {_alternate(name)}"
    server = urls.server()
    yield f'<{server}/openapi.json>; rel="service-desc"; type="application/json"'
    yield f'<{server}/docs>; rel="service-doc"; type="text/html"'


@cache
def _alternate(name: str) -> str:
    kind = FORMATS[name].media_type.replace('"', '\\"')
    return f'rel="alternate"; type="{kind}"'


@cache
def _formats(parameters: Schema | None) -> tuple[str, ...]:
    """Return the formats that the parameters of an address name."""
    field = parameters.load_fields.get("format") if parameters else None
    choices = getattr(field, "choices", ()) if isinstance(field, fields.Field) else ()
    return tuple(name for name in choices if name in FORMATS)
