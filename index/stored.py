"""What is stored of every document, each compressed by itself and read by its number.

Documents of one segment are much alike, so some of them are kept beside as a dictionary that the others are compressed
with: about a quarter of the bytes remain, and one is read in some microseconds.
"""

import zlib
from array import array
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from index.arrays import Array, flat, view

_RAW = -13  # deflate over 8 kB, without header and checksum: the manifest has one of the whole file
_LEVEL, _MEMORY = 1, 6
_SAMPLES, _SAMPLES_SIZE = 32, 1 << 13
_REMEMBERED = 8_192


class StoredWriter:
    """Writes documents one after another; `finish` gives the arrays that find them again."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("xb")
        self._waiting: list[bytes] = []
        self._dictionary = b""
        self._packer: Any = None
        self._lengths = array("i")

    def add(self, document: bytes) -> None:
        """Write a document."""
        if self._packer is not None:
            self._write(document)
            return
        self._waiting.append(document)
        if len(self._waiting) == _SAMPLES:
            self._begin()

    def finish(self, order: Array) -> dict[str, Array]:
        """Close the file; `order` says which document, as added, gets which number."""
        if self._packer is None:
            self._begin()
        self._file.close()
        lengths = np.array(self._lengths, np.int32)
        starts = np.cumsum(lengths, dtype=np.int64) - lengths
        return {
            "stored.dictionary": np.frombuffer(self._dictionary, np.uint8),
            "stored.starts": starts[order],
            "stored.lengths": lengths[order],
        }

    def cancel(self) -> None:
        """Close the file, whatever is in it."""
        self._file.close()

    def _begin(self) -> None:
        self._dictionary = b"".join(self._waiting)[-_SAMPLES_SIZE:]
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, self._dictionary)
        for document in self._waiting:
            self._write(document)
        self._waiting.clear()

    def _write(self, document: bytes) -> None:
        packer = self._packer.copy()
        packed = packer.compress(document) + packer.flush()
        self._file.write(packed)
        self._lengths.append(len(packed))


class Stored:
    """The documents of a segment."""

    def __init__(self, path: Path, arrays: dict[str, Array]) -> None:
        self._mapped = view(path)
        self._dictionary = arrays["stored.dictionary"].tobytes()
        self._starts = flat(arrays["stored.starts"])
        self._lengths = flat(arrays["stored.lengths"])
        self.read = lru_cache(_REMEMBERED)(self.read_once)
        """Gives a document by its number, as it was written, and remembers it."""

    def read_once(self, number: int) -> bytes:
        """Give a document and forget it: who reads all would push out what is asked for again and again."""
        start = self._starts[number]
        packed = self._mapped[start : start + self._lengths[number]]
        return zlib.decompressobj(_RAW, self._dictionary).decompress(packed)
