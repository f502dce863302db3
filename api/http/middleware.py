"""What every answer has in common, whatever it says: its size on the wire, who may read it, what it may not do.

All headers that answers share are put on here, at once. And what a request may cost before anything looks at it: an
address has one form, `//` and a slash at the end are 404, which names the address meant. A redirect would put what the
caller wrote into a header.
"""

import re
from secrets import token_hex
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, request
from flask_compress import Compress
from werkzeug.exceptions import NotFound, RequestHeaderFieldsTooLarge, RequestURITooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from api.formats.registry import FORMATS
from api.http import etags, link_header
from api.http.response_cache import Again, Memory
from api.http.trusted_hosts import KnownHost, refuse_no_host
from api.openapi.operation import Operation, operation_of
from api.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

LONGEST_ADDRESS = 8000  # below what gunicorn takes at most, so that the refusal is ours
MOST_HEADERS = 64
LONGEST_HEADERS = 16_000
_ID = "onrecord.request_id"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, X-Request-Id",
}
_ASKED_FIRST = {
    # What a page of another origin may send; not Authorization, so nobody writes from somebody else's page.
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "86400",
}
_HEADERS = {
    "Vary": "Accept, Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # An answer is data: whatever a browser takes it for, it may run and load nothing. A page says what it needs.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
_UNCHANGED = (("Vary", _HEADERS["Vary"]), *_OPEN.items())


def install(app: Flask, settings: Settings) -> None:
    """Put limits before every request, and headers and compression behind every answer."""
    app.wsgi_app = KnownHost(app.wsgi_app)  # type: ignore[method-assign,assignment]
    if hops := settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.url_map.merge_slashes = False
    app.config |= {
        "COMPRESS_REGISTER": False,
        "COMPRESS_ALGORITHM": ["zstd", "br", "gzip"],
        "COMPRESS_ALGORITHM_STREAMING": ["zstd", "br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,  # higher ones cost more time than the wire saves
        "COMPRESS_MIMETYPES": [*{made.media_type.partition(";")[0] for made in FORMATS.values()}, *_ALSO],
        "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,  # done before the search
    }
    compress, memory = Compress(app), Memory(settings.remember * 1_000_000)

    @app.before_request
    def begin() -> Response | None:
        asked = request._get_current_object()  # type: ignore[attr-defined]  # `request` looks itself up at each mention
        _limit(asked.environ)
        refuse_no_host(asked.environ, settings.base_url)
        return etags.unless_known(asked, _UNCHANGED) or memory.recall()

    @app.after_request
    def finish(response: Response) -> Response:
        if not isinstance(response, Again | etags.Unchanged):
            _head(response)
            response = compress.after_request(response)
            memory.keep(response)
        response.headers["X-Request-Id"] = request_id()
        return response


_ALSO = ("application/problem+json", "text/html", "text/css", "text/javascript")


def request_id() -> str:
    """Return the id of this request: the caller's own when it is short and plain, else a new one."""
    environ = request.environ
    known: str | None = environ.get(_ID)
    if known is None:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        known = environ[_ID] = given if _REQUEST_ID.fullmatch(given) else token_hex(16)
    return known


def _limit(environ: "WSGIEnvironment") -> None:
    """Refuse what no client of ours sends, before it costs anything."""
    request_id()
    # The path comes decoded, so this counts what it takes at least.
    if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        raise RequestURITooLarge(f"the address is longer than {LONGEST_ADDRESS} characters")
    headers = [len(name) - len("HTTP_") + len(value) for name, value in environ.items() if name.startswith("HTTP_")]
    if len(headers) > MOST_HEADERS:
        raise RequestHeaderFieldsTooLarge(f"there are more than {MOST_HEADERS} headers")
    if sum(headers) > LONGEST_HEADERS:
        raise RequestHeaderFieldsTooLarge(f"the headers have more than {LONGEST_HEADERS} characters")
    # Werkzeug takes slashes at the beginning for one.
    if environ.get("PATH_INFO", "").startswith("//"):
        raise NotFound


def _head(response: Response) -> None:
    """Put on the headers that answers share; what whoever answered has said stays."""
    asked, operation = request.method, operation_of(request.endpoint)
    if asked == "OPTIONS":
        response.headers.pop("Content-Type", None)  # Flask says HTML of what has no body
    shared = _HEADERS | etags.labels(response) | _open_to_all(operation)
    if asked in ("GET", "HEAD") and response.status_code == 200:
        shared["Link"] = link_header.links(operation)
    given = {name.lower() for name, _ in response.headers}
    response.headers.extend((name, value) for name, value in shared.items() if name.lower() not in given)


def _open_to_all(operation: Operation | None) -> dict[str, str]:
    """Let pages of other origins read; what needs a key is not shared."""
    if operation and operation.needs_key:
        return {}
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        return _OPEN | {"Access-Control-Allow-Methods": ", ".join(_shared_methods()), **_ASKED_FIRST}
    return _OPEN


def _shared_methods() -> list[str]:
    """Return the methods of this address but those that write."""
    here = [rule for rule in current_app.url_map.iter_rules() if rule.rule == str(request.url_rule)]
    open_to_all = [rule for rule in here if not getattr(operation_of(rule.endpoint), "needs_key", False)]
    return sorted({method for rule in open_to_all for method in rule.methods or ()})
