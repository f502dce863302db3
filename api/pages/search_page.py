"""The search page: what was asked, what was found as a sentence, when, by whom and where, and the quotations."""

from collections.abc import Iterator
from typing import Any

from flask import Response

from api.formats.views import view_builder
from api.http.request_context import current_context
from api.pages import phrasing
from api.pages.cards import cards
from api.pages.chart import Chart, chart_of
from api.pages.facets import SHOWN, TITLES, chosen, facets
from api.pages.narrowing import Narrowing
from api.pages.rendering import page as rendered
from api.params.search_service import Search, build_search, highlighter, named_counts, search_links
from index import Page, Sort, Target

_COUNTED = (*TITLES, "month")
_ON_FRONT = 10
_LONGEST_NAME = 4  # words
_SORTS = {Sort.NEWEST: "newest", Sort.OLDEST: "oldest", Sort.RELEVANCE: "best match", Sort.SPEAKER: "speaker"}
_FORMATS = {"csv": "CSV", "json": "JSON", "atom": "Atom"}


def search_page(parameters: dict[str, Any], *, front: bool = False) -> Response:
    """Show a search; `front` is the page at `/`, which has asked for nothing yet and shows the newest.

    Raises what a search raises.
    """
    search = build_search(Target.QUOTATIONS, parameters)
    found = search.page(facets=_COUNTED, facet_size=SHOWN + 1, **({"limit": _ON_FRONT} if front else {}))
    narrowing = Narrowing.of(f"{current_context().root_path}/quotes", current_context().pairs)
    drawn = chart_of(
        found,
        lambda: search.page(limit=0, facets=("day",), after=None, before=None),
        narrowing.instead("date"),
    )
    view = view_builder()
    words = highlighter(parameters["q"]) if "q" in parameters else None
    return rendered(
        "search.html",
        front=front,
        parameters=parameters,
        sentence=_sentence(search, found, drawn),
        cards=cards([view(hit.document) for hit in found.hits], words),
        total=found.total,
        chart=drawn,
        facets=list(facets(search, found, narrowing)),
        chosen=list(chosen(search, narrowing)),
        sorts=list(_sorts(search, narrowing)),
        hidden=narrowing.beside("q", "speaker"),
        warnings=[*_unread(search), *found.warnings],
        named=list(_named(search, found, narrowing)),
        pages={} if front else search_links(found, parameters),
        formats={words: narrowing.query(("format", name)) for name, words in _FORMATS.items()},
        curl=f"curl '{current_context().base_url}{Narrowing.of('/quotes', current_context().pairs).query()}'",
    )


def _sentence(search: Search, found: Page, drawn: Chart | None) -> str:
    """Return what was found: `7 quotations by Sergey Lavrov, 2 outlets, May to June 2018`."""
    asked = search.parameters
    names = [entry["name"] for entry in search.speakers.matches]
    by = f" by {phrasing.listed(names[:3], 'or')}{' or others' if len(names) > 3 else ''}" if names else ""
    words = asked.get("q", "")
    matching = f" matching {words}" if '"' in words else f" matching “{words}”" if words else ""
    parts = [f"{phrasing.counted(found.total, 'quotation')}{by}{matching}"]
    outlets = found.facets.get("outlet", ())
    if len(outlets) == 1:
        parts.append("in " + named_counts(search.searcher, "outlet", outlets)[0]["name"])
    elif outlets:
        more = "more than " if len(outlets) > SHOWN else ""
        parts.append(f"{more}{phrasing.counted(min(len(outlets), SHOWN), 'outlet')}")
    if drawn:
        parts.append(phrasing.between(drawn.bars[0].period, drawn.bars[-1].period))
    return ", ".join(parts)


def _named(search: Search, found: Page, narrowing: Narrowing) -> Iterator[tuple[str, str]]:
    """Return names that may have been meant: those near to one that nobody has, and a speaker named among the words."""
    for parameter, names in (("speaker", search.speakers), ("outlet", search.outlets)):
        yield from ((name, narrowing.instead(parameter)(name)) for name in names.nearest)
    words = search.parameters.get("q", "")
    if words and not search.parameters.get("speaker") and len(words.split()) <= _LONGEST_NAME:
        by_name = Narrowing(narrowing.path, narrowing.beside("q", "sort")).plus("speaker")
        meant = search.searcher.resolve("speaker", words, nearest=False).matches
        yield from ((f"quotations by {one.name}", by_name(one.name)) for one in meant[:3])
        if not meant and not found.total:
            yield from (
                (f"quotations by {name}", by_name(name)) for name in search.searcher.resolve("speaker", words).nearest
            )


def _unread(search: Search) -> Iterator[str]:
    """Return which names were not understood; those with names near to them are asked about."""
    for names in (search.speakers, search.outlets):
        yield from () if names.nearest else names.warnings


def _sorts(search: Search, narrowing: Narrowing) -> Iterator[tuple[str, str, bool]]:
    """Return the orders: words, address, and whether it is the present one."""
    step = narrowing.instead("sort")
    for sort, words in _SORTS.items():
        if sort is not Sort.RELEVANCE or search.request.text:
            yield words, step(str(sort)), sort is search.request.sort
