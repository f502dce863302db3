"""Values leave here as responses: in the format that `format=` or `Accept` asks for."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request

from api import addresses
from api.errors import NotAcceptable
from api.formats import json, text
from index.request import Page

_TYPES = {"json": json.MEDIA_TYPE, "text": text.MEDIA_TYPE}


def answer(body: Mapping[str, Any], parameters: Mapping[str, Any], as_text: Callable[[], str]) -> Response:
    """Write `body` as JSON, or call `as_text` when the caller wants text.

    Raises NotAcceptable when the caller takes neither.
    """
    wanted = _wanted(parameters)
    if wanted == "text":
        written = as_text()
    else:
        written = json.compact(body) if parameters["pretty"] == "0" else json.pretty(body)
    return _response(written, wanted)


def page_answer(
    page: Page,
    rest: Mapping[str, Any],
    parameters: Mapping[str, Any],
    as_json: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    as_text: Callable[[list[Mapping[str, Any]]], str],
) -> Response:
    """Write a page of hits with the `rest` of the answer: as it is stored where that is what is asked for.

    Else `as_json` turns a document into what is shown, and `as_text` all of them into text.
    """
    if parameters["pretty"] == "1" and _wanted(parameters) == "json":
        return _response(json.joined([hit.json for hit in page.hits], rest, addresses.absolute("")), "json")
    data = [as_json(hit.document) for hit in page.hits]
    return answer({"data": data, **rest}, parameters, lambda: as_text(data))


def _response(written: str | bytes, wanted: str) -> Response:
    content_type = f"{_TYPES[wanted]}; charset=utf-8" if wanted == "text" else _TYPES[wanted]
    headers = {"X-Content-Type-Options": "nosniff", "Vary": "Accept"}
    return Response(written, headers=headers, content_type=content_type)


def _wanted(parameters: Mapping[str, Any]) -> str:
    return parameters.get("format") or _negotiated()


def _negotiated() -> str:
    """JSON when it is as welcome as anything else, so that curl and a browser get it too."""
    if request.environ.get("HTTP_ACCEPT", "*/*") == "*/*":
        return "json"
    accepted = request.accept_mimetypes
    if not accepted or accepted[json.MEDIA_TYPE] >= accepted[text.MEDIA_TYPE] > 0:
        return "json"
    best = accepted.best_match(list(_TYPES.values()))
    for name, media_type in _TYPES.items():
        if media_type == best:
            return name
    raise NotAcceptable(f"this address answers as {' or '.join(_TYPES.values())}")
