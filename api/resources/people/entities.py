"""Shared by `/speakers` and `/outlets`: lists of the entities that a generation counted, and single ones."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from api.errors import NotFound
from api.http.request_context import current_context, encoded
from api.http.responses import list_response, object_response
from api.pages.people_pages import entities_page
from api.params.pagination import page_links, paginate
from api.params.search_service import corpus_json, named_counts
from api.services import services
from index import Engine, HitKey, SearchRequest

_MOST_COUNTED = 100


def entities_response(collection: str, entries: Sequence[Mapping[str, Any]], parameters: dict[str, Any]) -> Response:
    """Return a page of entities, those with most quotations first."""
    in_order = sorted(entries, key=lambda entry: (-entry["quotations"], entry["id"]))
    page = paginate(in_order, _key, parameters)
    data, links = [entity_json(collection, entry) for entry in page.items], page_links(page.cursors)
    if current_context().wants_page:
        return entities_page(collection, data, page.total, links)
    meta = {"total": page.total, "limit": parameters["limit"], "corpus": corpus_json(services().searcher)}
    closing = [f"{len(data)} of {page.total} {collection}"]
    return list_response(data, parameters, closing=closing, meta=meta, links=links)


def entity_of(collection: str, entries: Sequence[Mapping[str, Any]], identifier: str) -> Mapping[str, Any]:
    """Return the entity with this id. Raises NotFound."""
    entry = next((entry for entry in entries if entry["id"] == identifier), None)
    if entry is None:
        raise NotFound(f"none of the {collection} has this id; /{collection} lists them all")
    return entry


def entity_response(data: Mapping[str, Any], searcher: Engine, parameters: Mapping[str, Any]) -> Response:
    """Return one entity."""
    return object_response(data, parameters, meta={"corpus": corpus_json(searcher)}, links={"self": data["url"]})


def counts(searcher: Engine, request: SearchRequest) -> dict[str, Any]:
    """Return the facets of a request as JSON, for one speaker or outlet."""
    page = searcher.search(request)
    return {name: named_counts(searcher, name, values) for name, values in page.facets.items()}


def counting(*facets: str, **filters: tuple[str, ...]) -> SearchRequest:
    """Return a request for facets alone: `counting("year", outlets=("tass",))`."""
    return SearchRequest(limit=0, facets=facets, facet_size=_MOST_COUNTED, **filters)  # type: ignore[arg-type]


def entity_json(collection: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entity as JSON, with the URLs of itself and of its quotations; without `roles`, shown for one alone."""
    shown = {name: value for name, value in entry.items() if name != "roles"}
    context = current_context()
    filtered = f"{context.base_url}/quotes?{collection[:-1]}={encoded(entry['id'])}"
    return {**shown, "quotes_url": filtered, "url": context.url_of(collection, entry["id"])}


def _key(entry: Mapping[str, Any]) -> HitKey:
    return HitKey(entry["quotations"], entry["id"])
