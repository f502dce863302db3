"""Term dictionary: sorted strings, concatenated in a blob, looked up by binary search.

The number of a term is its rank in the order of UTF-8 bytes, which is the order of code points; so terms with a common
prefix have consecutive numbers.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.segment.array_file import Array, flat

_CACHE_SIZE = 4_096


def encoded(term: str) -> bytes:
    """Return the bytes of a term; a lone surrogate, which no text holds, matches nothing."""
    return term.encode("utf-8", "surrogatepass")


class Terms:
    """Term dictionary of one field of one segment."""

    def __init__(self, blob: Array, starts: Array) -> None:
        self._blob = flat(blob)
        self._starts = flat(starts)
        self._numbers = range(len(starts) - 1)
        self.find = lru_cache(_CACHE_SIZE)(self._find)
        """Returns the number of a term, None when it is not there."""

    def __len__(self) -> int:
        return len(self._numbers)

    def at(self, number: int) -> bytes:
        """Return a term as bytes by its number."""
        return self._blob[self._starts[number] : self._starts[number + 1]].tobytes()

    def text(self, number: int) -> str:
        """Return a term by its number."""
        return self._blob[self._starts[number] : self._starts[number + 1]].tobytes().decode()

    def texts(self) -> list[str]:
        """Return all terms, in order."""
        return [self.text(number) for number in self._numbers]

    def lower_bound(self, term: bytes) -> int:
        """Return the number of the first term that is not before `term`."""
        return bisect_left(self._numbers, term, key=self.at)

    def _find(self, term: str) -> int | None:
        key = encoded(term)
        number = self.lower_bound(key)
        return number if number < len(self) and self.at(number) == key else None

    def with_prefix(self, prefix: str) -> range:
        """Return the numbers of the terms that begin with `prefix`."""
        start = encoded(prefix)
        return range(self.lower_bound(start), self.lower_bound(start + b"\xff"))  # a byte that UTF-8 never uses


def arrays_of(terms: Sequence[bytes]) -> tuple[Array, Array]:
    """Return the blob and the bounds of sorted terms."""
    starts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum([len(term) for term in terms], out=starts[1:])
    return np.frombuffer(b"".join(terms), np.uint8), starts
