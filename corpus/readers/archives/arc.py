"""ARC 1.0 and 2.0, what the Internet Archive wrote until 2009: each page with status 200 is a record."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.limitreader import LimitReader

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.archives import warc
from corpus.readers.archives.capture import Capture, captured_article, page_records
from corpus.readers.archives.warc import BoundedLines
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "arc"
VERSION = warc.VERSION
STREAMS = True

_CHUNK = 65_536
# URL IP-address Archive-date Content-type [Result-code Checksum Location Offset Filename] Archive-length
_LINE = re.compile(
    rb"([a-z][\w+.-]{0,20}:\S{0,4000}) (\S{1,60}) (\d{4,14}) (\S{1,200})(?: .{0,600})? (\d{1,12})\s*\Z", re.IGNORECASE
)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins with the description that every ARC file begins with."""
    return head.startswith(b"filedesc://")


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each page; a bad one, and the fault that ends the archive, with the number of its record."""
    yield from page_records(_ArcArchive(stream), origin, FORMAT)


def article(record: RawRecord) -> Article:
    """Return the article of a page; raises BadRecord."""
    return captured_article(record, VERSION)


class _ArcArchive:
    """The records of an ARC file: a line, and as many bytes as it says."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = BoundedLines(stream)
        self._stream: Any = None
        self.number = 0

    def next(self) -> Capture | None:
        """Return the next record, None at the end; raises BadRecord where the archive is broken."""
        self.finish()
        line = self._lines.next_header()
        if not line:
            return None
        match = _LINE.fullmatch(line.rstrip(b"\r\n"))
        if match is None:
            raise BadRecord(
                "the archive is broken here: a record of ARC must begin with address, date, type and length"
            )
        self._lines.budget = None
        self._stream = LimitReader(self._lines, int(match[5]))
        url = match[1].decode("utf-8", "replace")
        kind = "warcinfo" if url.startswith("filedesc:") else "response"
        return Capture(kind, url, self._stream, match[4].decode("latin-1"), {"captured": _instant(match[3].decode())})

    def finish(self) -> None:
        """Read what is left of the record; raises BadRecord when the archive ends before it."""
        while self._stream is not None and self._stream.limit > 0:
            if not self._stream.read(min(self._stream.limit, _CHUNK)):
                raise BadRecord("the archive ends in the middle of a record")


def _instant(digits: str) -> str | None:
    """Write the 14 digits of an instant as the record does."""
    if len(digits) != 14:
        return None
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}Z"
