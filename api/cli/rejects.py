"""`--rejects FILE`: a line of JSON for each rejected record, written aside and renamed when the run ends."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from api.settings import SettingsError

_MEMBERS = {"file", "position", "reason"}


@contextmanager
def open_rejects(path: Path) -> Iterator[TextIO]:
    """Yield a file for the lines of rejected records, which becomes `path` at the end, whatever ends the run.

    Raises SettingsError when `path` is there and is no file of rejects, or cannot be written.
    """
    _require_ours(path)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    except OSError as error:
        raise SettingsError(f"--rejects {path}: {error.strerror or error}") from error
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            try:
                yield file
            finally:
                file.flush()
                os.fsync(file.fileno())
                aside.chmod(0o644)
                aside.replace(path)
    finally:
        with suppress(OSError):
            aside.unlink()


def _require_ours(path: Path) -> None:
    """Raise SettingsError for a file that an earlier `--rejects` did not write."""
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline(1_000_000)
        is_ours = not first or set(json.loads(first)) == _MEMBERS
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError):
        is_ours = False
    if not is_ours:
        raise SettingsError(f"--rejects {path}: is there already and is no list of rejected records; name another file")
