"""Stored fields: the stored bytes of each document, LZ4-compressed in blocks of three, read by document number.

Documents of a segment are similar, so a sample of them is the compression dictionary of all. Consecutive ones are
mostly of one article and more similar still, hence the blocks; larger blocks would make single reads slower.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
from lz4.block import compress, decompress

from index.segment.array_file import Array, flat
from index.segment.checked_file import CheckedFile, seal

_SAMPLES, _SAMPLES_SIZE = 32, 1 << 13
_BLOCK = 3
_SEPARATOR = b"\x1d"  # the group separator of ASCII, which no JSON holds
_CACHE_SIZE, _CACHED_BLOCKS = 8_192, 64


class StoredWriter:
    """Writes stored bytes in sequence; `finish` returns the arrays that locate them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO = path.open("xb")
        self._waiting: list[bytes] = []
        self._dictionary = b""
        self._lengths = array("i")

    def add(self, documents: Sequence[bytes]) -> None:
        """Write the stored bytes of documents."""
        self._waiting.extend(documents)
        if len(self._waiting) >= _SAMPLES:
            self._write(len(self._waiting) // _BLOCK * _BLOCK)

    def finish(self, order: Array) -> dict[str, Array]:
        """Close the file; `order` lists the documents, numbered as added, in their new order."""
        self._write(len(self._waiting))
        self._file.close()
        seal(self._path)
        return {
            "stored.dictionary": np.frombuffer(self._dictionary, np.uint8),
            "stored.bounds": np.concatenate([[0], np.cumsum(self._lengths, dtype=np.int64)]).astype(np.int64),
            "stored.added": order.astype(np.int32),
        }

    def cancel(self) -> None:
        """Close the unfinished file."""
        self._file.close()

    def _write(self, size: int) -> None:
        """Write the first `size` waiting documents; the very first ones are the dictionary."""
        waiting = self._waiting
        self._dictionary = self._dictionary or b"".join(waiting[:_SAMPLES])[-_SAMPLES_SIZE:]
        for start in range(0, size, _BLOCK):
            packed = compress(_SEPARATOR.join(waiting[start : start + _BLOCK]), dict=self._dictionary)
            self._file.write(packed)
            self._lengths.append(len(packed))
        del waiting[:size]


class Stored:
    """Reader of the stored bytes of a segment."""

    def __init__(self, path: Path, arrays: Mapping[str, Array]) -> None:
        self._file = CheckedFile(path)
        self._dictionary = arrays["stored.dictionary"].tobytes()
        self._bounds = flat(arrays["stored.bounds"])
        self._added = flat(arrays["stored.added"])
        self._block = lru_cache(_CACHED_BLOCKS)(self._unpacked)
        self.read = lru_cache(_CACHE_SIZE)(self.read_once)
        """Returns the stored bytes of a document by its number, cached."""

    def read_once(self, number: int) -> bytes:
        """Return the stored bytes without caching, so that a full scan does not evict hot documents."""
        block, place = divmod(self._added[number], _BLOCK)
        return self._block(block)[place]

    def _unpacked(self, number: int) -> list[bytes]:
        packed = self._file.read(self._bounds[number], self._bounds[number + 1])
        block: bytes = decompress(packed, dict=self._dictionary)
        return block.split(_SEPARATOR)
