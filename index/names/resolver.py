"""A name as someone types it → the speakers or outlets it can mean.

    Sergei Lavrov, sergey-lavrov, lavrov, Лавров  → sergey-lavrov
    Trump                                         → everybody of that surname
    Lavrof                                        → nobody; the nearest names are given

Names are compared by their words, folded, so marks, case, accents and hyphens do not matter. The arrays they are looked
up in are made by `naming` and mapped: of tens of thousands of speakers nothing is read before somebody is asked for.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import numpy as np

from index.analysis.analyzer import words
from index.names.name_index import pairs
from index.segment.array_file import Array
from index.segment.term_dictionary import Terms


@dataclass(frozen=True, slots=True)
class Named:
    """Who is meant: id and full name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `given` can mean: all that fit, most quoted first; when nothing fits, the nearest names."""

    given: str
    matches: tuple[Named, ...]
    nearest: tuple[str, ...] = ()


class Names:
    """The names of a generation's speakers, or of its outlets."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._full, self._surnames, self._words, self._pairs = (
            _Lists(name, arrays) for name in ("full", "surname", "word", "pair")
        )
        self._keys, self._shown, self._ids, self._names = (
            Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"]) for name in ("key", "shown", "id", "name")
        )
        self._quotations = arrays["quotations"]
        self.resolve = lru_cache(_REMEMBERED)(self._resolve)
        """Return everybody whom a name fits, or else the nearest names."""

    def _resolve(self, given: str) -> Resolution:
        matches = self.matches(given)
        return Resolution(given, matches, () if matches else self._nearest(" ".join(words(given[:_LONGEST]))))

    def matches(self, given: str) -> tuple[Named, ...]:
        """Return everybody whom `given` fits as id, full name or alias; else as surname; else as some of the words.

        A single word is an alias and a surname at once, and gives both.
        """
        asked = words(given[:_LONGEST])
        key = " ".join(asked)
        found = set(self._full.get(key))
        if len(asked) == 1:
            found.update(self._surnames.get(key))
        if not found and asked:
            found = set.intersection(*(set(self._words.get(word)) for word in asked))
        ranked = sorted((-int(self._quotations[number]), self._ids.text(number), number) for number in found)
        return tuple(Named(id, self._names.text(number)) for _, id, number in ranked)

    def _nearest(self, key: str) -> tuple[str, ...]:
        """Return names that look alike; difflib is slow, so it sees only those that share most pairs of letters."""
        lists = [self._pairs.get(pair) for pair in pairs(key)]
        shared = np.bincount(np.array([number for numbers in lists for number in numbers], np.int64))
        likely = np.argsort(-shared, kind="stable")[:_COMPARED].tolist()
        keys = {self._keys.text(number): number for number in likely}
        near = get_close_matches(key, keys, n=5, cutoff=0.7)
        return tuple(dict.fromkeys(self._shown.text(keys[name]) for name in near))[:3]


class _Lists:
    """Terms, each with some numbers."""

    def __init__(self, name: str, arrays: dict[str, Array]) -> None:
        self._terms = Terms(arrays[f"{name}.blob"], arrays[f"{name}.bounds"])
        self._starts, self._numbers = arrays[f"{name}.starts"], arrays[f"{name}.numbers"]

    def get(self, term: str) -> list[int]:
        """Return the numbers of a term, none when it is not there."""
        number = self._terms.find(term)
        if number is None:
            return []
        found: list[int] = self._numbers[self._starts[number] : self._starts[number + 1]].tolist()
        return found


_LONGEST = 100
_REMEMBERED = 1_024
_COMPARED = 200
