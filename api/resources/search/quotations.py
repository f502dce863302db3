"""`/quotes` and `/quotes/{id}`: search over quotations, and a single one."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from api.errors import NotFound
from api.formats.format import RenderContext
from api.formats.presenter import Presenter, article_of
from api.formats.views import view_builder
from api.http.request_context import current_context
from api.http.responses import format_of, list_response, misplaced_parameters, respond, wants_rendered_json
from api.openapi.operation import operation
from api.pages.quotation_page import quotation_page
from api.pages.search_page import search_page
from api.params.query_params import read
from api.params.search_service import (
    Search,
    build_search,
    conflicting_filters,
    corpus_json,
    highlighter,
    invalid_query,
    search_links,
)
from api.resources.articles.quotation_history import refuse_withdrawn
from api.schemas.parameters import QuotationParameters, QuotesParameters
from api.schemas.quotations import QuotationSchema
from api.services import services
from index import DocumentType

blueprint = Blueprint("quotes", __name__)

_search_parameters = QuotesParameters()
_parameters = QuotationParameters()


@blueprint.get("/quotes")
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
    parameters = read(_search_parameters, (misplaced_parameters, conflicting_filters), (invalid_query,))
    if current_context().wants_page:
        return search_page(parameters)
    return _render(build_search(DocumentType.QUOTATIONS, parameters), parameters)


@blueprint.get("/quotes/<identifier>")
@operation(
    parameters=_parameters,
    gives=QuotationSchema,
    reads="index",
    example="/quotes/q-m34my5pp554a",
    statuses=(404, 410),
    has_page=True,
)
def show_quote(identifier: str) -> Response:
    """Return one quotation."""
    parameters = read(_parameters, (misplaced_parameters,))
    searcher = services().searcher
    document = searcher.get(DocumentType.QUOTATIONS, identifier)
    if document is None:
        refuse_withdrawn(identifier)
        raise NotFound("no quotation has this id; /quotes lists them all")
    view = view_builder()(document)
    if current_context().wants_page:
        return quotation_page(view)
    format, meta, links = format_of(parameters), {"corpus": corpus_json(searcher)}, {"self": view["url"]}
    return respond(format.write_one(view, RenderContext(parameters, _presenter(parameters), meta, links)), format)


def _render(search: Search, parameters: dict[str, Any]) -> Response:
    """Return the hits of a search in the negotiated format: all matches when it streams and no limit is set."""
    format = format_of(parameters)
    if format.stream and "limit" not in current_context().names:
        return respond(format.stream(search.stream(), RenderContext(parameters, _presenter(parameters))), format)
    page = search.page()
    meta, links = search.meta(page, limit=search.request.limit), search_links(page, parameters)
    facets = search.facets(page) if parameters.get("facet") else None
    if wants_rendered_json(format, parameters):
        rendered = (hit.json for hit in page.hits)
        return list_response((), parameters, rendered=rendered, facets=facets, meta=meta, links=links)
    context = RenderContext(parameters, _presenter(parameters), meta, links, facets)
    if format.stream:
        return respond(format.stream((hit.read for hit in page.hits), context), format)
    view = view_builder()
    return respond(format.many([view(hit.document) for hit in page.hits], context), format)


def _presenter(parameters: Mapping[str, Any]) -> Presenter:
    include = parameters.get("include", ())
    from_store = {"provenance", "article"} & set(include)
    return Presenter(
        fields=parameters.get("fields", ()),
        include=include,
        highlighter=highlighter(parameters.get("q")) if parameters.get("highlight") == "1" else None,
        **({"article": article_of(services().store)} if from_store else {}),
    )
