"""NDJSON: a line of compact JSON for each quotation (https://github.com/ndjson/ndjson-spec)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.formats import json

MEDIA_TYPE = "application/x-ndjson"


def lines(quotations: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write a line for each quotation, each when it is asked for.

    >>> list(lines([{"id": "q-1"}]))
    ['{"id":"q-1"}\\n']
    """
    return map(json.compact, quotations)


def unfolded(finished: Iterable[str]) -> Iterator[str]:
    """Put JSON that was finished for people on a line each: a line end in it is never inside a string."""
    for written in finished:
        yield "".join(map(str.lstrip, written.split("\n"))) + "\n"
