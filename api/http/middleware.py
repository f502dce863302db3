"""Middleware: request limits, host check, CORS, security headers, the Link header, compression, response cache.

Every address has one form: `//` and a slash at the end are 404, which names the address meant. A redirect would put
input of the caller into a header.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app
from flask_compress import Compress
from marshmallow import Schema, fields
from werkzeug.exceptions import BadRequest, NotFound, RequestHeaderFieldsTooLarge, RequestURITooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from api.formats.registry import FORMATS, FORMATS_BY_NAME
from api.http import etags
from api.http.request_context import RequestContext, current_context
from api.http.response_cache import CachedResponse, ResponseCache
from api.http.trusted_hosts import is_host
from api.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_URL_LENGTH = 8000  # below gunicorn's limit, so that the refusal is ours
MAX_HEADERS = 64
MAX_HEADERS_LENGTH = 16_000
_INVALID_HOST = "onrecord.invalid_host"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, X-Request-Id",
}
_PREFLIGHT = {
    # What a page of another origin may send; not Authorization, so that none writes with a visitor's key.
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "86400",
}
_HEADERS = {
    "Vary": "Accept, Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # An answer is data: whatever a browser takes it for, it may run and load nothing. Pages set their own policy.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
_NOT_MODIFIED_HEADERS = (("Vary", _HEADERS["Vary"]), *_CORS.items())
_COMPRESSED = ("application/problem+json", "text/html", "text/css", "text/javascript")


class HostCheck:
    """WSGI middleware that removes a Host header which cannot be a host, before a URL is made of it."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Call the application."""
        if not is_host(environ.get("HTTP_HOST", "localhost")):
            del environ["HTTP_HOST"]
            environ[_INVALID_HOST] = True
        return self._application(environ, start_response)


def install(app: Flask, settings: Settings) -> None:
    """Add limits before every request, and headers, compression and the response cache after it."""
    app.wsgi_app = HostCheck(app.wsgi_app)  # type: ignore[method-assign]
    if hops := settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.url_map.merge_slashes = False
    app.config |= {
        "ONRECORD_BASE_URL": settings.base_url,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "COMPRESS_REGISTER": False,
        "COMPRESS_ALGORITHM": ["zstd", "br", "gzip"],
        "COMPRESS_ALGORITHM_STREAMING": ["zstd", "br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,  # higher ones cost more time than the wire saves
        "COMPRESS_MIMETYPES": [*{format.media_type.partition(";")[0] for format in FORMATS}, *_COMPRESSED],
        "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,  # done before the search
    }
    compress = Compress(app)
    response_cache = ResponseCache(settings.remember * 1_000_000) if settings.remember else None

    @app.before_request
    def begin() -> Response | None:
        context = current_context()
        _limit(context.environ)
        if _INVALID_HOST in context.environ and settings.base_url is None:
            raise BadRequest("the Host header names nothing that can be a host; ONRECORD_BASE_URL can name this server")
        unmodified = etags.not_modified(context, _NOT_MODIFIED_HEADERS)
        return response_cache.get(context) if unmodified is None and response_cache else unmodified

    @app.after_request
    def finish(response: Response) -> Response:
        context = current_context()
        if not isinstance(response, CachedResponse | etags.NotModified):
            _add_headers(context, response)
            response = compress.after_request(response)
            if response_cache:
                response_cache.put(context, response)
        response.headers["X-Request-Id"] = context.id
        return response


def _limit(environ: "WSGIEnvironment") -> None:
    """Raise for a request that is larger than any client of ours sends, before it costs anything."""
    # The path comes decoded, so this counts its least length.
    if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > MAX_URL_LENGTH:
        raise RequestURITooLarge(f"the address is longer than {MAX_URL_LENGTH} characters")
    headers = [len(name) - len("HTTP_") + len(value) for name, value in environ.items() if name.startswith("HTTP_")]
    if len(headers) > MAX_HEADERS:
        raise RequestHeaderFieldsTooLarge(f"there are more than {MAX_HEADERS} headers")
    if sum(headers) > MAX_HEADERS_LENGTH:
        raise RequestHeaderFieldsTooLarge(f"the headers have more than {MAX_HEADERS_LENGTH} characters")
    # Werkzeug takes several slashes at the beginning for one.
    if environ.get("PATH_INFO", "").startswith("//"):
        raise NotFound


def _add_headers(context: RequestContext, response: Response) -> None:
    """Add the headers that all responses share; those that the view set stay."""
    if context.method == "OPTIONS":
        response.headers.pop("Content-Type", None)  # Flask declares HTML for an empty body
    shared = _HEADERS | etags.cache_headers(context, response) | _cors_headers(context)
    if context.method in ("GET", "HEAD") and response.status_code == 200:
        shared["Link"] = ", ".join(_links(context))
    present = {name.lower() for name, _ in response.headers}
    response.headers.extend((name, value) for name, value in shared.items() if name.lower() not in present)


def _cors_headers(context: RequestContext) -> dict[str, str]:
    """Return the CORS headers: every origin may read; addresses that need a key are not shared."""
    if context.operation and context.operation.needs_key:
        return {}
    if context.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in context.environ:
        return _CORS | {"Access-Control-Allow-Methods": ", ".join(_shared_methods(context)), **_PREFLIGHT}
    return _CORS


def _shared_methods(context: RequestContext) -> list[str]:
    """Return the methods of this address that need no key."""
    here = [rule for rule in current_app.url_map.iter_rules() if rule.rule == str(context.rule)]
    views = [(rule, current_app.view_functions[rule.endpoint]) for rule in here]
    shared = [rule for rule, view in views if not getattr(getattr(view, "operation", None), "needs_key", False)]
    return sorted({method for rule in shared for method in rule.methods or ()})


def _links(context: RequestContext) -> Iterator[str]:
    """Yield the values of the Link header (RFC 8288): next and previous page, alternate formats, the API's documents.

    URLs are percent-encoded, so no input of a caller can end a header.
    """
    for relation, url in context.page_links.items():
        if url and relation != "self":
            yield f'<{url}>; rel="{relation}"'
    if context.operation:
        here = None if context.wants_page else dict(context.pairs).get("format", "json")
        others = [name for name in _format_names(context.operation.parameters) if name != here]
        for name, url in zip(others, context.urls_with("format", others), strict=True):
            yield f"<{url}>; {_alternate(name)}"
    yield f'<{context.base_url}/openapi.json>; rel="service-desc"; type="application/json"'
    yield f'<{context.base_url}/docs>; rel="service-doc"; type="text/html"'


@cache
def _alternate(name: str) -> str:
    media_type = FORMATS_BY_NAME[name].media_type.replace('"', '\\"')
    return f'rel="alternate"; type="{media_type}"'


@cache
def _format_names(parameters: Schema | None) -> tuple[str, ...]:
    """Return the formats that an address has."""
    field = parameters.load_fields.get("format") if parameters else None
    choices = getattr(field, "choices", ()) if isinstance(field, fields.Field) else ()
    return tuple(name for name in choices if name in FORMATS_BY_NAME)
