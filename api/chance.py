"""`/quotes/random`: one quotation of any search, each as likely as the others; the same `seed` gives the same one.

Which it is is drawn by number, the newest first. The counts by day tell on which day that is, so that only the
quotations of this day have to be put in order.
"""

import secrets
from itertools import islice
from random import Random
from typing import Any

from flask import Blueprint, Response, request

from api.answers import answer
from api.formats import text
from api.operations import operation
from api.paging import links
from api.parameters import read
from api.presenting import Presenter, viewer
from api.schemas import QuotationSchema, RandomParameters
from api.searching import Search, bad_query, contradictions, understood
from index.request import Hit, Page, Sort, Target

chance = Blueprint("chance", __name__)

_parameters = RandomParameters()


@chance.get("/quotes/random")
@operation(
    parameters=_parameters,
    gives=QuotationSchema,
    may_be_null=True,
    reads="index",
    example="/quotes/random?speaker=Lavrov&seed=1",
)
def show_random_quote() -> Response:
    """Give one quotation by chance, null when nothing matches."""
    parameters = read(_parameters, request, (contradictions,), (bad_query,))
    seed = parameters.get("seed") or secrets.token_hex(8)
    search = understood(Target.QUOTATIONS, parameters)
    page = search.page(limit=0, facets=("day",), sort=Sort.NEWEST)
    hit = _numbered(search, page, Random(seed).randrange(page.total)) if page.total else None  # noqa: S311
    view = viewer()(hit.document) if hit else None
    meta = search.meta(page, ordered=False, seed=seed)
    body: dict[str, Any] = {
        "data": Presenter()(view) if view else None,
        "meta": meta,
        "links": {"self": links((None, None))["self"]},
    }
    closing = "\n".join([f"one of {page.total} quotations, seed {seed}", *meta["warnings"]])
    response = answer(body, parameters, lambda: text.listing([text.quotation(view)] if view else [], closing, None))
    if "seed" not in parameters:
        response.headers["Cache-Control"] = "no-store"
    return response


def _numbered(search: Search, page: Page, number: int) -> Hit:
    """Give the match of a number, counted from the newest; what has no date comes last."""
    left = number
    for day in reversed(page.facets["day"]):
        if left < day.count:
            # Everything up to this day, the newest first, begins with this day.
            return search.page(date_to=day.value, limit=left + 1, sort=Sort.NEWEST).hits[-1]
        left -= day.count
    return next(islice(search.every(number + 1), number, None))
