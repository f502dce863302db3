"""Words that we give out and get back, signed: a cursor that was changed on its way is not one of ours.

The key is 32 random bytes in `cursor.key` in the data folder, made once, readable by its owner alone, and shared by all
workers. Without it cursors that were given out become unreadable, and nothing else happens: it may be deleted.
"""

import base64
import binascii
import hmac
import logging
import secrets
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from corpus import atomic_write

_BYTES = 32
_MAC = 12

_log = logging.getLogger("onrecord.api")


def signed(word: bytes, key: bytes) -> str:
    """Return a word as letters, digits, `-` and `_`, with its signature."""
    return base64.urlsafe_b64encode(_mac(word, key) + word).decode().rstrip("=")


def unsigned(written: str, key: bytes) -> bytes:
    """Return the word that `signed` wrote; raises ValueError for any other."""
    try:
        plain = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("is not in the letters that we write") from error
    mac, word = plain[:_MAC], plain[_MAC:]
    # Written another way it would be the same bytes: only the one way that we write it counts.
    if not hmac.compare_digest(mac, _mac(word, key)) or signed(word, key) != written:
        raise ValueError("is not signed by us")
    return word


@lru_cache(maxsize=8)
def key_in(folder: Path) -> bytes:
    """Return the key kept in a data folder, made now when there is none."""
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
            _log.warning("%s cannot be made (%s): cursors are signed with a key that can be guessed", path, error)
            break
    return sha256(f"{folder.resolve()}".encode()).digest()


def _mac(word: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"onrecord cursor\0" + word, "sha256")[:_MAC]
