"""What somebody begins to type → the speakers it can become.

Every word of every name, folded, stands in one sorted list, so the words that begin with some letters are neighbours.
The list is made when the first suggestion is asked of a generation.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop
from itertools import islice
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from index.analysis import words
from index.searcher import Searcher

_LAST = "\U0010ffff"
_LONGEST = 100
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A speaker's entry, and the name of theirs that begins as was typed."""

    entry: Mapping[str, Any]
    matched: str


class Beginnings:
    """The words of all names of some entries, to be looked up by how they begin."""

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        in_order = sorted(entries, key=lambda entry: (-entry["quotations"], entry["id"]))
        # A name's number grows as its bearer is quoted less, so the smallest numbers are the best suggestions.
        self._names = [Suggestion(entry, name) for entry in in_order for name in (entry["name"], *entry["aliases"])]
        found = sorted({(word, number) for number, one in enumerate(self._names) for word in words(one.matched)})
        self._words = [word for word, _ in found]
        self._numbers = [number for _, number in found]

    def suggest(self, typed: str, most: int) -> list[Suggestion]:
        """Give at most so many speakers, the most quoted first, one of whose names has every word that was typed.

        A word that was typed may be the beginning of one.
        """
        asked = words(typed[:_LONGEST])[:_MOST_WORDS]
        if not asked:
            return []
        first, *others = sorted(map(self._beginning, set(asked)), key=len)
        return list(islice(self._best(list(first.intersection(*others))), most))

    def _best(self, numbers: list[int]) -> Iterator[Suggestion]:
        """Give the names of these numbers in order, only the first for each speaker; as many as are asked for."""
        heapify(numbers)
        seen = set()
        while numbers:
            one = self._names[heappop(numbers)]
            if one.entry["id"] not in seen:
                seen.add(one.entry["id"])
                yield one

    def _beginning(self, letters: str) -> frozenset[int]:
        start, end = bisect_left(self._words, letters), bisect_left(self._words, letters + _LAST)
        return frozenset(self._numbers[start:end])


def suggestions(searcher: Searcher, typed: str, most: int) -> list[Suggestion]:
    """Give the speakers of a generation that what was typed can become."""
    with _making:
        beginnings = _known.get(searcher)
        if beginnings is None:
            beginnings = _known[searcher] = Beginnings(searcher.speakers())
    return beginnings.suggest(typed, most)


_known: WeakKeyDictionary[Searcher, Beginnings] = WeakKeyDictionary()
_making = Lock()
