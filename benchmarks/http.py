"""Requests per second over HTTP, beside a bare Flask route that returns 20 kB of ready JSON.

    python -m benchmarks.http --size 1000000

gunicorn with the settings of `onrecord serve` and two workers; wrk with 8 connections asks one address after another of
a list, so that no answer is the one before. Each list is asked of a server that remembers answers, as it does unless
told otherwise, and of one that does not (`…_anew_rps`): what the first makes of addresses that nobody asked before.
Fifteen short rounds, bare and ours in turn, medians: what else the machine does falls on all alike. The index is the
one of `benchmarks.search`, built when it is not there. Writes var/bench/http.json.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from urllib.request import urlopen

from benchmarks import report
from benchmarks.queries import classes
from benchmarks.search import ROOT, Bench
from benchmarks.synthetic import Synthetic

CONNECTIONS, WORKERS, ROUNDS = 8, 2, 15
_SCRIPT = """
local addresses, n = {%s}, 0
request = function()
  n = n + 1
  return wrk.format("GET", addresses[n %% #addresses + 1])
end
"""


def addresses() -> dict[str, list[str]]:
    """Return the addresses to request: speakers by name, and words of three classes."""
    data = Synthetic()
    asked = classes(data)
    words = [query.text for kind in ("common word", "rare word", "AND") for query in asked[kind]]
    return {
        "bare_rps": ["/bare"],
        "speaker_rps": ["/quotes?" + urlencode({"speaker": each["name"], "limit": 20}) for each in data.speakers[:17]],
        "words_rps": ["/quotes?" + urlencode({"q": text}) for text in words],
    }


@contextmanager
def served(data: Path, **settings: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve the folder `data` as `onrecord serve` does, with the bare route beside it; give address and process."""
    command = [sys.executable, "-m", "gunicorn", "-c", "python:api.gunicorn_conf", "benchmarks.http_app:application"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings |= {"ONRECORD_DATA": str(data), "ONRECORD_PORT": str(port), "ONRECORD_WORKERS": str(WORKERS)}
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address, server
    finally:
        server.terminate()
        server.wait(30)


def measure(remembering: str, anew: str, seconds: int) -> dict[str, float]:
    """Return the requests per second of each kind, the median of the rounds, by the addresses of the two servers."""
    asked = {name: (remembering, paths) for name, paths in addresses().items()}
    asked |= {name.replace("_rps", "_anew_rps"): (anew, asked[name][1]) for name in ("speaker_rps", "words_rps")}
    found: dict[str, list[float]] = {name: [] for name in asked}
    for name, (address, paths) in asked.items():
        _wrk(address, paths, 2)
        print(f"{name}: {len(_fetched(address + paths[0])):,} bytes", file=sys.stderr)
    for _ in range(ROUNDS):
        for name, (address, paths) in asked.items():
            found[name].append(_wrk(address, paths, seconds))
    return {name: round(median(rates), 1) for name, rates in found.items()}


def _wrk(address: str, paths: Sequence[str], seconds: int) -> float:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "ask.lua"
        script.write_text(_SCRIPT % ", ".join(json.dumps(path) for path in paths))
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), address]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"not every request was answered:\n{told}")
    rate = re.search(r"Requests/sec:\s*([\d.]+)", told)
    assert rate is not None
    return float(rate[1])


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            _fetched(f"{address}/quotes?limit=1")
            return
        except OSError:
            if server.poll() is not None:
                raise SystemExit("gunicorn did not start; what it says is above") from None
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


def _fetched(url: str) -> bytes:
    with urlopen(url) as response:
        body: bytes = response.read()
        return body


def main() -> None:
    """Measure, write, and print the figures beside their bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000, help="how many quotations")
    parser.add_argument("--seconds", type=int, default=2, help="how long each of the rounds lasts")
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed; on Debian: apt-get install wrk")
    folder = given.folder.absolute()
    with TemporaryDirectory() as data:
        (Path(data) / "index").symlink_to(Bench(folder, ()).index("ours", given.size))
        with served(Path(data)) as (remembering, _), served(Path(data), ONRECORD_REMEMBER="0") as (anew, _):
            rates = measure(remembering, anew, given.seconds)
    (folder / "http.json").write_text(json.dumps(rates, indent=1) + "\n", encoding="utf-8")
    print(report.http_table(folder))


if __name__ == "__main__":
    main()
