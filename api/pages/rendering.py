"""A template and what it says → the response: escaped throughout, with a policy that lets nothing foreign run."""

from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from api.http.assets import asset_path
from api.http.request_context import current_context
from api.pages import phrasing

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def install(app: Flask) -> None:
    """Return the templates of an app what they all use."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"day": phrasing.day, "number": phrasing.number, "counted": phrasing.counted}


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Write a page; `values` are what its template names.

    Addresses of ours begin with `root` or, in full, `base`; `here` is the path that was asked for.
    """
    base = current_context().base_url
    root = urlsplit(base).path
    written = current_app.jinja_env.get_template(template).render(
        base=base, root=root, here=request.path, asset=partial(_asset, root), **values
    )
    return Response(
        visible(written), status, headers={"Content-Security-Policy": POLICY}, content_type="text/html; charset=utf-8"
    )


def visible(written: str) -> str:
    """Make characters that turn the direction of text visible.

    >>> visible("nothing \\u202e to hide")
    'nothing ⟨U+202E⟩ to hide'
    """
    for character in filter(written.__contains__, _TURNING):  # a page has none, so looking is what must be quick
        written = written.replace(character, f"⟨U+{ord(character):04X}⟩")
    return written


def _asset(root: str, name: str) -> str:
    return root + asset_path(name)
