"""Sign and verify opaque cursors (itsdangerous, HMAC-SHA-256); the signing key is shared by all workers.

The key is 32 random bytes in `cursor.key` in the data folder, made once, readable by its owner alone. It may be
deleted: cursors signed with it become unreadable, and nothing else happens. When it cannot be written, the key is one
in memory that the workers of a server inherit.
"""

import logging
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from corpus import atomic_write

_BYTES = 32
_KEY_IN_MEMORY = "_ONRECORD_CURSOR_KEY"

_log = logging.getLogger("onrecord.api")


def sign(value: Any, key: bytes) -> str:
    """Return a JSON value as signed, URL-safe text."""
    return str(_serializer(key).dumps(value))


def verify(signed: str, key: bytes) -> Any:
    """Return the value that `sign` wrote; raises ValueError for any other text."""
    try:
        value = _serializer(key).loads(signed)
    except BadData as error:
        raise ValueError("is not signed with this key") from error
    # Base64 has several spellings of the same bytes; only the canonical one is accepted.
    if sign(value, key) != signed:
        raise ValueError("is not spelt as it was signed")
    return value


@lru_cache(maxsize=8)
def key_in(folder: Path) -> bytes:
    """Return the signing key of a data folder, made now when there is none."""
    path = folder / "cursor.key"
    for _ in range(2):
        with suppress(FileNotFoundError):
            key = path.read_bytes()
            if len(key) == _BYTES:
                return key
            path.unlink()
        try:
            with suppress(FileExistsError):  # another worker was quicker
                atomic_write(path, secrets.token_bytes(_BYTES), mode=0o600, overwrite=False)
        except OSError as error:
            _log.warning("%s cannot be made (%s): cursors last until the server is started anew", path, error)
            break
    return bytes.fromhex(share_key_in_memory())


def share_key_in_memory() -> str:
    """Return a random key in hex, the same in this process and those that it forks later."""
    return os.environ.setdefault(_KEY_IN_MEMORY, secrets.token_hex(_BYTES))


@lru_cache(maxsize=8)
def _serializer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(
        key,
        salt="onrecord cursor",
        serializer_kwargs={"ensure_ascii": True},
        signer_kwargs={"digest_method": sha256},
    )
