"""The speakers and the outlets of a generation: one entry each, with what can be counted about them.

Everything is counted from the columns of the segments, so an addition to a large archive reads no document again, and
the same documents give the same tables however they are spread over segments.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from index.documents.serializer import Document, Serializer
from index.segment.array_file import Array
from index.segment.reader import Segment

_NONE = -1


def speakers(quotations: Sequence[Segment]) -> list[Document]:
    """Return the speakers, in the order of their ids."""
    table = _Table(quotations, "speaker")
    articles, many_outlets = table.per_row("article"), table.values_of_rows("outlet")
    credits, periods = table.values_of_rows("credit"), table.periods()
    return [
        _credited(map(json.loads, credits[n]))
        | {"quotations": count, "articles": articles[n], "outlets": sorted(many_outlets[n])}
        | periods[n]
        for n, count in enumerate(table.counts)
    ]


def outlets(quotations: Sequence[Segment], paragraphs: Sequence[Segment], serialize: Serializer) -> list[Document]:
    """Give the outlets, in the order of their ids; by its paragraphs an article without quotations counts as well."""
    said = _Table(quotations, "outlet")
    quoted = dict(zip(said.rows, said.counts, strict=True))
    table = _Table(paragraphs, "outlet")
    articles, periods = table.per_row("article"), table.periods()
    return [
        {
            "id": id,
            "name": _outlet_name(paragraphs, id, serialize),
            "quotations": quoted.get(id, 0),
            "articles": articles[n],
        }
        | periods[n]
        for n, id in enumerate(table.rows)
    ]


def article_count(paragraphs: Sequence[Segment]) -> int:
    """Return how many articles there are."""
    return len(_Table(paragraphs, "article").rows)


class _Table:
    """Documents of several segments, in groups by a column: `rows` are its values in order, with their `counts`.

    A document with several values is in several groups.
    """

    def __init__(self, segments: Sequence[Segment], by: str) -> None:
        self._segments = segments
        self._live_ids = [segment.live_ids() for segment in segments]
        values, self._places, codes = self._spread(by)
        order = sorted(range(len(values)), key=values.__getitem__)
        number = np.empty(len(values), np.int64)
        number[order] = np.arange(len(values))
        counts = np.bincount(number[codes], minlength=len(values))
        kept = np.flatnonzero(counts)
        self._row = kept.searchsorted(number[codes])
        self.rows = [values[order[n]] for n in kept.tolist()]
        self.counts: list[int] = counts[kept].tolist()

    def per_row(self, name: str) -> list[int]:
        """Return how many different values of a column each row has."""
        _, rows, _, _ = self._pairs(name)
        found: list[int] = np.bincount(rows, minlength=len(self.rows)).tolist()
        return found

    def values_of_rows(self, name: str) -> list[list[str]]:
        """Return the different values of a column for each row, the commonest first, then by the alphabet.

        Of `credit` each speaker of a document has its own.
        """
        values, rows, codes, counts = self._pairs(name)
        found: list[list[tuple[int, str]]] = [[] for _ in self.rows]
        for row, code, count in zip(rows.tolist(), codes.tolist(), counts.tolist(), strict=True):
            found[row].append((-count, values[code]))
        return [[value for _, value in sorted(some)] for some in found]

    def periods(self) -> list[Document]:
        """Return for each row the dates of its first and its last document, as printed."""
        dates, codes = self._beside("date")
        dated = np.flatnonzero(codes != _NONE)
        first, last = (self._gathered(name)[self._places[dated]] for name in ("first", "last"))
        row, codes = self._row[dated], codes[dated]
        found: list[Document] = [{"first": None, "last": None} for _ in self.rows]
        # Of two that begin, or end, on the same day the more precise one.
        for name, order in (("first", np.lexsort((last, first, row))), ("last", np.lexsort((-first, -last, row)))):
            for at in order[np.flatnonzero(np.diff(row[order], prepend=_NONE))].tolist():
                found[row[at]][name] = dates[codes[at]]
        return found

    def _pairs(self, name: str) -> tuple[list[str], Array, Array, Array]:
        """Return the values of a column; and which row has which of them, how often."""
        values, codes = self._beside(name)
        known = np.flatnonzero(codes != _NONE)
        many = max(1, len(values))
        pairs, counts = np.unique(self._row[known] * many + codes[known], return_counts=True)
        return values, pairs // many, pairs % many, counts

    def _beside(self, name: str) -> tuple[list[str], Array]:
        """Return the values of a column, and for each document in each row which of them it has."""
        values, places, codes = self._spread(name)
        if name == "credit":
            return values, codes
        single = np.full(sum(map(len, self._live_ids)), _NONE)
        single[places] = codes
        return values, single[self._places]

    def _spread(self, name: str) -> tuple[list[str], Array, Array]:
        """Return the distinct values of a column; and for each value of a document its place and its number."""
        known: dict[str, int] = {}
        places, codes, before = [_EMPTY], [_EMPTY], 0
        for segment, alive in zip(self._segments, self._live_ids, strict=True):
            column = segment.columns[name]
            numbers = np.array([known.setdefault(value, len(known)) for value in column.terms.texts()], np.int64)
            here, found = column.spread(alive)
            places.append(here + before)
            codes.append(numbers[found])
            before += len(alive)
        return list(known), np.concatenate(places), np.concatenate(codes)

    def _gathered(self, name: str) -> Array:
        parts = zip(self._segments, self._live_ids, strict=True)
        return np.concatenate([_EMPTY, *(getattr(segment, name)[alive] for segment, alive in parts)])


_EMPTY = np.zeros(0, np.int64)


def _credited(credits: Iterable[dict[str, Any]]) -> Document:
    """Make one entry of a speaker out of all that articles knew: the fullest name stands, the others are aliases."""
    known = list(credits)
    names = sorted({credit["name"] for credit in known}, key=lambda name: (-len(name), name))
    aliases = [alias for credit in known for alias in credit["aliases"]]
    roles = list(dict.fromkeys(credit["role"] for credit in known if credit["role"]))
    return {
        "id": known[0]["id"],
        "name": names[0],
        "role": roles[0] if roles else None,
        "roles": roles,
        "aliases": list(dict.fromkeys([*aliases, *names[1:]])),
    }


def _outlet_name(segments: Sequence[Segment], id: str, serialize: Serializer) -> str:
    for segment in segments:
        listed = segment.listed("outlet", id)
        for number in listed if segment.live_docs is None else listed[segment.live_docs[listed]]:
            name: str = serialize.document(segment.stored.read(int(number)))["outlet"]["name"]
            return name
    raise LookupError(id)
