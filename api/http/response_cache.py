"""In-process LRU cache of responses, keyed by ETag and query string.

Each worker keeps its latest responses, compressed or not, up to a number of bytes. The ETag names everything that a
response is made of, so a new generation invalidates nothing: older entries are evicted unused. Only responses that
every cache may keep are stored: whole ones to a GET without a key or a cookie.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from flask import Response

from api.http.request_context import RequestContext

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_MAX_SHARE = 8  # a response is stored when so many of its size fit
_OVERHEAD = 2_000  # bytes of Python objects around a response, about


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """The body of a response, its content type, and the headers that not every response has."""

    body: bytes
    content_type: str
    headers: list[tuple[str, str]]

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        return len(self.body) + _OVERHEAD


class CachedResponse(Response):
    """A response from the cache; its headers are joined when it is sent, which is quicker than a copy."""

    def __init__(self, entry: CacheEntry) -> None:
        super().__init__(entry.body, content_type=entry.content_type)
        self._entry = entry

    def get_wsgi_response(self, environ: "WSGIEnvironment") -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Return the body, the status and the headers."""
        return (self._entry.body,), self.status, [*self._entry.headers, *self.headers]


class ResponseCache:
    """The latest responses, at most `max_size` bytes of them; thread-safe. A `max_size` of 0 stores none."""

    def __init__(self, max_size: int) -> None:
        self._max_size = max_size
        self._entries: OrderedDict[Hashable, CacheEntry] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, context: RequestContext) -> CachedResponse | None:
        """Return the stored response to a request whose ETag is set, None when there is none."""
        key = _key(context)
        if key is None:
            return None
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
        return CachedResponse(entry)

    def put(self, context: RequestContext, response: Response) -> None:
        """Store a response that is ready to be sent, if every cache may keep it."""
        key = _key(context)
        if key is None or response.status_code != 200 or response.is_streamed or "ETag" not in response.headers:
            return
        headers = [pair for pair in response.headers if pair[0] not in ("Content-Type", "Content-Length")]
        entry = CacheEntry(response.get_data(), response.headers["Content-Type"], headers)
        if entry.size * _MAX_SHARE > self._max_size:
            return
        with self._lock:
            replaced = self._entries.pop(key, None)
            self._entries[key] = entry
            self._size += entry.size - (replaced.size if replaced else 0)
            while self._size > self._max_size:
                self._size -= self._entries.popitem(last=False)[1].size


def _key(context: RequestContext) -> Hashable | None:
    """Return the cache key of a request, None when its response is for one caller alone."""
    environ = context.environ
    if context.etag is None or context.method != "GET" or "HTTP_AUTHORIZATION" in environ or "HTTP_COOKIE" in environ:
        return None
    # The ETag does not tell two orders of the same parameters apart; `links.self` does.
    return context.etag, environ.get("QUERY_STRING"), environ.get("HTTP_ACCEPT_ENCODING")
