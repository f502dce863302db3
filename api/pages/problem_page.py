"""The page of a fault: what is wrong, parameter by parameter, and what to try."""

from collections.abc import Sequence

from flask import Response, request

from api.errors import Fault
from api.pages.rendering import page as rendered
from api.pages.wording import FILTERS


def problem_page(status: int, title: str, detail: str, faults: Sequence[Fault]) -> Response:
    """Show a fault, with a form to search again; what was given stays in it."""
    given = {name: request.args.get(name, "") for name in ("q", "speaker")}
    said = {"code": status, "title": title, "detail": detail, "faults": faults}
    return rendered("problem.html", status, **said, names=FILTERS, parameters=given)
