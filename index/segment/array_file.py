"""Array file: named NumPy arrays in one file, memory-mapped and never copied.

    8 bytes   magic and version of the format
    8 bytes   length of the header
    header    JSON: {name: [dtype, count, offset]}
    arrays    one after another, each at a multiple of 64 bytes
    checksums of all that, as `checked_file` has them

There are no pickles, so reading a file executes nothing. All processes share the mapped pages.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.segment.checked_file import CheckedFile, seal

Array = NDArray[Any]

_MAGIC = b"ONRARR02"
_ALIGNMENT = 64


def write(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write one-dimensional arrays of numbers or booleans to a new file."""
    offset, header = 0, {}
    for name, array in arrays.items():
        header[name] = [array.dtype.str, len(array), offset]
        offset = _aligned(offset + array.nbytes)
    encoded_header = json.dumps(header).encode()
    with path.open("xb") as file:
        file.write(_MAGIC + len(encoded_header).to_bytes(8, "little") + encoded_header)
        for array in arrays.values():
            file.write(b"\0" * (_aligned(file.tell()) - file.tell()))
            file.write(flat(np.ascontiguousarray(array).view(np.uint8)))  # through the buffer, unlike tofile
        file.write(b"\0" * (_aligned(file.tell()) - file.tell()))
    seal(path)


class ArrayFile(Mapping[str, Array]):
    """The arrays of a file, read-only; each is checked whole when it is asked for, or by the slice with `slices`."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises ValueError for another format, BlockDamaged for a header that was changed."""
        self._file = CheckedFile(path)
        if self._file.read(0, 16)[:8] != _MAGIC:
            raise ValueError(f"{path}: is no file of arrays of this version")
        length = int.from_bytes(self._file.read(8, 16), "little")
        self._start = _aligned(16 + length)
        self._header: dict[str, tuple[str, int, int]] = json.loads(self._file.read(16, 16 + length))

    def __getitem__(self, name: str) -> Array:
        array, start = self._unchecked(name)
        self._file.check(start, start + array.nbytes)
        return array

    def __iter__(self) -> Iterator[str]:
        return iter(self._header)

    def __len__(self) -> int:
        return len(self._header)

    def slices(self, name: str) -> "ArraySlices":
        """Return an array too large to be checked whole."""
        return ArraySlices(self._file, *self._unchecked(name))

    def _unchecked(self, name: str) -> tuple[Array, int]:
        dtype, count, offset = self._header[name]
        start = self._start + offset
        return np.ndarray((count,), np.dtype(dtype), buffer=self._file.mapped, offset=start), start


class ArraySlices:
    """An array of which each slice is checked when it is read."""

    def __init__(self, file: CheckedFile, array: Array, start: int) -> None:
        self._file = file
        self._array = array
        self._start = start
        self.empty = array[:0]

    def __getitem__(self, part: slice) -> Array:
        """Return the slice between two indices. Raises BlockDamaged."""
        size = self._array.itemsize
        self._file.check(self._start + part.start * size, self._start + part.stop * size)
        array: Array = self._array[part]
        return array


def flat(array: Array) -> memoryview:
    """Return a memoryview, from which single numbers are read faster, as Python ints."""
    return memoryview(array)  # type: ignore[arg-type]


def narrowed(array: Array) -> Array:
    """Return non-negative integers in the narrowest type that holds them."""
    return array.astype(np.min_scalar_type(int(array.max(initial=0))), copy=False)


def runs(starts: Array, lengths: Array) -> Array:
    """Return the concatenated ranges that begin at `starts`.

    >>> runs(np.array([7, 2]), np.array([3, 2])).tolist()
    [7, 8, 9, 2, 3]
    """
    numbers: Array = np.arange(int(lengths.sum())) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return numbers


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT
