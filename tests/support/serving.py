"""A real server for tests: gunicorn as `onrecord serve` starts it, on a free port."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "api.cli")


class Server:
    """A running server: its address, its process and what it wrote so far."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self._log = log

    @property
    def log(self) -> str:
        return self._log.read_text()


@contextmanager
def serving(
    data: Path, folder: Path, program: Sequence[str] = PROGRAM, cwd: Path = ROOT, **environment: str
) -> Iterator[Server]:
    """Start a server over `data` with `ONRECORD_…` settings, wait until it answers, and stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_", "PROMETHEUS_"))}
    environ |= {"ONRECORD_DATA": str(data), "ONRECORD_PORT": str(port), **environment}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*program, "serve"], cwd=cwd, env=environ, stdout=log, stderr=subprocess.STDOUT)
    try:
        _await(f"http://127.0.0.1:{port}/healthz", process)
        yield Server(process, port, folder / "log")
    finally:
        process.terminate()
        process.wait(30)


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    def answers() -> bool:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            return False
        return True

    wait_until(answers, process.poll)
