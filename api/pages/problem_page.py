"""The page of a fault: what is wrong, parameter by parameter, and what to try."""

from collections.abc import Sequence

from flask import Response, request
from werkzeug.exceptions import HTTPException

from api.errors import Fault
from api.pages.rendering import page as rendered


def problem_page(status: int, title: str, detail: str, faults: Sequence[Fault]) -> Response:
    """Show a fault, with a form to search again; what was given stays in it."""
    try:
        given = {name: request.args.get(name, "") for name in ("q", "speaker")}
    except (HTTPException, UnicodeError, ValueError):
        given = {}
    return rendered("problem.html", status, code=status, title=title, detail=detail, faults=faults, parameters=given)
