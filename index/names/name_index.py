"""Name index: speakers or outlets to the arrays that `resolver` and `autocomplete` look names up in.

Each name is indexed whole, by surname, by words, and, for fuzzy matches, by letter pairs (`lin` has `li` and `in`). A
repeated pair is numbered, so that shared pairs can be counted. For autocomplete every name has a number, and every word
the numbers of its names.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from index.analysis.analyzer import words
from index.segment.array_file import Array, narrowed
from index.segment.term_dictionary import arrays_of, encoded

_NOT_SURNAMES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_arrays(entries: Sequence[Mapping[str, Any]]) -> dict[str, Array]:
    """Return the arrays of entries with `id`, `name`, `quotations` and, if they have any, `aliases`."""
    full, surnames, parts, shown = _name_keys(entries)
    bearers, called = _ranked_names(entries)
    keys = sorted(shown)
    return {
        **_lists("full", full),
        **_lists("surname", surnames),
        **_lists("word", parts),
        **_lists("pair", ((pair, n) for n, key in enumerate(keys) for pair in letter_pairs(key))),
        **_strings("key", keys),
        **_strings("shown", [shown[key] for key in keys]),
        **_strings("id", [entry["id"] for entry in entries]),
        **_strings("name", [entry["name"] for entry in entries]),
        **_strings("role", [entry.get("role") or "" for entry in entries]),
        **_strings("called", called),
        "called.bearers": narrowed(np.array(bearers, np.int64)),
        **_lists("begin", ((word, n) for n, name in enumerate(called) for word in words(name))),
        "quotations": np.array([entry["quotations"] for entry in entries], np.int64),
    }


def letter_pairs(key: str) -> Iterator[str]:
    """Yield the pairs of neighbouring letters, each with the number of equal ones before it.

    >>> list(letter_pairs("anan"))
    ['an0', 'na0', 'an1']
    """
    seen: dict[str, int] = {}
    for n in range(len(key) - 1):
        pair = key[n : n + 2]
        seen[pair] = seen.get(pair, -1) + 1
        yield f"{pair}{seen[pair]}"


_Keys = list[tuple[str, int]]


def _name_keys(entries: Iterable[Mapping[str, Any]]) -> tuple[_Keys, _Keys, _Keys, dict[str, str]]:
    """Return full names, surnames and words, each with the number of its entry; and the display name of each key."""
    full: _Keys = []
    surnames: _Keys = []
    parts: _Keys = []
    shown: dict[str, str] = {}
    for number, entry in enumerate(entries):
        for name in dict.fromkeys((entry["id"], entry["name"], *entry.get("aliases", ()))):
            split = words(name)
            if not split:
                continue
            key = " ".join(split)
            surname = next((part for part in reversed(split) if part not in _NOT_SURNAMES), split[-1])
            full.append((key, number))
            surnames.append((surname, number))
            parts += [(part, number) for part in split]
            shown.setdefault(key, name if name != entry["id"] else entry["name"])
            if len(split) > 1:
                shown.setdefault(surname, entry["name"])
    return full, surnames, parts, shown


def _ranked_names(entries: Sequence[Mapping[str, Any]]) -> tuple[list[int], list[str]]:
    """Return the entry number of each name, and the names: the most quoted first, so small numbers are the best."""
    ranked = sorted(range(len(entries)), key=lambda n: (-entries[n]["quotations"], entries[n]["id"]))
    pairs = [(n, name) for n in ranked for name in (entries[n]["name"], *entries[n].get("aliases", ()))]
    return [n for n, _ in pairs], [name for _, name in pairs]


def _lists(name: str, pairs: Iterable[tuple[str, int]]) -> dict[str, Array]:
    """Return sorted terms, and for each the numbers it is paired with, the smallest first."""
    strings: list[str] = []
    numbers = array("q")
    for string, number in pairs:
        strings.append(string)
        numbers.append(number)
    terms = sorted(set(strings))
    code = {term: n for n, term in enumerate(terms)}
    codes = np.array([code[string] for string in strings], np.int64)
    listed = np.unique(codes << 32 | np.array(numbers, np.int64))
    starts = np.concatenate([[0], np.cumsum(np.bincount(listed >> 32, minlength=len(terms)))])
    return _strings(name, terms) | {f"{name}.starts": starts, f"{name}.numbers": narrowed(listed & 0xFFFFFFFF)}


def _strings(name: str, strings: Sequence[str]) -> dict[str, Array]:
    blob, bounds = arrays_of([encoded(string) for string in strings])
    return {f"{name}.blob": blob, f"{name}.bounds": bounds}
