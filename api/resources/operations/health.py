"""`/healthz`: does the process answer. `/readyz`: can it answer questions."""

from flask import Blueprint, Response, request

from api.errors import IndexNotReady
from api.http.responses import answer
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.operations import HealthSchema, ReadinessSchema
from api.schemas.parameters import Strict
from api.services import library
from index import SearchError, SearchRequest

health = Blueprint("health", __name__)

_parameters = Strict()


@health.get("/healthz")
@operation(parameters=_parameters, answers=HealthSchema, example="/healthz")
def healthz() -> Response:
    """Say that the process is up; it says nothing about the index."""
    return answer({"status": "ok"}, read(_parameters, request), lambda: "ok\n")


@health.get("/readyz")
@operation(parameters=_parameters, answers=ReadinessSchema, example="/readyz")
def readyz() -> Response:
    """Say that a generation is open and that a query runs on it; 503 with the reason when not."""
    parameters = read(_parameters, request)
    searcher = library().searcher
    try:
        total = searcher.search(SearchRequest(limit=1)).total
    except SearchError as error:
        raise IndexNotReady("the index is open and no query runs on it; run 'onrecord verify'") from error
    body = {"status": "ready", "generation": searcher.generation, "quotations": total}
    return answer(body, parameters, lambda: f"ready: generation {searcher.generation}, {total} quotations\n")
