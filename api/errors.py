"""HTTP errors as problem details (RFC 9457), text or a page; only this file knows status codes.

Problem                 the base: status, title, detail
├── BadParameters       400: every bad parameter at once
├── TooLarge            413: a request body over the limit
├── NotFound            404: no such quotation, article, …
├── NotAcceptable       406: with the available formats
├── Gone                410: no longer available
│   ├── Withdrawn       a quotation that was withdrawn
│   ├── Erased          an article that was erased
│   └── StaleCursor     a cursor into a replaced index
├── IndexNotReady       503: with the command to run
├── Full                503: every thread that may do this is taken
└── of writing          Unauthorised 401, Forbidden 403, Changed 412, UnsupportedMedia 415, Unprocessable 422,
                        PreconditionNeeded 428, Busy and NotKept 503
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import cast

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from api.formats import json
from api.formats.text import plain
from api.http.request_context import current_context
from corpus import StoreError
from index import BlockDamaged

_log = logging.getLogger("onrecord.api")

_TITLES = {
    400: "The request cannot be understood",
    401: "Who are you",
    403: "This key does not open that",
    404: "Nothing is here",
    405: "This address cannot be used that way",
    406: "No such format",
    408: "The request did not come in time",
    409: "This is being done already",
    410: "This is no longer here",
    412: "It has changed meanwhile",
    413: "That is too much",
    414: "The address is too long",
    415: "No such format is read",
    422: "What was sent cannot be kept",
    428: "Say what you have seen",
    429: "Too many requests",
    431: "The headers are too long",
    500: "Something went wrong on our side",
    503: "The index is not ready",
}
_UNTITLED = "The request cannot be answered"
_AS_PAGE = "onrecord.as_page"
_MAX_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one parameter: detail, the value, and a suggestion."""

    parameter: str
    detail: str
    given: str | None = None
    suggestion: str | None = None


class Problem(Exception):
    """An HTTP error with its status and one clear line; `kind` is the last part of the problem `type`."""

    status = 500
    kind = "internal"
    title: str | None = None
    retry_after: int | None = None

    def __init__(self, detail: str, errors: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)


class BadParameters(Problem):
    """Bad parameters, every one with its fault."""

    status = 400
    kind = "bad-parameter"

    def __init__(self, errors: Sequence[Fault]) -> None:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        hint = f"; {first.suggestion}" if first.suggestion else ""
        super().__init__(f"{first.parameter}: {first.detail}{hint}{more}", errors)


class TooLarge(Problem):
    """A request body over the limit of its address."""

    status = 413
    kind = "too-large"


class NotFound(Problem):
    """No such resource."""

    status = 404
    kind = "not-found"


class Gone(Problem):
    """A resource that is no longer available."""

    status = 410
    kind = "gone"


class Withdrawn(Gone):
    """A withdrawn quotation; its history has the reason."""

    kind = "withdrawn"


class Erased(Gone):
    """An article that was erased for good, with the day and the reason."""

    kind = "erased"


class StaleCursor(Gone):
    """A valid cursor into an order that no longer exists."""

    kind = "stale-cursor"
    title = "This page is gone"


class NotAcceptable(Problem):
    """No available format matches `Accept` or `format`."""

    status = 406
    kind = "not-acceptable"


class IndexNotReady(Problem):
    """No generation of the index is published yet."""

    status = 503
    kind = "index-not-ready"
    retry_after = 5


class Full(Problem):
    """All threads of a share are taken by requests that take long."""

    status = 503
    kind = "full"
    title = "Too many at once"
    retry_after = 2


class Unauthorised(Problem):
    """A missing or unknown API key."""

    status = 401
    kind = "no-key"


class Forbidden(Problem):
    """An API key without the scope for this."""

    status = 403
    kind = "other-key"


class Changed(Problem):
    """If-Match fails: the resource has another ETag now."""

    status = 412
    kind = "changed"


class UnsupportedMedia(Problem):
    """A Content-Type that this address does not read."""

    status = 415
    kind = "unread-format"


class Unprocessable(Problem):
    """A readable request body that cannot be stored, with the reason."""

    status = 422
    kind = "not-kept"


class PreconditionNeeded(Problem):
    """A change without If-Match."""

    status = 428
    kind = "precondition-needed"


class Busy(Problem):
    """Another process holds the write lock; nothing was stored."""

    status = 503
    kind = "busy"
    title = "Another process is writing"
    retry_after = 2


class NotKept(Problem):
    """The store cannot be written; nothing was stored."""

    status = 503
    kind = "record-not-writable"
    title = "The record cannot be written"
    retry_after = 60


AsPage = Callable[[int, str, str, Sequence["Fault"]], Response]


def register(app: Flask, as_page: AsPage) -> None:
    """Install error handlers that answer every exception of `app` as a problem: ours, Flask's own, and unexpected ones.

    `as_page` renders status, title, detail and faults for a browser.
    """
    app.extensions[_AS_PAGE] = as_page
    app.register_error_handler(Problem, _answer)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(BlockDamaged, _from_damage)
    app.register_error_handler(StoreError, _from_damage)
    app.register_error_handler(Exception, _from_anything)


def _answer(problem: Problem) -> Response:
    response = _response(problem.status, problem.kind, problem.detail, problem.errors, problem.title)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="onrecord"'
    return response


def _from_http(error: HTTPException) -> Response:
    if error.response is not None:
        return cast(Response, error.response)
    status = error.code or 500
    detail = {
        404: f"there is no address {_shown(_path())}; {_near()}" if status == 404 else "",
        405: f"{_shown(request.path)} cannot be used with {_shown(request.method)}",
        429: f"no more than {error.description}; come again when Retry-After says",
    }.get(status, error.description or "the request cannot be answered")
    if isinstance(error, RequestEntityTooLarge) and error.description == RequestEntityTooLarge.description:
        detail = "the body is larger than this address takes"
    response = _response(status, "about:blank", detail)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _path() -> str:
    return str(request.environ.get("PATH_INFO") or "").encode("latin-1", "replace").decode("utf-8", "replace")


def _near() -> str:
    """Return a suggested address: the same with single slashes and none at the end, or one with a close spelling."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None  # noqa: S101 - there is one for every request
    plainer = "/" + "/".join(part for part in request.path.split("/") if part)
    if plainer == _path() or not adapter.test(plainer, method="GET"):
        fixed = [rule.rule for rule in current_app.url_map.iter_rules() if not rule.arguments]
        plainer = next(iter(get_close_matches(plainer[:_MAX_SHOWN], fixed, n=1, cutoff=0.75)), "")
    return f"did you mean {_shown(plainer)}?" if plainer else "/ lists them all"


def _from_damage(error: BlockDamaged | StoreError) -> Response:
    what, help = ("record", "onrecord verify") if isinstance(error, StoreError) else ("index", "onrecord index")
    _log.error("request %s: the %s cannot be read: %s", current_context().id, what, error)
    return _answer(IndexNotReady(f"a part of the {what} cannot be read, or is not as it was written; run '{help}'"))


def _from_anything(error: Exception) -> Response:
    _log.error("unforeseen error at %s, request %s", _shown(request.path), current_context().id, exc_info=error)
    return _response(500, "internal", "the answer could not be made; the log of the server says why")


def _response(status: int, kind: str, detail: str, errors: Sequence[Fault] = (), title: str | None = None) -> Response:
    headers = {"Cache-Control": "no-store"}
    if current_context().wants_page:
        return _page(status, title or _TITLES.get(status, _UNTITLED), detail, errors)
    if _text_is_wanted():
        return Response(plain(detail) + "\n", status, headers, content_type="text/plain; charset=utf-8")
    body = {
        "type": kind if kind == "about:blank" else f"urn:onrecord:problem:{kind}",
        "title": title or _TITLES.get(status, _UNTITLED),
        "status": status,
        "detail": detail,
        "errors": [
            {"parameter": e.parameter, "detail": e.detail, "given": e.given, "suggestion": e.suggestion} for e in errors
        ],
    }
    return Response(json.pretty(body), status, headers, content_type="application/problem+json")


def _page(status: int, title: str, detail: str, errors: Sequence[Fault]) -> Response:
    as_page: AsPage = current_app.extensions[_AS_PAGE]
    response = as_page(status, title, detail, errors)
    response.headers["Cache-Control"] = "no-store"
    return response


def _text_is_wanted() -> bool:
    """A terminal that asked for text gets its errors so too."""
    wanted = request.args.get("format")
    accepted = request.accept_mimetypes
    return wanted == "text" or (wanted is None and accepted["text/plain"] > accepted["application/json"])


def _shown(value: str) -> str:
    return plain(value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…")
