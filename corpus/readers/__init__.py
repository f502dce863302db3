"""Files → articles, one module a format.

A reader is a module with a `FORMAT`, a function `recognises(head)` that looks at the first bytes of a file, and a
function `read(path)` that gives its articles. `READERS` is the list, asked from top to bottom; what a file is called
decides nothing. A reader never guesses: what it cannot read raises `UnreadableFile` with the reason.
"""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from corpus.article import Article
from corpus.errors import UnreadableFile
from corpus.readers import text

LARGEST_FILE = 50_000_000


class Reader(Protocol):
    """One format: its name, how its files begin, and its articles."""

    FORMAT: str

    def recognises(self, head: bytes) -> bool:
        """Say whether a file that begins with these bytes is of this format."""
        ...

    def read(self, path: Path) -> Iterator[Article]:
        """Give the articles in a file; raises UnreadableFile."""
        ...


READERS: tuple[Reader, ...] = (text,)


def read(path: Path) -> Iterator[Article]:
    """Give the articles in a file of any format we know; raises UnreadableFile."""
    try:
        head = _head(path)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or "cannot be read") from error
    for reader in READERS:
        if reader.recognises(head):
            return reader.read(path)
    raise UnreadableFile(path, f"{_name_of(head)}; what can be read: {', '.join(r.FORMAT for r in READERS)}")


def _head(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(path, "not a regular file")
    if status.st_size > LARGEST_FILE:
        raise UnreadableFile(path, f"{status.st_size:,} bytes; the largest file that is read has {LARGEST_FILE:,}")
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise UnreadableFile(path, "empty")
    return head


def _name_of(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            return f"unknown format: {name}"
    return "unknown format: not text" if b"\x00" in head else "unknown format"


# What a file looks like that no reader takes; only for the words of the refusal.
_SIGNATURES = (
    (b"%pdf-", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"pk\x03\x04", "ZIP or an office document"),
    (b"{\\rtf", "RTF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"<", "XML or HTML"),
    (b"warc/", "WARC"),
    (b"{", "JSON"),
    (b"\xff\xfe", "text in UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "text in UTF-16; save it as UTF-8"),
    (b"\x89png", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
)
