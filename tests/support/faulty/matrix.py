"""The fault matrix: an operation in forked processes, in each of which another call goes wrong in another way.

    LD_PRELOAD=faults.so python -m tests.support.faulty.matrix OPERATION,… FOLDER STEP

Calls times modes make a grid; of its cells, call by call, every STEP-th is tried, up to the last call of the operation.
Writes a line of JSON for each: the operation, the call, the mode, how the process ended, what it had said, the faults
it left, and those after the operation was done again on a sound disk.
"""

import json
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

from corpus.errors import CorpusError
from index.errors import SearchError
from tests.support.faulty.shim import MODES, Mode, Shim, reuse_engines

_PAST_THE_LAST, _UNFORESEEN = 3, 2


class Operation(Protocol):
    """Something done to a data folder, and what is promised of it."""

    def prepare(self, before: Path) -> None:
        """Fill the folder that the operation begins with."""

    def act(self, work: Path) -> int:
        """Do it, with a line on standard output for what is acknowledged, and return the exit status."""

    def left(self, work: Path, said: list[str], done: bool) -> list[str]:
        """Return the broken promises in what an interrupted, or a `done`, operation has left."""

    def repeated(self, work: Path) -> list[str]:
        """Do it again, and return the broken promises."""


def cells(operation: Operation, folder: Path, step: int) -> Iterator[dict[str, object]]:
    """Yield the result of every `step`-th cell of the grid."""
    operation.prepare(folder / "before")
    shim, over = Shim(), set[Mode]()
    for cell in count(0, step):
        n, mode = cell // len(MODES) + 1, MODES[cell % len(MODES)]
        if mode in over:
            continue
        if result := _tried(operation, folder, n, mode, shim):
            yield result
            continue
        if not mode.writes_only:
            return
        over.add(mode)


def _tried(operation: Operation, folder: Path, n: int, mode: Mode, shim: Shim) -> dict[str, object] | None:
    """Do an operation with its n-th call going wrong; None when it has fewer."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder / "before", work)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _act(operation, work, n, mode, shim, writing, folder / "stderr")
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = [line.rstrip("\n") for line in pipe]
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == _PAST_THE_LAST:
        return None
    left = operation.left(work, said, ended == 0)
    errors = (folder / "stderr").read_text()
    if ended == _UNFORESEEN or errors.count("\n") > 1:
        left.append(errors)
    after = operation.repeated(work)
    after += [f"{path} was left over" for path in (work / "index").glob("building-*") if any(path.iterdir())]
    return {"n": n, "mode": mode.name, "ended": ended, "said": said, "left": left, "after": after}


def _act(operation: Operation, work: Path, n: int, mode: Mode, shim: Shim, said: int, errors: Path) -> None:
    """Do the operation in a child, whose standard output is the pipe, and end it."""
    os.dup2(said, 1)
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    sys.stdout = os.fdopen(1, "w", buffering=1)
    shim.arm(work, n, mode)
    try:
        status = operation.act(work)
        status = _PAST_THE_LAST if status == 0 and shim.seen() < n else status
    except (CorpusError, SearchError, OSError) as error:
        status = 1 if "\n" not in str(error) else _UNFORESEEN
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        status = _UNFORESEEN
    os._exit(status)


def main() -> None:
    from tests.support.faulty.operations import OPERATIONS

    names, folder, step = sys.argv[1].split(","), Path(sys.argv[2]), int(sys.argv[3])
    logging.disable()
    reuse_engines()
    for name in names:
        (folder / name).mkdir()
        for result in cells(OPERATIONS[name], folder / name, step):
            print(json.dumps({"operation": name, **result}), flush=True)


if __name__ == "__main__":
    main()
