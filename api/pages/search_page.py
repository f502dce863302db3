"""The search page: what was asked, what was found as a sentence, when, by whom and where, and the quotations."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Response, request

from api import addresses
from api.pages import phrasing, wording
from api.pages.cards import cards
from api.pages.chart import Chart, chart, interval_for
from api.pages.narrowing import FILTERS, Chosen, Narrowing
from api.pages.rendering import page as rendered
from api.parameters import pairs
from api.presenting import viewer
from api.searching import Search, links, named_counts, sought, understood
from index.request import Count, Page, Sort, Target

_FACETS = ("speaker", "outlet", "kind", "language", "year", "month")
_TITLES = {"speaker": "Speaker", "outlet": "Outlet", "kind": "Wording", "language": "Language", "year": "Year"}
_SHOWN = 8
_ON_FRONT = 10
_LONGEST_NAME = 4  # words
_SORTS = {Sort.NEWEST: "newest", Sort.OLDEST: "oldest", Sort.RELEVANCE: "best match", Sort.SPEAKER: "speaker"}
_FORMATS = {"csv": "CSV", "json": "JSON", "atom": "Atom"}


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


def search_page(parameters: dict[str, Any], *, front: bool = False) -> Response:
    """Show a search; `front` is the page at `/`, which has asked for nothing yet and shows the newest.

    Raises what a search raises.
    """
    search = understood(Target.QUOTATIONS, parameters)
    found = search.page(facets=_FACETS, facet_size=_SHOWN + 1, **({"limit": _ON_FRONT} if front else {}))
    narrowing = Narrowing.of(_path("/quotes"), pairs(request))
    drawn = _chart(search, found, narrowing)
    view = viewer()
    return rendered(
        "search.html",
        front=front,
        parameters=parameters,
        sentence=_sentence(search, found, drawn),
        cards=cards([view(hit.document) for hit in found.hits], sought(parameters["q"]) if "q" in parameters else None),
        total=found.total,
        chart=drawn,
        facets=list(_facets(search, found, narrowing)),
        chosen=list(_chosen(search, narrowing)),
        sorts=list(_sorts(search, narrowing)),
        hidden=narrowing.beside("q", "speaker"),
        meta=search.meta(found),
        named=list(_named(search, found, narrowing)),
        pages={} if front else links(found, parameters),
        formats={words: narrowing.query(("format", name)) for name, words in _FORMATS.items()},
        curl=f"curl '{addresses.absolute('')}{Narrowing.of('/quotes', pairs(request)).query()}'",
    )


def _sentence(search: Search, found: Page, drawn: Chart | None) -> str:
    """Say what was found: `7 quotations by Sergey Lavrov, 2 outlets, May to June 2018`."""
    asked = search.parameters
    names = [entry["name"] for entry in search.speakers.understood]
    by = f" by {phrasing.listed(names[:3], 'or')}{' or others' if len(names) > 3 else ''}" if names else ""
    words = asked.get("q", "")
    matching = f" matching {words}" if '"' in words else f" matching “{words}”" if words else ""
    parts = [f"{phrasing.counted(found.total, 'quotation')}{by}{matching}"]
    outlets = found.facets.get("outlet", ())
    if len(outlets) == 1:
        parts.append(named_counts(search.searcher, "outlet", outlets)[0]["name"])
    elif outlets:
        more = "more than " if len(outlets) > _SHOWN else ""
        parts.append(f"{more}{phrasing.counted(min(len(outlets), _SHOWN), 'outlet')}")
    if drawn:
        parts.append(phrasing.between(drawn.bars[0].period, drawn.bars[-1].period))
    return ", ".join(parts)


def _chart(search: Search, found: Page, narrowing: Narrowing) -> Chart | None:
    months = found.facets.get("month", ())
    interval = interval_for(months)
    counts: Sequence[Count] = found.facets.get(interval, ())
    if interval == "day":
        counts = search.page(limit=0, facets=("day",), after=None, before=None).facets.get("day", ())
    return chart(counts, interval, narrowing.instead("date"))


def _facets(search: Search, found: Page, narrowing: Narrowing) -> Iterator[Facet]:
    """Give for each facet its values, the chosen ones first since the others are not among the matches."""
    for name, title in _TITLES.items():
        counts = found.facets.get(name, ())
        parameter = "date" if name == "year" else name
        chosen = _values(search, name, narrowing)
        step = narrowing.instead("date") if name == "year" else narrowing.plus(name)
        shown = counts[::-1] if name == "year" else counts
        entries = [
            Entry(words, count.count, step(count.value), False)
            if count.value not in chosen
            else Entry(words, count.count, narrowing.without(parameter, chosen[count.value]), True)
            for count, words in zip(shown[:_SHOWN], _words(search, name, shown[:_SHOWN]), strict=True)
        ]
        if entries:
            yield Facet(title, entries, len(counts) > _SHOWN)


def _values(search: Search, name: str, narrowing: Narrowing) -> Mapping[str, str]:
    """Give what a facet's values are chosen by: the value that is counted → the value as it was given."""
    if name == "speaker":
        return {entry["resolved"]: entry["given"] for entry in search.speakers.understood}
    if name == "outlet":
        return {entry["resolved"]: entry["given"] for entry in search.outlets.understood}
    return {value: value for value in narrowing.given("date" if name == "year" else name)}


def _words(search: Search, name: str, counts: Sequence[Count]) -> list[str]:
    if name in ("speaker", "outlet"):
        return [count["name"] for count in named_counts(search.searcher, name, counts)]
    return [wording.of_value(name, count.value) for count in counts]


def _chosen(search: Search, narrowing: Narrowing) -> Iterator[Chosen]:
    """Give every filter that is set, with the way back from it."""
    names = {entry["given"]: entry["name"] for entry in (*search.speakers.understood, *search.outlets.understood)}
    for name, value in narrowing.pairs:
        if name in FILTERS:
            words = names.get(value, value) if name in ("speaker", "outlet") else wording.of_value(name, value)
            yield Chosen(wording.of_filter(name), words, narrowing.without(name, value))


def _named(search: Search, found: Page, narrowing: Narrowing) -> Iterator[tuple[str, str]]:
    """Give names that may have been meant: those near to one that nobody has, and a speaker named among the words."""
    for parameter, names in (("speaker", search.speakers), ("outlet", search.outlets)):
        yield from ((name, narrowing.instead(parameter)(name)) for name in names.nearest)
    words = search.parameters.get("q", "")
    if words and not search.parameters.get("speaker") and len(words.split()) <= _LONGEST_NAME:
        by_name = Narrowing(narrowing.path, narrowing.beside("q", "sort")).plus("speaker")
        meant = search.searcher.speakers_called(words)
        yield from ((f"quotations by {one.name}", by_name(one.name)) for one in meant[:3])
        if not meant and not found.total:
            yield from (
                (f"quotations by {name}", by_name(name)) for name in search.searcher.resolve_speaker(words).nearest
            )


def _sorts(search: Search, narrowing: Narrowing) -> Iterator[tuple[str, str, bool]]:
    """Give the orders: words, address, and whether it is the present one."""
    step = narrowing.instead("sort")
    for sort, words in _SORTS.items():
        if sort is not Sort.RELEVANCE or search.request.text:
            yield words, step(str(sort)), sort is search.request.sort


def _path(path: str) -> str:
    return addresses.root() + path
