"""The search page beside the JSON answers to the same search: the plain one, and one that says as much as the page.

    python -m benchmarks.pages --size 1000000

The page has facets, a timeline and marked words, so the JSON with `facet` and `highlight` is its like; the plain JSON
is less. Each address is asked for as each of the three in turn: of the application alone, which remembers nothing, and
over one connection, there for the first time and once more. The index is that of `benchmarks.search`. Writes
var/bench/pages.json.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlencode

from benchmarks import report
from benchmarks.answers import Ask, in_process, over_http
from benchmarks.http import served
from benchmarks.queries import classes
from benchmarks.search import Bench
from benchmarks.synthetic import Synthetic

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ALIKE = "&facet=speaker,outlet,kind,language,year,month"
MANY = 60


def searches(data: Synthetic) -> dict[str, list[str]]:
    """Return the searches, by class; no address comes twice."""
    asked = classes(data)
    words = {kind: [urlencode({"q": query.text}) for query in asked[kind]] for kind in ("common word", "rare word")}
    return {"one speaker": [urlencode({"speaker": each["name"]}) for each in data.speakers[:MANY]], **words}


def compared(ask: Ask, asked: Mapping[str, list[str]]) -> dict[str, list[float]]:
    """Return the medians in milliseconds by kind: of the plain JSON, of the JSON that says as much, of the page."""
    return {
        kind: [_median(times) for times in zip(*(_three(ask, q) for q in given), strict=True)]
        for kind, given in asked.items()
    }


def _three(ask: Ask, query: str) -> tuple[float, float, float]:
    marked = "&highlight=1" if query.startswith("q=") else ""
    return (
        _timed(ask, f"/quotes?{query}", {}),
        _timed(ask, f"/quotes?{query}{ALIKE}{marked}", {}),
        _timed(ask, f"/quotes?{query}", BROWSER),
    )


def _timed(ask: Ask, path: str, headers: Mapping[str, str]) -> float:
    began = perf_counter()
    status, _ = ask(path, headers)
    if status != 200:
        raise SystemExit(f"{path} was answered {status}")
    return perf_counter() - began


def _median(seconds: tuple[float, ...]) -> float:
    return round(median(seconds) * 1e3, 3)


def main() -> None:
    """Measure, write, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000, help="how many quotations")
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    given = parser.parse_args()
    folder, asked = given.folder.absolute(), searches(Synthetic())
    with TemporaryDirectory() as data:
        (Path(data) / "index").symlink_to(Bench(folder, ()).index("ours", given.size))
        alone = in_process(Path(data))
        compared(alone, asked)  # what is read once for all is read now
        figures = {"size": given.size, "the application alone": compared(alone, asked)}
        with served(Path(data)) as (address, _):
            ask = over_http(address)
            figures["over HTTP"] = compared(ask, asked)
            figures["over HTTP, asked again"] = compared(ask, asked)
    (folder / "pages.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(report.pages_table(folder))


if __name__ == "__main__":
    main()
