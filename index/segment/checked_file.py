"""Checked file: memory-mapped, with a CRC-32 of each block, compared when the block is first read.

data         as it was written
checksums    CRC-32 of each block of the data, 4 bytes each
8 bytes      length of the data
4 bytes      CRC-32 of checksums and length
8 bytes      magic and version of the format
"""

import mmap
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar
from zlib import crc32

from index.errors import BlockDamaged

BLOCK = 1 << 14
_MAGIC = b"ONRSUM01"
_FOOTER = 8 + 4 + len(_MAGIC)

_K = TypeVar("_K")
_V = TypeVar("_V")


class Lazy(dict[_K, _V], Generic[_K, _V]):
    """A dict whose values are made when they are first asked for, so that only what is used is read and checked."""

    def __init__(self, make: Callable[[_K], _V]) -> None:
        self._make = make

    def __missing__(self, key: _K) -> _V:
        value = self[key] = self._make(key)
        return value


class CheckedFile:
    """A file that `seal` has closed; `mapped` is all of it, of which only what was checked may be used."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises BlockDamaged when its checksums are not as they were written."""
        self.path = path
        self.mapped = view(path)
        footer = self.mapped[-_FOOTER:]
        self.size = int.from_bytes(footer[:8], "little")
        self._sums = bytes(self.mapped[self.size : -_FOOTER])
        sound = crc32(self._sums + footer[:8]) == int.from_bytes(footer[8:12], "little")
        if footer[12:] != _MAGIC or len(self._sums) != -(-self.size // BLOCK) * 4 or not sound:
            raise BlockDamaged(path, "its checksums are not as they were written")
        self._unread = bytearray(b"\1" * (len(self._sums) // 4))

    def check(self, start: int, end: int) -> None:
        """Compare the blocks between two offsets with their checksums, each once. Raises BlockDamaged."""
        first, beyond = start // BLOCK, -(-end // BLOCK)
        while (block := self._unread.find(1, first, beyond)) >= 0:
            data = memoryview(self.mapped)[block * BLOCK : min(self.size, (block + 1) * BLOCK)]
            if crc32(data) != int.from_bytes(self._sums[block * 4 : block * 4 + 4], "little"):
                raise BlockDamaged(self.path, f"the block at byte {block * BLOCK} is not as it was written")
            self._unread[block] = 0

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes between two offsets. Raises BlockDamaged."""
        self.check(start, end)
        return self.mapped[start:end]


def seal(path: Path) -> None:
    """Append the checksums to a file whose data is complete."""
    with path.open("r+b") as file:
        size, sums = 0, b""
        while data := file.read(BLOCK):
            size += len(data)
            sums += crc32(data).to_bytes(4, "little")
        sums += size.to_bytes(8, "little")
        file.write(sums + crc32(sums).to_bytes(4, "little") + _MAGIC)


def view(path: Path) -> mmap.mmap | bytes:
    """Map a file, read-only; the mapping lives as long as a view of it."""
    with path.open("rb") as file:
        empty = file.seek(0, 2) == 0  # which cannot be mapped
        return b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
