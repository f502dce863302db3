"""API keys (bearer tokens) for writing: named, of which the server stores only the SHA-256.

`ONRECORD_WRITE_KEYS` is `name:sha256hex`, comma separated; `name:sha256hex:articles` may only post articles, and
`name:sha256hex:quotes` only correct quotations. A key has 256 random bits, so a plain hash is enough: there is nothing
to guess from a list of words. `onrecord key NAME` makes one.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from flask import request

from api.errors import Forbidden, Unauthorised
from api.http.request_context import current_context
from api.settings import SettingsError

SCOPES = frozenset(("articles", "quotes"))
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,49}")
_SETTING = re.compile(rf"(?P<name>{_NAME.pattern}):(?P<digest>[0-9a-f]{{64}})(?::(?P<scope>articles|quotes))?")
_PREFIX = "onr_"  # so that one that got into a text can be recognised and withdrawn


@dataclass(frozen=True, slots=True)
class Key:
    """An API key without its secret: the name of its owner, its SHA-256 in hex, and its scopes."""

    name: str
    digest: str
    scopes: frozenset[str]


def keys_of(setting: str) -> tuple[Key, ...]:
    """Parse `ONRECORD_WRITE_KEYS`; raises SettingsError, without the value in the message."""
    keys = []
    for number, part in enumerate(filter(None, map(str.strip, setting.split(","))), 1):
        match = _SETTING.fullmatch(part)
        if match is None:
            raise SettingsError(
                f"ONRECORD_WRITE_KEYS: key {number} is not name:sha256hex; make one with 'onrecord key NAME'"
            )
        scopes = frozenset((match["scope"],)) if match["scope"] else SCOPES
        keys.append(Key(match["name"], match["digest"], scopes))
    return tuple(keys)


def require(keys: Iterable[Key], scope: str) -> Key:
    """Return the key of the request (`Authorization: Bearer …`).

    Raises Unauthorised for a missing or unknown key, Forbidden when it lacks the scope.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorised("writing needs a key: send it as 'Authorization: Bearer KEY'")
    digest, found = sha256(token.strip().encode("utf-8", "surrogateescape")).hexdigest(), None
    for key in keys:  # all of them, in constant time
        if hmac.compare_digest(digest, key.digest):
            found = key
    if found is None:
        raise Unauthorised("this key is not one of ours")
    current_context().api_key = found.name
    if scope not in found.scopes:
        raise Forbidden(f"this key is for {' and '.join(sorted(found.scopes))}, not for {scope}")
    return found


def new_key(name: str) -> tuple[str, str]:
    """Return a new random key, and the entry of `ONRECORD_WRITE_KEYS` for it; raises SettingsError for a bad name."""
    if not _NAME.fullmatch(name):
        raise SettingsError(
            "a key's name has 1 to 50 of a-z, 0-9, dot, dash and underscore, and begins with one of a-z0-9"
        )
    token = _PREFIX + secrets.token_urlsafe(32)
    return token, f"{name}:{sha256(token.encode()).hexdigest()}"
