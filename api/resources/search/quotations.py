"""`/quotes` and `/quotes/{id}`: who said what."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from api.errors import NotFound
from api.formats.registry import FORMATS, Around
from api.formats.views import Presenter, article_of, viewer
from api.http.negotiation import page_is_wanted
from api.http.responses import (
    as_stored,
    format_of,
    joined_answer,
    misplaced,
    quotation_answer,
    quotations_answer,
    stream_answer,
)
from api.openapi.operation import operation
from api.pages.quotation_page import quotation_page
from api.pages.search_page import search_page
from api.params.query_params import read
from api.params.search_service import bad_query, contradictions, corpus, links, sought, understood
from api.resources.articles.history import refuse_withdrawn
from api.schemas.parameters import QuotationParameters, QuotesParameters
from api.schemas.quotations import QuotationSchema
from api.services import library
from index import Target

quotes = Blueprint("quotes", __name__)

_search_parameters = QuotesParameters()
_parameters = QuotationParameters()


@quotes.get("/quotes")
@operation(
    parameters=_search_parameters,
    gives=QuotationSchema,
    many=True,
    reads="index",
    example="/quotes?speaker=Lavrov&limit=1",
    has_page=True,
)
def list_quotes() -> Response:
    """Search and list quotations."""
    parameters = read(_search_parameters, request, (misplaced, contradictions), (bad_query,))
    if page_is_wanted(request):
        return search_page(parameters)
    search = understood(Target.QUOTATIONS, parameters)
    streams = FORMATS[format_of(parameters)].every is not None
    if streams and "limit" not in request.args:  # then there are as many lines as matches
        return stream_answer(search.every(), Around(parameters, _presenter(parameters)))
    page = search.page()
    around = Around(
        parameters,
        _presenter(parameters),
        search.meta(page, limit=search.request.limit),
        links(page, parameters),
        search.facets(page) if parameters.get("facet") else None,
    )
    if streams:
        return stream_answer((hit.read for hit in page.hits), around)
    if as_stored(parameters):
        return joined_answer(page, around.rest)
    view = viewer()
    return quotations_answer([view(hit.document) for hit in page.hits], around)


@quotes.get("/quotes/<identifier>")
@operation(
    parameters=_parameters,
    gives=QuotationSchema,
    reads="index",
    example="/quotes/q-m34my5pp554a",
    statuses=(404, 410),
    has_page=True,
)
def show_quote(identifier: str) -> Response:
    """Give one quotation."""
    parameters = read(_parameters, request, (misplaced,))
    searcher = library().searcher
    document = searcher.get(Target.QUOTATIONS, identifier)
    if document is None:
        refuse_withdrawn(identifier)
        raise NotFound("no quotation has this id; /quotes lists them all")
    view = viewer()(document)
    if page_is_wanted(request):
        return quotation_page(view)
    around = Around(parameters, _presenter(parameters), {"corpus": corpus(searcher)}, {"self": view["url"]})
    return quotation_answer(view, around)


def _presenter(parameters: Mapping[str, Any]) -> Presenter:
    include = parameters.get("include", ())
    from_record = {"provenance", "article"} & set(include)
    return Presenter(
        fields=parameters.get("fields", ()),
        include=include,
        marked=sought(parameters.get("q")) if parameters.get("highlight") == "1" else None,
        **({"article": article_of(library().store)} if from_record else {}),
    )
