"""Doc values: columns of a segment, by which documents are filtered, counted and sorted.

A column is dictionary-encoded: its distinct values are stored once, sorted, and each document has the code (number) of
its value, or the code past the last without one. Where documents have several values, all codes are in one array, with
another of the start of each document.
"""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from index.segment.array_file import Array, flat, narrowed, runs
from index.segment.term_dictionary import Terms, arrays_of, encoded


class ColumnWriter:
    """Writes a column, many documents at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._numbering: defaultdict[str, int] = defaultdict()
        self._numbering.default_factory = self._numbering.__len__
        self._codes = array("i")
        self._counts = array("i")

    def add(self, values: Sequence[str | None]) -> None:
        """Append the single value of each document; None or "" for no value."""
        self._codes.extend(map(self._numbering.__getitem__, filter(None, values)))
        self._counts.extend(map(bool, values))

    def add_several(self, values: Sequence[Sequence[str]]) -> None:
        """Append the values of each document."""
        self._codes.extend(map(self._numbering.__getitem__, chain.from_iterable(values)))
        self._counts.extend(map(len, values))

    def ranks(self) -> Array:
        """Return the rank of each appended value among the distinct ones."""
        return self._sorted()[1]

    def finish(self, order: Array) -> tuple[dict[str, Array], Array, Array]:
        """Return the arrays of the column, and its codes with the document of each.

        `order` lists the documents, numbered as appended, in their new order.
        """
        terms, codes = self._sorted()
        appended = np.array(self._counts, np.int64)
        counts = appended[order]
        ids = np.repeat(np.arange(len(order)), counts)
        codes = codes[runs((np.cumsum(appended) - appended)[order], counts)]
        blob, bounds = arrays_of(terms)
        arrays = {f"{self._name}.blob": blob, f"{self._name}.bounds": bounds}
        if counts.max(initial=0) > 1:
            arrays[f"{self._name}.first"] = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
            return arrays | {f"{self._name}.codes": narrowed(codes)}, codes, ids
        single = np.full(len(order), len(terms))
        single[ids] = codes
        return arrays | {f"{self._name}.codes": narrowed(single)}, codes, ids

    def _sorted(self) -> tuple[list[bytes], Array]:
        order = sorted(self._numbering)
        rank = np.empty(len(order), np.int64)
        rank[[self._numbering[value] for value in order]] = np.arange(len(order))
        return [encoded(value) for value in order], rank[np.array(self._codes, np.int64)]


class Column:
    """A column of a segment; `missing` is the code of no value, `code_of` a view for fast reads of single codes."""

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self.terms = Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"])
        self.codes = arrays[f"{name}.codes"]
        self.missing = len(self.terms)
        self.code_of = flat(self.codes)
        self._first = arrays.get(f"{name}.first")

    def spread(self, ids: Array) -> tuple[Array, Array]:
        """Return, for each value of some documents, the position of its document in `ids`, and its code."""
        if self._first is None:
            codes = self.codes.take(ids)
            positions = np.flatnonzero(codes != self.missing)
            return positions, codes.take(positions)
        starts = self._first.take(ids)
        lengths = self._first.take(ids + 1) - starts
        return np.repeat(np.arange(len(ids)), lengths), self.codes.take(runs(starts, lengths))

    def counts(self, ids: Array) -> Array:
        """Return the number of the documents that have each value."""
        codes = self.codes.take(ids) if self._first is None else self.spread(ids)[1]
        return np.bincount(codes, minlength=self.missing + 1)[: self.missing]

    def values(self, id: int) -> list[str]:
        """Return the values of one document, in the order of indexing."""
        start, end = (id, id + 1) if self._first is None else self._first[id : id + 2].tolist()
        codes = self.codes[start:end]
        return [self.terms.text(code) for code in codes.tolist() if code < self.missing]

    def value(self, id: int) -> str | None:
        """Return the value of one document, None when it has none."""
        code: int = self.code_of[id]
        return None if code == self.missing else self.terms.text(code)
