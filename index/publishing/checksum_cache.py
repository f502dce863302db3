"""Cache of SHA-256 checksums by file identity, so that a file not written since it was last read is not read again.

A generation of a million quotations is most of a gigabyte, mostly linked from the last one: reading it at every opening
would take seconds. The key of a checksum is what the file system reports: device, inode, size and time of the last
write. Corruption by the disk itself is found by what reads a block for the first time, and by publishing and `onrecord
verify`, which read everything.
"""

import json
import os
import time
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from corpus import atomic_write

NAME = "fingerprints.json"

_SETTLED = 100_000_000
"""Nanoseconds: a file written more recently before it was read could be written again with the same time."""


class ChecksumCache:
    """Cache of checksums, read from `path`, unless every file is to be read anew, and written there by `save`."""

    def __init__(self, path: Path, *, anew: bool = False) -> None:
        self._path = path
        self._cached: dict[str, str] = {}
        with suppress(OSError, ValueError):
            self._cached = {} if anew else _entries(path)
        self._used: dict[str, str] = {}

    def of(self, path: Path) -> tuple[int, str]:
        """Return the size in bytes and the SHA-256 of a file."""
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            key = f"{status.st_dev}:{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"
            digest = self._used.get(key) or self._cached.get(key)
            if digest is None:
                settled = time.time_ns() - status.st_mtime_ns > _SETTLED
                digest = file_digest(file, "sha256").hexdigest()
                if not settled:
                    return status.st_size, digest
            self._used[key] = digest
        return status.st_size, digest

    def save(self) -> None:
        """Write the checksums used since opening, and no others; silently not, where the folder is read-only."""
        if self._used.items() <= self._cached.items():
            return
        with suppress(OSError):
            atomic_write(self._path, json.dumps(self._used), mode=0o600)


def _entries(path: Path) -> dict[str, str]:
    return {str(key): str(digest) for key, digest in json.loads(path.read_text("utf-8")).items()}
