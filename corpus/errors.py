"""Exceptions of this package.

CorpusError
├── UnreadableFile      a file holds no article we can read
├── BadRecord           bytes hold no article we can read
├── BadFrontMatter      the front matter above a text cannot be used
├── BadDate             a day that EDTF or the calendar does not know
└── StoreError          the store cannot be opened, read or written
    ├── StoreConflict   something of this id is there already
    └── StoreLocked     another process writes to it
"""

from pathlib import Path


class CorpusError(Exception):
    """The base of every error of this package."""


class UnreadableFile(CorpusError):
    """A file that holds no article we can read; `path` names it and `reason` says why in a few words."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"{shown(path)}: {reason}")
        self.path = path
        self.reason = reason


class BadRecord(CorpusError):
    """Bytes that hold no article we can read, with the reason; the caller adds the file and the record."""


def shown(path: Path | str) -> str:
    """Return a path on one line, with escapes for what cannot be printed.

    >>> shown("island\\n.md")
    'island\\\\n.md'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in str(path))


class BadFrontMatter(CorpusError):
    """Front matter that cannot be used, with the reason."""


class BadDate(CorpusError):
    """A day that EDTF or the calendar does not know."""


class StoreError(CorpusError):
    """The store cannot be opened, read or written."""


class StoreConflict(StoreError):
    """The store has something of this id already, which stays."""


class StoreLocked(StoreError):
    """Another process writes to the store; `holder` is its process id, None when unknown."""

    def __init__(self, holder: int | None) -> None:
        super().__init__(f"locked by process {holder}" if holder else "locked by another process")
        self.holder = holder
