"""A bit that rots in any file of record or index changes no answer unnoticed; `make bit-rot` flips a thousand."""

from pathlib import Path

import pytest

from tests.support import bit_rot


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))  # and back again
    bit_rot.fill(tmp_path / "data")
    return tmp_path / "data"


def test_no_flipped_bit_changes_an_answer_unnoticed(folder: Path) -> None:
    flips = [*bit_rot.flips(folder, 2, 40)]
    assert [flip for flip in flips if flip.wrong] == []
    assert {flip.result for flip in flips} >= {"the same", "refused"}
