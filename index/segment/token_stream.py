"""Token stream: texts to one long array of token numbers, without a Python object for each token.

A token is a word with its term, as the analyzer pairs them: ("talks", "talk"). Each distinct pair has a number. A piece
is text between white space. Texts are appended as numbers of their pieces, one dictionary look-up each; the pieces are
analysed once, at the end, and NumPy replaces their numbers by those of their tokens.
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

_FLUSH_AT = 4_000_000  # pieces; of so many some hundred thousand are distinct at most


@dataclass(frozen=True, slots=True)
class TokenArrays:
    """Tokens of all texts in sequence: their `numbers`, the `lengths` of the texts, and the pairs by number."""

    numbers: Array
    lengths: Array
    pairs: list[tuple[str, str]]


class TokenStream:
    """Analyses texts; `finish` returns their tokens."""

    def __init__(self) -> None:
        self._pairs: defaultdict[tuple[str, str], int] = defaultdict()
        self._pairs.default_factory = self._pairs.__len__
        self._numbers: list[Array] = []
        self._lengths: list[Array] = []
        self._reset()

    def add(self, texts: Sequence[str], languages: Sequence[str | None]) -> None:
        """Append texts, each in its language."""
        if len(self._pieces) > _FLUSH_AT:
            self._flush()
        for language, group in groupby(zip(languages, texts, strict=True), key=itemgetter(0)):
            pieces = [text.split() for _, text in group]
            self._pieces.extend(map(self._piece_numbers[branch(language)].__getitem__, chain.from_iterable(pieces)))
            self._counts.extend(map(len, pieces))

    def finish(self) -> TokenArrays:
        """Return the tokens of all texts."""
        self._flush()
        return TokenArrays(np.concatenate(self._numbers), np.concatenate(self._lengths), list(self._pairs))

    def _flush(self) -> None:
        """Replace the pieces so far by their tokens."""
        flat, begins, sizes = self._tokens_of_pieces()
        pieces, counts = np.array(self._pieces, np.int32), np.array(self._counts, np.int64)
        lengths = sizes.take(pieces)
        self._numbers.append(flat.take(runs(begins.take(pieces), lengths)))
        ends = np.concatenate([[0], np.cumsum(lengths)]).take(np.concatenate([[0], np.cumsum(counts)]))
        self._lengths.append(np.diff(ends))
        self._reset()

    def _tokens_of_pieces(self) -> tuple[Array, Array, Array]:
        """Return the tokens of the distinct pieces in sequence, and the start and the number of those of each."""
        flat, lengths, order = array("i"), array("q"), array("i")
        for read_as, numbers in self._piece_numbers.items():
            pairs = list(map(pairs_of_pieces(read_as).__getitem__, numbers))
            flat.extend(map(self._pairs.__getitem__, chain.from_iterable(pairs)))
            lengths.extend(map(len, pairs))
            order.extend(numbers.values())
        begins, sizes = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
        begins[order], sizes[order] = np.cumsum(lengths) - lengths, lengths
        return np.array(flat, np.int32), begins, sizes

    def _reset(self) -> None:
        self._pieces, self._counts = array("i"), array("i")
        number = count().__next__
        self._piece_numbers: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(number))
