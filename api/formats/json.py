"""JSON: UTF-8, keys in the order of the schema, a newline at the end; pretty-printed unless `pretty=0`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from api.formats.format import Format, RenderContext
from api.formats.pretty_json import pretty as pretty_json
from api.formats.views import View


def dumps(value: Any, parameters: Mapping[str, Any]) -> str:
    """Return a value as JSON, compact when the parameters have `pretty=0`."""
    return compact(value) if parameters["pretty"] == "0" else pretty(value)


def pretty(value: Any) -> str:
    """Return a value as JSON with two spaces of indentation, lists of numbers on one line."""
    return pretty_json(value) + "\n"


def compact(value: Any) -> str:
    """Return a value as JSON without blanks, on one line."""
    return _encode(value) + "\n"


def _one(view: View, context: RenderContext) -> str:
    return dumps(context.body(context.present(view)), context.parameters)


def _many(views: Iterable[View], context: RenderContext) -> str:
    return dumps(context.body([context.present(view) for view in views]), context.parameters)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

FORMAT = Format(
    name="json",
    media_type="application/json",
    one=_one,
    many=_many,
    parameters=frozenset({"fields", "include", "highlight", "facet", "facet_size"}),
)
