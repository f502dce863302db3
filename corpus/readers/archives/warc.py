"""WARC archives, 1.0 and 1.1: each page that a crawler got with status 200 is a record; so is a page kept as
`resource`.

A `conversion` is the text of a page, as the WET files of Common Crawl hold it. Everything else is passed over and
counted by kind. A bad payload costs its record alone; reading stops at the first fault in the archive's own
structure: what follows could be words of a page that pretend to be a record.
"""

import logging
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, BinaryIO

from warcio.recordloader import ArcWarcRecordLoader

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.archives.capture import Capture, captured_article, page_records
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.readers.web import html

FORMAT = "warc"
VERSION = f"{html.VERSION}, warcio {version('warcio')}"
STREAMS = True

logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it would log addresses as they are

_CHUNK = 65_536
_LONGEST_HEADERS = 1_000_000
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z", re.ASCII)
_DIGEST = re.compile(r"[\w.-]{1,20}:[\w=+/-]{1,200}", re.ASCII)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins as an archive does."""
    return head.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"WARC/1.0\n", b"WARC/1.1\n"))


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each page; a bad one, and the fault that ends the archive, with the number of its record."""
    yield from page_records(WarcArchive(stream), origin, FORMAT)


def article(record: RawRecord) -> Article:
    """Return the article of a page; raises BadRecord."""
    return captured_article(record, VERSION)


class WarcArchive:
    """The records of a WARC file: each is framed here, and read to its end before the next."""

    def __init__(self, stream: BinaryIO) -> None:
        self.lines = BoundedLines(stream)
        self._loader = ArcWarcRecordLoader(arc2warc=False)
        self._stream: Any = None
        self.number = 0

    def next(self) -> Capture | None:
        """Return the next record, None at the end; raises BadRecord where the archive is broken."""
        self.finish()
        line = self.lines.next_header()
        if not line:
            return None
        if not line.startswith(b"WARC/1."):
            raise BadRecord("the archive is broken here: a record must begin with WARC/1.0 or WARC/1.1")
        record = self._loader.parse_record_stream(self.lines, line, "warc", no_record_parse=True)
        headers = record.rec_headers
        length = headers.get_header("Content-Length") or ""
        if not (length.isascii() and length.isdigit()):
            raise BadRecord("the archive is broken here: a record does not give its length")
        self.lines.budget = None
        self._stream = record.raw_stream
        kind = (headers.get_header("Content-Type") or "").strip()
        return Capture(
            record.rec_type or "", _header(headers, "WARC-Target-URI").strip("<>"), self._stream, kind, _said(headers)
        )

    def finish(self) -> None:
        """Read what is left of the record; raises BadRecord when the archive ends before it."""
        while self._stream is not None and self._stream.limit > 0:
            if not self._stream.read(min(self._stream.limit, _CHUNK)):
                raise BadRecord("the archive ends in the middle of a record")


class BoundedLines:
    """A stream whose lines and headers cannot grow without end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.budget: int | None = None

    def next_header(self) -> bytes:
        """Return the next line that is not blank, b"" at the end; what follows counts as headers."""
        self.budget = _LONGEST_HEADERS
        line = self.readline()
        while line.strip() == b"" and line:
            line = self.readline()
        return line

    def read(self, size: int = _CHUNK) -> bytes:
        """Return up to `size` bytes."""
        return self._stream.read(size)

    def readline(self, size: int | None = None) -> bytes:
        """Return a line, or the part of it that fits; raises BadRecord when the headers outgrow their budget."""
        line = self._stream.readline(min(size or _CHUNK, _CHUNK))
        if self.budget is not None:
            self.budget -= len(line)
            if self.budget < 0:
                raise BadRecord(f"the archive is broken here: headers of more than {_LONGEST_HEADERS:,} bytes")
        return line


def _said(headers: Any) -> dict[str, str | None]:
    captured = _INSTANT.fullmatch(_header(headers, "WARC-Date"))
    digest = _DIGEST.fullmatch(_header(headers, "WARC-Payload-Digest"))
    return {
        "captured": f"{captured[1]}Z" if captured else None,
        "digest": digest[0] if digest else None,
        "language": _header(headers, "WARC-Identified-Content-Language"),
    }


def _header(headers: Any, name: str) -> str:
    return (headers.get_header(name) or "").strip()
