"""`/outlets` and `/outlets/{id}`: who printed quotations, and how many."""

from flask import Blueprint, Response, request

from api.library import library
from api.listing import list_answer, one_answer
from api.parameters import read
from api.schemas import PageParameters, Strict

outlets = Blueprint("outlets", __name__)

_list_parameters = PageParameters()
_parameters = Strict()


@outlets.get("/outlets")
def list_outlets() -> Response:
    """List outlets, those with most quotations first."""
    return list_answer("outlets", library().searcher.outlets(), read(_list_parameters, request))


@outlets.get("/outlets/<identifier>")
def show_outlet(identifier: str) -> Response:
    """Give one outlet."""
    return one_answer("outlets", library().searcher.outlets(), identifier, read(_parameters, request))
