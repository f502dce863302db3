"""What is stored of every document: compressed three at a time, and read by number.

Documents of one segment are much alike, so some of them are kept beside as a dictionary that the others are compressed
with. Those that follow each other are mostly of one article and even more alike, so three are compressed at once. More
would make reading one of them slower.
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
from lz4.block import compress, decompress

from index.segment.array_file import Array, flat, view

_SAMPLES, _SAMPLES_SIZE = 32, 1 << 13
_BLOCK = 3
_BETWEEN = b"\x1d"  # ASCII's separator of groups, which no JSON holds
_REMEMBERED, _REMEMBERED_BLOCKS = 8_192, 64


class StoredWriter:
    """Writes documents one after another; `finish` gives the arrays that find them again."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("xb")
        self._waiting: list[bytes] = []
        self._dictionary = b""
        self._lengths = array("i")

    def add(self, documents: Sequence[bytes]) -> None:
        """Write documents, as `finished` makes them."""
        self._waiting.extend(documents)
        if len(self._waiting) >= _SAMPLES:
            self._write(len(self._waiting) // _BLOCK * _BLOCK)

    def finish(self, order: Array) -> dict[str, Array]:
        """Close the file; `order` says which document, as added, gets which number."""
        self._write(len(self._waiting))
        self._file.close()
        return {
            "stored.dictionary": np.frombuffer(self._dictionary, np.uint8),
            "stored.bounds": np.concatenate([[0], np.cumsum(self._lengths, dtype=np.int64)]).astype(np.int64),
            "stored.added": order.astype(np.int32),
        }

    def cancel(self) -> None:
        """Close the file, whatever is in it."""
        self._file.close()

    def _write(self, size: int) -> None:
        """Write the first of those that wait; the first of all are the dictionary."""
        waiting = self._waiting
        self._dictionary = self._dictionary or b"".join(waiting[:_SAMPLES])[-_SAMPLES_SIZE:]
        for start in range(0, size, _BLOCK):
            packed = compress(_BETWEEN.join(waiting[start : start + _BLOCK]), dict=self._dictionary)
            self._file.write(packed)
            self._lengths.append(len(packed))
        del waiting[:size]


class Stored:
    """The documents of a segment."""

    def __init__(self, path: Path, arrays: dict[str, Array]) -> None:
        self._mapped = view(path)
        self._dictionary = arrays["stored.dictionary"].tobytes()
        self._bounds = flat(arrays["stored.bounds"])
        self._added = flat(arrays["stored.added"])
        self._block = lru_cache(_REMEMBERED_BLOCKS)(self._unpacked)
        self.read = lru_cache(_REMEMBERED)(self.read_once)
        """Return a document by its number, as it was written, and remembers it."""

    def read_once(self, number: int) -> bytes:
        """Return a document and forget it: who reads all would push out what is asked for again and again."""
        block, place = divmod(self._added[number], _BLOCK)
        return self._block(block)[place]

    def _unpacked(self, block: int) -> list[bytes]:
        packed = self._mapped[self._bounds[block] : self._bounds[block + 1]]
        together: bytes = decompress(packed, dict=self._dictionary)
        return together.split(_BETWEEN)
