"""Texts → one long array of numbers, without a Python object for each word that stands in them.

A token is a word with its term, as `words` and `terms_of` give them: ("talks", "talk"). Each pair that was seen has a
number. What stands between white space is remembered with the numbers of its tokens, so most words of a news text cost
one look into a dictionary.
"""

from array import array
from itertools import chain

from index.analysis import memories
from index.stemming import branch

_REMEMBERED = 400_000


class Tokens:
    """The tokens of one text after another: `numbers`, `lengths` of the texts, and `pairs` (word, term) by number."""

    def __init__(self) -> None:
        self.numbers = array("i")
        self.lengths = array("i")
        self.pairs: dict[tuple[str, str], int] = {}
        self._known: dict[str, _Pieces] = {}

    def add(self, text: str, language: str | None) -> None:
        """Take in the tokens of a text in `language`."""
        read_as = branch(language)
        known = self._known.get(read_as)
        if known is None:
            known = self._known[read_as] = _Pieces(read_as, self.pairs)
        before = len(self.numbers)
        self.numbers.extend(chain.from_iterable(map(known.__getitem__, text.split())))
        self.lengths.append(len(self.numbers) - before)


class _Pieces(dict[str, tuple[int, ...]]):
    """A piece of text without white space → the numbers of its tokens."""

    def __init__(self, read_as: str, pairs: dict[tuple[str, str], int]) -> None:
        self._words, self._terms = memories(read_as)
        self._pairs = pairs

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found = zip(self._words[piece], self._terms[piece], strict=True)
        numbers = tuple(self._pairs.setdefault(pair, len(self._pairs)) for pair in found)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[piece] = numbers
        return numbers
