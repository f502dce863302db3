"""Facets of a search as links that add a filter, and active filters as links that remove one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from api.pages.narrowing import Narrowing
from api.pages.wording import FILTERS, value_label
from api.params.search_service import Search, named_counts
from index import Count, Page

TITLES = {name: FILTERS[name] for name in ("speaker", "outlet", "kind", "act", "language")} | {"year": "Year"}
SHOWN = 8


class FacetValue(NamedTuple):
    """One value of a facet: label, count, the search it links to, and whether that removes the filter."""

    words: str
    quotations: int
    address: str
    chosen: bool


class Facet(NamedTuple):
    """The most frequent values of a facet; `more` if there are others."""

    title: str
    entries: Sequence[FacetValue]
    more: bool


class ActiveFilter(NamedTuple):
    """A filter of this search: label of its parameter, label of its value, address of the search without it."""

    name: str
    words: str
    without: str


def facets(search: Search, page: Page, narrowing: Narrowing) -> Iterator[Facet]:
    """Yield each facet that has values, with the most frequent ones; of years, the latest."""
    for name, title in TITLES.items():
        counts = page.facets.get(name, ())
        parameter = "date" if name == "year" else name
        active = _values(search, name, narrowing)
        step = narrowing.instead("date") if name == "year" else narrowing.plus(name)
        ordered = counts[::-1] if name == "year" else counts
        entries = [
            FacetValue(words, count.count, step(count.value), False)
            if count.value not in active
            else FacetValue(words, count.count, narrowing.without(parameter, active[count.value]), True)
            for count, words in zip(ordered[:SHOWN], _labels(search, name, ordered[:SHOWN]), strict=True)
        ]
        if entries:
            yield Facet(title, entries, len(counts) > SHOWN)


def active_filters(search: Search, narrowing: Narrowing) -> Iterator[ActiveFilter]:
    """Yield every filter that is set, with the address of the search without it."""
    names = {entry["given"]: entry["name"] for entry in (*search.speakers.matches, *search.outlets.matches)}
    for name, value in narrowing.pairs:
        if name in FILTERS:
            words = names.get(value, value) if name in ("speaker", "outlet") else value_label(name, value)
            yield ActiveFilter(FILTERS[name], words, narrowing.without(name, value))


def _values(search: Search, name: str, narrowing: Narrowing) -> Mapping[str, str]:
    """Map the values of a facet that are set as filters to the way they are written in the query string."""
    if name == "speaker":
        return {entry["resolved"]: entry["given"] for entry in search.speakers.matches}
    if name == "outlet":
        return {entry["resolved"]: entry["given"] for entry in search.outlets.matches}
    return {value: value for value in narrowing.values("date" if name == "year" else name)}


def _labels(search: Search, name: str, counts: Sequence[Count]) -> list[str]:
    if name in ("speaker", "outlet"):
        return [count["name"] for count in named_counts(search.searcher, name, counts)]
    return [value_label(name, count.value) for count in counts]
