"""A segment opened to be read: its lists of documents, its columns and its documents.

Opening maps two files and reads nothing of them; whatever a search needs comes in as it is touched.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import neg
from pathlib import Path
from typing import Any

import numpy as np

from index.documents import serialized
from index.documents.entry import COLUMNS, LISTED, Entry
from index.segment import array_file
from index.segment.array_file import Array, flat
from index.segment.doc_values import Column
from index.segment.stored_fields import Stored
from index.segment.term_dictionary import Terms


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a document stands among all: its first day (an ordinal, 0 for none), its article, its number in it."""

    day: int
    article: str
    number: int


class Field:
    """The terms of a field, each with a list of documents."""

    def __init__(self, name: str, found: dict[str, Array]) -> None:
        self.terms = Terms(found[f"{name}.blob"], found[f"{name}.bounds"])
        self.counts = found[f"{name}.counts"]
        self._starts = flat(found[f"{name}.starts"])
        self._many = flat(self.counts)

    def extent(self, number: int) -> slice:
        """Return where the list of a term stands among the lists of the segment."""
        start = self._starts[number]
        return slice(start, start + self._many[number])

    def count(self, term: str) -> int:
        """Return in how many documents a term stands, whether or not they were deleted since."""
        number = self.terms.find(term)
        return 0 if number is None else self._many[number]


class Segment:
    """The segment `name` of `directory`; `alive` is None, or says for each document whether it still counts."""

    def __init__(self, directory: Path, name: str, deleted: Array | None = None) -> None:
        found = self._arrays = array_file.read(directory / f"{name}.arrays")
        self.name = name
        self.first, self.last, self.number = found["first"], found["last"], found["number"]
        self.size = len(self.first)
        self.ids, self.codes = found["ids"], found["codes"]
        self.frequencies, self.code_lengths = found["codes.frequency"], found["codes.length"]
        self.lengths, self.total_length = found["lengths"], int(found["lengths.total"][0])
        self.begins = found["text.begins"]
        self._positions, self._occurrences = found["text.positions"], flat(found["text.occurrences"])
        self.fields = {name: Field(name, found) for name in ("text", "words", *LISTED)}
        self.columns = {name: Column(name, found) for name in COLUMNS}
        self.stored = Stored(directory / f"{name}.documents", found)
        self.memory: dict[str, Any] = {}  # what others have worked out about this segment and want to keep
        self.alive: Array | None = None
        if deleted is not None and len(deleted):
            self.alive = np.ones(self.size, bool)
            self.alive[deleted] = False

    @cached_property
    def every(self) -> Array:
        """The numbers of all documents."""
        return np.arange(self.size, dtype=np.int32)

    @property
    def count(self) -> int:
        """How many documents still count."""
        return self.size if self.alive is None else int(np.count_nonzero(self.alive))

    def listed(self, field: str, value: str) -> Array:
        """Return the documents that have a value, deleted ones among them."""
        number = self.fields[field].terms.find(value)
        return self.ids[:0] if number is None else self.ids[self.fields[field].extent(number)]

    def find(self, id: str) -> int | None:
        """Return the number of the document of this id, None when there is none or it was deleted."""
        found = self.listed("id", id)
        return int(found[0]) if len(found) and (self.alive is None or self.alive[found[0]]) else None

    def entry(self, id: int) -> Entry:
        """Return back what was put in."""
        columns, stored = self.columns, self.stored.read(id)
        return Entry(
            id=columns["id"].value(id) or "",
            article=columns["article"].value(id) or "",
            number=int(self.number[id]),
            text=serialized.document(stored)["text"],
            language=columns["language"].value(id) or "",
            outlet=columns["outlet"].value(id) or "",
            speakers=tuple(columns["speaker"].values(id)),
            kinds=tuple(columns["kind"].values(id)),
            by=columns["by"].value(id) or "",
            date=columns["date"].value(id),
            credits=tuple(columns["credit"].values(id)),
            stored=stored,
        )

    def occurrences(self, number: int) -> Array:
        """Return the positions of a term of `text`, counted through all documents from the `begins` of each."""
        found: Array = self._positions[self._occurrences[number] : self._occurrences[number + 1]]
        return found

    def documents_at(self, positions: Array) -> Array:
        """Return the documents in which some positions are."""
        return self.begins.searchsorted(positions, "right") - 1

    def between(self, first: int, last: int) -> Array:
        """Return the documents that can have been published between two days, both included."""
        # Of what began by the last day, all that began on the first day or later, and what is long enough of the rest.
        start, sure, dated = (self._days_before(day) for day in (last, first - 1, 0))
        near = min(dated, self._days_before(first - 1 - self._longest))
        sure = max(start, sure)
        long = sure + np.flatnonzero(self.last[sure:near] >= first)
        if not len(long):
            return self.every[start:sure]
        return np.concatenate([self.every[start:sure], long.astype(np.int32)])

    def place(self, id: int) -> Place:
        """Return where a document stands."""
        return Place(int(self.first[id]), self.columns["article"].value(id) or "", int(self.number[id]))

    def before(self, place: Place) -> tuple[int, int]:
        """Return how many documents stand before a place, and how many before it or at it."""
        start, end = self._days_before(place.day), self._days_before(place.day - 1)
        terms, codes = self.columns["article"].terms, self.columns["article"].code_of
        code = terms.find(place.article)
        if code is None:
            start = bisect_left(codes, terms.place(place.article.encode()), start, end)
            return start, start
        start, end = bisect_left(codes, code, start, end), bisect_right(codes, code, start, end)
        numbers = flat(self.number)
        return bisect_left(numbers, place.number, start, end), bisect_right(numbers, place.number, start, end)

    def _days_before(self, day: int) -> int:
        """Return how many documents began after a day: as they are newest first, those stand before it."""
        return bisect_left(flat(self.first), -day, key=neg)

    @cached_property
    def _longest(self) -> int:
        """How many days lie at most between the first and the last day of a document."""
        return int((self.last - self.first).max(initial=0))
