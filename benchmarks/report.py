"""The measured figures beside the bars: as tables, and in docs/performance.md between its marks.

python -m benchmarks.report        renews docs/performance.md and its plot from var/bench/*.json
"""

import json
import re
from pathlib import Path
from typing import Any

from benchmarks import plot

SHOWN = ("ours_ms", "tantivy_ms", "fts5_ms")
BARS = {
    "geomean_vs_tantivy": ("time against tantivy's, geometric mean", "≤", 1.0),
    "worst_vs_tantivy": ("worst class against tantivy", "≤", 3),
    "geomean_vs_fts5": ("time against SQLite FTS5's, geometric mean", "≤", 0.1),
    "geomean_vs_whoosh_100k": ("time against stock whoosh3's at 100,000, geometric mean", "≤", 0.005),
    "cold_max_ms": ("slowest first query of a class after a start, ms", "≤", 50),
    "open_ms": ("opening a generation, ms", "≤", 300),
    "rss_mb": ("memory of a worker beyond mapped files, MB", "≤", 300),
    "hostile_max_ms": ("slowest of 2,000 hostile queries, ms", "≤", 250),
    "indexing_vs_whoosh": ("indexing speed against stock whoosh3's, at 100,000", "≥", 5),
    "size_vs_whoosh": ("index size against stock whoosh3's, at 100,000", "≤", 1.2),
}
HTTP_BAR = 0.6
ANSWER_BARS = {
    "csv_rows": ("rows of CSV a second", "≥", 50_000),
    "ndjson_rows": ("lines of NDJSON a second", "≥", 50_000),
    "stream_mb": ("most memory of a worker meanwhile, beyond mapped files, MB", "<", 100),
    "suggest_ms": ("slowest suggestion, ms", "<", 5),
}
KNOWN_BAR = 1 / 3
_DOCUMENT = Path("docs/performance.md")
_PLOT = Path("docs/images/growth.svg")
_NAMES = {"ours_ms": "On Record", "tantivy_ms": "tantivy", "fts5_ms": "SQLite FTS5", "whoosh_ms": "whoosh3"}


def search_tables(folder: Path) -> str:
    """Return the classes and the bars of search.json as Markdown."""
    figures = _read(folder / "search.json")
    if figures is None:
        return "Not measured yet: `make bench-search`."
    rows = [
        [kind, *(_number(times[name]) for name in SHOWN), _against(times)] for kind, times in figures["classes"].items()
    ]
    head = [f"ms, at {figures['size']:,}", *(_NAMES[name] for name in SHOWN), "against tantivy"]
    bars = [_bar(what, sign, bar, figures[name]) for name, (what, sign, bar) in BARS.items()]
    return _table(head, rows) + "\n\n" + _table(["", "measured", "to reach", "reached"], bars)


def growth_table(folder: Path) -> str:
    """Return the times at every size as Markdown, ours beside the peers'."""
    growth = _read(folder / "growth.json")
    if growth is None:
        return "Not measured yet: `make bench-search`."
    columns = [(size, name) for name in _NAMES for size in growth["sizes"] if _any(growth["sizes"][size], name)]
    rows = [
        [kind, *(_number(growth["sizes"][size].get(kind, {}).get(name)) for size, name in columns)]
        for kind in next(iter(growth["sizes"].values()))
    ]
    return _table(["ms", *(f"{_NAMES[name]} {int(size):,}" for size, name in columns)], rows)


_ASKED = {
    "speaker_rps": "`/quotes?speaker=…&limit=20`, asked again: remembered",
    "words_rps": "`/quotes?q=…`, asked again: remembered",
    "speaker_anew_rps": "`/quotes?speaker=…&limit=20`, not asked before",
    "words_anew_rps": "`/quotes?q=…`, not asked before",
}


def http_table(folder: Path) -> str:
    """Return the requests per second of http.json as Markdown."""
    figures = _read(folder / "http.json")
    if figures is None:
        return "Not measured yet: `make bench-http`."
    bare = figures["bare_rps"]
    rows = [["a bare Flask route, 20 kB of ready JSON", f"{bare:,.0f}", "", "", ""]]
    for name, what in _ASKED.items():
        if name not in figures:
            continue
        ratio = figures[name] / bare
        rows.append([what, f"{figures[name]:,.0f}", f"{ratio:.2f}", f"≥ {HTTP_BAR}", _reached(ratio >= HTTP_BAR)])
    return _table(["", "requests per second", "against bare Flask", "to reach", "reached"], rows)


def answers_tables(folder: Path) -> str:
    """Return streams, suggestions and the times of a 304 of answers.json as Markdown."""
    figures = _read(folder / "answers.json")
    if figures is None:
        return "Not measured yet: `make bench-answers`."
    named = figures | {"suggest_ms": figures["suggest"]["ms"]}
    bars = [_bar(what, sign, bar, named[name]) for name, (what, sign, bar) in ANSWER_BARS.items()]
    rows = [
        [
            f"{kind}, {where}",
            *map(_number, times),
            f"{times[1] / times[0]:.2f}",
            _reached(times[1] / times[0] <= KNOWN_BAR),
        ]
        for where, key in (("the application alone", "alone"), ("over HTTP", "http"))
        for kind, times in figures[key].items()
    ]
    head = ["µs", "200", "304", "of it", "a third or less"]
    return _table([f"at {figures['size']:,}", "measured", "to reach", "reached"], bars) + "\n\n" + _table(head, rows)


def pages_table(folder: Path) -> str:
    """Return the times of the search page of pages.json beside those of the JSON, as Markdown."""
    figures = _read(folder / "pages.json")
    if figures is None:
        return "Not measured yet: `make bench-pages`."
    rows = [
        [f"{kind}, {where}", *map(_number, times), f"{times[2] / times[0]:.2f}", f"{times[2] / times[1]:.2f}"]
        for where, kinds in figures.items()
        if where != "size"
        for kind, times in kinds.items()
    ]
    head = [f"ms, at {figures['size']:,}", "JSON", "JSON with as much", "page", "to JSON (≤ 2)", "to as much (≤ 2)"]
    return _table(head, rows)


def about(folder: Path) -> str:
    """Return when and where it was measured."""
    growth = _read(folder / "growth.json")
    if growth is None:
        return "Nothing has been measured yet."
    versions = ", ".join(f"{name} {version}" for name, version in growth["versions"].items())
    return f"Measured on {growth['date']}: {growth['machine']}; {versions}."


def renew(document: Path, folder: Path) -> None:
    """Put today's tables between the marks `<!-- NAME -->` and `<!-- /NAME -->` of a document."""
    text = document.read_text(encoding="utf-8")
    parts = {
        "about": about,
        "search": search_tables,
        "growth": growth_table,
        "http": http_table,
        "answers": answers_tables,
        "pages": pages_table,
    }
    for name, make in parts.items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        written = f"{make(folder)}\n"
        text = marked.sub(lambda match, new=written: match[1] + new + match[2], text)  # type: ignore[misc]
    document.write_text(text, encoding="utf-8")


def _bar(what: str, sign: str, bar: float, value: float | None) -> list[str]:
    if value is None:
        return [what, "–", f"{sign} {bar}", "not measured"]
    return [what, _number(value), f"{sign} {bar:,}", _reached(value >= bar if sign == "≥" else value <= bar)]


def _reached(reached: bool) -> str:
    return "yes" if reached else "**no**"


def _against(times: dict[str, float | None]) -> str:
    ours, tantivy = times["ours_ms"], times["tantivy_ms"]
    return _number(ours / tantivy) if ours and tantivy else "–"


def _any(classes: dict[str, dict[str, float]], name: str) -> bool:
    return any(name in times for times in classes.values())


def _number(value: float | None) -> str:
    """Write three digits that say something: 0.0123, 1.23, 123, 1,230."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _read(path: Path) -> dict[str, Any] | None:
    found: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return found


def main() -> None:
    """Renew the document and its plot."""
    folder = Path("var/bench")
    renew(_DOCUMENT, folder)
    growth = _read(folder / "growth.json")
    if growth is not None:
        _PLOT.parent.mkdir(exist_ok=True)
        _PLOT.write_text(plot.growth(growth["sizes"], _NAMES), encoding="utf-8")
    print(f"{_DOCUMENT} is of {folder}/*.json now")


if __name__ == "__main__":
    main()
