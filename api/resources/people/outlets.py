"""`/outlets` and `/outlets/{id}`: outlets with counts of their quotations."""

from flask import Blueprint, Response

from api.http.request_context import current_context
from api.openapi.operation import operation
from api.pages.people_pages import entity_page
from api.params.query_params import read
from api.resources.people.entities import counting, counts, entities_response, entity_json, entity_of, entity_response
from api.schemas.entities import OutletEntrySchema
from api.schemas.parameters import PageParameters, Strict
from api.services import services

blueprint = Blueprint("outlets", __name__)

_list_parameters = PageParameters()
_parameters = Strict()


@blueprint.get("/outlets")
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
    return entities_response("outlets", services().searcher.catalog("outlet"), read(_list_parameters))


@blueprint.get("/outlets/<identifier>")
@operation(
    parameters=_parameters,
    gives=OutletEntrySchema,
    reads="index",
    example="/outlets/tass",
    statuses=(404,),
    has_page=True,
)
def show_outlet(identifier: str) -> Response:
    """Return one outlet, with counts of what it printed."""
    parameters = read(_parameters)
    searcher = services().searcher
    entry = entity_of("outlets", searcher.catalog("outlet"), identifier)
    if current_context().wants_page:
        return entity_page("outlets", entry)
    facets = counts(searcher, counting("year", "speaker", "kind", outlets=(entry["id"],)))
    return entity_response(entity_json("outlets", entry) | {"counts": facets}, searcher, parameters)
