"""Every byte of a checked file is compared with a checksum before it is used."""

from pathlib import Path

import numpy as np
import pytest

from index.errors import BlockDamaged
from index.segment import array_file
from index.segment.array_file import ArrayFile
from index.segment.checked_file import BLOCK, CheckedFile, seal

DATA = bytes(range(256)) * (BLOCK // 128) + b"end"  # two whole blocks and a short one


def sealed(path: Path, data: bytes = DATA) -> Path:
    path.write_bytes(data)
    seal(path)
    return path


def flip(path: Path, offset: int, bit: int = 0) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 1 << bit
    path.write_bytes(content)


@pytest.mark.parametrize("data", [b"", b"a", DATA])
def test_what_was_sealed_is_read(tmp_path: Path, data: bytes) -> None:
    file = CheckedFile(sealed(tmp_path / "file", data))
    assert (file.size, file.read(0, file.size)) == (len(data), data)


def test_a_block_is_checked_when_it_is_read_and_no_other(tmp_path: Path) -> None:
    path = sealed(tmp_path / "file")
    flip(path, BLOCK + 5)
    file = CheckedFile(path)
    assert file.read(0, BLOCK) == DATA[:BLOCK]
    assert file.read(2 * BLOCK, file.size) == b"end"
    with pytest.raises(BlockDamaged, match=rf"{path}: the block at byte {BLOCK} is not as it was written"):
        file.read(BLOCK - 1, BLOCK + 1)


@pytest.mark.parametrize("offset", range(-30, 0))
def test_damaged_checksums_are_noticed(tmp_path: Path, offset: int) -> None:
    path = sealed(tmp_path / "file")
    flip(path, offset, bit=3)
    with pytest.raises(BlockDamaged):
        CheckedFile(path)


@pytest.mark.parametrize("size", [0, 5, 19, len(DATA)])
def test_a_shortened_file_is_noticed(tmp_path: Path, size: int) -> None:
    path = sealed(tmp_path / "file")
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(BlockDamaged):
        CheckedFile(path)


def test_an_array_is_checked_whole_or_by_the_slice(tmp_path: Path) -> None:
    path, numbers = tmp_path / "file.arrays", np.arange(BLOCK, dtype=np.int32)
    array_file.write(path, {"few": numbers[:9], "many": numbers})
    flip(path, path.stat().st_size // 2)
    arrays = ArrayFile(path)
    assert arrays["few"].tolist() == [*range(9)]
    assert arrays.slices("many")[3:5].tolist() == [3, 4]
    with pytest.raises(BlockDamaged):
        arrays.slices("many")[3 : len(numbers)]
    with pytest.raises(BlockDamaged):
        arrays["many"]
