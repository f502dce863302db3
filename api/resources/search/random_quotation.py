"""`/quotes/random`: one quotation of any search, drawn uniformly; the same `seed` draws the same one.

A rank is drawn, the newest first. The facet by day locates its day, so that only the quotations of this day have to be
sorted.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from random import Random
from typing import Any

from flask import Blueprint, Response

from api.formats import serialized, text
from api.formats.presenter import Presenter
from api.formats.views import view_builder
from api.http.request_context import current_context
from api.http.responses import json_or_text
from api.openapi.operation import operation
from api.pages.quotation_page import quotation_page
from api.params.pagination import page_links
from api.params.query_params import read
from api.params.search_service import Search, build_search, conflicting_filters, invalid_query
from api.schemas.parameters import RandomParameters
from api.schemas.quotations import QuotationSchema
from index import Document, DocumentType, Page, Sort

blueprint = Blueprint("random_quotation", __name__)

_parameters = RandomParameters()


@blueprint.get("/quotes/random")
@operation(
    parameters=_parameters,
    gives=QuotationSchema,
    may_be_null=True,
    reads="index",
    example="/quotes/random?speaker=Lavrov&seed=1",
    has_page=True,
)
def show_random_quote() -> Response:
    """Return one quotation by chance, null when nothing matches."""
    parameters = read(_parameters, (conflicting_filters,), (invalid_query,))
    seed = parameters.get("seed") or secrets.token_hex(8)
    search = build_search(DocumentType.QUOTATIONS, parameters)
    page = search.page(limit=0, facets=("day",), sort=Sort.NEWEST)
    drawn = _match_of_rank(search, page, Random(seed).randrange(page.total)) if page.total else None  # noqa: S311
    view = view_builder()(drawn) if drawn else None
    meta = search.meta(page, ordered=False, seed=seed)
    if view and current_context().wants_page:
        return _cacheable_with_seed(quotation_page(view), parameters)
    body: dict[str, Any] = {
        "data": Presenter()(view) if view else None,
        "meta": meta,
        "links": {"self": page_links()["self"]},
    }
    closing = [f"one of {page.total} quotations, seed {seed}", *meta["warnings"]]
    response = json_or_text(
        body, parameters, lambda: text.listing([text.quotation(view)] if view else [], closing, None)
    )
    return _cacheable_with_seed(response, parameters)


def _cacheable_with_seed(response: Response, parameters: Mapping[str, Any]) -> Response:
    """Return the response, not cacheable without a seed."""
    if "seed" not in parameters:
        response.headers["Cache-Control"] = "no-store"
    return response


def _match_of_rank(search: Search, page: Page, number: int) -> Document:
    """Return the match of a rank, counted from the newest; undated ones come last."""
    days, left = page.facets["day"], number
    for day in reversed(days):
        if left < day.count:
            # Everything up to this day, the newest first, begins with this day.
            return _nth(search.stream(date_to=day.value, sort=Sort.NEWEST), left)
        left -= day.count
    if not days:
        return _nth(search.stream(sort=Sort.NEWEST), left)
    # Begin with the first of the last day there is.
    last_day = search.page(limit=1, sort=Sort.OLDEST).hits[0].key
    return _nth(search.stream(after=last_day, sort=Sort.NEWEST), days[0].count - 1 + left)


def _nth(matches: Iterator[Callable[[], bytes]], number: int) -> Document:
    return serialized.document(next(islice(matches, number, None))())
