"""What a file's SHA-256 was when it was last read whole, so that a file nobody has written since is not read again.

A generation of a million quotations is most of a gigabyte, and most of it is taken over from the last one: reading it
through at every opening would take seconds. So the checksum of a file that was read is noted under what the file system
says of it: device, inode, size, and when it was written. Whatever is written to a file changes that, and the file is
read again. What a disk loses by itself is found by `onrecord verify`, which reads everything.
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
"""Nanoseconds: a file written so shortly before it was read could be written again without a new time."""


class Fingerprints:
    """Sizes and checksums of files; what was known is read from `path` and kept there by `save`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, str] = {}
        with suppress(OSError, ValueError):
            known = json.loads(path.read_text(encoding="utf-8"))
            self._known = {str(key): str(digest) for key, digest in known.items()}
        self._seen: dict[str, str] = {}

    def of(self, path: Path) -> tuple[int, str]:
        """Return the size and the SHA-256 of a file."""
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            key = f"{status.st_dev}:{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"
            digest = self._known.get(key)
            if digest is None:
                settled = time.time_ns() - status.st_mtime_ns > _SETTLED
                digest = file_digest(file, "sha256").hexdigest()
                if not settled:
                    return status.st_size, digest
            self._seen[key] = digest
        return status.st_size, digest

    def save(self) -> None:
        """Keep what was seen, and nothing else; where nothing may be written, the next one reads the files again."""
        if self._seen.items() <= self._known.items():
            return
        with suppress(OSError):
            atomic_write(self._path, json.dumps(self._seen), mode=0o600)
