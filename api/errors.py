"""Every fault a caller can meet, as RFC 9457 problem documents; only this file knows status codes.

Problem                 the base: status, title, detail
├── BadParameters       400: every bad parameter at once
├── TooLarge            413: says how much may be sent
├── NotFound            404: no such quotation, article, …
├── NotAcceptable       406: names the formats there are
├── Gone                410: a page of an order that is no more
│   └── Withdrawn       410: a quotation that was withdrawn
└── IndexNotReady       503: says what to run
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from api.formats import json
from api.formats.text import plain

_log = logging.getLogger("onrecord.api")

_TITLES = {
    400: "The request cannot be understood",
    404: "Nothing is here",
    405: "This address cannot be used that way",
    406: "No such format",
    410: "This is no longer here",
    413: "That is too much",
    414: "The address is too long",
    415: "No such format is read",
    500: "Something went wrong on our side",
    503: "The index is not ready",
}
_MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter, what was given, and what may have been meant."""

    parameter: str
    detail: str
    given: str | None = None
    suggestion: str | None = None


class Problem(Exception):
    """A fault with its status and one clear line; `kind` is the last part of the problem's `type`."""

    status = 500
    kind = "internal"

    def __init__(self, detail: str, errors: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)


class BadParameters(Problem):
    """Parameters that cannot be understood, all of them."""

    status = 400
    kind = "bad-parameter"

    def __init__(self, errors: Sequence[Fault]) -> None:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        hint = f"; {first.suggestion}" if first.suggestion else ""
        super().__init__(f"{first.parameter}: {first.detail}{hint}{more}", errors)


class TooLarge(Problem):
    """A body that is longer than its address takes."""

    status = 413
    kind = "too-large"


class NotFound(Problem):
    """The address is well formed, but nothing is kept there."""

    status = 404
    kind = "not-found"


class Gone(Problem):
    """What was right once and is not there any more."""

    status = 410
    kind = "gone"


class Withdrawn(Gone):
    """A quotation that is none any more; its history says why."""

    kind = "withdrawn"


class NotAcceptable(Problem):
    """None of the formats that the caller takes is one of ours."""

    status = 406
    kind = "not-acceptable"


class IndexNotReady(Problem):
    """There is no index to search yet."""

    status = 503
    kind = "index-not-ready"


def register(app: Flask) -> None:
    """Answer every error of `app` as a problem document: ours, Flask's own, and the unforeseen."""
    app.register_error_handler(Problem, _answer)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _from_anything)


def _answer(problem: Problem) -> Response:
    return _response(problem.status, problem.kind, problem.detail, problem.errors)


def _from_http(error: HTTPException) -> Response:
    status = error.code or 500
    detail = {
        404: f"there is no address {_shown(request.path)}; / lists them all",
        405: f"{_shown(request.path)} cannot be used with {_shown(request.method)}",
    }.get(status, error.description or "the request cannot be answered")
    response = _response(status, "about:blank", detail)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _from_anything(error: Exception) -> Response:
    _log.error("unforeseen error at %s", _shown(request.path), exc_info=error)
    return _response(500, "internal", "the answer could not be made; the log of the server says why")


def _response(status: int, kind: str, detail: str, errors: Sequence[Fault] = ()) -> Response:
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = "5"
    if request.args.get("format") == "text":
        return Response(plain(detail) + "\n", status, headers, content_type="text/plain; charset=utf-8")
    body = {
        "type": kind if kind == "about:blank" else f"urn:onrecord:problem:{kind}",
        "title": _TITLES.get(status, "The request cannot be answered"),
        "status": status,
        "detail": detail,
        "errors": [
            {"parameter": e.parameter, "detail": e.detail, "given": e.given, "suggestion": e.suggestion} for e in errors
        ],
    }
    return Response(json.pretty(body), status, headers, content_type="application/problem+json")


def _shown(value: str) -> str:
    return plain(value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…")
