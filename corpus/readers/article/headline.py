"""Which of the headlines that a page gives is the article's: candidates vote, and the outlet's name behind one goes."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SEPARATOR = re.compile(r"\s+(?:[|·•»«:]|::|[-–—])\s+|\s*\|\s*")
_LONGEST_NAME = 60
_SHORTEST_CUT = 20  # letters of a headline that another one continues


@lru_cache(maxsize=1_024)
def letters(words: str) -> str:
    """Return the letters and digits of words in lower case: what is equal when marks and spaces differ."""
    return "".join(c for c in words.casefold() if c.isalnum())


def without_outlet(words: str, names: Iterable[str]) -> str:
    """Return a headline without the outlet's name before or behind it; `names` are the outlet's, its host among them.

    >>> without_outlet("Pier opens | News | Island News", ["Island News"])
    'Pier opens'
    """
    known = [letters(name) for name in names if len(letters(name)) >= 3]
    parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(words)]
    for start, end in reversed(parts):
        if _is_outlet(words[end:], known):
            # A section may stand between the headline and the outlet's name.
            cut = words[:start]
            return _without_section(cut) if "|" in words[start:end] else cut
    if parts and _is_outlet(words[: parts[0][0]], known):
        return words[parts[0][1] :]
    return words


def voted_headline(candidates: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the headline that most candidates agree on, of equals the first; None without candidates.

    A candidate supports another when their letters are the same, when it continues it behind a separator, or is it cut.
    The outlet's own name, which a masthead gives, is only taken when there is nothing else.
    """
    stripped = [without_outlet(words, names) for words in candidates]
    known = {letters(name) for name in names}
    usable = [words for words in stripped if letters(words) and letters(words) not in known]
    if not usable:
        return next((words for words in stripped if letters(words)), None)
    votes = [sum(_supports(other, words) for other in usable) for words in usable]
    return usable[max(range(len(usable)), key=lambda place: (votes[place], -place))]


def _supports(other: str, words: str) -> bool:
    one, two = letters(words), letters(other)
    if one == two:
        return True
    if two.startswith(one):
        return any(letters(other[: match.start()]) == one for match in _SEPARATOR.finditer(other))
    is_cut = other.rstrip().endswith(("…", "...")) and len(two) >= _SHORTEST_CUT
    return is_cut and one.startswith(two)


def _is_outlet(words: str, known: Sequence[str]) -> bool:
    plain = letters(words)
    if not len(plain) >= 3 or len(words) > _LONGEST_NAME:
        return False
    return any(
        plain == name or (len(name) >= 6 and (plain in name or name in plain) and len(plain) * 2 >= len(name))
        for name in known
    )


def _without_section(words: str) -> str:
    """Drop a short last part that a bar sets off, such as a section's name."""
    head, bar, tail = words.rpartition(" | ")
    return head if bar and len(tail) <= 25 and len(head) >= _SHORTEST_CUT // 2 else words
