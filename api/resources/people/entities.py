"""What `/speakers` and `/outlets` share: a list of entries that the generation counted, and one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request

from api.errors import NotFound
from api.formats import text
from api.http import urls
from api.http.negotiation import page_is_wanted
from api.http.responses import answer
from api.pages.people_pages import entities_page
from api.params import pagination
from api.params.search_service import corpus, named_counts
from api.services import library
from index import HitKey, Searcher, SearchRequest

_MOST_COUNTED = 100


def list_answer(collection: str, entries: Sequence[Mapping[str, Any]], parameters: dict[str, Any]) -> Response:
    """List entries, those with most quotations first."""
    in_order = sorted(entries, key=lambda entry: (-entry["quotations"], entry["id"]))
    page = pagination.slice_of(in_order, _key, parameters)
    data = [entry_json(collection, entry) for entry in page.items]
    meta = {"total": page.total, "limit": parameters["limit"], "corpus": corpus(library().searcher)}
    links = pagination.links(page.cursors)
    if page_is_wanted(request):
        return entities_page(collection, data, page.total, links)
    return answer(
        {"data": data, "meta": meta, "links": links},
        parameters,
        lambda: text.listing(map(text.lines, data), f"{len(data)} of {page.total} {collection}", links["next"]),
    )


def one_of(collection: str, entries: Sequence[Mapping[str, Any]], identifier: str) -> Mapping[str, Any]:
    """Find an entry by its id. Raises NotFound."""
    entry = next((entry for entry in entries if entry["id"] == identifier), None)
    if entry is None:
        raise NotFound(f"none of the {collection} has this id; /{collection} lists them all")
    return entry


def one_answer(data: Mapping[str, Any], searcher: Searcher, parameters: Mapping[str, Any]) -> Response:
    """Answer with one entry."""
    meta = {"corpus": corpus(searcher)}
    return answer({"data": data, "meta": meta, "links": {"self": data["url"]}}, parameters, lambda: text.lines(data))


def counts(searcher: Searcher, request: SearchRequest) -> dict[str, Any]:
    """Count the quotations of one speaker or outlet by everything that `request` names as a facet."""
    page = searcher.search(request)
    return {name: named_counts(searcher, name, found) for name, found in page.facets.items()}


def counting(*facets: str, **filters: tuple[str, ...]) -> SearchRequest:
    """Make the request for counts alone: `counting("year", outlets=("tass",))`."""
    return SearchRequest(limit=0, facets=facets, facet_size=_MOST_COUNTED, **filters)  # type: ignore[arg-type]


def entry_json(collection: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Write an entry, with the addresses of itself and of its quotations; all roles stand in the answer for one."""
    shown = {name: value for name, value in entry.items() if name != "roles"}
    filtered = urls.absolute("/quotes") + f"?{collection[:-1]}={urls.encoded(entry['id'])}"
    return {**shown, "quotes_url": filtered, "url": urls.of(collection, entry["id"])}


def _key(entry: Mapping[str, Any]) -> HitKey:
    return HitKey(entry["quotations"], entry["id"])
