"""Segment reader: postings, columns (doc values) and stored fields of one segment, memory-mapped.

Opening maps two files and reads almost nothing of them; pages fault in, and are compared with their checksums, as a
search touches them: the long arrays of postings and positions by the slice, the others whole. Whatever reads a segment
raises BlockDamaged when it is not as it was written.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import neg
from pathlib import Path

import numpy as np

from index.documents.entry import LISTED, IndexedDocument
from index.segment.array_file import Array, ArrayFile, ArraySlices, flat
from index.segment.checked_file import Lazy
from index.segment.doc_values import Column
from index.segment.period_starts import PeriodStarts
from index.segment.stored_fields import Stored
from index.segment.term_dictionary import Terms


@dataclass(frozen=True, slots=True, order=True)
class DocKey:
    """Position of a document in the order of all: its first day (an ordinal, 0 for none), article and number in it."""

    day: int
    article: str
    number: int


FIELDS = ("text", "words", *LISTED)
_CACHE_SIZE = 4_096


class Field:
    """Terms of a field with their postings: slices of `ids`, and with `codes` of the impact codes."""

    def __init__(self, name: str, arrays: Mapping[str, Array], ids: ArraySlices, codes: ArraySlices) -> None:
        self.terms = Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"])
        self.counts = arrays[f"{name}.counts"]
        self._starts = flat(arrays[f"{name}.starts"])
        self._doc_freqs = flat(self.counts)
        self._ids, self._codes = ids, codes
        self.ids = lru_cache(_CACHE_SIZE)(self._documents)
        """Returns the documents of a term by its number, cached."""
        self.codes = lru_cache(_CACHE_SIZE)(self._impact_codes)
        """Returns the impact codes of the postings of a term by its number, cached."""

    def _documents(self, number: int) -> Array:
        return self._ids[self._postings_range(number)]

    def _impact_codes(self, number: int) -> Array:
        return self._codes[self._postings_range(number)]

    def _postings_range(self, number: int) -> slice:
        start = self._starts[number]
        return slice(start, start + self._doc_freqs[number])

    def count(self, term: str) -> int:
        """Return the document frequency of a term, deleted documents included."""
        number = self.terms.find(term)
        return 0 if number is None else self._doc_freqs[number]


@dataclass(frozen=True, slots=True, eq=False)
class SaidDays:
    """The first and the last day on which each document can have been said, as ordinals; 0 for none."""

    first: Array
    last: Array

    def between(self, first: int, last: int) -> Array:
        """Return the documents that can have been said between two days (ordinals), both included."""
        return np.flatnonzero((self.first > 0) & (self.first <= last) & (self.last >= first))


class Segment:
    """The segment `name` of `directory`; `live_docs` is a mask of the documents not deleted, None for all."""

    def __init__(self, directory: Path, name: str, deleted: Array | None = None) -> None:
        arrays = ArrayFile(directory / f"{name}.arrays")
        self.name = name
        self.first, self.last, self.number = arrays["first"], arrays["last"], arrays["number"]
        self._arrays = arrays
        self.size = len(self.first)
        self.periods = PeriodStarts(self.first)
        self.frequencies, self.code_lengths = arrays["codes.frequency"], arrays["codes.length"]
        self.lengths, self.total_length = arrays["lengths"], int(arrays["lengths.total"][0])
        self.begins = arrays["text.begins"]
        self._positions, self._occurrences = arrays.slices("text.positions"), flat(arrays["text.occurrences"])
        ids, codes = arrays.slices("ids"), arrays.slices("codes")
        self.no_docs = ids.empty
        self.fields: Mapping[str, Field] = Lazy(lambda name: Field(name, arrays, ids, codes))
        self.columns: Mapping[str, Column] = Lazy(lambda name: Column(name, arrays))
        self.stored = Stored(directory / f"{name}.documents", arrays)
        self.live_docs: Array | None = None
        if deleted is not None and len(deleted):
            self.live_docs = np.ones(self.size, bool)
            self.live_docs[deleted] = False

    @cached_property
    def said(self) -> "SaidDays":
        """The days on which each document can have been said."""
        return SaidDays(self._arrays["said_first"], self._arrays["said_last"])

    @cached_property
    def all_docs(self) -> Array:
        """The numbers of all documents, as int32."""
        return np.arange(self.size, dtype=np.int32)

    def live_ids(self) -> Array:
        """Return the numbers of the documents that are not deleted."""
        return self.all_docs if self.live_docs is None else np.flatnonzero(self.live_docs)

    @property
    def count(self) -> int:
        """Number of documents that are not deleted."""
        return self.size if self.live_docs is None else int(np.count_nonzero(self.live_docs))

    def listed(self, field: str, value: str) -> Array:
        """Return the documents that have a value, deleted ones included."""
        number = self.fields[field].terms.find(value)
        return self.no_docs if number is None else self.fields[field].ids(number)

    def find(self, id: str) -> int | None:
        """Return the number of the document of this id, None when there is none or it was deleted."""
        ids = self.listed("id", id)
        return int(ids[0]) if len(ids) and (self.live_docs is None or self.live_docs[ids[0]]) else None

    def indexed_document(self, id: int, text: str) -> IndexedDocument:
        """Return a document as it was indexed, but for its `text`, which only the stored bytes have whole."""
        columns = self.columns
        return IndexedDocument(
            id=columns["id"].value(id) or "",
            article=columns["article"].value(id) or "",
            number=int(self.number[id]),
            text=text,
            language=columns["language"].value(id) or "",
            outlet=columns["outlet"].value(id) or "",
            speakers=tuple(columns["speaker"].values(id)),
            kinds=tuple(columns["kind"].values(id)),
            sort_key=columns["by"].value(id) or "",
            date=columns["date"].value(id),
            speaker_records=tuple(columns["credit"].values(id)),
            stored=self.stored.read(id),
            act=columns["act"].value(id),
            said=columns["said"].value(id),
        )

    def occurrences(self, number: int) -> Array:
        """Return the positions of a term of `text`, counted through all documents from the `begins` of each."""
        positions: Array = self._positions[self._occurrences[number] : self._occurrences[number + 1]]
        return positions

    def documents_at(self, positions: Array) -> Array:
        """Return the documents that positions lie in."""
        return self.begins.searchsorted(positions, "right") - 1

    def between(self, first: int, last: int) -> Array:
        """Return the documents that can have been published between two days (ordinals), both included."""
        # Of what began by the last day, all that began on the first day or later, and what is long enough of the rest.
        start, sure, dated = (self._days_before(day) for day in (last, first - 1, 0))
        near = min(dated, self._days_before(first - 1 - self._longest))
        sure = max(start, sure)
        long = sure + np.flatnonzero(self.last[sure:near] >= first)
        if not len(long):
            return self.all_docs[start:sure]
        return np.concatenate([self.all_docs[start:sure], long.astype(np.int32)])

    def key(self, id: int) -> DocKey:
        """Return the position of a document in the order of all."""
        return DocKey(int(self.first[id]), self.columns["article"].value(id) or "", int(self.number[id]))

    def count_before(self, key: DocKey) -> tuple[int, int]:
        """Return the number of documents before a key, and the number before it or at it."""
        start, end = self._days_before(key.day), self._days_before(key.day - 1)
        terms, codes = self.columns["article"].terms, self.columns["article"].code_of
        code = terms.find(key.article)
        if code is None:
            start = bisect_left(codes, terms.lower_bound(key.article.encode()), start, end)
            return start, start
        start, end = bisect_left(codes, code, start, end), bisect_right(codes, code, start, end)
        numbers = flat(self.number)
        return bisect_left(numbers, key.number, start, end), bisect_right(numbers, key.number, start, end)

    def _days_before(self, day: int) -> int:
        """Return the number of documents that begin after a day; as they are newest first, those precede it."""
        return bisect_left(flat(self.first), -day, key=neg)

    @cached_property
    def _longest(self) -> int:
        """Largest number of days between the first and the last day of a document."""
        return int((self.last - self.first).max(initial=0))
