"""What somebody begins to type → the speakers it can become.

    lav            → everybody one of whose names has a word that begins so, the most quoted first
    sergej l       → those who have a name with both

Every word of every name stands in one sorted list of the generation, so the words that begin with some letters are
neighbours, and each has the names it stands in. `naming` makes the lists, which are mapped: nothing is read before
somebody types.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from index.analysis.analyzer import words
from index.segment.array_file import Array
from index.segment.term_dictionary import Terms

_LONGEST = 100
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A speaker, `matched`, the name of theirs that begins as was typed, and how often they are quoted."""

    id: str
    name: str
    role: str | None
    matched: str
    quotations: int


class Beginnings:
    """The words of all names of a generation's speakers, to be looked up by how they begin."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._words, self._called, self._ids, self._names, self._roles = (
            Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"])
            for name in ("begin", "called", "id", "name", "role")
        )
        self._starts, self._numbers = arrays["begin.starts"], arrays["begin.numbers"]
        self._bearers, self._quotations = arrays["called.bearers"], arrays["quotations"]

    def suggest(self, typed: str, most: int) -> list[Suggestion]:
        """Return at most so many speakers, the most quoted first, one of whose names has every word that was typed.

        A word that was typed may be the beginning of one.
        """
        asked = words(typed[:_LONGEST])[:_MOST_WORDS]
        if not asked:
            return []
        found, *others = sorted((self._having(word) for word in set(asked)), key=len)
        for other in others:
            found = np.intersect1d(found, other, assume_unique=True)
        return list(islice(self._best(found), most))

    def _having(self, letters: str) -> Array:
        """Return the numbers of the names with a word that begins with some letters, in order."""
        terms = self._words.beginning(letters)
        return np.unique(self._numbers[self._starts[terms.start] : self._starts[terms.stop]])

    def _best(self, numbers: Array) -> Iterator[Suggestion]:
        """Return the bearers of these names in order, each with the first of them; as many as are asked for."""
        seen = set()
        for number in map(int, numbers):
            bearer = int(self._bearers[number])
            if bearer not in seen:
                seen.add(bearer)
                yield Suggestion(
                    id=self._ids.text(bearer),
                    name=self._names.text(bearer),
                    role=self._roles.text(bearer) or None,
                    matched=self._called.text(number),
                    quotations=int(self._quotations[bearer]),
                )
