"""Segment writer: documents to the two files of an immutable segment.

Documents are numbered newest first, then by article, then by position in the article. So every posting list is in the
commonest sort order, a range of days is a range of numbers, and the newest ten of anything are its first ten.
"""

from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import day_range
from index.documents.entry import COLUMNS, LISTED, SEVERAL, SINGLE, IndexedDocument
from index.segment import array_file
from index.segment.array_file import Array, narrowed
from index.segment.doc_values import ColumnWriter
from index.segment.inverter import Inverted, impact_codes, invert, length_codes
from index.segment.stored_fields import StoredWriter
from index.segment.term_dictionary import arrays_of, encoded
from index.segment.token_stream import TokenArrays, TokenStream

LARGEST = 1 << 20
"""Largest number of documents in a segment, which bounds the memory of a build."""

_TOGETHER = 64
"""Documents indexed at once. With more, so many objects wait that the garbage collector scans them too often."""


class SegmentBuilder:
    """Indexes documents; `finish` writes the segment `name` into `directory`."""

    def __init__(self, directory: Path, name: str) -> None:
        self._path = directory / f"{name}.arrays"
        self._stored = StoredWriter(directory / f"{name}.documents")
        self._tokens = TokenStream()
        self._columns = {name: ColumnWriter(name) for name in COLUMNS}
        self._numbers, self._first, self._last = array("i"), array("i"), array("i")
        self._said_first, self._said_last = array("i"), array("i")
        self._days: dict[str | None, tuple[int, int]] = {None: (0, 0)}
        self._waiting: list[IndexedDocument] = []

    def __len__(self) -> int:
        return len(self._numbers) + len(self._waiting)

    def add(self, entry: IndexedDocument) -> None:
        """Index a document. Raises ValueError for an invalid date."""
        for period in (entry.date, entry.said):
            if period is not None and period not in self._days:
                first, last = day_range(period)
                self._days[period] = first.toordinal(), last.toordinal()
        self._waiting.append(entry)
        if len(self._waiting) == _TOGETHER:
            self._flush()

    def finish(self) -> None:
        """Write the segment."""
        self._flush()
        order = self._order()
        arrays: dict[str, Array] = {
            "number": np.array(self._numbers, np.int32)[order],
            "first": np.array(self._first, np.int32)[order],
            "last": np.array(self._last, np.int32)[order],
            "said_first": np.array(self._said_first, np.int32)[order],
            "said_last": np.array(self._said_last, np.int32)[order],
            **self._stored.finish(order),
        }
        postings = _Postings()
        arrays |= _text(self._tokens.finish(), order, postings)
        for name, column in self._columns.items():
            columns, codes, ids = column.finish(order)
            arrays |= columns
            if name in LISTED:
                inverted = invert(codes, ids, None, len(columns[f"{name}.bounds"]) - 1, len(order))
                arrays |= postings.add(name, inverted.counts, inverted.ids)
        array_file.write(self._path, arrays | postings.finish())

    def cancel(self) -> None:
        """Close the unfinished files."""
        self._stored.cancel()

    def _flush(self) -> None:
        """Index the waiting documents column by column, in half the time of one by one."""
        if not self._waiting:
            return
        of_all = dict(zip(IndexedDocument._fields, zip(*self._waiting, strict=True), strict=True))
        for name, field in SINGLE.items():
            self._columns[name].add(of_all[field])
        for name, field in SEVERAL.items():
            self._columns[name].add_several(of_all[field])
        self._numbers.extend(of_all["number"])
        for days, n in ((self._first, 0), (self._last, 1)):
            days.extend([self._days[date][n] for date in of_all["date"]])
        for days, n in ((self._said_first, 0), (self._said_last, 1)):
            days.extend([self._days[said][n] for said in of_all["said"]])
        self._tokens.add(of_all["text"], of_all["language"])
        self._stored.add(of_all["stored"])
        self._waiting.clear()

    def _order(self) -> Array:
        """Return the documents, numbered as added, in their new order."""
        articles = self._columns["article"].ranks()
        return np.lexsort((np.array(self._numbers), articles, -np.array(self._first)))


_FIRST_POSITION = 64
"""So that a position less the length of a phrase is never below 0."""


@dataclass(slots=True)
class _Words:
    """Sorted distinct words or terms, and the number in them of each pair of word and term."""

    terms: list[bytes]
    of_pair: Array


def _text(tokens: TokenArrays, order: Array, postings: "_Postings") -> dict[str, Array]:
    """Return the arrays of the fields `text` (terms, with positions) and `words`."""
    lengths = tokens.lengths
    words, terms = (_distinct([pair[n] for pair in tokens.pairs]) for n in (0, 1))
    text, rest, same = _inverted(tokens, order, words, terms)
    byte_lengths = length_codes(lengths[order])
    ends = _FIRST_POSITION + np.cumsum(lengths[order] + 1)
    begins = (ends - (lengths[order] + 1)).astype(np.min_scalar_type(int(ends.max(initial=0))))
    positions = begins.take(text.documents)
    positions += text.positions.astype(begins.dtype, copy=False)
    ids = np.concatenate([text.ids, rest.ids])
    frequencies = np.concatenate([text.frequencies, rest.frequencies])
    codes, code_frequencies, code_lengths = impact_codes(frequencies, byte_lengths.take(ids))
    return {
        **_terms("text", terms.terms),
        **_terms("words", words.terms),
        **postings.add("text", text.counts, text.ids),
        **postings.add("words", rest.counts, rest.ids, same),
        "text.positions": positions,
        "text.begins": begins,
        "text.occurrences": np.concatenate([[0], np.cumsum(text.occurrences)]),
        "codes": codes,
        "codes.frequency": code_frequencies,
        "codes.length": code_lengths,
        "lengths": byte_lengths,
        "lengths.total": np.array([lengths.sum()], np.int64),
    }


def _inverted(tokens: TokenArrays, order: Array, words: _Words, terms: _Words) -> tuple[Inverted, Inverted, Array]:
    """Return the postings of terms and of words, and the term that a word shares postings with, -1 for none.

    A word that is the only one of its term, and has no other term, has the same postings.
    """
    pairs, lengths = tokens.numbers, tokens.lengths
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    ids = np.repeat(rank, lengths)
    alone = _alone(words.of_pair)[words.of_pair] & _alone(terms.of_pair)[terms.of_pair]
    others = np.flatnonzero(~alone.take(pairs))
    rest = invert(words.of_pair.take(pairs.take(others)), ids.take(others), None, len(words.terms), len(order))
    del others
    same = np.full(len(words.terms), -1)
    same[words.of_pair[alone]] = terms.of_pair[alone]
    positions = np.arange(len(pairs), dtype=np.int32)
    positions -= np.repeat((np.cumsum(lengths) - lengths).astype(np.int32), lengths)
    return invert(terms.of_pair.take(pairs), ids, positions, len(terms.terms), len(order)), rest, same


def _distinct(strings: list[str]) -> _Words:
    terms = sorted(set(strings))
    number = {term: n for n, term in enumerate(terms)}
    return _Words([encoded(term) for term in terms], np.array([number[string] for string in strings], np.int32))


def _alone(numbers: Array) -> Array:
    alone: Array = np.bincount(numbers) == 1
    return alone


def _terms(name: str, terms: list[bytes]) -> dict[str, Array]:
    blob, bounds = arrays_of(terms)
    return {f"{name}.blob": blob, f"{name}.bounds": bounds}


class _Postings:
    """All posting lists of a segment, concatenated; those of scored fields come first."""

    def __init__(self) -> None:
        self._ids: list[Array] = []
        self._size = 0
        self._starts: dict[str, Array] = {}
        self._counts: dict[str, Array] = {}

    def add(self, name: str, counts: Array, ids: Array, same: Array | None = None) -> dict[str, Array]:
        """Append the postings of a field; where `same` is not -1, the term shares those of that term of `text`."""
        starts = self._size + np.cumsum(counts, dtype=np.int64) - counts
        if same is not None:
            shared = same >= 0
            starts[shared] = self._starts["text"][same[shared]]
            counts = np.where(shared, self._counts["text"][same], counts).astype(np.int32)
        self._starts[name], self._counts[name] = starts, counts
        self._ids.append(ids)
        self._size += len(ids)
        return {f"{name}.starts": narrowed(starts), f"{name}.counts": narrowed(counts)}

    def finish(self) -> dict[str, Array]:
        return {"ids": np.concatenate(self._ids).astype(np.int32, copy=False)}
