"""The pages of those who speak and of those who print: all of them, and one of them with what they said or printed."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from api.formats.views import view_builder
from api.http.request_context import current_context
from api.pages.cards import cards
from api.pages.chart import chart_of
from api.pages.narrowing import Narrowing
from api.pages.rendering import page as rendered
from api.pages.wording import of_value
from api.params.search_service import named_counts
from api.services import services
from index import SearchRequest

_ON_PAGE, _COUNTED = 10, 8
_FORMATS = {"speakers": {"JSON": "json", "JSON-LD": "jsonld"}, "outlets": {"JSON": "json"}}
_WHAT = {"speakers": "Speakers", "outlets": "Outlets"}


def listed_page(
    collection: str, entries: Sequence[Mapping[str, Any]], total: int, links: Mapping[str, str | None]
) -> Response:
    """Show a list of speakers or outlets, those with most quotations first."""
    return rendered(
        "listed.html", collection=collection, title=_WHAT[collection], entries=entries, total=total, pages=links
    )


def one_page(collection: str, entry: Mapping[str, Any]) -> Response:
    """Show one speaker or outlet: names, counts, when, and the newest of what they said or printed."""
    searcher, name = services().searcher, collection[:-1]
    other = "outlet" if name == "speaker" else "speaker"
    filters: dict[str, Any] = {collection: (entry["id"],)}
    found = searcher.search(
        SearchRequest(limit=_ON_PAGE, facets=(other, "kind", "month", "year"), facet_size=_COUNTED, **filters)
    )
    narrowing = Narrowing(current_context().root_path + "/quotes", [(name, entry["id"])])
    view, own = view_builder(), current_context().url_of(collection, entry["id"])
    return rendered(
        "person.html",
        collection=collection,
        entry=entry,
        others=(other, named_counts(searcher, other, found.facets[other])),
        kinds=[(of_value("kind", count.value), count.count, count.value) for count in found.facets["kind"]],
        chart=chart_of(
            found,
            lambda: searcher.search(SearchRequest(limit=0, facets=("day",), **filters)),
            narrowing.instead("date"),
        ),
        cards=cards([view(hit.document) for hit in found.hits]),
        total=found.total,
        narrowing=narrowing,
        curl=f"curl '{own}'",
        formats={words: f"{own}?format={name}" for words, name in _FORMATS[collection].items()},
    )
