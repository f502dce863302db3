"""Pages of speakers and outlets: the list, and one of them with its counts, chart and newest quotations."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from api.formats.views import view_builder
from api.http.request_context import current_context
from api.pages.cards import cards
from api.pages.chart import chart_of
from api.pages.narrowing import Narrowing
from api.pages.rendering import render_page
from api.pages.wording import value_label
from api.params.search_service import named_counts
from api.services import services
from index import SearchRequest

_ON_PAGE, _COUNTED = 10, 8
_FORMATS = {"speakers": {"JSON": "json", "JSON-LD": "jsonld"}, "outlets": {"JSON": "json"}}
_TITLES = {"speakers": "Speakers", "outlets": "Outlets"}


def entities_page(
    collection: str, entries: Sequence[Mapping[str, Any]], total: int, links: Mapping[str, str | None]
) -> Response:
    """Render a list of speakers or outlets, most quotations first."""
    return render_page(
        "listed.html", collection=collection, title=_TITLES[collection], entries=entries, total=total, pages=links
    )


def entity_page(collection: str, entry: Mapping[str, Any]) -> Response:
    """Render one speaker or outlet: names, counts, chart by time, newest quotations."""
    searcher, name = services().searcher, collection[:-1]
    other = "outlet" if name == "speaker" else "speaker"
    filters: dict[str, Any] = {collection: (entry["id"],)}
    page = searcher.search(
        SearchRequest(limit=_ON_PAGE, facets=(other, "kind", "month", "year"), facet_size=_COUNTED, **filters)
    )
    narrowing = Narrowing(current_context().root_path + "/quotes", [(name, entry["id"])])
    view, own = view_builder(), current_context().url_of(collection, entry["id"])
    return render_page(
        "person.html",
        collection=collection,
        entry=entry,
        others=(other, named_counts(searcher, other, page.facets[other])),
        kinds=[(value_label("kind", count.value), count.count, count.value) for count in page.facets["kind"]],
        chart=chart_of(
            page,
            lambda: searcher.search(SearchRequest(limit=0, facets=("day",), **filters)),
            narrowing.instead("date"),
        ),
        cards=cards([view(hit.document) for hit in page.hits]),
        total=page.total,
        narrowing=narrowing,
        curl=f"curl '{own}'",
        formats={words: f"{own}?format={name}" for words, name in _FORMATS[collection].items()},
    )
