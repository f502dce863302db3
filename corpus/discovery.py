"""File discovery: the files that the user named, and those in folders among them, in the order of names."""

import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from corpus.errors import shown
from corpus.readers.io.streams import STANDARD_INPUT


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or the record at `position` in it, that was not read, and why."""

    path: Path
    reason: str
    position: str | None = None

    def __str__(self) -> str:
        where = f"{shown(self.path)}, {self.position}" if self.position else shown(self.path)
        return f"{where}: {shown(self.reason)}"


def files_of(paths: Iterable[Path]) -> Iterator[Path | Refusal]:
    """Yield every file once, and a Refusal for each that is left out; `-` is standard input.

    A link that the user names is followed; one that lies in a folder is not. Hidden files are left alone.
    """
    seen: set[Path] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            yield path
            continue
        if _is_loop(path):
            yield Refusal(path, "skipped: a symbolic link that leads to itself")
            continue
        for file in _walk(path) if S_ISDIR(_mode(path)) else (path,):
            if isinstance(file, Refusal):
                yield file
            elif (resolved := file.resolve()) not in seen:
                seen.add(resolved)
                yield file


def _walk(folder: Path) -> Iterator[Path | Refusal]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Refusal(folder, f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield Refusal(entry, "skipped: a symbolic link; name the file itself to read it")
        elif S_ISDIR(mode := _mode(entry)):
            yield from _walk(entry)
        elif mode and not S_ISREG(mode):
            yield Refusal(entry, "skipped: not a regular file")
        else:
            yield entry


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:  # opening the file will raise the same
        return 0


def _is_loop(path: Path) -> bool:
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False
