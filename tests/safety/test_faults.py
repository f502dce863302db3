"""Every call that changes a file goes wrong in turn, in every way: nothing acknowledged is lost, nothing is half done.

The grid of calls and ways (`tests/support/faulty`) has thousands of cells: the suite tries every 97th, `make faults`
all.
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
STEP = int(os.environ.get("FAULTS_STEP", "97"))  # 1 for every cell; has no factor in common with the six ways
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


def matrix(shim: Path, operations: tuple[str, ...], folder: Path) -> list[dict[str, Any]]:
    """Return the results of every `STEP`th cell of the matrices of some operations."""
    environ = {**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.support.faulty.matrix", ",".join(operations), str(folder), str(STEP)]
    ran = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return [json.loads(line) for line in ran.stdout.splitlines()]


# At least so many calls each has that change a file. Those of one dictionary share a process, which imports everything.
CALLS = (
    {"ingest": 140, "correct": 100, "restore": 120},
    {"backup": 50, "erase": 180, "migrate-1": 90, "migrate-2": 70},
)


@pytest.mark.parametrize("calls", CALLS, ids=["-".join(calls) for calls in CALLS])
def test_nothing_acknowledged_is_lost_at_any_call(shim: Path, folder: Path, calls: dict[str, int]) -> None:
    results = matrix(shim, tuple(calls), folder)
    for operation, least in calls.items():
        own = [result for result in results if result["operation"] == operation]
        print(f"{operation}: {max(result['n'] for result in own)} calls, {len(own)} cells")
        assert max(result["n"] for result in own) > least - STEP // 6
        assert {result["ended"] for result in own if result["mode"].startswith("killed")} == {-9}
        assert {result["ended"] for result in own if not result["mode"].startswith("killed")} <= {0, 1}
        assert STEP > 1 or operation.startswith("migrate") or {bool(result["said"]) for result in own} == {False, True}
    assert [result for result in results if result["left"] or result["after"]] == []
