"""Liveness (`/healthz`) and readiness (`/readyz`) probes."""

from math import isinf

from flask import Blueprint, Response

from api.errors import IndexNotReady
from api.http.responses import json_or_text
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.operations import HealthSchema, ReadinessSchema
from api.schemas.parameters import Strict
from api.services import services
from index import SearchError, SearchRequest

blueprint = Blueprint("health", __name__)

_parameters = Strict()


@blueprint.get("/healthz")
@operation(parameters=_parameters, answers=HealthSchema, example="/healthz")
def healthz() -> Response:
    """Return that the process is up, whatever the index."""
    return json_or_text({"status": "ok"}, read(_parameters), lambda: "ok\n")


@blueprint.get("/readyz")
@operation(parameters=_parameters, answers=ReadinessSchema, example="/readyz")
def readyz() -> Response:
    """Return that a generation is open and a query runs on it; 503 with the reason when not.

    The status is `behind` when something accepted cannot be found for longer than `ONRECORD_MAX_LAG` seconds.
    """
    parameters = read(_parameters)
    searcher = services().searcher
    try:
        total = searcher.search(SearchRequest(limit=1)).total
    except SearchError as error:
        raise IndexNotReady("the index is open and no query runs on it; run 'onrecord verify'") from error
    lag = services().lag()
    status = "behind" if lag is not None and lag > services().settings.max_lag else "ready"
    seconds = None if lag is None or isinf(lag) else int(lag)
    body = {"status": status, "generation": searcher.generation, "quotations": total, "lag": seconds}
    return json_or_text(body, parameters, lambda: f"{status}: generation {searcher.generation}, {total} quotations\n")
