"""`/docs`: the document of the API as a page on which each address can be tried.

The page is ours: one template, one style sheet and one script, in the answer itself. Nothing is fetched from elsewhere,
and the policy of the page lets nothing else run.
"""

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request

from api import addresses
from api.errors import NotAcceptable
from api.openapi import document
from api.operations import operation
from api.parameters import read
from api.schemas import NoParameters

docs_page = Blueprint("docs", __name__, template_folder="templates")

_parameters = NoParameters()


@docs_page.get("/docs")
@operation(parameters=_parameters, types=("text/html",), reads="nothing")
def show_docs() -> Response:
    """Show what there is to ask, with a form to try each address."""
    read(_parameters, request)
    accepted = request.accept_mimetypes
    if accepted and not accepted["text/html"]:
        raise NotAcceptable("this is a page, text/html; /openapi.json says the same for programs")
    style, script = _file("docs.css"), _file("docs.js")
    page = render_template(
        "docs.html",
        document=document(current_app),
        groups=_groups(),
        style=style,
        script=script,
        base=addresses.absolute(""),
    )
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response


def _groups() -> dict[str, list[dict[str, Any]]]:
    """Give the operations by their tag, in the order of their addresses, each with its method, path and example."""
    made = document(current_app)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in made["paths"].items():
        for method, said in operations.items():
            shown = {**said, "path": path, "method": method.upper(), "example": _example(said)}
            groups.setdefault(said["tags"][0], []).append(shown)
    return groups


def _example(said: dict[str, Any]) -> str | None:
    example = said["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("example")
    return json.dumps(example, ensure_ascii=False, indent=2) if example else None


@cache
def _file(name: str) -> str:
    return resources.files("api").joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
