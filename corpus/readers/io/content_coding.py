"""HTTP's Content-Encoding (RFC 9110, 8.4.1): gzip and x-gzip, deflate, br, within the limits of unpacking."""

import zlib
from typing import Any

from corpus.errors import BadRecord
from corpus.readers.io.limits import FREE_OF_RATIO, HIGHEST_RATIO, LARGEST_RECORD

_GZIP = b"\x1f\x8b"
_NOTHING = ("", "identity", "none", "utf-8", "binary")


def unpacked_content(raw: bytes, header: str) -> bytes:
    """Return a payload without the codings that the header names, the last applied first; raises BadRecord."""
    limit = max(FREE_OF_RATIO, HIGHEST_RATIO * len(raw))
    for coding in reversed([part.strip().lower() for part in header.split(",")]):
        if coding in ("gzip", "x-gzip"):
            raw = _gunzipped(raw) if raw.startswith(_GZIP) else raw  # servers that only say so
        elif coding == "deflate":
            raw = _inflated(raw)
        elif coding == "br":
            raw = _from_brotli(raw)
        elif coding not in _NOTHING:
            raise BadRecord("the page is compressed in a way that is not read (Content-Encoding)")
        if len(raw) > LARGEST_RECORD:
            raise BadRecord(
                f"more than {LARGEST_RECORD:,} bytes; the largest record that is read has {LARGEST_RECORD:,}"
            )
        if len(raw) > limit:
            raise BadRecord(f"the page unfolds to more than {HIGHEST_RATIO} times its size")
    return raw


def _gunzipped(raw: bytes) -> bytes:
    parts: list[bytes] = []
    room = LARGEST_RECORD + 1
    while raw.startswith(_GZIP) and room > 0:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        parts.append(_decompressed(member, raw, room))
        room -= len(parts[-1])
        raw = member.unused_data
    return b"".join(parts)


def _inflated(raw: bytes) -> bytes:
    """Unpack deflate, which some servers send without the wrapping of zlib."""
    try:
        return _decompressed(zlib.decompressobj(), raw, LARGEST_RECORD + 1)
    except BadRecord:
        return _decompressed(zlib.decompressobj(-zlib.MAX_WBITS), raw, LARGEST_RECORD + 1)


def _decompressed(member: Any, raw: bytes, room: int) -> bytes:
    try:
        found: bytes = member.decompress(raw, room)
    except zlib.error as error:
        raise BadRecord("the page's compressed data is broken") from error
    return found


def _from_brotli(raw: bytes) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise BadRecord("the page is packed with Brotli, which the package brotli reads: pip install brotli") from error
    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        parts.append(decoder.process(raw, output_buffer_limit=_BROTLI_STEP))
        while parts[-1] or not decoder.can_accept_more_data():
            size += len(parts[-1])
            if size > LARGEST_RECORD or decoder.is_finished():
                break
            parts.append(decoder.process(b"", output_buffer_limit=_BROTLI_STEP))
    except brotli.error as error:
        raise BadRecord("the page's compressed data is broken") from error
    return b"".join(parts)


_BROTLI_STEP = 1_000_000
