"""Word lists kept as plain text beside the code: `#` lines say how a list was made, `[name]` opens a section."""

from functools import cache
from importlib import resources


@cache
def section(file: str, name: str) -> frozenset[str]:
    """Return the words of one section of a list: `section("mentions.txt", "titles")` holds `mr.` and `senator`."""
    return _sections(file).get(name, frozenset())


def lines(file: str) -> list[str]:
    """Return the lines of a list without comments and blank ones."""
    text = resources.files("annotation").joinpath(file).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def _sections(file: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in lines(file):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), set())
        else:
            words.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}
