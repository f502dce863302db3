"""Reload (HUP) without a gap: old workers go on accepting until the new ones are ready.

gunicorn's arbiter forks the new workers and stops the old ones at once, a second or more before the new ones have
imported the program. A worker that is ready sets a mode on its heartbeat file, which the arbiter has open too.
"""

import os
import time
from stat import S_IMODE
from typing import Any

from gunicorn.arbiter import Arbiter

_READY_MODE = 0o400
_BOOT_SECONDS = 30.0

_manage_workers = Arbiter.manage_workers


def mark_ready(worker: Any) -> None:
    """Say that a worker has loaded the program and can answer; called in its process."""
    os.fchmod(worker.tmp.fileno(), _READY_MODE)


def install() -> None:
    """Let the arbiter wait for new workers before it stops old ones."""
    Arbiter.manage_workers = _manage_when_ready


def _manage_when_ready(arbiter: Any) -> None:
    deadline = time.monotonic() + _BOOT_SECONDS
    while len(arbiter.WORKERS) > arbiter.num_workers and time.monotonic() < deadline:
        newest = sorted(arbiter.WORKERS.values(), key=lambda worker: worker.age)[-arbiter.num_workers :]
        if all(map(_is_ready, newest)):
            break
        time.sleep(0.02)
        arbiter.reap_workers()
    _manage_workers(arbiter)


def _is_ready(worker: Any) -> bool:
    return S_IMODE(os.fstat(worker.tmp.fileno()).st_mode) == _READY_MODE
