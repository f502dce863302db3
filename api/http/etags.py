"""Who has the answer already need not be answered: the ETag is known before anything is searched.

It names the versions that the answer is made of: of the record that the index was made from, the generation, the record
itself where that is read, the program and the question. Beginning with the first, it also tells how old what somebody
has seen is (`If-Match`).
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Request, Response, g
from werkzeug.http import quote_etag

from api.errors import Problem
from api.http import urls
from api.openapi.operation import Operation, operation_of
from api.params.query_params import pairs
from api.services import library

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_MAX_AGE = 60
_TAG = re.compile(r'(?:W/)?"(\d{1,12})-([0-9a-f]{20})(?::[a-z]+)?"')  # flask-compress adds :gzip and the like
_MANY = 50
_OF_PROGRAM = {".py", ".txt", ".toml", ".html", ".css", ".js"}
_PACKAGES = ("corpus", "annotation", "index", "api")


class Unchanged(Response):
    """304 to a caller who has the answer: only the headers that caches go by; RFC 9110 wants no others of it."""

    default_mimetype = None

    def __init__(self, tag: str, headers: Iterable[tuple[str, str]]) -> None:
        super().__init__(status=304)
        self._known = [*_kept_by(tag).items(), *headers]

    def get_wsgi_response(self, environ: "WSGIEnvironment") -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Return the status and the headers; none of them has to be worked out."""
        return (), self.status, [*self._known, *self.headers]


def versions_seen(header: str) -> list[int]:
    """Return the versions of the record in the ETags of a header, without those that are none of ours."""
    return [int(found[1]) for found in _TAG.finditer(header)]


def unless_known(asked: Request, headers: Iterable[tuple[str, str]]) -> Response | None:
    """Return 304 with these headers to a caller who has the answer, None to others; faults are left to who answers."""
    operation, environ = operation_of(asked.endpoint), asked.environ
    if operation is None or operation.reads is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    try:
        tag = g.tag = _tag(operation, asked)
    except (Problem, UnicodeError, ValueError):
        return None
    return Unchanged(tag, headers) if _is_known(tag, environ.get("HTTP_IF_NONE_MATCH", "")) else None


def _is_known(tag: str, header: str) -> bool:
    """Return whether the caller has this very answer; `*`, any answer there may be, is left to a search to find out."""
    given = [f"{found[1]}-{found[2]}" for found in _TAG.finditer(header)]
    return any(hmac.compare_digest(tag, one) for one in given[:_MANY])


def labels(response: Response) -> dict[str, str]:
    """Return the headers by which an answer may be kept; what is not to be kept says so already, or nothing."""
    given = response.headers.get("Cache-Control")
    if given or response.status_code != 200 or g.get("tag") is None:
        return {} if given else {"Cache-Control": "no-store"}
    return _kept_by(g.tag)


def _kept_by(tag: str) -> dict[str, str]:
    return {"ETag": quote_etag(tag), "Cache-Control": f"public, max-age={_MAX_AGE}"}


def _tag(operation: Operation, asked: Request) -> str:
    record, parts = 0, [code_version(), urls.server(), asked.path, asked.environ.get("HTTP_ACCEPT", "")]
    if operation.reads in ("index", "record"):
        searcher = library().searcher
        record = searcher.record_version
        parts.append(searcher.generation)
    if operation.reads == "record":
        parts.append(str(library().store.version))
    parts += [f"{name}={value}" for name, value in _question(asked)]
    return f"{record}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"


def _question(asked: Request) -> list[tuple[str, str]]:
    """Return the parameters in one order: what is asked does not depend on it, but among those of one name."""
    return sorted(pairs(asked), key=lambda pair: pair[0])


@cache
def code_version() -> str:
    """Return the version of the program, with a fingerprint of its files: a desk's copy changes between releases."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for file in sorted(Path(str(resources.files(package))).rglob("*")):
            if file.suffix in _OF_PROGRAM:
                digest.update(file.name.encode() + file.read_bytes())
    try:
        return f"{version('onrecord')}+{digest.hexdigest()[:12]}"
    except PackageNotFoundError:
        return digest.hexdigest()[:12]
