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
from api.pages.rendering import page
from api.params.query_params import read
from api.schemas.schemas import NoParameters

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
    return page("docs.html", document=document(current_app), groups=_groups())


def _groups() -> dict[str, list[dict[str, Any]]]:
    """Return the operations by tag, in the order of their addresses, each with its method, path and example."""
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
    return written and written.replace(EXAMPLES_AT, current_context().base_url)


_SAMPLES = {"annotate": "“We will rebuild the pier,” said Ana Ruiz. She denied that the bridge was closed."}
