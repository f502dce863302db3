"""Reload (HUP) without a gap: old workers go on accepting until the new ones are ready.

gunicorn's arbiter forks the new workers and stops the old ones at once, a second or more before the new ones have
imported the program. A worker that is ready sets a mode on its heartbeat file, which the arbiter has open too. It then
waits, up to a minute, for the old ones to finish, and counts them as workers: one that is killed meanwhile was missing.
"""

import os
import time
from stat import S_IMODE
from typing import Any

from gunicorn.arbiter import Arbiter

_READY_MODE = 0o400
_BOOT_SECONDS = 30.0

_manage_workers = Arbiter.manage_workers
_reap_workers = Arbiter.reap_workers
_reload = Arbiter.reload


def mark_ready(worker: Any) -> None:
    """Say that a worker has loaded the program and can answer; called in its process."""
    os.fchmod(worker.tmp.fileno(), _READY_MODE)


def install() -> None:
    """Let the arbiter wait for new workers before it stops old ones, and replace those that end meanwhile."""
    Arbiter.manage_workers = _manage_when_ready
    Arbiter.reap_workers = _reap_and_replace
    Arbiter.reload = _reload_and_note


def _reload_and_note(arbiter: Any) -> None:
    arbiter.oldest_new = arbiter.worker_age + 1
    try:
        _reload(arbiter)
    finally:
        arbiter.oldest_new = None


def _manage_when_ready(arbiter: Any) -> None:
    deadline = time.monotonic() + _BOOT_SECONDS
    while len(arbiter.WORKERS) > arbiter.num_workers and time.monotonic() < deadline:
        if all(map(_is_ready, sorted(arbiter.WORKERS.values(), key=_age)[-arbiter.num_workers :])):
            break
        time.sleep(0.02)
        arbiter.reap_workers()
    _manage_workers(arbiter)


def _reap_and_replace(arbiter: Any) -> None:
    _reap_workers(arbiter)
    if oldest := getattr(arbiter, "oldest_new", None):
        new = sum(worker.age >= oldest for worker in arbiter.WORKERS.values())
        for _ in range(arbiter.num_workers - new):
            arbiter.spawn_worker()


def _is_ready(worker: Any) -> bool:
    return S_IMODE(os.fstat(worker.tmp.fileno()).st_mode) == _READY_MODE


def _age(worker: Any) -> int:
    return int(worker.age)
