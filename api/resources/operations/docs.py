"""`/docs`: the OpenAPI document as a page with a form for each address.

It loads nothing from other servers; without its script the forms open the addresses.
"""

import json
from typing import Any

from flask import Blueprint, Response, current_app, request

from api.errors import NotAcceptable
from api.http.request_context import current_context
from api.openapi.document import EXAMPLES_AT, document
from api.openapi.operation import operation
from api.pages.rendering import render_page
from api.params.query_params import read
from api.schemas.parameters import NoParameters

blueprint = Blueprint("docs", __name__)

_parameters = NoParameters()


@blueprint.get("/docs")
@operation(parameters=_parameters, types=("text/html",), reads="nothing")
def show_docs() -> Response:
    """Show what there is to ask, with a form to try each address."""
    read(_parameters)
    accepted = request.accept_mimetypes
    if accepted and not accepted["text/html"]:
        raise NotAcceptable("this is a page, text/html; /openapi.json says the same for programs")
    return render_page("docs.html", document=document(current_app), groups=_groups())


def _groups() -> dict[str, list[dict[str, Any]]]:
    """Return the operations by tag, in the order of their addresses, each with its method, path and example."""
    spec = document(current_app)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in spec["paths"].items():
        for method, declared in operations.items():
            shown = {**declared, "path": path, "method": method.upper(), "example": _example(declared)}
            shown["sample"] = _SAMPLES.get(declared["operationId"])
            groups.setdefault(declared["tags"][0], []).append(shown)
    return groups


def _example(declared: dict[str, Any]) -> str | None:
    example = declared["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("example")
    text = json.dumps(example, ensure_ascii=False, indent=2) if example else None
    return text and text.replace(EXAMPLES_AT, current_context().base_url)


_SAMPLES = {"annotate": "“We will rebuild the pier,” said Ana Ruiz. She denied that the bridge was closed."}
