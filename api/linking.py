"""The `Link` header (RFC 8288): the pages beside this one, the same in other formats, and what describes the service.

What stands in it is made of addresses in percent-encoding, so no value of a caller can end a header.
"""

from collections.abc import Iterator

from flask import Flask, Response, g, request
from marshmallow import fields

from api import addresses
from api.formats import anno, atom, citations, csv, json, jsonld, ndjson, text
from api.operations import operation_of

TYPES = {
    "json": json.MEDIA_TYPE,
    "jsonld": jsonld.MEDIA_TYPE,
    "anno": anno.MEDIA_TYPE,
    "csv": csv.MEDIA_TYPE,
    "ndjson": ndjson.MEDIA_TYPE,
    "text": text.MEDIA_TYPE,
    "atom": atom.MEDIA_TYPE,
    "csl": citations.CSL_TYPE,
    "bibtex": citations.BIBTEX_TYPE,
    "ris": citations.RIS_TYPE,
}


def install(app: Flask) -> None:
    """Give every answer that was found its links."""
    app.after_request(_link)


def _link(response: Response) -> Response:
    if request.method in ("GET", "HEAD") and response.status_code in (200, 304):
        response.headers["Link"] = ", ".join(_links())
    return response


def _links() -> Iterator[str]:
    for relation in ("next", "prev"):
        if address := g.get("page_links", {}).get(relation):
            yield f'<{address}>; rel="{relation}"'
    here = request.args.get("format", "json")
    others = [name for name in _formats() if name != here]
    for name, address in zip(others, addresses.in_formats(others), strict=True):
        kind = TYPES[name].replace('"', '\\"')
        yield f'<{address}>; rel="alternate"; type="{kind}"'
    yield f'<{addresses.absolute("/openapi.json")}>; rel="service-desc"; type="application/json"'
    yield f'<{addresses.absolute("/docs")}>; rel="service-doc"; type="text/html"'


def _formats() -> list[str]:
    """Give the formats that the parameters of this address name."""
    operation = operation_of(request.endpoint)
    field = operation.parameters.load_fields.get("format") if operation and operation.parameters else None
    choices = getattr(field, "choices", ()) if isinstance(field, fields.Field) else ()
    return [name for name in choices if name in TYPES]
