"""What is stored of every document: compressed two at a time, and read by number.

Documents of one segment are much alike, so some of them are kept beside as a dictionary that the others are compressed
with. Those that follow each other are mostly of one article and alike even more, so two are compressed at once: that
takes two thirds of the time. More together would make reading one of them slower. The codes are deflate's fixed ones:
making fitting ones takes longer, at writing and at reading, than they save.
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
_BLOCK = 2
_BETWEEN = b"\x1d"  # ASCII's separator of groups, which no JSON holds
_REMEMBERED, _REMEMBERED_BLOCKS = 8_192, 64


class StoredWriter:
    """Writes documents one after another; `finish` gives the arrays that find them again."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("xb")
        self._samples: list[bytes] = []
        self._block: list[bytes] = []
        self._dictionary = b""
        self._packer: Any = None
        self._lengths = array("i")

    def add(self, document: bytes) -> None:
        """Write a document, as `finished` makes it."""
        if self._packer is not None:
            self._write(document)
            return
        self._samples.append(document)
        if len(self._samples) == _SAMPLES:
            self._begin()

    def finish(self, order: Array) -> dict[str, Array]:
        """Close the file; `order` says which document, as added, gets which number."""
        if self._packer is None:
            self._begin()
        if self._block:
            self._write_block()
        self._file.close()
        return {
            "stored.dictionary": np.frombuffer(self._dictionary, np.uint8),
            "stored.bounds": np.concatenate([[0], np.cumsum(self._lengths, dtype=np.int64)]).astype(np.int64),
            "stored.added": order.astype(np.int32),
        }

    def cancel(self) -> None:
        """Close the file, whatever is in it."""
        self._file.close()

    def _begin(self) -> None:
        self._dictionary = b"".join(self._samples)[-_SAMPLES_SIZE:]
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_FIXED, self._dictionary)
        for document in self._samples:
            self._write(document)
        self._samples.clear()

    def _write(self, document: bytes) -> None:
        self._block.append(document)
        if len(self._block) == _BLOCK:
            self._write_block()

    def _write_block(self) -> None:
        packer = self._packer.copy()
        packed = packer.compress(_BETWEEN.join(self._block)) + packer.flush()
        self._file.write(packed)
        self._lengths.append(len(packed))
        self._block.clear()


class Stored:
    """The documents of a segment."""

    def __init__(self, path: Path, arrays: dict[str, Array]) -> None:
        self._mapped = view(path)
        self._dictionary = arrays["stored.dictionary"].tobytes()
        self._bounds = flat(arrays["stored.bounds"])
        self._added = flat(arrays["stored.added"])
        self._block = lru_cache(_REMEMBERED_BLOCKS)(self._unpacked)
        self.read = lru_cache(_REMEMBERED)(self.read_once)
        """Gives a document by its number, as it was written, and remembers it."""

    def read_once(self, number: int) -> bytes:
        """Give a document and forget it: who reads all would push out what is asked for again and again."""
        block, place = divmod(self._added[number], _BLOCK)
        return self._block(block)[place]

    def _unpacked(self, block: int) -> list[bytes]:
        packed = self._mapped[self._bounds[block] : self._bounds[block + 1]]
        return zlib.decompressobj(_RAW, self._dictionary).decompress(packed).split(_BETWEEN)
