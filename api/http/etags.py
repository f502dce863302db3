"""Conditional requests: the ETag is computed before the search, so a 304 costs none.

An ETag names the versions that an answer is made of: of the store that the index was made from, the generation, the
store itself where that is read, the program and the query. It begins with the first, so it also tells how old the
version is that the caller has (`If-Match`).
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response
from werkzeug.http import quote_etag

from api.errors import Problem
from api.http.request_context import RequestContext
from api.services import services

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_MAX_AGE = 60
_ETAG = re.compile(r'(?:W/)?"(\d{1,12})-([0-9a-f]{20})(?::[a-z]+)?"')  # flask-compress adds :gzip and the like
_MAX_ETAGS = 50
_SOURCE_SUFFIXES = {".py", ".txt", ".toml", ".html", ".css", ".js"}
_PACKAGES = ("corpus", "annotation", "index", "api")


class NotModified(Response):
    """304 with only the headers that caches go by, as RFC 9110 asks."""

    default_mimetype = None

    def __init__(self, etag: str, headers: Iterable[tuple[str, str]]) -> None:
        super().__init__(status=304)
        self._cache_headers = [*_cache_headers(etag).items(), *headers]

    def get_wsgi_response(self, environ: "WSGIEnvironment") -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Return the body, the status and the headers, none of which has to be worked out."""
        return (), self.status, [*self._cache_headers, *self.headers]


def store_versions(header: str) -> list[int]:
    """Return the versions of the store in a list of ETags, without ETags that are none of ours."""
    tags = header.split(",")[:_MAX_ETAGS]  # ours hold no comma
    return [int(match[1]) for tag in tags if (match := _ETAG.fullmatch(tag.strip()))]


def not_modified(context: RequestContext, headers: Iterable[tuple[str, str]]) -> Response | None:
    """Set the ETag of a request; return 304 with these headers when If-None-Match has it, else None.

    Faults of the request are left to its view.
    """
    operation = context.operation
    if operation is None or operation.reads is None or context.method not in ("GET", "HEAD"):
        return None
    try:
        etag = context.etag = _etag(context, operation.reads)
    except (Problem, ValueError):
        return None
    # `*` matches any answer there may be, and only the view knows whether there is one.
    header = context.environ.get("HTTP_IF_NONE_MATCH", "")
    matches = islice(_ETAG.finditer(header), _MAX_ETAGS)
    unmodified = any(hmac.compare_digest(etag, f"{match[1]}-{match[2]}") for match in matches)
    return NotModified(etag, headers) if unmodified else None


def cache_headers(context: RequestContext, response: Response) -> dict[str, str]:
    """Return the headers for caches: ETag and max-age, or `no-store`; none when the response has Cache-Control."""
    if "Cache-Control" in response.headers:
        return {}
    if response.status_code != 200 or context.etag is None:
        return {"Cache-Control": "no-store"}
    return _cache_headers(context.etag)


def _cache_headers(etag: str) -> dict[str, str]:
    return {"ETag": quote_etag(etag), "Cache-Control": f"public, max-age={_MAX_AGE}"}


def _etag(context: RequestContext, reads: str) -> str:
    """Return the ETag of a request. Parameters count in one order, but for those of one name."""
    store_version, parts = 0, [code_version(), context.base_url, context.path, context.environ.get("HTTP_ACCEPT", "")]
    if reads in ("index", "record"):
        searcher = services().searcher
        store_version = searcher.record_version
        parts += [searcher.generation, searcher.record_mark]  # which tells an index made anew from nothing
    if reads == "record":
        parts.append(str(services().store.version))
    parts += [f"{name}={value}" for name, value in sorted(context.pairs, key=lambda pair: pair[0])]
    return f"{store_version}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"


@cache
def code_version() -> str:
    """Return the version of the program with a digest of its files, which change between releases while developing."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for file in sorted(Path(str(resources.files(package))).rglob("*")):
            if file.suffix in _SOURCE_SUFFIXES:
                digest.update(file.name.encode() + file.read_bytes())
    try:
        return f"{version('onrecord')}+{digest.hexdigest()[:12]}"
    except PackageNotFoundError:
        return digest.hexdigest()[:12]
