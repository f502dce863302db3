"""Search page: the result as a sentence, chart by time, facets, active filters, and the quotations."""

from collections.abc import Iterator
from typing import Any

from flask import Response

from api.formats.views import view_builder
from api.http.request_context import current_context
from api.pages import phrasing
from api.pages.cards import cards
from api.pages.chart import Chart, chart_of
from api.pages.facets import SHOWN, TITLES, active_filters, facets
from api.pages.narrowing import Narrowing
from api.pages.rendering import render_page
from api.params.search_service import Search, build_search, highlighter, named_counts, search_links
from index import DocumentType, Page, Sort

_COUNTED = (*TITLES, "month")
_ON_FRONT = 10
_LONGEST_NAME = 4  # words
_SORTS = {Sort.NEWEST: "newest", Sort.OLDEST: "oldest", Sort.RELEVANCE: "best match", Sort.SPEAKER: "speaker"}
_FORMATS = {"csv": "CSV", "json": "JSON", "atom": "Atom"}


def search_page(parameters: dict[str, Any], *, front: bool = False) -> Response:
    """Render a search; `front` is the page at `/`, which shows the newest quotations.

    Raises the errors of a search.
    """
    search = build_search(DocumentType.QUOTATIONS, parameters)
    page = search.page(facets=_COUNTED, facet_size=SHOWN + 1, **({"limit": _ON_FRONT} if front else {}))
    narrowing = Narrowing.of(f"{current_context().root_path}/quotes", current_context().pairs)
    chart = chart_of(
        page,
        lambda: search.page(limit=0, facets=("day",), after=None, before=None),
        narrowing.instead("date"),
    )
    view = view_builder()
    return render_page(
        "search.html",
        front=front,
        parameters=parameters,
        sentence=_sentence(search, page, chart),
        cards=cards(
            [view(hit.document) for hit in page.hits], highlighter(parameters["q"]) if "q" in parameters else None
        ),
        total=page.total,
        chart=chart,
        facets=list(facets(search, page, narrowing)),
        chosen=list(active_filters(search, narrowing)),
        sorts=list(_sorts(search, narrowing)),
        hidden=narrowing.beside("q", "speaker"),
        warnings=[*_unresolved(search), *page.warnings],
        named=list(_suggestions(search, page, narrowing)),
        pages={} if front else search_links(page, parameters),
        formats={words: narrowing.query(("format", name)) for name, words in _FORMATS.items()},
        curl=f"curl '{current_context().base_url}{Narrowing.of('/quotes', current_context().pairs).query()}'",
    )


def _sentence(search: Search, page: Page, chart: Chart | None) -> str:
    """Return a summary of the result: `7 quotations by Sergey Lavrov, 2 outlets, May to June 2018`."""
    names = [entry["name"] for entry in search.speakers.matches]
    by = f" by {phrasing.join_names(names[:3], 'or')}{' or others' if len(names) > 3 else ''}" if names else ""
    words = search.parameters.get("q", "")
    matching = f" matching {words}" if '"' in words else f" matching “{words}”" if words else ""
    parts = [f"{phrasing.counted(page.total, 'quotation')}{by}{matching}"]
    outlets = page.facets.get("outlet", ())
    if len(outlets) == 1:
        parts.append("in " + named_counts(search.searcher, "outlet", outlets)[0]["name"])
    elif outlets:
        more = "more than " if len(outlets) > SHOWN else ""
        parts.append(f"{more}{phrasing.counted(min(len(outlets), SHOWN), 'outlet')}")
    if chart:
        parts.append(phrasing.between(chart.bars[0].period, chart.bars[-1].period))
    return ", ".join(parts)


def _suggestions(search: Search, page: Page, narrowing: Narrowing) -> Iterator[tuple[str, str]]:
    """Yield suggested names and addresses: close to an unresolved name, or of a speaker named in the query."""
    for parameter, names in (("speaker", search.speakers), ("outlet", search.outlets)):
        yield from ((name, narrowing.instead(parameter)(name)) for name in names.nearest)
    words = search.parameters.get("q", "")
    if words and not search.parameters.get("speaker") and len(words.split()) <= _LONGEST_NAME:
        by_name = Narrowing(narrowing.path, narrowing.beside("q", "sort")).plus("speaker")
        speakers = search.searcher.resolve("speaker", words, nearest=False).matches
        yield from ((f"quotations by {speaker.name}", by_name(speaker.name)) for speaker in speakers[:3])
        if not speakers and not page.total:
            yield from (
                (f"quotations by {name}", by_name(name)) for name in search.searcher.resolve("speaker", words).nearest
            )


def _unresolved(search: Search) -> Iterator[str]:
    """Yield a warning for each unresolved name that has no suggestion."""
    for names in (search.speakers, search.outlets):
        yield from () if names.nearest else names.warnings


def _sorts(search: Search, narrowing: Narrowing) -> Iterator[tuple[str, str, bool]]:
    """Yield the sort orders: label, address, and whether it is the current one."""
    step = narrowing.instead("sort")
    for sort, words in _SORTS.items():
        if sort is not Sort.RELEVANCE or search.request.text:
            yield words, step(str(sort)), sort is search.request.sort
