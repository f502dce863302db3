"""`/speakers` and `/speakers/{id}`: people and bodies, the names they go by, and how often they are quoted."""

from flask import Blueprint, Response, request

from api.library import library
from api.listing import list_answer, one_answer
from api.parameters import read
from api.schemas import PageParameters, Strict

speakers = Blueprint("speakers", __name__)

_list_parameters = PageParameters()
_parameters = Strict()


@speakers.get("/speakers")
def list_speakers() -> Response:
    """List speakers, those with most quotations first."""
    return list_answer("speakers", library().searcher.speakers(), read(_list_parameters, request))


@speakers.get("/speakers/<identifier>")
def show_speaker(identifier: str) -> Response:
    """Give one speaker."""
    return one_answer("speakers", library().searcher.speakers(), identifier, read(_parameters, request))
