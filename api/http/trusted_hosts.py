"""The host that a request is sent to, when it can be one: addresses in answers begin with it.

What cannot be a host (`a..b`, `evil.com#`, a label of 64 letters) is taken away before anything is made of it, and
refused unless `ONRECORD_BASE_URL` says how the server is called.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.exceptions import BadRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}(?:\.{_LABEL})*\.?|\[[a-f0-9]*:[a-f0-9.:]+\])(?::([1-9][0-9]{{0,4}}))?", re.IGNORECASE)
_LONGEST, _HIGHEST_PORT = 260, 65_535
_TAKEN = "onrecord.no_host"


class KnownHost:
    """An application that is asked only under hosts that can be."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer as the application does."""
        if not is_host(environ.get("HTTP_HOST", "localhost")):
            del environ["HTTP_HOST"]
            environ[_TAKEN] = True
        return self._application(environ, start)


def refuse_no_host(environ: "WSGIEnvironment", base_url: str | None) -> None:
    """Raise BadRequest for a request to what cannot be a host, when nothing else says how this server is called."""
    if _TAKEN in environ and base_url is None:
        raise BadRequest("the Host header names nothing that can be a host; ONRECORD_BASE_URL can name this server")


def is_host(host: str) -> bool:
    """Return whether this can be a host, with or without a port.

    >>> [is_host(host) for host in ("quotes.example.org:8000", "[::1]", "a..b", "xn--a", "example.org:99999")]
    [True, True, False, False, False]
    """
    found = _HOST.fullmatch(host) if len(host) <= _LONGEST else None
    if found is None:
        return False
    try:
        found[1].encode().decode("idna")
    except UnicodeError:
        return False
    return int(found[2] or 0) <= _HIGHEST_PORT
