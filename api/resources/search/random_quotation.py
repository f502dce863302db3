"""`/quotes/random`: one quotation of any search, each as likely as the others; the same `seed` gives the same one.

Which it is is drawn by number, the newest first. The counts by day tell on which day that is, so that only the
quotations of this day have to be put in order.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from random import Random
from typing import Any

from flask import Blueprint, Response, request

from api.formats import text
from api.formats.views import Presenter, viewer
from api.http.negotiation import page_is_wanted
from api.http.responses import answer
from api.openapi.operation import operation
from api.pages.quotation_page import quotation_page
from api.params.pagination import links
from api.params.query_params import read
from api.params.search_service import Search, bad_query, contradictions, understood
from api.schemas.parameters import RandomParameters
from api.schemas.quotations import QuotationSchema
from index import Document, Page, Sort, Target, serialized

chance = Blueprint("chance", __name__)

_parameters = RandomParameters()


@chance.get("/quotes/random")
@operation(
    parameters=_parameters,
    gives=QuotationSchema,
    may_be_null=True,
    reads="index",
    example="/quotes/random?speaker=Lavrov&seed=1",
    has_page=True,
)
def show_random_quote() -> Response:
    """Give one quotation by chance, null when nothing matches."""
    parameters = read(_parameters, request, (contradictions,), (bad_query,))
    seed = parameters.get("seed") or secrets.token_hex(8)
    search = understood(Target.QUOTATIONS, parameters)
    page = search.page(limit=0, facets=("day",), sort=Sort.NEWEST)
    drawn = _numbered(search, page, Random(seed).randrange(page.total)) if page.total else None  # noqa: S311
    view = viewer()(drawn) if drawn else None
    meta = search.meta(page, ordered=False, seed=seed)
    if view and page_is_wanted(request):
        return _kept_if_repeatable(quotation_page(view), parameters)
    body: dict[str, Any] = {
        "data": Presenter()(view) if view else None,
        "meta": meta,
        "links": {"self": links((None, None))["self"]},
    }
    closing = "\n".join([f"one of {page.total} quotations, seed {seed}", *meta["warnings"]])
    response = answer(body, parameters, lambda: text.listing([text.quotation(view)] if view else [], closing, None))
    return _kept_if_repeatable(response, parameters)


def _kept_if_repeatable(response: Response, parameters: Mapping[str, Any]) -> Response:
    """Let nobody keep an answer that would be another the next time."""
    if "seed" not in parameters:
        response.headers["Cache-Control"] = "no-store"
    return response


def _numbered(search: Search, page: Page, number: int) -> Document:
    """Give the match of a number, counted from the newest; what has no date comes last."""
    days, left = page.facets["day"], number
    for day in reversed(days):
        if left < day.count:
            # Everything up to this day, the newest first, begins with this day.
            return _nth(search.every(date_to=day.value, sort=Sort.NEWEST), left)
        left -= day.count
    if not days:
        return _nth(search.every(sort=Sort.NEWEST), left)
    # Begin with the first of the last day there is.
    last_day = search.page(limit=1, sort=Sort.OLDEST).hits[0].key
    return _nth(search.every(after=last_day, sort=Sort.NEWEST), days[0].count - 1 + left)


def _nth(matches: Iterator[Callable[[], bytes]], number: int) -> Document:
    return serialized.document(next(islice(matches, number, None))())
