"""NDJSON: a line of compact JSON for each quotation (https://github.com/ndjson/ndjson-spec)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.formats import json, serialized
from api.formats.format import Format, Matches, RenderContext
from api.formats.views import View, parsed_json, rendered_json, view_builder


def lines(quotations: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each quotation, lazily.

    >>> list(lines([{"id": "q-1"}]))
    ['{"id":"q-1"}\\n']
    """
    return map(json.compact, quotations)


def _many(views: Iterable[View], context: RenderContext) -> Iterator[str]:
    return lines(map(context.present, views))


def _stream(matches: Matches, context: RenderContext) -> Iterator[str]:
    """Yield a line for each match, from its rendered JSON unless a parameter needs the document itself."""
    parameters = context.parameters
    if parameters.get("include") or parameters.get("highlight") == "1":
        view = view_builder()
        return lines(context.present(view(serialized.document(read()))) for read in matches)
    if fields := frozenset(parameters.get("fields", ())):
        return lines({name: q[name] for name in q if name in fields} for q in parsed_json(matches))
    return map(_on_one_line, rendered_json(matches))


def _on_one_line(rendered: str) -> str:
    """Remove the line ends and indentation of pretty-printed JSON: a line end in it is never inside a string."""
    return "".join(map(str.lstrip, rendered.split("\n"))) + "\n"


FORMAT = Format(
    name="ndjson",
    media_type="application/x-ndjson",
    is_text=True,
    many=_many,
    stream=_stream,
    parameters=frozenset({"fields", "include", "highlight"}),
)
