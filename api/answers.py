"""Values leave here as responses: in the format that `format=` or `Accept` asks for."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request

from api.errors import NotAcceptable
from api.formats import json, text

_TYPES = {"json": json.MEDIA_TYPE, "text": text.MEDIA_TYPE}


def answer(body: Mapping[str, Any], parameters: Mapping[str, Any], as_text: Callable[[], str]) -> Response:
    """Write `body` as JSON, or call `as_text` when the caller wants text.

    Raises NotAcceptable when the caller takes neither.
    """
    wanted = parameters.get("format") or _negotiated()
    if wanted == "text":
        written = as_text()
    else:
        written = json.compact(body) if parameters["pretty"] == "0" else json.pretty(body)
    response = Response(
        written, content_type=f"{_TYPES[wanted]}; charset=utf-8" if wanted == "text" else _TYPES[wanted]
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Vary"] = "Accept"
    return response


def _negotiated() -> str:
    """JSON when it is as welcome as anything else, so that curl and a browser get it too."""
    accepted = request.accept_mimetypes
    if not accepted or accepted[json.MEDIA_TYPE] >= accepted[text.MEDIA_TYPE] > 0:
        return "json"
    best = accepted.best_match(list(_TYPES.values()))
    for name, media_type in _TYPES.items():
        if media_type == best:
            return name
    raise NotAcceptable(f"this address answers as {' or '.join(_TYPES.values())}")
