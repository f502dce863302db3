"""A file of named arrays: written once, then mapped into memory and never copied.

    8 bytes   magic and version of the format
    8 bytes   length of the header
    header    JSON: {name: [dtype, count, offset]}
    arrays    one after another, each at a multiple of 64 bytes

Nothing in it is a pickle, so reading a file runs none of its content. All workers share the mapped pages.
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
    """Write one-dimensional arrays of numbers or truth values to a new file."""
    offset, header = 0, {}
    for name, array in arrays.items():
        header[name] = [array.dtype.str, len(array), offset]
        offset = _aligned(offset + array.nbytes)
    described = json.dumps(header).encode()
    with path.open("xb") as file:
        file.write(_MAGIC + len(described).to_bytes(8, "little") + described)
        for array in arrays.values():
            file.write(b"\0" * (_aligned(file.tell()) - file.tell()))
            np.ascontiguousarray(array).tofile(file)
        file.write(b"\0" * (_aligned(file.tell()) - file.tell()))


def read(path: Path) -> dict[str, Array]:
    """Map the arrays of a file, read-only. Raises ValueError when it is no such file."""
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
    """Map a file, read-only; it stays open for as long as something of it is held."""
    with path.open("rb") as file:
        empty = file.seek(0, 2) == 0  # which cannot be mapped
        return b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def flat(array: Array) -> memoryview:
    """Return an array so that single numbers come out of it fast, as Python's own."""
    return memoryview(array)  # type: ignore[arg-type]


def smallest(array: Array) -> Array:
    """Return the same numbers, none below 0, in the narrowest type that holds them."""
    return array.astype(np.min_scalar_type(int(array.max(initial=0))), copy=False)


def runs(starts: Array, lengths: Array) -> Array:
    """Return the numbers of runs that begin at `starts`, one after another.

    >>> runs(np.array([7, 2]), np.array([3, 2])).tolist()
    [7, 8, 9, 2, 3]
    """
    found: Array = np.arange(int(lengths.sum())) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return found


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT
