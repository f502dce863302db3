"""The library faults.c, preloaded into this process, and the ways in which a call can go wrong."""

import ctypes
import errno
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.store.connection import Database

_FAIL, _BEFORE, _WITHIN, _AFTER = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Mode:
    """How a call goes wrong; `lasting` when all after it fail too."""

    name: str
    how: int
    error: int = 0
    lasting: bool = False

    @property
    def kills(self) -> bool:
        """Whether the process ends at the call."""
        return self.how != _FAIL

    @property
    def writes_only(self) -> bool:
        """Whether only writes are counted as calls, of which there are fewer."""
        return self.how == _WITHIN


MODES = (
    Mode("killed before", _BEFORE),
    Mode("killed after half of a write", _WITHIN),
    Mode("killed after", _AFTER),
    Mode("EIO once", _FAIL, errno.EIO),  # once, so that the program meets a disk that goes on
    Mode("ENOSPC", _FAIL, errno.ENOSPC, lasting=True),
    Mode("EFBIG", _FAIL, errno.EFBIG, lasting=True),
)


class Shim:
    """The failing disk below one folder."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.faults_arm.argtypes = (ctypes.c_char_p, ctypes.c_long, *[ctypes.c_int] * 3)

    def arm(self, folder: Path, n: int, mode: Mode) -> None:
        """Let the n-th call that changes a file below the folder go wrong."""
        self._library.faults_arm(str(folder).encode(), n, mode.how, mode.error, int(mode.lasting))

    def seen(self) -> int:
        """How many such calls there were."""
        return int(self._library.faults_seen())


def reuse_engines() -> None:
    """Cache SQLAlchemy's engine of each path: a statement is compiled once, and not in each of a thousand processes.

    A closed store has disposed of its connections, so that the next one opens the file anew.
    """
    Database.open = staticmethod(cache(Database.open))  # type: ignore[method-assign, assignment]
