"""Render a Jinja template into a response: autoescaped, with a Content-Security-Policy that allows own files only."""

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
_HEADERS = {
    "Content-Security-Policy": POLICY,
    # A page needs no device, and shares no process with pages of other origins.
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def install(app: Flask) -> None:
    """Install the Jinja filters and whitespace settings of the templates in an app."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"day": phrasing.day, "number": phrasing.number, "counted": phrasing.counted}


def render_page(template: str, status: int = 200, **values: Any) -> Response:
    """Render a template with `values` as an HTML response.

    The template also has `root` and `base`, which local addresses begin with (path, in full), and `here`, the path of
    the request.
    """
    base = current_context().base_url
    root = urlsplit(base).path
    html = current_app.jinja_env.get_template(template).render(
        base=base, root=root, here=request.path, asset=partial(_asset, root), **values
    )
    return Response(escape_bidi(html), status, headers=_HEADERS, content_type="text/html; charset=utf-8")


def escape_bidi(html: str) -> str:
    """Replace bidirectional control characters, which turn the direction of text, by visible code points.

    >>> escape_bidi("nothing \\u202e to hide")
    'nothing ⟨U+202E⟩ to hide'
    """
    for character in filter(html.__contains__, _BIDI_CONTROLS):  # a page has none, so looking is what must be quick
        html = html.replace(character, f"⟨U+{ord(character):04X}⟩")
    return html


def _asset(root: str, name: str) -> str:
    return root + asset_path(name)
