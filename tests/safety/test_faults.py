"""A disk that fills up, or a process killed, at each call in turn of a small ingest: nothing acknowledged is lost.

The suite takes every fourth call; `make faults` takes them all.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
COMPILER = shutil.which("cc") or shutil.which("gcc")
STEP = int(os.environ.get("FAULTS_STEP", "4"))  # 1 for every call
MEMORY = Path("/dev/shm")  # syncing to a real disk a thousand times would only take longer

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the failing disk is an LD_PRELOAD library"),
    pytest.mark.skipif(COMPILER is None, reason="the failing disk has to be compiled, and there is no C compiler"),
]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("shim") / "faults.so"
    source = Path(__file__).parent / "faults.c"
    subprocess.run([str(COMPILER), "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return library


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    if os.access(MEMORY, os.W_OK):
        with tempfile.TemporaryDirectory(dir=MEMORY) as made:
            yield Path(made)
    else:
        yield tmp_path


def at_each_call(shim: Path, program: str, folder: Path, how: str, *more: str) -> list[dict[str, Any]]:
    """Run a program of tests/support with the disk failing at the first call and each `STEP`th one after it."""
    environ = {**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", f"tests.support.killed_{program}", str(folder), how, "1", str(STEP), *more]
    ran = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return [json.loads(line) for line in ran.stdout.splitlines()]


HOW = pytest.mark.parametrize(("how", "ends"), [("kill", {-9}), ("fail", {0, 1})], ids=["kill", "fail"])


@HOW
def test_nothing_acknowledged_is_lost_at_any_call(shim: Path, folder: Path, how: str, ends: set[int]) -> None:
    results = at_each_call(shim, "ingest", folder, how)
    assert [result["n"] for result in results] == list(range(1, 1 + STEP * len(results), STEP))
    assert len(results) > 100 // STEP
    assert {result["ended"] for result in results} <= ends
    for acknowledged in ([], [0, 1], [0, 1, 2]):
        assert any(result["acknowledged"] == acknowledged for result in results)
    assert [result for result in results if result["left"] or result["after"]] == []


@pytest.mark.parametrize("schema", ["1", "2"])
@HOW
def test_an_older_record_is_migrated_whole_or_not_at_all(
    shim: Path, folder: Path, how: str, ends: set[int], schema: str
) -> None:
    results = at_each_call(shim, "migrate", folder, how, schema)
    assert len(results) > 40 // STEP
    assert {result["ended"] for result in results} <= ends
    assert [result for result in results if result["left"] or result["after"]] == []
