"""Texts → one long array of numbers, without a Python object for each word that stands in them.

A token is a word with its term, as `analysis` pairs them: ("talks", "talk"). Each pair that was seen has a
number. What stands between white space is a piece. A text is taken in as the numbers of its pieces, at the cost of one
look into a dictionary each; what tokens a piece has is asked once, in the end, and NumPy puts them in its place.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count, groupby
from operator import itemgetter

import numpy as np

from index.analysis.analyzer import pairs_of_pieces
from index.analysis.stemming import branch
from index.segment.array_file import Array, runs

_SETTLED_AT = 4_000_000  # pieces that stand in texts; so many have some hundred thousand different ones at most


@dataclass(frozen=True, slots=True)
class Taken:
    """The tokens of one text after another: their `numbers`, the `lengths` of the texts, the pairs by number."""

    numbers: Array
    lengths: Array
    pairs: list[tuple[str, str]]


class Tokens:
    """Takes in texts; `finish` gives their tokens."""

    def __init__(self) -> None:
        self._pairs: defaultdict[tuple[str, str], int] = defaultdict()
        self._pairs.default_factory = self._pairs.__len__
        self._numbers: list[Array] = []
        self._lengths: list[Array] = []
        self._forget()

    def add(self, texts: Sequence[str], languages: Sequence[str | None]) -> None:
        """Take in the tokens of texts, each in its language."""
        if len(self._pieces) > _SETTLED_AT:
            self._settle()
        for language, together in groupby(zip(languages, texts, strict=True), key=itemgetter(0)):
            pieces = [text.split() for _, text in together]
            self._pieces.extend(map(self._known[branch(language)].__getitem__, chain.from_iterable(pieces)))
            self._counts.extend(map(len, pieces))

    def finish(self) -> Taken:
        """Return what was taken in."""
        self._settle()
        return Taken(np.concatenate(self._numbers), np.concatenate(self._lengths), list(self._pairs))

    def _settle(self) -> None:
        """Put tokens in the place of the pieces so far, and forget the pieces."""
        flat, begins, sizes = self._tokens_of_pieces()
        pieces, counts = np.array(self._pieces, np.int32), np.array(self._counts, np.int64)
        lengths = sizes.take(pieces)
        self._numbers.append(flat.take(runs(begins.take(pieces), lengths)))
        ends = np.concatenate([[0], np.cumsum(lengths)]).take(np.concatenate([[0], np.cumsum(counts)]))
        self._lengths.append(np.diff(ends))
        self._forget()

    def _tokens_of_pieces(self) -> tuple[Array, Array, Array]:
        """Return the tokens of the distinct pieces one after another, with the start and the length of each."""
        flat, lengths, order = array("i"), array("q"), array("i")
        for read_as, known in self._known.items():
            pairs = list(map(pairs_of_pieces(read_as).__getitem__, known))
            flat.extend(map(self._pairs.__getitem__, chain.from_iterable(pairs)))
            lengths.extend(map(len, pairs))
            order.extend(known.values())
        begins, sizes = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
        begins[order], sizes[order] = np.cumsum(lengths) - lengths, lengths
        return np.array(flat, np.int32), begins, sizes

    def _forget(self) -> None:
        self._pieces, self._counts = array("i"), array("i")
        number = count().__next__
        self._known: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(number))
