"""Static assets of the pages, under `/assets/…`: style sheets, scripts, a typeface, an icon.

Their URL holds a digest of them all, so a browser caches them for good and a new version has a new URL.
"""

import hashlib
from functools import cache
from importlib import resources

from flask import Blueprint, Response

from api.errors import NotFound
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.parameters import NoParameters

blueprint = Blueprint("assets", __name__)

_parameters = NoParameters()
_TYPES = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "docs.css": "text/css; charset=utf-8",
    "docs.js": "text/javascript; charset=utf-8",
    "sign.svg": "image/svg+xml",
    "newsreader-latin-400-normal.woff2": "font/woff2",
}


@blueprint.get("/assets/<fingerprint>/<name>")
@operation(parameters=_parameters, part_of_page=True)
def show_asset(fingerprint: str, name: str) -> Response:
    """Return a file that pages load."""
    read(_parameters)
    if name not in _TYPES:
        raise NotFound("no page loads a file of this name")
    # A page of an older version may still be open somewhere: it gets the new file, but does not keep it for the old.
    cache_control = "public, max-age=31536000, immutable" if fingerprint == _fingerprint() else "no-store"
    return Response(_file(name), content_type=_TYPES[name], headers={"Cache-Control": cache_control})


@cache
def asset_path(name: str) -> str:
    """Return the path of a file that pages load."""
    return f"/assets/{_fingerprint()}/{name}"


@cache
def _file(name: str) -> bytes:
    return resources.files("api").joinpath("static", name).read_bytes()


@cache
def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in sorted(_TYPES):
        digest.update(_file(name))
    return digest.hexdigest()[:12]
