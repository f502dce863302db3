"""Every match → lines, from the JSON that was finished when it was indexed: of a million, none is made anew.

What has to look into a document itself (`include`, `highlight`) is written from its view, as single quotations are, in
twice the time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from json import JSONDecoder
from typing import Any

from api.formats import csv, ndjson, serialized
from api.formats.json import compact
from api.formats.pretty_json import BASE_URL_PLACEHOLDER
from api.formats.views import Presenter, viewer
from api.http import urls

Matches = Iterable[Callable[[], bytes]]
"""What reads each match as it is stored."""


def csv_lines(matches: Matches, parameters: Mapping[str, Any]) -> Iterator[str]:
    """Return a header and a line for each match."""
    return csv.lines(_parsed(matches), parameters.get("fields", ()), parameters.get("excel") == "1")


def ndjson_lines(matches: Matches, present: Presenter) -> Iterator[str]:
    """Return a line of JSON for each match."""
    if present.include or present.marked:
        return ndjson.lines(_presented(matches, present))
    if present.fields:
        wanted = frozenset(present.fields)
        return ndjson.lines({name: q[name] for name in q if name in wanted} for q in _parsed(matches))
    return ndjson.unfolded(_shown(matches))


def _shown(matches: Matches) -> Iterator[str]:
    """Return the finished JSON of each match, with the addresses of the server that answers."""
    mark, here = BASE_URL_PLACEHOLDER.encode(), compact(urls.server())[1:-2].encode()
    return (serialized.shown(read()).replace(mark, here).decode() for read in matches)


def _parsed(matches: Matches) -> Iterator[dict[str, Any]]:
    return (_decode(written)[0] for written in _shown(matches))


def _presented(matches: Matches, present: Presenter) -> Iterator[dict[str, Any]]:
    view = viewer()
    return (present(view(serialized.document(read()))) for read in matches)


_decode = JSONDecoder().raw_decode
