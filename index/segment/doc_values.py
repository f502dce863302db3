"""Columns: for every document of a segment, what it can be filtered, counted and put in order by.

A column of words is kept as codes: its different values stand once, sorted, in a dictionary, and every document has the
number of its value. A document without one has the number behind the last. Where documents have several values, all of
them are in one array, with another that says where those of each document begin.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

import numpy as np

from index.segment.array_file import Array, flat, runs, smallest
from index.segment.term_dictionary import Terms, arrays_of, encoded


class ColumnWriter:
    """Takes in the values of many documents at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: defaultdict[str, int] = defaultdict()
        self._known.default_factory = self._known.__len__
        self._codes = array("i")
        self._counts = array("i")

    def add(self, values: Sequence[str | None]) -> None:
        """Take in the only value of each of some documents; None or "" when one has none."""
        self._codes.extend(map(self._known.__getitem__, filter(None, values)))
        self._counts.extend(map(bool, values))

    def add_several(self, values: Sequence[Sequence[str]]) -> None:
        """Take in all values of each of some documents."""
        self._codes.extend(map(self._known.__getitem__, chain.from_iterable(values)))
        self._counts.extend(map(len, values))

    def ranks(self) -> Array:
        """Return for each value that was taken in its place among the different ones."""
        return self._sorted()[1]

    def finish(self, order: Array) -> tuple[dict[str, Array], Array, Array]:
        """Return the arrays of the column, and the codes with the documents that have them.

        `order` says which document, as added, gets which number.
        """
        terms, codes = self._sorted()
        given = np.array(self._counts, np.int64)
        counts = given[order]
        ids = np.repeat(np.arange(len(order)), counts)
        codes = codes[runs((np.cumsum(given) - given)[order], counts)]
        blob, bounds = arrays_of(terms)
        arrays = {f"{self._name}.blob": blob, f"{self._name}.bounds": bounds}
        if counts.max(initial=0) > 1:
            arrays[f"{self._name}.first"] = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
            return arrays | {f"{self._name}.codes": smallest(codes)}, codes, ids
        single = np.full(len(order), len(terms))
        single[ids] = codes
        return arrays | {f"{self._name}.codes": smallest(single)}, codes, ids

    def _sorted(self) -> tuple[list[bytes], Array]:
        order = sorted(self._known)
        rank = np.empty(len(order), np.int64)
        rank[[self._known[value] for value in order]] = np.arange(len(order))
        return [encoded(value) for value in order], rank[np.array(self._codes, np.int64)]


class Column:
    """A column of a segment; `missing` is the code of documents without a value, `code_of` gives single codes fast."""

    def __init__(self, name: str, arrays: dict[str, Array]) -> None:
        self.terms = Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"])
        self.codes = arrays[f"{name}.codes"]
        self.missing = len(self.terms)
        self.code_of = flat(self.codes)
        self._first = arrays.get(f"{name}.first")

    def spread(self, ids: Array) -> tuple[Array, Array]:
        """Return the codes of all values of some documents, and for each which of the `ids` has it, by its place."""
        if self._first is None:
            codes = self.codes.take(ids)
            places = np.flatnonzero(codes != self.missing)
            return places, codes.take(places)
        starts = self._first.take(ids)
        lengths = self._first.take(ids + 1) - starts
        return np.repeat(np.arange(len(ids)), lengths), self.codes.take(runs(starts, lengths))

    def counts(self, ids: Array) -> Array:
        """Return how many of some documents have each value."""
        codes = self.codes.take(ids) if self._first is None else self.spread(ids)[1]
        return np.bincount(codes, minlength=self.missing + 1)[: self.missing]

    def values(self, id: int) -> list[str]:
        """Return the values of one document, in the order they were given."""
        start, end = (id, id + 1) if self._first is None else self._first[id : id + 2].tolist()
        codes = self.codes[start:end]
        return [self.terms.text(code) for code in codes.tolist() if code < self.missing]

    def value(self, id: int) -> str | None:
        """Return the value of one document, None when it has none."""
        code: int = self.code_of[id]
        return None if code == self.missing else self.terms.text(code)
