"""A name as someone types it → the speakers or outlets it can mean.

    Sergei Lavrov, sergey-lavrov, lavrov, Лавров  → sergey-lavrov
    Trump                                         → everybody of that surname
    Lavrof                                        → nobody; the nearest names are given

Names are compared by their words, folded, so marks, case, accents and hyphens do not matter.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from heapq import nlargest
from typing import Any

from index.analysis import words

_NOT_SURNAMES = frozenset({"jr", "sr", "ii", "iii", "iv"})


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

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        self._entries = {entry["id"]: entry for entry in entries}
        self._full: defaultdict[str, set[str]] = defaultdict(set)
        self._surnames: defaultdict[str, set[str]] = defaultdict(set)
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        for entry in entries:
            for name in (entry["id"], entry["name"], *entry.get("aliases", ())):
                self._learn(entry["id"], name)

    def resolve(self, given: str) -> Resolution:
        """Give everybody whom `given` fits, or else the nearest names."""
        matches = self.matches(given)
        return Resolution(given, matches, () if matches else self._nearest(" ".join(words(given[:_LONGEST]))))

    def matches(self, given: str) -> tuple[Named, ...]:
        """Give everybody whom `given` fits as id, full name or alias; else as surname; else as some of the words.

        A single word is an alias and a surname at once, and gives both.
        """
        asked = words(given[:_LONGEST])
        key = " ".join(asked)
        found = set(self._full.get(key, ()))
        if len(asked) == 1:
            found |= self._surnames.get(key, set())
        if not found and asked:
            found = set.intersection(*(self._words.get(word, set()) for word in asked))
        ranked = sorted(found, key=lambda id: (-self._entries[id]["quotations"], id))
        return tuple(Named(id, self._entries[id]["name"]) for id in ranked)

    def _learn(self, id: str, name: str) -> None:
        parts = words(name)
        if not parts:
            return
        key = " ".join(parts)
        self._full[key].add(id)
        self._shown.setdefault(key, name if name != id else self._entries[id]["name"])
        surname = next((part for part in reversed(parts) if part not in _NOT_SURNAMES), parts[-1])
        self._surnames[surname].add(id)
        if len(parts) > 1:
            self._shown.setdefault(surname, self._entries[id]["name"])
        for part in parts:
            self._words[part].add(id)

    def _nearest(self, key: str) -> tuple[str, ...]:
        """Give names that look alike; difflib is slow, so it sees only those that share most pairs of letters."""
        asked = _pairs(key)
        likely = nlargest(_COMPARED, self._shown, key=lambda name: (asked & _pairs(name)).total())
        near = get_close_matches(key, likely, n=5, cutoff=0.7)
        return tuple(dict.fromkeys(self._shown[name] for name in near))[:3]


_LONGEST = 100
_COMPARED = 200


def _pairs(key: str) -> Counter[str]:
    return Counter(key[i : i + 2] for i in range(len(key) - 1))
