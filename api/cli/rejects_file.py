"""`--rejects FILE`: a line of JSON for each rejected record, written aside and renamed when the run ends."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from api.settings import SettingsError
from corpus import atomic_path

_MEMBERS = {"file", "position", "reason"}


@contextmanager
def open_rejects(path: Path) -> Iterator[TextIO]:
    """Yield a file for the lines of rejected records, which becomes `path` at the end, whatever ends the run.

    Raises SettingsError when `path` is there and is no file of rejects, or cannot be written.
    """
    _require_ours(path)
    with ExitStack() as stack:
        try:
            temporary = stack.enter_context(atomic_path(path))
        except OSError as error:
            raise SettingsError(f"--rejects {path}: {error.strerror or error}") from error
        interruption: BaseException | None = None
        with temporary.open("w", encoding="utf-8") as file:
            try:
                yield file
            except BaseException as error:  # the lines so far are kept, then it goes on its way
                interruption = error
    if interruption:
        raise interruption


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
