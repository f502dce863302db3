"""Sign and verify opaque cursors (itsdangerous, HMAC-SHA-256); the signing key is shared by all workers.

The key is 32 random bytes in `cursor.key` in the data folder, made once, readable by its owner alone. It may be
deleted: cursors signed with it become unreadable, and nothing else happens.
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

_BYTES = 32

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
            _make(path)
        except OSError as error:
            _log.warning("%s cannot be made (%s): cursors are signed with a key that can be guessed", path, error)
            break
    return sha256(f"{folder.resolve()}".encode()).digest()


def _make(path: Path) -> None:
    """Write a new key to a temporary file and link it to its name, unless another worker was first."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()


@lru_cache(maxsize=8)
def _serializer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(
        key,
        salt="onrecord cursor",
        serializer_kwargs={"ensure_ascii": True},
        signer_kwargs={"digest_method": sha256},
    )
