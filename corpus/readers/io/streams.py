"""Input streams with size limits: open, peek, gunzip, byte-order marks, lines."""

import codecs
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from corpus.errors import BadRecord
from corpus.readers.io.limits import FREE_OF_RATIO, HIGHEST_RATIO, LARGEST_FILE, LARGEST_RECORD

STANDARD_INPUT = Path("-")
GZIP = b"\x1f\x8b"
_HEAD = 16_384
_CHUNK = 65_536
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's does, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@contextmanager
def opened(path_or_stream: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Open a regular file; `-` is standard input, and a stream is taken as it is. Raises BadRecord or OSError."""
    if path_or_stream == STANDARD_INPUT:
        yield sys.stdin.buffer
    elif not isinstance(path_or_stream, Path):
        yield path_or_stream
    elif not stat.S_ISREG(path_or_stream.stat().st_mode):  # asked before opening: a pipe would be waited for
        raise BadRecord("not a regular file")
    else:
        with path_or_stream.open("rb") as file:
            yield file


def peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream and a stream that still has them; raises BadRecord when it has none."""
    head = b""
    fault: BadRecord | None = None
    try:
        while len(head) < _HEAD and (more := stream.read(_HEAD - len(head))):
            head += more
    except BadRecord as error:
        if not head:
            raise
        fault = error  # what came before it is read first
    return head, _buffered(_Rejoined(head, stream, fault))


def gunzipped(stream: BinaryIO) -> BinaryIO:
    """Return a stream of the decompressed bytes of a gzip stream of one member or several."""
    return cast(BinaryIO, _Unpacked(stream))


def read_all(stream: BinaryIO, largest: int = LARGEST_RECORD) -> bytes:
    """Read all of a stream; raises BadRecord when it has more than `largest` bytes."""
    raw = stream.read(largest + 1)
    if len(raw) > largest:
        what = "file" if largest == LARGEST_FILE else "record"
        raise BadRecord(f"more than {largest:,} bytes; the largest {what} that is read has {largest:,}")
    return raw


def require_size(stream: BinaryIO) -> None:
    """Raise BadRecord when a file on disk is too large to be read whole."""
    try:
        size = os.fstat(stream.fileno()).st_size
    except (OSError, AttributeError):  # no file on disk: what comes is counted when it comes
        return
    if size > LARGEST_FILE:
        raise BadRecord(f"{size:,} bytes; the largest file that is read has {LARGEST_FILE:,}")


def in_utf8(head: bytes) -> bytes:
    """Return the first bytes of a file in UTF-8 and without its byte-order mark, if it has one.

    >>> in_utf8(b"\\xff\\xfe<\\x00p\\x00>\\x00")
    b'<p>'
    """
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore").encode("utf-8", "ignore")
    return head


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line with its end, in UTF-8 when a byte-order mark says what the file is in; None for one too long.

    Memory holds one line. `stream` is one that `peeked` gave. Raises BadRecord where the file is not in the
    encoding that its mark promises.
    """
    head = cast(io.BufferedReader, stream).peek()  # `read` would lose what stands before a fault
    mark, encoding = next((pair for pair in BOMS if head.startswith(pair[0])), (b"", None))
    stream.read(len(mark))
    path_or_stream = stream if encoding in (None, "utf-8") else _buffered(_Utf8(stream, str(encoding)))
    while line := path_or_stream.readline(LARGEST_RECORD + 1):
        if len(line) <= LARGEST_RECORD:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = path_or_stream.readline(_CHUNK)
        yield None


def _buffered(raw: "_Raw") -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(cast(Any, raw), _CHUNK))


class _Raw(io.RawIOBase):
    """A stream made of another; `_more` returns up to `size` further bytes, none at the end."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        more = self._more(len(buffer))
        buffer[: len(more)] = more
        return len(more)

    def _more(self, size: int) -> bytes:
        raise NotImplementedError


class _Rejoined(_Raw):
    """Bytes that were read already, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO, fault: BadRecord | None) -> None:
        self._head = head
        self._rest = rest
        self._fault = fault

    def fileno(self) -> int:
        return self._rest.fileno()

    def _more(self, size: int) -> bytes:
        if not self._head:
            if self._fault is not None:
                raise self._fault
            return self._rest.read(size)
        more, self._head = self._head[:size], self._head[size:]
        return more


class _Unpacked(_Raw):
    """The members of a gzip stream, one after the other."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._member: zlib._Decompress | None = None
        self._pending = b""
        self._read = 0
        self._given = 0

    def _more(self, size: int) -> bytes:
        while True:
            if not self._pending and not self._refill():
                return b""
            if self._member is None:
                self._pending = self._pending.lstrip(b"\x00")  # padding between members
                if not self._pending:
                    continue
                self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
            if more := self._unfold(self._member, size):
                return more

    def _refill(self) -> bool:
        self._pending = self._packed.read(_CHUNK)
        self._read += len(self._pending)
        if not self._pending and self._member is not None:
            raise BadRecord("the gzip data ends in the middle")
        return bool(self._pending)

    def _unfold(self, member: "zlib._Decompress", size: int) -> bytes:
        try:
            more = member.decompress(self._pending, size)
        except zlib.error as error:
            raise BadRecord(f"broken gzip data in the first {self._read:,} bytes") from error
        self._pending = member.unconsumed_tail
        if member.eof:
            self._pending, self._member = member.unused_data, None
        self._given += len(more)
        if self._given > FREE_OF_RATIO and self._given > HIGHEST_RATIO * self._read:
            raise BadRecord(f"the gzip data unfolds to more than {HIGHEST_RATIO} times its size")
        return more


class _Utf8(_Raw):
    """A stream in another Unicode encoding, in UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._pending = b""

    def _more(self, size: int) -> bytes:
        while not self._pending:
            raw = self._stream.read(_CHUNK)
            try:
                self._pending = self._decoder.decode(raw, final=not raw).encode()
            except UnicodeError as error:
                raise BadRecord(f"not the {self._encoding.upper()} that its byte-order mark promises") from error
            if not raw:
                break
        more, self._pending = self._pending[:size], self._pending[size:]
        return more
