"""Array file: named NumPy arrays in one file, memory-mapped and never copied.

    8 bytes   magic and version of the format
    8 bytes   length of the header
    header    JSON: {name: [dtype, count, offset]}
    arrays    one after another, each at a multiple of 64 bytes

There are no pickles, so reading a file executes nothing. All processes share the mapped pages.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"ONRARR01"
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
            np.ascontiguousarray(array).tofile(file)
        file.write(b"\0" * (_aligned(file.tell()) - file.tell()))


def read(path: Path) -> dict[str, Array]:
    """Map the arrays of a file, read-only. Raises ValueError for another format."""
    mapped = view(path)
    if mapped[:8] != _MAGIC:
        raise ValueError(f"{path}: is no file of arrays of this version")
    length = int.from_bytes(mapped[8:16], "little")
    start = _aligned(16 + length)
    header = json.loads(mapped[16 : 16 + length])
    return {
        name: np.ndarray((count,), np.dtype(dtype), buffer=mapped, offset=start + offset)
        for name, (dtype, count, offset) in header.items()
    }


def view(path: Path) -> mmap.mmap | bytes:
    """Map a file, read-only; the mapping lives as long as a view of it."""
    with path.open("rb") as file:
        empty = file.seek(0, 2) == 0  # which cannot be mapped
        return b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


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
