"""What every answer has in common, whatever it says: its size on the wire, who may read it, what it may not do.

And what a request may cost before anything looks at it. An address has one form: `//` and a slash at the end are 404,
which names the address meant. A redirect would put what the caller wrote into a header.
"""

import re
import uuid

from flask import Flask, Response, current_app, g, request
from flask_compress import Compress
from werkzeug.exceptions import NotFound, RequestHeaderFieldsTooLarge, RequestURITooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from api.linking import TYPES
from api.operations import operation_of
from api.settings import Settings

LONGEST_ADDRESS = 8000  # below what gunicorn takes at most, so that the refusal is ours
MOST_HEADERS = 64
LONGEST_HEADERS = 16_000
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_EXPOSED = "ETag, Link, Location, Retry-After, X-Request-Id"
# What a page of another origin may send; not Authorization, so nobody writes from somebody else's page.
_ALLOWED = "Accept, Content-Type, If-None-Match, X-Request-Id"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # An answer is data: whatever a browser takes it for, it may run and load nothing. A page says what it needs.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


def install(app: Flask, settings: Settings) -> None:
    """Put limits before every request, and headers and compression behind every answer."""
    if hops := settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.url_map.merge_slashes = False
    app.config |= {
        "COMPRESS_ALGORITHM": ["zstd", "br", "gzip"],
        "COMPRESS_ALGORITHM_STREAMING": ["zstd", "br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,  # higher ones cost more time than the wire saves
        "COMPRESS_MIMETYPES": [*{kind.partition(";")[0] for kind in TYPES.values()}, *_ALSO],
        "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,  # done before the search
    }
    Compress(app)  # first, so that it runs last: it makes the bytes that leave
    app.before_request(_limit)
    app.after_request(_protect)
    app.after_request(_share)


_ALSO = ("application/problem+json", "text/html", "text/css", "text/javascript")


def request_id() -> str:
    """Give the id of this request: the caller's own when it is short and plain, else a new one."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        request.environ["onrecord.request_id"] = g.request_id
    return str(g.request_id)


def _limit() -> None:
    """Refuse what no client of ours sends, before it costs anything."""
    request_id()
    # Werkzeug gives the path decoded, so this counts what it takes at least.
    if len(request.path) + len(request.query_string) > LONGEST_ADDRESS:
        raise RequestURITooLarge(f"the address is longer than {LONGEST_ADDRESS} characters")
    headers = list(request.headers)
    if len(headers) > MOST_HEADERS:
        raise RequestHeaderFieldsTooLarge(f"there are more than {MOST_HEADERS} headers")
    if sum(len(name) + len(value) for name, value in headers) > LONGEST_HEADERS:
        raise RequestHeaderFieldsTooLarge(f"the headers have more than {LONGEST_HEADERS} characters")
    # Werkzeug takes slashes at the beginning for one.
    if request.environ.get("PATH_INFO", "").startswith("//"):
        raise NotFound


def _protect(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-Id"] = request_id()
    response.headers.setdefault("Cache-Control", "no-store")
    if response.status_code == 304 or request.method == "OPTIONS":
        response.headers.pop("Content-Type", None)  # Flask says HTML of what has no body
    return response


def _share(response: Response) -> Response:
    """Let pages of other origins read; what needs a key is not shared."""
    operation = operation_of(request.endpoint)
    if operation and operation.needs_key:
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = ", ".join(_shared_methods())
        response.headers["Access-Control-Allow-Headers"] = _ALLOWED
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _shared_methods() -> list[str]:
    """Give the methods of this address but those that write."""
    here = [rule for rule in current_app.url_map.iter_rules() if rule.rule == str(request.url_rule)]
    open_to_all = [rule for rule in here if not getattr(operation_of(rule.endpoint), "needs_key", False)]
    return sorted({method for rule in open_to_all for method in rule.methods or ()})
