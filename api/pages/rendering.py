"""A template and what it says → the response: escaped throughout, with a policy that lets nothing foreign run."""

import re
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app
from markupsafe import Markup

from api import addresses
from api.assets import asset_path
from api.pages import phrasing

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TURNS_TEXT = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def install(app: Flask) -> None:
    """Give the templates of an app what they all use."""
    app.jinja_env.finalize = visible
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"day": phrasing.day, "number": phrasing.number, "counted": phrasing.counted}


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Write a page; `values` are what its template names. Addresses of ours begin with `root` or, in full, `base`."""
    base = addresses.absolute("")
    root = urlsplit(base).path
    written = current_app.jinja_env.get_template(template).render(
        base=base, root=root, asset=partial(_asset, root), **values
    )
    return Response(
        written, status, headers={"Content-Security-Policy": POLICY}, content_type="text/html; charset=utf-8"
    )


def visible(value: Any) -> Any:
    """Make characters that turn the direction of text visible; everything that a template writes passes here.

    >>> visible("nothing \\u202e to hide")
    'nothing ⟨U+202E⟩ to hide'
    """
    if isinstance(value, str) and not value.isascii() and not isinstance(value, Markup):
        return _TURNS_TEXT.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", value)
    return value


def _asset(root: str, name: str) -> str:
    return root + asset_path(name)
