"""Catalog of a generation: one entry for each speaker and outlet, with counts and first and last date.

All counts come from the columns of the segments, so an incremental build reads no document again, and the catalog does
not depend on how documents are spread over segments.
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
    """Return the speakers, sorted by id."""
    table = _Table(quotations, "speaker")
    articles, outlet_ids = table.per_row("article"), table.values_of_rows("outlet")
    speaker_records, periods = table.values_of_rows("credit"), table.periods()
    return [
        _merged(map(json.loads, speaker_records[n]))
        | {"quotations": count, "articles": articles[n], "outlets": sorted(outlet_ids[n])}
        | periods[n]
        for n, count in enumerate(table.counts)
    ]


def outlets(quotations: Sequence[Segment], paragraphs: Sequence[Segment], serialize: Serializer) -> list[Document]:
    """Return the outlets, sorted by id; articles without quotations count by their paragraphs."""
    by_outlet = _Table(quotations, "outlet")
    quotation_counts = dict(zip(by_outlet.rows, by_outlet.counts, strict=True))
    table = _Table(paragraphs, "outlet")
    articles, periods = table.per_row("article"), table.periods()
    return [
        {
            "id": id,
            "name": _outlet_name(paragraphs, id, serialize),
            "quotations": quotation_counts.get(id, 0),
            "articles": articles[n],
        }
        | periods[n]
        for n, id in enumerate(table.rows)
    ]


def article_count(paragraphs: Sequence[Segment]) -> int:
    """Return the number of articles."""
    return len(_Table(paragraphs, "article").rows)


class _Table:
    """Documents of several segments grouped by a column: `rows` are its sorted values, with their `counts`.

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
        used = np.flatnonzero(counts)
        self._row = used.searchsorted(number[codes])
        self.rows = [values[order[n]] for n in used.tolist()]
        self.counts: list[int] = counts[used].tolist()

    def per_row(self, name: str) -> list[int]:
        """Return the number of distinct values of a column in each row."""
        _, rows, _, _ = self._pairs(name)
        counts: list[int] = np.bincount(rows, minlength=len(self.rows)).tolist()
        return counts

    def values_of_rows(self, name: str) -> list[list[str]]:
        """Return the distinct values of a column in each row, by frequency, then alphabetically.

        Column `credit` has one value for each speaker of a document.
        """
        values, rows, codes, counts = self._pairs(name)
        ranked: list[list[tuple[int, str]]] = [[] for _ in self.rows]
        for row, code, count in zip(rows.tolist(), codes.tolist(), counts.tolist(), strict=True):
            ranked[row].append((-count, values[code]))
        return [[value for _, value in sorted(pairs)] for pairs in ranked]

    def periods(self) -> list[Document]:
        """Return the EDTF dates of the first and the last document of each row."""
        dates, codes = self._beside("date")
        dated = np.flatnonzero(codes != _NONE)
        first, last = (self._gathered(name)[self._places[dated]] for name in ("first", "last"))
        row, codes = self._row[dated], codes[dated]
        periods: list[Document] = [{"first": None, "last": None} for _ in self.rows]
        # Of two that begin, or end, on the same day the more precise one.
        for name, order in (("first", np.lexsort((last, first, row))), ("last", np.lexsort((-first, -last, row)))):
            for at in order[np.flatnonzero(np.diff(row[order], prepend=_NONE))].tolist():
                periods[row[at]][name] = dates[codes[at]]
        return periods

    def _pairs(self, name: str) -> tuple[list[str], Array, Array, Array]:
        """Return the values of a column, and for each pair of row and value their numbers and the count."""
        values, codes = self._beside(name)
        present = np.flatnonzero(codes != _NONE)
        size = max(1, len(values))
        pairs, counts = np.unique(self._row[present] * size + codes[present], return_counts=True)
        return values, pairs // size, pairs % size, counts

    def _beside(self, name: str) -> tuple[list[str], Array]:
        """Return the values of a column, and the number of its value for each document in each row."""
        values, places, codes = self._spread(name)
        if name == "credit":
            return values, codes
        single = np.full(sum(map(len, self._live_ids)), _NONE)
        single[places] = codes
        return values, single[self._places]

    def _spread(self, name: str) -> tuple[list[str], Array, Array]:
        """Return the distinct values of a column; and the document and the number of each occurrence of a value."""
        numbering: dict[str, int] = {}
        places, codes, before = [_EMPTY], [_EMPTY], 0
        for segment, ids in zip(self._segments, self._live_ids, strict=True):
            column = segment.columns[name]
            numbers = np.array(
                [numbering.setdefault(value, len(numbering)) for value in column.terms.texts()], np.int64
            )
            positions, segment_codes = column.spread(ids)
            places.append(positions + before)
            codes.append(numbers[segment_codes])
            before += len(ids)
        return list(numbering), np.concatenate(places), np.concatenate(codes)

    def _gathered(self, name: str) -> Array:
        parts = zip(self._segments, self._live_ids, strict=True)
        return np.concatenate([_EMPTY, *(getattr(segment, name)[ids] for segment, ids in parts)])


_EMPTY = np.zeros(0, np.int64)


def _merged(records: Iterable[dict[str, Any]]) -> Document:
    """Return one entry for the records of a speaker: the longest name is the name, the others are aliases."""
    speaker_records = list(records)
    names = sorted({record["name"] for record in speaker_records}, key=lambda name: (-len(name), name))
    aliases = [alias for record in speaker_records for alias in record["aliases"]]
    roles = list(dict.fromkeys(record["role"] for record in speaker_records if record["role"]))
    return {
        "id": speaker_records[0]["id"],
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
