"""What can go wrong while articles come in or are kept.

CorpusError
├── UnreadableFile      a file holds no article we can read
├── BadRecord           bytes hold no article we can read
├── BadFrontMatter      what stands above the text cannot be used
├── BadDate             a day that EDTF or the calendar does not know
└── StoreError
    └── StoreLocked     another process writes to the record
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
    """Bytes that hold no article we can read, with the reason; who reads the file says in which record."""


def shown(path: Path | str) -> str:
    """Write a path on one line, and what cannot be printed in escapes.

    >>> shown("island\\n.md")
    'island\\\\n.md'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in str(path))


class BadFrontMatter(CorpusError):
    """What stands above the text cannot be used; a reader turns it into UnreadableFile."""


class BadDate(CorpusError):
    """A day that EDTF or the calendar does not know."""


class StoreError(CorpusError):
    """The record cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process writes to the record; `holder` is its process id, None when it did not say."""

    def __init__(self, holder: int | None) -> None:
        super().__init__(f"locked by process {holder}" if holder else "locked by another process")
        self.holder = holder
