"""`/quotes` and `/quotes/{id}`: who said what."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from api import addresses
from api.answers import answer, page_answer
from api.errors import NotFound
from api.formats import text
from api.history import refuse_withdrawn
from api.library import library
from api.parameters import read
from api.schemas import QuotationSchema, QuotesParameters, Strict
from api.searching import corpus, search
from index.deep_link import deep_link
from index.request import Target

quotes = Blueprint("quotes", __name__)

_search_parameters = QuotesParameters()
_parameters = Strict()
_schema = QuotationSchema()


@quotes.get("/quotes")
def list_quotes() -> Response:
    """Search and list quotations."""
    parameters = read(_search_parameters, request)
    page, meta, links = search(Target.QUOTATIONS, parameters)
    rest = {"meta": meta, "links": links}

    def as_text(data: list[Mapping[str, Any]]) -> str:
        closing = "\n".join([f"{len(data)} of {meta['total']} quotations", *meta["warnings"]])
        return text.listing(map(text.quotation, data), closing, links["next"])

    return page_answer(page, rest, parameters, quotation_json, as_text)


@quotes.get("/quotes/<identifier>")
def show_quote(identifier: str) -> Response:
    """Give one quotation."""
    parameters = read(_parameters, request)
    searcher = library().searcher
    document = searcher.get(Target.QUOTATIONS, identifier)
    if document is None:
        refuse_withdrawn(identifier)
        raise NotFound("no quotation has this id; /quotes lists them all")
    data = quotation_json(document)
    body = {"data": data, "meta": {"corpus": corpus(searcher)}, "links": {"self": data["url"]}}
    return answer(body, parameters, lambda: text.quotation(data) + "\n")


def quotation_json(document: Mapping[str, Any]) -> dict[str, Any]:
    """Turn an indexed quotation into its JSON: addresses added, keys in their order."""
    passages = [document["paragraph"][start:end] for start, end in document["spans"]]
    written: dict[str, Any] = _schema.dump(
        {
            **document,
            "url": addresses.of("quotes", document["id"]),
            "article_url": addresses.of("articles", document["article_id"]),
            "deep_link": deep_link(document["source_url"], passages),
        }
    )
    return written
