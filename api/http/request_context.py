"""The context of one request: id, query parameters, negotiated format, URLs; made once and read by every layer."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import current_app, request
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import get_current_url

from api.http import negotiation
from corpus import tracks

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from api.openapi.operation import Operation
    from index import Engine

ENVIRON_KEY = "onrecord.context"
_MAX_PARAMETERS = 100
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class BadQueryString(ValueError):
    """A query string that cannot be decoded."""

    def __init__(self, detail: str, suggestion: str | None = None) -> None:
        super().__init__(detail)
        self.suggestion = suggestion


class RequestContext:
    """State of one request.

    `id` is the caller's X-Request-Id when it is short and plain, else a new one; `rule` the address as registered, None
    for an unknown one; `operation` the declaration of the view. Set on the way: `searcher`, the generation that the
    whole request reads; the names of the negotiated `format` and the `api_key`; `etag`; `page_links` by relation.
    """

    def __init__(self, environ: "WSGIEnvironment", base_url: str | None) -> None:
        self.environ = environ
        self.method: str = environ["REQUEST_METHOD"]
        self.path, rule = request.path, request.url_rule
        self.rule = rule.rule if rule else None
        view = current_app.view_functions.get(rule.endpoint) if rule else None
        self.operation: Operation | None = getattr(view, "operation", None)
        request_id = environ.get("HTTP_X_REQUEST_ID", "")
        self.id: str = request_id if _REQUEST_ID.fullmatch(request_id) else token_hex(16)
        self.searcher: Engine | None = None
        self.format: str | None = None
        self.etag: str | None = None
        self.page_links: Mapping[str, str | None] = {}
        self.api_key: str | None = None
        self._base_url = base_url

    @cached_property
    def wants_page(self) -> bool:
        """Whether HTML is preferred to JSON and no `format` is given."""
        if "text/html" not in self.environ.get("HTTP_ACCEPT", "") or self.method not in ("GET", "HEAD"):
            return False
        return "format" not in request.args and negotiation.prefers_html(request.accept_mimetypes)

    def accepted_format(self, offered: Mapping[str, str]) -> str | None:
        """Return the name of the media type in `offered` that Accept prefers, None when it takes none of them."""
        if self.environ.get("HTTP_ACCEPT", "*/*") in ("*/*", ""):
            return "json"
        return negotiation.best_format(request.accept_mimetypes, offered)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the query string, in order. Raises BadQueryString."""
        pairs = _decoded(self.environ.get("QUERY_STRING", ""))
        if not self.wants_page:
            return pairs
        # The form of a page sends empty fields too, and shared links come back with tracking parameters.
        return [(name, value) for name, value in pairs if value.strip() and not tracks(name)]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the query parameters."""
        return frozenset([name for name, _ in self.pairs])

    @cached_property
    def base_url(self) -> str:
        """The URL of this server in answers, as `https://quotes.example.org`; `ONRECORD_BASE_URL` when it is set."""
        if self._base_url:
            return self._base_url
        try:
            host = request.host
        except SecurityError:  # a host that is not trusted is named in no answer
            host = self.environ["SERVER_NAME"]
        return _url_of(request.scheme, host)

    @property
    def root_path(self) -> str:
        """The path before all addresses of this server: empty, unless `ONRECORD_BASE_URL` has one."""
        return urlsplit(self.base_url).path

    @cached_property
    def page_url(self) -> str:
        """The URL of this request, its parameters encoded in one way."""
        return f"{self.base_url}{self.path}?{self._query}" if self._query else self.base_url + self.path

    def url_of(self, collection: str, identifier: str) -> str:
        """Return the URL of one resource: `url_of("quotes", "q-…")`."""
        return f"{self.base_url}/{collection}/{encoded(identifier)}"

    def urls_with(self, name: str, values: Iterable[str | None]) -> list[str | None]:
        """Return this page's URL with each of these values of a parameter in place of its own; None stays None."""
        others = [pair for pair in self.pairs if pair[0] != name]
        query = urlencode(others) if name in self.names else self._query
        prefix = f"{self.base_url}{self.path}?{query}{'&' if query else ''}{name}="
        return [prefix + encoded(value) if value else None for value in values]

    @cached_property
    def _query(self) -> str:
        return urlencode(self.pairs)


def current_context() -> RequestContext:
    """Return the context of the current request, made at the first call."""
    environ = request.environ
    context: RequestContext | None = environ.get(ENVIRON_KEY)
    if context is None:
        context = environ[ENVIRON_KEY] = RequestContext(environ, current_app.config.get("ONRECORD_BASE_URL"))
    return context


def encoded(value: str) -> str:
    """Percent-encode a value for a path or a query."""
    return quote(value, safe="")


def _decoded(query: str) -> list[tuple[str, str]]:
    if bad := _BAD_PERCENT.search(query):
        at = f"has a % at character {bad.start() + 1} that no two hexadecimal digits follow"
        raise BadQueryString(at, "write %25 for a percent sign")
    if not query.isascii():
        raise BadQueryString("is not UTF-8 in percent-encoding")
    try:
        return parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS)
    except UnicodeError as error:
        raise BadQueryString("is not UTF-8 in percent-encoding") from error
    except ValueError as error:
        raise BadQueryString(f"has more than {_MAX_PARAMETERS} parameters") from error


@lru_cache(maxsize=64)
def _url_of(scheme: str, host: str) -> str:
    return get_current_url(scheme, host).rstrip("/")
