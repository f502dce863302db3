"""Folders that are expensive to build: once a session, for all workers of pytest-xdist."""

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


class SharedFolders:
    """Folders below the session's root that the first worker to ask builds while the others wait."""

    def __init__(self, factory: pytest.TempPathFactory, workers: bool) -> None:
        base = factory.getbasetemp()
        self._root = base.parent if workers else base  # each worker has its own folder in that of the session

    def build(self, name: str, fill: Callable[[Path], object]) -> Path:
        """Return the folder `name`, filled by `fill` in whichever process comes first; nobody may change it later."""
        folder, complete = self._root / f"shared-{name}", self._root / f"shared-{name}.complete"
        with FileLock(self._root / f"shared-{name}.lock"):
            if not complete.exists():
                folder.mkdir()
                fill(folder)
                complete.touch()
        return folder
