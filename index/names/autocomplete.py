"""Autocomplete of speaker names, by any word of any of their names.

    lav            → speakers with a word that begins so in one of their names, the most quoted first
    sergej l       → speakers with both in one name

Every word of every name stands in one sorted term dictionary of the generation, with the numbers of its names. The
arrays are made by `name_index` and mapped: no name becomes an object before it is suggested.
"""

from collections.abc import Iterator, Mapping
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
    """A speaker, with `matched`, the one of their names that matches, and the number of their quotations."""

    id: str
    name: str
    role: str | None
    matched: str
    quotations: int


class Autocomplete:
    """Prefix index of the words of all names of a generation's speakers."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._words, self._called, self._ids, self._names, self._roles = (
            Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"])
            for name in ("begin", "called", "id", "name", "role")
        )
        self._starts, self._numbers = arrays["begin.starts"], arrays["begin.numbers"]
        self._speakers, self._quotations = arrays["called.bearers"], arrays["quotations"]

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Return at most `limit` speakers, the most quoted first, with every typed word, or a prefix, in one name."""
        prefixes = words(typed[:_LONGEST])[:_MOST_WORDS]
        if not prefixes:
            return []
        names, *others = sorted((self._names_with(prefix) for prefix in set(prefixes)), key=len)
        for other in others:
            names = np.intersect1d(names, other, assume_unique=True)
        return list(islice(self._suggestions(names), limit))

    def _names_with(self, prefix: str) -> Array:
        """Return the sorted numbers of the names with a word that begins so."""
        terms = self._words.with_prefix(prefix)
        return np.unique(self._numbers[self._starts[terms.start] : self._starts[terms.stop]])

    def _suggestions(self, numbers: Array) -> Iterator[Suggestion]:
        """Yield the speakers of these names in order, each with the first of their names."""
        seen = set()
        for number in map(int, numbers):
            speaker = int(self._speakers[number])
            if speaker not in seen:
                seen.add(speaker)
                yield Suggestion(
                    id=self._ids.text(speaker),
                    name=self._names.text(speaker),
                    role=self._roles.text(speaker) or None,
                    matched=self._called.text(number),
                    quotations=int(self._quotations[speaker]),
                )
