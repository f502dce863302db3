"""Waiting for another process: asked often, and for as long as a busy machine may need."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 60.0  # seconds


def wait_until(condition: Callable[[], T], process_ended: Callable[[], object] = lambda: None) -> T:
    """Return the first true value of a condition; fails after a minute, or when `process_ended` is no longer None."""
    deadline = time.monotonic() + PATIENCE
    while not (value := condition()):
        assert process_ended() is None, "the process that was waited for has ended"
        assert time.monotonic() < deadline, f"{condition} is not true after {PATIENCE} seconds"
        time.sleep(0.01)
    return value
