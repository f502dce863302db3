"""`/openapi.json`: the API for programs, made of the schemas and of the addresses that there are.

Each address of the app is in it by itself; `api.openapi.operation` says what it takes and gives. Examples are true
answers over the shipped corpus, kept in `examples.json` (`make examples` renews it, a test compares).
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
from flask import Blueprint, Flask, Response, current_app, request
from marshmallow import fields
from werkzeug.routing import Rule

from api.formats import json as json_format
from api.formats.registry import FORMATS
from api.http import urls
from api.http.etags import code_version
from api.openapi.operation import Operation, operation
from api.params.fields import Count, Words
from api.params.query_params import read
from api.schemas.parameters import NoParameters
from api.schemas.problems import ProblemSchema

openapi = Blueprint("openapi", __name__)

_parameters = NoParameters()
EXAMPLES_AT = "http://127.0.0.1:8000"
"""The server that the kept examples are of; what is shown names the one that answers."""
_ALWAYS = (400, 406, 414, 429, 431, 500, 503)
_ARGUMENT = re.compile(r"<(?:[^:<>]*:)?([^<>]*)>")


@openapi.get("/openapi.json")
@operation(parameters=_parameters, types=("application/json",), reads="nothing")
def show_document() -> Response:
    """Describe this API for programs, as OpenAPI 3.1."""
    read(_parameters, request)
    server = urls.server()
    body = document(current_app) | {"servers": [{"url": server}]}
    written = json_format.pretty(body).replace(EXAMPLES_AT, server)
    return Response(written, content_type="application/json")


def document(app: Flask) -> dict[str, Any]:
    """Return the document of an app, without the server's address."""
    key = "onrecord.openapi"
    if key not in app.extensions:
        app.extensions[key] = _made(app)
    made: dict[str, Any] = app.extensions[key]
    return made


def examples() -> dict[str, Any]:
    """Return the example answers by their addresses."""
    return _examples()


def _made(app: Flask) -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _name(schema))
    spec = APISpec(
        title="On Record",
        version=code_version().partition("+")[0],
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": _WHAT, "license": {"name": "MIT", "identifier": "MIT"}},
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
        said: Operation = getattr(view, "operation", Operation())
        if said.part_of_page:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            spec.path(path=_path(rule), operations={method.lower(): _operation(view, said, rule)})
    return _trimmed(spec.to_dict())


def _trimmed(made: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not used, and what would bind clients to more than we promise."""
    used = set(re.findall(r"#/components/responses/(\w+)", json.dumps(made["paths"])))
    for operations in made["paths"].values():
        for said in operations.values():
            _describe_defaults(said["parameters"])
    for schema in made["components"]["schemas"].values():
        schema.pop("additionalProperties", None)  # answers may come to say more
    made["components"]["responses"] = {n: r for n, r in made["components"]["responses"].items() if n in used}
    return made


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


_WHAT = (
    "Who said what, when, and where it was printed. Every fault is RFC 9457 application/problem+json, or one sentence "
    "with format=text. Answers carry ETag and Link; X-Request-Id names a request in the log."
)


def _operation(view: Callable[..., Any], said: Operation, rule: Rule) -> dict[str, Any]:
    summary, _, more = inspect.cleandoc(view.__doc__ or view.__name__).partition("\n")
    made: dict[str, Any] = {
        "operationId": view.__name__,
        "tags": [rule.endpoint.partition(".")[0]],
        "summary": summary.rstrip("."),
        "parameters": [*_path_parameters(rule), *_query(said), *_headers(view.__name__)],
        "responses": dict(_responses(said)),
    }
    if more.strip():
        made["description"] = " ".join(more.split())
    if said.body_types:
        made["requestBody"] = {"required": True, "content": {kind: _sent(said, kind) for kind in said.body_types}}
    if said.needs_key:
        made["security"] = [{"key": []}]
    return made


def _sent(said: Operation, kind: str) -> dict[str, Any]:
    return {"schema": said.body if said.body and "json" in kind else {"type": "string", "minLength": 1}}


def _path(rule: Rule) -> str:
    return _ARGUMENT.sub(lambda found: "{" + _public(found[1]) + "}", rule.rule)


def _public(name: str) -> str:
    return "id" if name == "identifier" else name


def _path_parameters(rule: Rule) -> Iterator[dict[str, Any]]:
    for name in sorted(rule.arguments):
        schema = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}
        described = {"schema": schema, "description": "the id of one of them"}
        yield {"in": "path", "name": _public(name), "required": True, **described}


def _query(said: Operation) -> list[dict[str, Any]]:
    return [{"in": "query", "schema": type(said.parameters)}] if said.parameters and said.parameters.fields else []


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


def _responses(said: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    for status in said.success:
        made: dict[str, Any] = {"description": HTTPStatus(status).phrase, "content": dict(_content(said))}
        made["headers"] = {name: {"schema": {"type": "string"}, "description": words} for name, words in _GIVEN.items()}
        yield str(status), made
    if said.reads:
        yield "304", {"description": "You have the answer: If-None-Match is its ETag"}
    extra = (404,) if said == Operation() else said.statuses
    for status in sorted({*_ALWAYS, *extra}):
        yield str(status), {"$ref": f"#/components/responses/Problem{status}"}


_GIVEN = {"X-Request-Id": "names this request in the log"}


def _content(said: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    if said.types:
        yield from ((kind, {"schema": {} if "json" in kind else {"type": "string"}}) for kind in said.types)
        return
    written: dict[str, Any] = {"schema": _envelope(said)}
    if said.example in _examples():
        written["example"] = _examples()[said.example]
    yield "application/json", written
    field = said.parameters.load_fields.get("format") if said.parameters else None
    for name in getattr(field, "choices", ()):
        kind = FORMATS[name].media_type.partition(";")[0]
        if kind != "application/json":
            yield kind, {"schema": {} if "json" in kind else {"type": "string"}}
    if said.has_page:
        yield "text/html", {"schema": {"type": "string"}}


def _envelope(said: Operation) -> Any:
    if said.answers:
        return said.answers
    if said.gives is None:
        return {"type": "object"}
    data: Any = {"type": "array", "items": said.gives} if said.many or said.listed else said.gives
    if said.may_be_null:
        data = {"anyOf": [data, {"type": "null"}]}
    properties = {"data": data, "meta": {"type": "object"}, "links": {"type": "object"}}
    if said.parameters and "facet" in said.parameters.load_fields:
        properties["facets"] = _FACETS
    if said.many:
        properties |= {"meta": _META, "links": _LINKS}
    required = ["data", "meta", "links"] if said.many else ["data"]
    return {"type": "object", "properties": properties, "required": required}


_FACETS = {
    "type": "object",
    "description": "with facet: for each of them the commonest values",
    "additionalProperties": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"value": {"type": "string"}, "name": {"type": "string"}, "count": {"type": "integer"}},
        },
    },
}
_META = {
    "type": "object",
    "properties": {
        "total": {"type": "integer", "description": "how many match, on all pages"},
        "limit": {"type": "integer"},
        "query": {"type": "object", "description": "how the question was understood"},
        "warnings": {"type": "array", "items": {"type": "string"}},
        "corpus": {
            "type": "object",
            "properties": {
                "version": {"type": "string"},
                "articles": {"type": "integer"},
                "quotations": {"type": "integer"},
            },
        },
    },
}
_LINKS = {
    "type": "object",
    "properties": {
        "self": {"type": "string"},
        "next": {"type": ["string", "null"]},
        "prev": {"type": ["string", "null"]},
    },
}


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
    path = resources.files("api").joinpath("examples.json")
    made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return made
