"""Audit log of writes over HTTP: an append-only NDJSON file with time, request id, key and outcome.

Each write has two lines, `begun` before the store is changed and `done` after, each synced (fsync) before anything else
happens. So a crash between the two leaves the first, and no change is without a line. It is a file and not a table of
the store: it outlives a store that is restored, and an operator reads it with `jq`.
"""

import json
import logging
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from api.http.request_context import current_context
from corpus import atomic_write, utc_now

_log = logging.getLogger("onrecord.api")


def finish(folder: Path, state: str, **said: Any) -> None:
    """Append the entry of a committed change; one that cannot be written goes to the log of the server."""
    try:
        append(folder, state, **said)
    except OSError as error:
        _log.error("audit entry not written (%s): %s", error, json.dumps({"state": state, **said}))


def append(folder: Path, state: str, **said: Any) -> None:
    """Append one entry, durable when the call returns; the caller holds the write lock.

    Raises OSError when it cannot be written: the change must then not be committed.
    """
    entry = {"time": utc_now(), "request": current_context().id, "state": state, **said}
    descriptor = os.open(folder / "audit.ndjson", os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"  # of a write that a crash cut off
        line = (b"\n" if torn else b"") + json.dumps(entry).encode() + b"\n"
        if os.write(descriptor, line) != len(line):
            raise OSError("the audit entry was cut short; is the disk full?")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def erase(folder: Path, quotations: Collection[str]) -> None:
    """Replace what was sent, and why it was refused, in the entries of some quotations; the rest stays.

    The caller holds the write lock. Raises OSError.
    """
    path = folder / "audit.ndjson"
    if not path.exists():
        return
    atomic_write(path, b"\n".join(_erased(line, quotations) for line in path.read_bytes().split(b"\n")), mode=0o600)


def _erased(line: bytes, quotations: Collection[str]) -> bytes:
    try:
        entry = json.loads(line)
        if entry.get("quotation") in quotations:
            return json.dumps(entry | {"erased": True} | dict.fromkeys(entry.keys() & {"sent", "reason"})).encode()
    except (AttributeError, ValueError):
        pass  # a line that a crash cut off
    return line
