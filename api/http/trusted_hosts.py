"""Syntax check of the Host header: URLs in answers begin with it.

A value that cannot be a host (`a..b`, `evil.com#`, a label of 64 letters) never reaches the application. Which hosts of
those that can be are served is `ONRECORD_TRUSTED_HOSTS` (Flask's `TRUSTED_HOSTS`).
"""

import re
from functools import lru_cache

_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}(?:\.{_LABEL})*\.?|\[[a-f0-9]*:[a-f0-9.:]+\])(?::([1-9][0-9]{{0,4}}))?", re.IGNORECASE)
_MAX_LENGTH, _MAX_PORT = 260, 65_535


@lru_cache(maxsize=64)
def is_host(host: str) -> bool:
    """Return whether this can be a host, with or without a port.

    >>> [is_host(host) for host in ("quotes.example.org:8000", "[::1]", "a..b", "xn--a", "example.org:99999")]
    [True, True, False, False, False]
    """
    match = _HOST.fullmatch(host) if len(host) <= _MAX_LENGTH else None
    if match is None:
        return False
    try:
        match[1].encode().decode("idna")
    except UnicodeError:
        return False
    return int(match[2] or 0) <= _MAX_PORT
