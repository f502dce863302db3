"""What narrows a search and what has narrowed it: counts that are links, and the way back from every filter."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from api.pages.narrowing import Narrowing
from api.pages.wording import FILTERS, of_value
from api.params.search_service import Search, named_counts
from index import Count, Page

TITLES = {name: FILTERS[name] for name in ("speaker", "outlet", "kind", "language")} | {"year": "Year"}
SHOWN = 8


class Entry(NamedTuple):
    """One value of a facet: its words, how often, the search it leads to, and whether that is the way back."""

    words: str
    quotations: int
    address: str
    chosen: bool


class Facet(NamedTuple):
    """The commonest values of a facet; there are `more`, or not."""

    title: str
    entries: Sequence[Entry]
    more: bool


class Chosen(NamedTuple):
    """A filter of this search: its parameter, its words for people, and the address of the search without it."""

    name: str
    words: str
    without: str


def facets(search: Search, found: Page, narrowing: Narrowing) -> Iterator[Facet]:
    """Return for each facet that has any the commonest values of the matches; of years, the latest."""
    for name, title in TITLES.items():
        counts = found.facets.get(name, ())
        parameter = "date" if name == "year" else name
        set_to = _values(search, name, narrowing)
        step = narrowing.instead("date") if name == "year" else narrowing.plus(name)
        shown = counts[::-1] if name == "year" else counts
        entries = [
            Entry(words, count.count, step(count.value), False)
            if count.value not in set_to
            else Entry(words, count.count, narrowing.without(parameter, set_to[count.value]), True)
            for count, words in zip(shown[:SHOWN], _words(search, name, shown[:SHOWN]), strict=True)
        ]
        if entries:
            yield Facet(title, entries, len(counts) > SHOWN)


def chosen(search: Search, narrowing: Narrowing) -> Iterator[Chosen]:
    """Return every filter that is set, with the way back from it."""
    names = {entry["given"]: entry["name"] for entry in (*search.speakers.matches, *search.outlets.matches)}
    for name, value in narrowing.pairs:
        if name in FILTERS:
            words = names.get(value, value) if name in ("speaker", "outlet") else of_value(name, value)
            yield Chosen(FILTERS[name], words, narrowing.without(name, value))


def _values(search: Search, name: str, narrowing: Narrowing) -> Mapping[str, str]:
    """Return what a facet's values are chosen by: the value that is counted → the value as it was given."""
    if name == "speaker":
        return {entry["resolved"]: entry["given"] for entry in search.speakers.matches}
    if name == "outlet":
        return {entry["resolved"]: entry["given"] for entry in search.outlets.matches}
    return {value: value for value in narrowing.given("date" if name == "year" else name)}


def _words(search: Search, name: str, counts: Sequence[Count]) -> list[str]:
    if name in ("speaker", "outlet"):
        return [count["name"] for count in named_counts(search.searcher, name, counts)]
    return [of_value(name, count.value) for count in counts]
