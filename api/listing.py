"""What `/speakers` and `/outlets` share: a list of entries that the generation counted, and one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from api import addresses, paging
from api.answers import answer
from api.errors import NotFound
from api.formats import text
from api.library import library
from api.searching import corpus
from index.request import HitKey


def list_answer(collection: str, entries: Sequence[Mapping[str, Any]], parameters: dict[str, Any]) -> Response:
    """List entries, those with most quotations first."""
    in_order = sorted(entries, key=lambda entry: (-entry["quotations"], entry["name"], entry["id"]))
    page = paging.slice_of(in_order, _key, parameters)
    data = [_entry_json(collection, entry) for entry in page.items]
    meta = {"total": page.total, "limit": parameters["limit"], "corpus": corpus(library().searcher)}
    links = paging.links(page.cursors)
    return answer(
        {"data": data, "meta": meta, "links": links},
        parameters,
        lambda: text.listing(map(text.lines, data), f"{len(data)} of {page.total} {collection}", links["next"]),
    )


def one_answer(
    collection: str, entries: Sequence[Mapping[str, Any]], identifier: str, parameters: Mapping[str, Any]
) -> Response:
    """Give one entry by its id."""
    entry = next((entry for entry in entries if entry["id"] == identifier), None)
    if entry is None:
        raise NotFound(f"none of the {collection} has this id; /{collection} lists them all")
    data = _entry_json(collection, entry)
    meta = {"corpus": corpus(library().searcher)}
    return answer({"data": data, "meta": meta, "links": {"self": data["url"]}}, parameters, lambda: text.lines(data))


def _entry_json(collection: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    filtered = addresses.absolute("/quotes") + f"?{collection[:-1]}={addresses.encoded(entry['id'])}"
    return {**entry, "quotes_url": filtered, "url": addresses.of(collection, entry["id"])}


def _key(entry: Mapping[str, Any]) -> HitKey:
    return HitKey(entry["quotations"], entry["id"])
