"""WARC reader (1.0 and 1.1): each page that a crawler got with status 200 is a record.

Requests, revisits, metadata, other statuses and other media types are passed over. Reading stops at the first fault
in the archive's own structure: what follows could be words of a page that pretend to be a record.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any, BinaryIO

from warcio.bufferedreaders import BufferedReader
from warcio.recordloader import ArcWarcRecordLoader

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.io.limits import FREE_OF_RATIO, HIGHEST_RATIO, LARGEST_RECORD
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.readers.web import html

FORMAT = "warc"
VERSION = f"{html.VERSION}, warcio {version('warcio')}"
STREAMS = True

logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it would log addresses as they are

_CHUNK = 65_536
_LONGEST_HEADERS = 1_000_000
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z", re.ASCII)
_DIGEST = re.compile(r"[\w.-]{1,20}:[\w=+/-]{1,200}", re.ASCII)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins as an archive does."""
    return head.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"WARC/1.0\n", b"WARC/1.1\n"))


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each page; a bad one, and the fault that ends the archive, with the number of its record."""
    archive = _Archive(stream)
    while True:
        archive.number += 1
        position = f"record {archive.number}"
        try:
            record = archive.next()
            if record is None:
                return
            page = _page(record, archive)
        except _BadPage as error:
            yield UnreadableRecord(origin, position, str(error))
            continue
        except BadRecord as error:
            yield UnreadableRecord(origin, position, str(error))
            return
        except Exception as error:  # warcio raises whatever the bytes make it stumble over
            yield UnreadableRecord(origin, position, f"the archive is broken here ({type(error).__name__})")
            return
        if page is not None:
            yield RawRecord(origin, position, FORMAT, *page)


def article(record: RawRecord) -> Article:
    """Return the article of a page; raises BadRecord."""
    return html.article(record, VERSION)


class _BadPage(BadRecord):
    """One page is at fault, the archive around it is whole."""


class _Archive:
    """The records of an archive, framed here; each is read to its end before the next."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = _Lines(stream)
        self.loader = ArcWarcRecordLoader(arc2warc=False)
        self._record: Any = None
        self.number = 0

    def next(self) -> Any:
        """Return the next record, None at the end; raises BadRecord where the archive is broken."""
        if self._record is not None:
            self.finish()
        self._lines.budget = _LONGEST_HEADERS
        line = self._lines.readline()
        while line.strip() == b"" and line:
            line = self._lines.readline()
        if not line:
            return None
        if not line.startswith(b"WARC/1."):
            raise BadRecord("the archive is broken here: a record must begin with WARC/1.0 or WARC/1.1")
        self._record = self.loader.parse_record_stream(self._lines, line, "warc", no_record_parse=True)
        length = self._record.rec_headers.get_header("Content-Length") or ""
        if not (length.isascii() and length.isdigit()):
            raise BadRecord("the archive is broken here: a record does not give its length")
        self._lines.budget = None
        return self._record

    def finish(self) -> None:
        """Read what is left of the record; raises BadRecord when the archive ends before it."""
        stream = self._record.raw_stream
        while stream.limit > 0:
            if not stream.read(min(stream.limit, _CHUNK)):
                raise BadRecord("the archive ends in the middle of a record")


class _Lines:
    """A stream whose lines and headers cannot grow without end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.budget: int | None = None

    def read(self, size: int = _CHUNK) -> bytes:
        return self._stream.read(size)

    def readline(self, size: int | None = None) -> bytes:
        line = self._stream.readline(min(size or _CHUNK, _CHUNK))
        if self.budget is not None:
            self.budget -= len(line)
            if self.budget < 0:
                raise BadRecord(f"the archive is broken here: headers of more than {_LONGEST_HEADERS:,} bytes")
        return line


def _page(record: Any, archive: _Archive) -> tuple[bytes, Mapping[str, str]] | None:
    """Return the page in a record and its metadata in the archive, None when the record is no page."""
    url = _header(record.rec_headers, "WARC-Target-URI")
    if record.rec_type != "response" or not url.startswith(("http://", "https://")):
        return None
    try:
        record.http_headers = archive.loader.load_http_headers("response", url, record.raw_stream, record.length)
    except Exception as error:
        archive.finish()
        raise _BadPage("the HTTP headers cannot be read") from error
    if record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return None
    kind = _header(record.http_headers, "Content-Type")
    if kind.partition(";")[0].strip().lower() not in _PAGES:
        return None
    raw = _payload(record, archive)
    return raw, {key: words for key, words in _metadata(record, url, kind).items() if words}


def _payload(record: Any, archive: _Archive) -> bytes:
    packing = _header(record.http_headers, "Content-Encoding").strip().lower()
    if packing not in ("", "identity", *BufferedReader.get_supported_decompressors()):
        archive.finish()
        raise _BadPage("the page is compressed in a way that is not read (Content-Encoding)")
    packed = max(record.raw_stream.limit, 0)
    stream = record.content_stream()
    pieces: list[bytes] = []
    size = 0
    while size <= LARGEST_RECORD and (piece := stream.read(_CHUNK)):
        pieces.append(piece)
        size += len(piece)
    archive.finish()
    if size > LARGEST_RECORD:
        raise _BadPage(f"more than {LARGEST_RECORD:,} bytes; the largest record that is read has {LARGEST_RECORD:,}")
    if size > FREE_OF_RATIO and size > HIGHEST_RATIO * packed:
        raise _BadPage(f"the page unfolds to more than {HIGHEST_RATIO} times its size")
    return b"".join(pieces)


def _metadata(record: Any, url: str, kind: str) -> dict[str, str | None]:
    captured = _INSTANT.fullmatch(_header(record.rec_headers, "WARC-Date"))
    digest = _DIGEST.fullmatch(_header(record.rec_headers, "WARC-Payload-Digest"))
    charset = _CHARSET.search(kind)
    return {
        "url": url,
        "captured": f"{captured[1]}Z" if captured else None,
        "digest": digest[0] if digest else None,
        "encoding": charset[1] if charset else None,
    }


def _header(headers: Any, name: str) -> str:
    return (headers.get_header(name) or "").strip()
