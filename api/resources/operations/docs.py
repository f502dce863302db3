"""`/docs`: the document of the API as a page on which each address can be tried.

The page is ours, like all others: nothing comes from elsewhere, and without its script the forms open the addresses.
"""

import json
from typing import Any

from flask import Blueprint, Response, current_app, request

from api.errors import NotAcceptable
from api.http import urls
from api.openapi.document import EXAMPLES_AT, document
from api.openapi.operation import operation
from api.pages.rendering import render_page
from api.params.query_params import read
from api.schemas.parameters import NoParameters

docs_page = Blueprint("docs", __name__)

_parameters = NoParameters()


@docs_page.get("/docs")
@operation(parameters=_parameters, types=("text/html",), reads="nothing")
def show_docs() -> Response:
    """Show what there is to ask, with a form to try each address."""
    read(_parameters, request)
    accepted = request.accept_mimetypes
    if accepted and not accepted["text/html"]:
        raise NotAcceptable("this is a page, text/html; /openapi.json says the same for programs")
    return render_page("docs.html", document=document(current_app), groups=_groups())


def _groups() -> dict[str, list[dict[str, Any]]]:
    """Give the operations by their tag, in the order of their addresses, each with its method, path and example."""
    made = document(current_app)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in made["paths"].items():
        for method, said in operations.items():
            shown = {**said, "path": path, "method": method.upper(), "example": _example(said)}
            shown["sample"] = _SAMPLES.get(said["operationId"])
            groups.setdefault(said["tags"][0], []).append(shown)
    return groups


def _example(said: dict[str, Any]) -> str | None:
    example = said["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("example")
    written = json.dumps(example, ensure_ascii=False, indent=2) if example else None
    return written and written.replace(EXAMPLES_AT, urls.server())


_SAMPLES = {"annotate": "“We will rebuild the pier,” said Ana Ruiz. She denied that the bridge was closed."}
