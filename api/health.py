"""`/healthz`: does the process answer."""

from flask import Blueprint, Response, request

from api.answers import answer
from api.parameters import read
from api.schemas import Strict

health = Blueprint("health", __name__)

_parameters = Strict()


@health.get("/healthz")
def healthz() -> Response:
    """Say that the process is up; it says nothing about the index."""
    return answer({"status": "ok"}, read(_parameters, request), lambda: "ok\n")
