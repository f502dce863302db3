"""`/openapi.json`: the OpenAPI 3.1 document, generated from the URL map and the marshmallow schemas.

Each address is in it, described by its docstring and its `api.openapi.operation.Operation`. Examples are real answers
over the shipped corpus, stored in `examples.json` (`make examples` writes it, a test compares).
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from http import HTTPStatus
from importlib import resources
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Flask, Response, current_app
from marshmallow import fields
from werkzeug.routing import Rule

from api.formats import json as json_format
from api.formats.registry import FORMATS_BY_NAME
from api.http.etags import code_version
from api.http.request_context import current_context
from api.openapi.operation import Operation, operation
from api.params.fields import Count, Words
from api.params.query_params import read
from api.schemas.parameters import NoParameters
from api.schemas.problems import ProblemSchema

openapi = Blueprint("openapi", __name__)

_parameters = NoParameters()
EXAMPLES_AT = "http://127.0.0.1:8000"
"""The server in the stored examples; an answer replaces it with its own address."""
_ALWAYS = (400, 406, 414, 429, 431, 500, 503)
_ARGUMENT = re.compile(r"<(?:[^:<>]*:)?([^<>]*)>")


@openapi.get("/openapi.json")
@operation(parameters=_parameters, types=("application/json",), reads="nothing")
def show_document() -> Response:
    """Describe this API for programs, as OpenAPI 3.1."""
    read(_parameters)
    server = current_context().base_url
    body = document(current_app) | {"servers": [{"url": server}]}
    return Response(json_format.pretty(body).replace(EXAMPLES_AT, server), content_type="application/json")


def document(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI document of an app, without `servers`; built once an app."""
    key = "onrecord.openapi"
    if key not in app.extensions:
        app.extensions[key] = _build(app)
    built: dict[str, Any] = app.extensions[key]
    return built


def _build(app: Flask) -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _name(schema))
    spec = APISpec(
        title="On Record",
        version=code_version().partition("+")[0],
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": _DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}},
    )
    converter = plugin.converter
    assert converter is not None  # noqa: S101 - made with the spec
    converter.attribute_functions.remove(converter.metadata2properties)
    converter.attribute_functions[-1:-1] = [_constraints, converter.metadata2properties]
    spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    spec.components.schema("Problem", schema=ProblemSchema)
    for status in HTTPStatus:
        if status >= 400:
            spec.components.response(f"Problem{status.value}", _problem(status))
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        view = app.view_functions[rule.endpoint]
        operation: Operation = getattr(view, "operation", Operation())
        if operation.part_of_page:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            spec.path(path=_path(rule), operations={method.lower(): _operation(view, operation, rule)})
    return _trim(spec.to_dict())


def _trim(built: dict[str, Any]) -> dict[str, Any]:
    """Remove unused responses, and what would bind clients to more than the API promises."""
    used = set(re.findall(r"#/components/responses/(\w+)", json.dumps(built["paths"])))
    for operations in built["paths"].values():
        for described in operations.values():
            _describe_defaults(described["parameters"])
    components = built["components"]
    for schema in components["schemas"].values():
        schema.pop("additionalProperties", None)  # answers may come to say more
    components["responses"] = {name: response for name, response in components["responses"].items() if name in used}
    return built


def _constraints(field: fields.Field[Any], **kwargs: Any) -> dict[str, Any]:
    """Return the JSON Schema constraints of our own field classes; apispec knows those of marshmallow."""
    if choices := getattr(field, "choices", None):
        return {"enum": [str(choice) for choice in choices]}
    if isinstance(field, Words):
        # Something beyond white space, and no control characters.
        pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"
        return {"minLength": 1, "maxLength": 256, "pattern": pattern}
    return {"minimum": 0, "maximum": field.most} if isinstance(field, Count) else {}


def _describe_defaults(parameters: list[dict[str, Any]]) -> None:
    """Move defaults into the descriptions: clients send what the schema calls a default."""
    for parameter in parameters:
        default = parameter["schema"].pop("default", None)
        if default is not None:
            parameter["description"] = f"{parameter.get('description', '')}; {default} without it".removeprefix("; ")


_DESCRIPTION = (
    "Who said what, when, and where it was printed. Every fault is RFC 9457 application/problem+json, or one sentence "
    "with format=text. Answers carry ETag and Link; X-Request-Id names a request in the log."
)


def _operation(view: Callable[..., Any], operation: Operation, rule: Rule) -> dict[str, Any]:
    summary, _, more = inspect.cleandoc(view.__doc__ or view.__name__).partition("\n")
    described: dict[str, Any] = {
        "operationId": view.__name__,
        "tags": [rule.endpoint.partition(".")[0]],
        "summary": summary.rstrip("."),
        "parameters": [*_path_parameters(rule), *_query(operation), *_headers(view.__name__)],
        "responses": dict(_responses(operation)),
    }
    if more.strip():
        described["description"] = " ".join(more.split())
    if operation.body_types:
        described["requestBody"] = {
            "required": True,
            "content": {kind: _request_body(operation, kind) for kind in operation.body_types},
        }
    if operation.needs_key:
        described["security"] = [{"key": []}]
    return described


def _request_body(operation: Operation, kind: str) -> dict[str, Any]:
    return {"schema": operation.body if operation.body and "json" in kind else {"type": "string", "minLength": 1}}


def _path(rule: Rule) -> str:
    return _ARGUMENT.sub(lambda match: "{" + _public(match[1]) + "}", rule.rule)


def _public(name: str) -> str:
    return "id" if name == "identifier" else name


def _path_parameters(rule: Rule) -> Iterator[dict[str, Any]]:
    for name in sorted(rule.arguments):
        schema = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}
        described = {"schema": schema, "description": "the id of one of them"}
        yield {"in": "path", "name": _public(name), "required": True, **described}


def _query(operation: Operation) -> list[dict[str, Any]]:
    return (
        [{"in": "query", "schema": type(operation.parameters)}]
        if operation.parameters and operation.parameters.fields
        else []
    )


def _headers(name: str) -> Iterator[dict[str, Any]]:
    for header, (required, schema, meaning) in _HEADERS.get(name, {}).items():
        yield {"in": "header", "name": header, "required": required, "schema": schema, "description": meaning}


_HEADERS: dict[str, dict[str, tuple[bool, dict[str, Any], str]]] = {
    "post_article": {
        "Idempotency-Key": (
            False,
            {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
            "a word of your own for this write: sent again within a day, it gives the first answer again",
        ),
    },
    "patch_quote": {
        "If-Match": (True, {"type": "string"}, "the ETag of the quotation as you saw it"),
    },
}


def _responses(operation: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    for status in operation.success:
        phrase = HTTPStatus(status).phrase
        yield str(status), {"description": phrase, "content": dict(_content(operation)), "headers": _RESPONSE_HEADERS}
    if operation.reads:
        yield "304", {"description": "You have the answer: If-None-Match is its ETag"}
    extra = (404,) if operation == Operation() else operation.statuses
    for status in sorted({*_ALWAYS, *extra}):
        yield str(status), {"$ref": f"#/components/responses/Problem{status}"}


_RESPONSE_HEADERS = {"X-Request-Id": {"schema": {"type": "string"}, "description": "names this request in the log"}}


def _content(operation: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    if operation.types:
        yield from ((kind, {"schema": {} if "json" in kind else {"type": "string"}}) for kind in operation.types)
        return
    example = {"example": _examples()[operation.example]} if operation.example in _examples() else {}
    yield "application/json", {"schema": _envelope(operation), **example}
    field = operation.parameters.load_fields.get("format") if operation.parameters else None
    for name in getattr(field, "choices", ()):
        kind = FORMATS_BY_NAME[name].media_type.partition(";")[0]
        if kind != "application/json":
            yield kind, {"schema": {} if "json" in kind else {"type": "string"}}
    if operation.has_page:
        yield "text/html", {"schema": {"type": "string"}}


def _envelope(operation: Operation) -> Any:
    if operation.answers:
        return operation.answers
    if operation.gives is None:
        return {"type": "object"}
    data: Any = {"type": "array", "items": operation.gives} if operation.many or operation.listed else operation.gives
    if operation.may_be_null:
        data = {"anyOf": [data, {"type": "null"}]}
    properties = {"data": data, "meta": {"type": "object"}, "links": {"type": "object"}}
    if operation.parameters and "facet" in operation.parameters.load_fields:
        properties["facets"] = _FACETS
    if operation.many:
        properties |= {"meta": _META, "links": _LINKS}
    required = ["data", "meta", "links"] if operation.many else ["data"]
    return {"type": "object", "properties": properties, "required": required}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


_STRING, _INTEGER = {"type": "string"}, {"type": "integer"}
_FACETS = {
    "type": "object",
    "description": "with facet: for each of them the commonest values",
    "additionalProperties": {"type": "array", "items": _object(value=_STRING, name=_STRING, count=_INTEGER)},
}
_META = _object(
    total={"type": "integer", "description": "how many match, on all pages"},
    limit=_INTEGER,
    query={"type": "object", "description": "how the question was understood"},
    warnings={"type": "array", "items": _STRING},
    corpus=_object(version=_STRING, articles=_INTEGER, quotations=_INTEGER),
)
_LINKS = _object(self=_STRING, next={"type": ["string", "null"]}, prev={"type": ["string", "null"]})


def _problem(status: HTTPStatus) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": "Problem"}, "text/plain": {"schema": {"type": "string"}}}
    return {"description": status.phrase, "content": content}


def _name(schema: Any) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    name: str = kind.__name__.removesuffix("Schema")
    only = getattr(schema, "only", None)
    return name if not only else name + "".join(part.title() for part in sorted(only))


@cache
def _examples() -> dict[str, Any]:
    """Return the stored example answers by address."""
    path = resources.files("api").joinpath("examples.json")
    answers: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return answers
