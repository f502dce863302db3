"""Answers of other kinds than the plain page: all matches as a stream, a 304 beside its 200, names as they are typed.

    python -m benchmarks.answers --size 1000000

Streams are read whole over HTTP, from gunicorn with the settings of `onrecord serve`, while the memory of its workers
is watched. An answer and then its 304 are asked for at some hundred addresses, each once: of the application alone, and
over one connection. The index is the one of `benchmarks.search`. Writes var/bench/answers.json.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from werkzeug.test import create_environ

from api.app import create_app
from api.settings import Settings
from benchmarks import report
from benchmarks.http import served
from benchmarks.measuring import own_megabytes
from benchmarks.search import Bench
from benchmarks.synthetic import Synthetic

STREAMS = ("csv", "ndjson")
ROUNDS, MANY, AGAIN = 3, 200, 5
Answer = tuple[int, str | None]
Ask = Callable[[str, Mapping[str, str]], Answer]


def addresses(data: Synthetic) -> dict[str, list[str]]:
    """Return the addresses to request, by class; no address comes twice."""
    names = [speaker["name"] for speaker in data.speakers[:MANY]]
    return {
        "a page of 20": ["/quotes?" + urlencode({"speaker": name, "limit": 20}) for name in names],
        "counts alone": ["/quotes?" + urlencode({"speaker": name, "limit": 0}) for name in names],
        "one quotation": [f"/quotes/{document['id']}" for document in data.documents(MANY)],
        "one outlet": [f"/outlets/{outlet['id']}" for outlet in data.outlets[:MANY]],
    }


def typed(data: Synthetic) -> list[str]:
    """Return prefixes of names as typed, letter by letter, family name first too: one word, two and three."""
    names = [speaker["name"].split() for speaker in data.speakers[:20]]
    begun = {first[:n] for first, _ in names for n in range(1, 4)}
    begun |= {f"{first} {family[:n]}" for first, family in names for n in range(1, 4)}
    begun |= {f"{family[:m]} {first[:n]}" for first, family in names for m in (1, 2) for n in (1, 2)}
    return sorted(begun | {" ".join(letters) for letters in pairwise("abcdefg")} | {"a b c"})


def streams(address: str, server: "subprocess.Popen[bytes]") -> dict[str, Any]:
    """Read every match in each format; give rows a second, and the most memory that a worker had meanwhile, in MB."""
    rates: dict[str, list[float]] = {name: [] for name in STREAMS}
    with _watched(server) as most:
        for _ in range(ROUNDS):
            for name, found in rates.items():
                rows, seconds = _read(f"{address}/quotes?format={name}")
                found.append(rows / seconds)
                print(f"{name}: {rows:,} rows in {seconds:.1f} s", file=sys.stderr, flush=True)
    return {**{f"{name}_rows": round(median(found)) for name, found in rates.items()}, "stream_mb": max(most)}


def known(ask: Ask, asked: Mapping[str, list[str]]) -> dict[str, list[float]]:
    """Ask each address, and again with the tag that it gave; give the medians of both in microseconds, by kind."""
    found = {}
    for kind, paths in asked.items():
        pairs = [_pair(ask, path) for path in paths]
        found[kind] = [round(median(times) * 1e6, 1) for times in zip(*pairs, strict=True)]
    return found


def slowest_suggestion(ask: Ask, asked: list[str]) -> dict[str, Any]:
    """Ask for what each of the typed words can become; give the slowest median in milliseconds, and what was typed."""
    ask("/speakers/suggest?q=a", {})  # the names are put in order when somebody first asks
    times = {words: median(_timed(ask, f"/speakers/suggest?q={quote(words)}") for _ in range(AGAIN)) for words in asked}
    slowest = max(times, key=lambda words: times[words])
    return {"ms": times[slowest] * 1e3, "typed": slowest}


def in_process(data: Path) -> Ask:
    """Return a client of the application in process, without its response cache."""
    app = create_app(Settings(data=data, remember=0))
    told: tuple[str, list[tuple[str, str]]] = "", []
    usual = create_environ()

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        nonlocal told
        told = status, headers

    def ask(path: str, headers: Mapping[str, str]) -> Answer:
        place, _, query = path.partition("?")
        environ = {**usual, "PATH_INFO": place, "QUERY_STRING": query}
        environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        response = app(environ, start)  # type: ignore[arg-type]
        for _ in response:
            pass
        if close := getattr(response, "close", None):
            close()
        status, sent = told
        return int(status[:3]), dict(sent).get("ETag")

    return ask


def over_http(address: str) -> Ask:
    """Return a client of a server that keeps one connection."""
    connection = HTTPConnection(urlsplit(address).netloc)

    def ask(path: str, headers: Mapping[str, str]) -> Answer:
        connection.request("GET", path, headers=dict(headers))
        with connection.getresponse() as response:
            response.read()
            return response.status, response.headers["ETag"]

    return ask


def _pair(ask: Ask, path: str) -> tuple[float, float]:
    began = perf_counter()
    status, tag = ask(path, {})
    between = perf_counter()
    again, _ = ask(path, {"If-None-Match": tag or ""})
    ended = perf_counter()
    if (status, again) != (200, 304):
        raise SystemExit(f"{path} was answered {status}, and {again} to who had the answer")
    return between - began, ended - between


def _timed(ask: Ask, path: str) -> float:
    began = perf_counter()
    ask(path, {})
    return perf_counter() - began


def _read(address: str) -> tuple[int, float]:
    """Read an answer to its end; give its line ends, and how long it took in seconds."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=60)
    began, rows = perf_counter(), 0
    connection.request("GET", f"{parts.path}?{parts.query}")
    with connection.getresponse() as response:
        while piece := response.read(1 << 20):
            rows += piece.count(b"\n")
    return rows, perf_counter() - began


@contextmanager
def _watched(server: "subprocess.Popen[bytes]") -> Iterator[list[float]]:
    """Look ten times a second at the memory of each worker that is its own, without mapped files, in MB."""
    over, seen = Event(), [0.0]

    def watch() -> None:
        while not over.wait(0.1):
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
            seen.extend(own_megabytes(child) or 0 for child in children)

    watching = Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()


def main() -> None:
    """Measure, write, and print the figures beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000, help="how many quotations")
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    given = parser.parse_args()
    folder, made_up = given.folder.absolute(), Synthetic()
    with TemporaryDirectory() as data:
        (Path(data) / "index").symlink_to(Bench(folder, ()).index("ours", given.size))
        alone = in_process(Path(data))
        figures = {"size": given.size, "alone": known(alone, addresses(made_up))}
        figures["suggest"] = slowest_suggestion(alone, typed(made_up))
        with served(Path(data)) as (address, server):  # streams alone, so that the memory is theirs
            figures |= streams(address, server)
        with served(Path(data)) as (address, _):
            figures["http"] = known(over_http(address), addresses(made_up))
    (folder / "answers.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(report.answers_tables(folder))


if __name__ == "__main__":
    main()
