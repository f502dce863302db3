"""Times against sizes as an SVG, both axes logarithmic: one small picture for each class of queries."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

Times = Mapping[str, Mapping[str, Mapping[str, float]]]

_COLOURS = {"ours_ms": "#0b6e4f", "tantivy_ms": "#c8553d", "fts5_ms": "#3d6fb4", "whoosh_ms": "#8a6d3b"}
_ACROSS, _WIDTH, _HEIGHT = 3, 250, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 26, 26
_LEGEND = 34


def growth(sizes: Times, names: Mapping[str, str]) -> str:
    """Draw times by size, class and engine; `names` says what each engine is called."""
    counts = sorted(map(int, sizes))
    kinds = list(next(iter(sizes.values())))
    every = [time for classes in sizes.values() for times in classes.values() for time in times.values()]
    decades = range(floor(log10(min(every))), ceil(log10(max(every))) + 1)
    rows = ceil(len(kinds) / _ACROSS)
    width, height = _ACROSS * _WIDTH, rows * _HEIGHT + _LEGEND
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="11" fill="#333">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        *_legend(names, [name for name in names if any(name in c[k] for c in sizes.values() for k in c)]),
    ]
    for n, kind in enumerate(kinds):
        left, top = n % _ACROSS * _WIDTH, n // _ACROSS * _HEIGHT + _LEGEND
        drawn.append(f'<g transform="translate({left} {top})">')
        drawn += [*_axes(kind, counts, decades), *_lines(kind, sizes, names, counts, decades), "</g>"]
    return "\n".join([*drawn, "</svg>", ""])


def _legend(names: Mapping[str, str], shown: Sequence[str]) -> Iterator[str]:
    for n, name in enumerate(shown):
        x = 16 + n * 120
        yield f'<line x1="{x}" y1="16" x2="{x + 22}" y2="16" stroke="{_COLOURS[name]}" stroke-width="2.5"/>'
        yield f'<text x="{x + 28}" y="20">{escape(names[name])}</text>'
    yield f'<text x="{_ACROSS * _WIDTH - _RIGHT}" y="20" text-anchor="end">milliseconds by quotations</text>'


def _axes(kind: str, counts: Sequence[int], decades: range) -> Iterator[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    yield f'<text x="{_LEFT}" y="16" font-weight="bold">{escape(kind)}</text>'
    for decade in decades:
        y = _y(10.0**decade, decades)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{10.0**decade:g}</text>'
    for count in counts:
        x = _x(count, counts)
        yield f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle">{_short(count)}</text>'


def _lines(kind: str, sizes: Times, names: Mapping[str, str], counts: Sequence[int], decades: range) -> Iterator[str]:
    for name in names:
        times = [(count, sizes[str(count)].get(kind, {}).get(name)) for count in counts]
        points = [(_x(count, counts), _y(time, decades)) for count, time in times if time]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{drawn}" fill="none" stroke="{_COLOURS[name]}" stroke-width="2.5"/>'
        for x, y in points:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_COLOURS[name]}"/>'


def _x(count: int, counts: Sequence[int]) -> float:
    span = log10(counts[-1] / counts[0]) or 1
    return _LEFT + 16 + log10(count / counts[0]) / span * (_WIDTH - _LEFT - _RIGHT - 32)


def _y(time: float, decades: range) -> float:
    share = (log10(time) - decades[0]) / (len(decades) - 1 or 1)
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _short(count: int) -> str:
    return (
        f"{count // 1_000_000}M" if count % 1_000_000 == 0 else f"{count // 1_000}k" if count >= 1_000 else str(count)
    )
