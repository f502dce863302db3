"""`/outlets` and `/outlets/{id}`: who printed quotations, how many, and whose."""

from flask import Blueprint, Response, request

from api.http.negotiation import page_is_wanted
from api.openapi.operation import operation
from api.pages.people_pages import entity_page
from api.params.query_params import read
from api.resources.people.entities import counting, counts, entry_json, list_answer, one_answer, one_of
from api.schemas.entities import OutletEntrySchema
from api.schemas.parameters import PageParameters, Strict
from api.services import library

outlets = Blueprint("outlets", __name__)

_list_parameters = PageParameters()
_parameters = Strict()


@outlets.get("/outlets")
@operation(
    parameters=_list_parameters,
    gives=OutletEntrySchema,
    many=True,
    reads="index",
    example="/outlets?limit=1",
    has_page=True,
)
def list_outlets() -> Response:
    """List outlets, those with most quotations first."""
    return list_answer("outlets", library().searcher.outlets(), read(_list_parameters, request))


@outlets.get("/outlets/<identifier>")
@operation(
    parameters=_parameters,
    gives=OutletEntrySchema,
    reads="index",
    example="/outlets/tass",
    statuses=(404,),
    has_page=True,
)
def show_outlet(identifier: str) -> Response:
    """Give one outlet, with counts of what it printed."""
    parameters = read(_parameters, request)
    searcher = library().searcher
    entry = one_of("outlets", searcher.outlets(), identifier)
    if page_is_wanted(request):
        return entity_page("outlets", entry)
    found = counts(searcher, counting("year", "speaker", "kind", outlets=(entry["id"],)))
    return one_answer(entry_json("outlets", entry) | {"counts": found}, searcher, parameters)
