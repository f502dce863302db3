"""Modules that one request runs code of: `sys.setprofile` over a GET, after one to warm up.

python -m benchmarks.modules_per_request                     # /quotes?speaker=Lavrov
python -m benchmarks.modules_per_request '/timeline' --most 20
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from flask.testing import FlaskClient

from api.app import create_app
from api.cli.main import main as onrecord
from api.settings import Settings

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "annotation", "index", "api")


def modules_run(client: FlaskClient, address: str) -> Counter[str]:
    """Return how many calls a GET makes into each module of the four packages; the response cache must be off."""
    client.get(address)
    calls: Counter[str] = Counter()

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        name = frame.f_globals.get("__name__", "")
        if event == "call" and name.partition(".")[0] in PACKAGES:
            calls[name] += 1

    sys.setprofile(profile)
    try:
        client.get(address)
    finally:
        sys.setprofile(None)
    return calls


def main() -> int:
    """Print the modules on the shipped corpus; exit status 1 when there are more than `--most`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("address", nargs="?", default="/quotes?speaker=Lavrov")
    parser.add_argument("--most", type=int, default=22)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ONRECORD_DATA"] = folder
        onrecord(["ingest", "--quiet", str(ROOT / "corpus" / "articles")])
        client = create_app(Settings(data=Path(folder), remember=0)).test_client()
        calls = modules_run(client, options.address)
    for name in sorted(calls):
        print(f"{calls[name]:6}  {name}")
    print(f"{len(calls)} modules run for GET {options.address}; at most {options.most} wanted")
    return int(len(calls) > options.most)


if __name__ == "__main__":
    raise SystemExit(main())
