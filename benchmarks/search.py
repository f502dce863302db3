"""How fast we search and index, beside tantivy, SQLite FTS5 and stock whoosh3.

    python -m benchmarks.search --size 1000000

The same synthetic quotations and the same 200 queries for all; totals and facets must be equal, or the run fails.
Indexes stay in var/bench/ for the next run, until the code that made them changes. Writes var/bench/search.json (the
figures of the largest size) and var/bench/growth.json (the classes at every size), of which `benchmarks.report` makes
the tables of docs/performance.md.
"""

import argparse
import json
import os
import pickle
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from benchmarks import report
from benchmarks.measuring import Questions
from benchmarks.queries import classes, hostile
from benchmarks.synthetic import Synthetic

SIZES = (10_000, 100_000, 1_000_000)
WHOOSH_SIZE = 100_000
ROOT = Path(__file__).parents[1]


class Disagreement(Exception):
    """Engines found different things for one query: whatever the times are, they say nothing."""


class Bench:
    """One run: builds what is missing below `folder`, measures, and collects."""

    def __init__(self, folder: Path, only: tuple[str, ...]) -> None:
        self._folder = folder
        self._only = only
        self._queries = folder / "queries.pickle"
        folder.mkdir(parents=True, exist_ok=True)
        data = Synthetic()
        self.questions = Questions(classes(data), hostile(data))
        self._queries.write_bytes(pickle.dumps(self.questions))

    def at(self, size: int) -> dict[str, dict[str, Any]]:
        """Measure every engine at one size: by engine, what `measuring.warm` and `measuring.build` give."""
        engines = ["ours", "tantivy", "fts5", *(["whoosh"] if size == WHOOSH_SIZE else [])]
        found = {}
        for name in engines:
            if name in self._only:
                built = self._built(name, size)
                found[name] = self._measure("warm", name, size) | {"build": built}
        _agree(found)
        return found

    def cold(self, size: int) -> dict[str, float]:
        """Open our index in a fresh process for each class, and ask its first query."""
        _warm_the_page_cache(self._index("ours", size))
        runs = [self._measure("first", "ours", size, kind) for kind in self.questions.classes]
        return {"open_ms": max(run["open_ms"] for run in runs), "cold_max_ms": max(run["ms"] for run in runs)}

    def hostile(self, size: int) -> dict[str, Any]:
        """Ask the hostile strings."""
        return self._measure("hostile", "ours", size)

    def index(self, name: str, size: int) -> Path:
        """Return the folder of an index, built if it has to be."""
        self._built(name, size)
        return self._index(name, size)

    def _built(self, name: str, size: int) -> dict[str, float]:
        index = self._index(name, size)
        told = index.with_name(f"{index.name}.json")
        if not told.exists():
            for old in index.parent.glob(f"{name}-{size}-*"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            index.mkdir(parents=True)
            print(f"building {index}", file=sys.stderr, flush=True)
            told.write_text(json.dumps(_measured("build", name, str(size), str(index))))
        built: dict[str, float] = json.loads(told.read_text())
        return built

    def _index(self, name: str, size: int) -> Path:
        return self._folder / "index" / f"{name}-{size}-{_fingerprint(name)}"

    def _measure(self, what: str, name: str, size: int, *more: str) -> dict[str, Any]:
        print(f"{what} {name} {size:,} {' '.join(more)}", file=sys.stderr, flush=True)
        return _measured(what, name, str(self._queries), str(self._index(name, size)), *more)


def run(folder: Path, sizes: tuple[int, ...], only: tuple[str, ...]) -> dict[str, Any]:
    """Measure at every size; write and give the figures of the largest."""
    bench = Bench(folder, only)
    measured = {size: bench.at(size) for size in sizes}
    largest = sizes[-1]
    figures = _figures(largest, measured)
    if "ours" in only:
        bad = bench.hostile(largest)
        figures |= bench.cold(largest) | {"hostile_max_ms": bad["max_ms"], "rss_mb": bad["rss_mb"]}
        print(f"hostile: {bad['refused']} refused; the slowest was {bad['query']!r}", file=sys.stderr)
    growth = {str(size): _classes(found) for size, found in measured.items()}
    about = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": machine(), "versions": _versions()}
    _write(folder / "growth.json", about | {"sizes": growth})
    _write(folder / "search.json", figures)
    return figures


def _figures(size: int, measured: dict[int, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    found, small = _classes(measured[size]), measured.get(WHOOSH_SIZE, {})
    tantivy, fts5 = _ratios(found, "tantivy"), _ratios(found, "fts5")
    ours, whoosh = (small.get(name, {}).get("build") for name in ("ours", "whoosh"))
    return {
        "size": size,
        "classes": {kind: {name: times.get(name) for name in report.SHOWN} for kind, times in found.items()},
        "geomean_vs_tantivy": _mean(tantivy),
        "worst_vs_tantivy": max(tantivy, default=None),
        "geomean_vs_fts5": _mean(fts5),
        "geomean_vs_whoosh_100k": _mean(_ratios(_classes(small), "whoosh")),
        "cold_max_ms": None,
        "open_ms": None,
        "rss_mb": None,
        "hostile_max_ms": None,
        "indexing_vs_whoosh": whoosh["seconds"] / ours["seconds"] if ours and whoosh else None,
        "size_vs_whoosh": ours["bytes"] / whoosh["bytes"] if ours and whoosh else None,
    }


def _classes(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Turn measurements by engine into times by class, in milliseconds."""
    times: dict[str, dict[str, float]] = {}
    for name, measured in found.items():
        for kind, result in measured["classes"].items():
            times.setdefault(kind, {})[f"{name}_ms"] = result["ms"]
    return times


def _ratios(found: dict[str, dict[str, float]], peer: str) -> list[float]:
    both = [times for times in found.values() if "ours_ms" in times and f"{peer}_ms" in times]
    return [times["ours_ms"] / times[f"{peer}_ms"] for times in both]


def _mean(ratios: list[float]) -> float | None:
    return geometric_mean(ratios) if ratios else None


def _agree(found: dict[str, dict[str, Any]]) -> None:
    """Compare the answers of all engines with those of the first. Raises Disagreement."""
    names = list(found)
    for name in names[1:]:
        for kind, result in found[names[0]]["classes"].items():
            other = found[name]["classes"][kind]["answers"]
            if result["answers"] != other:
                pairs = [(one, two) for one, two in zip(result["answers"], other, strict=True) if one != two]
                raise Disagreement(f"{kind}: {names[0]} found {pairs[0][0]}, {name} {pairs[0][1]} (ids, total, facets)")


def _measured(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.measuring", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[2:])} failed:\n{done.stderr[-3000:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _fingerprint(name: str) -> str:
    """Return what tells an index of older code or data from one of today's."""
    code = [ROOT / "benchmarks" / "synthetic.py", ROOT / "benchmarks" / "engines" / f"{name}.py"]
    ours = [*(ROOT / "index").rglob("*.py"), *(ROOT / "api" / "formats").glob("*.py")]
    code += sorted(ours if name == "ours" else (ROOT / "index" / "analysis").glob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:10]


def _warm_the_page_cache(index: Path) -> None:
    for path in index.rglob("*"):
        if path.is_file():
            path.read_bytes()


def machine() -> str:
    """Return what the figures were made on."""
    model = "an unknown processor"
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )


def _versions() -> dict[str, str]:
    import sqlite3
    from importlib.metadata import version

    return {"tantivy": version("tantivy"), "SQLite": sqlite3.sqlite_version, "whoosh3": version("whoosh3")}


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure, write, and print the figures beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=SIZES[-1], help="the largest number of quotations")
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    parser.add_argument("--only", nargs="+", default=["ours", "tantivy", "fts5", "whoosh"], metavar="ENGINE")
    given = parser.parse_args(None if arguments is None else list(arguments))
    if find_spec("tantivy") is None and "tantivy" in given.only:
        raise SystemExit("tantivy is not installed; run 'make bench-search', which installs it")
    sizes = (*(size for size in SIZES if size < given.size), given.size)
    run(given.folder.absolute(), sizes, tuple(given.only))
    print(report.search_tables(given.folder))


if __name__ == "__main__":
    main()
