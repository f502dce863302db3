"""Name resolver: a name as typed to the speakers or outlets it can mean.

    Sergei Lavrov, sergey-lavrov, lavrov, Лавров  → sergey-lavrov
    Trump                                         → every speaker of that surname
    Lavrof                                        → no match, but the nearest names

Names are compared by their folded words, so quotation marks, case, accents and hyphens do not matter. The arrays are
made by `name_index` and mapped: of tens of thousands of speakers none becomes an object before it is looked up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import numpy as np

from index.analysis.analyzer import words
from index.names.name_index import letter_pairs
from index.segment.array_file import Array
from index.segment.term_dictionary import Terms


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A speaker or an outlet that a name can mean: id and full name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The matches of the name as typed, most quoted first; without any, the nearest names."""

    name: str
    matches: tuple[NameMatch, ...]
    nearest: tuple[str, ...] = ()


class NameResolver:
    """Index of the names of a generation's speakers, or of its outlets."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._full, self._surnames, self._words, self._pairs = (
            _Lists(name, arrays) for name in ("full", "surname", "word", "pair")
        )
        self._keys, self._shown, self._ids, self._names = (
            Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"]) for name in ("key", "shown", "id", "name")
        )
        self._quotations = arrays["quotations"]
        self.resolve = lru_cache(_CACHE_SIZE)(self._resolve)
        """Returns the Resolution of a name, cached."""

    def _resolve(self, typed: str) -> Resolution:
        matches = self.matches(typed)
        return Resolution(typed, matches, () if matches else self._nearest(" ".join(words(typed[:_LONGEST]))))

    def matches(self, typed: str) -> tuple[NameMatch, ...]:
        """Return the entries that `typed` is the id, full name or alias of; else those with all of its words.

        A single word matches as an alias and as a surname at once.
        """
        parts = words(typed[:_LONGEST])
        key = " ".join(parts)
        numbers = set(self._full.get(key))
        if len(parts) == 1:
            numbers.update(self._surnames.get(key))
        if not numbers and parts:
            numbers = set.intersection(*(set(self._words.get(word)) for word in parts))
        ranked = sorted((-int(self._quotations[number]), self._ids.text(number), number) for number in numbers)
        return tuple(NameMatch(id, self._names.text(number)) for _, id, number in ranked)

    def _nearest(self, key: str) -> tuple[str, ...]:
        """Return similar names; difflib is slow, so it only compares those that share most letter pairs."""
        lists = [self._pairs.get(pair) for pair in letter_pairs(key)]
        shared = np.bincount(np.array([number for numbers in lists for number in numbers], np.int64))
        likely = np.argsort(-shared, kind="stable")[:_COMPARED].tolist()
        keys = {self._keys.text(number): number for number in likely}
        near = get_close_matches(key, keys, n=5, cutoff=0.7)
        return tuple(dict.fromkeys(self._shown.text(keys[name]) for name in near))[:3]


class _Lists:
    """Term dictionary with a list of numbers for each term."""

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        self._terms = Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"])
        self._starts, self._numbers = arrays[f"{name}.starts"], arrays[f"{name}.numbers"]

    def get(self, term: str) -> list[int]:
        """Return the numbers of a term, none when it is not there."""
        number = self._terms.find(term)
        if number is None:
            return []
        numbers: list[int] = self._numbers[self._starts[number] : self._starts[number + 1]].tolist()
        return numbers


_LONGEST = 100
_CACHE_SIZE = 1_024
_COMPARED = 200
