"""Error page: status, detail, and each fault with its suggestion."""

from collections.abc import Sequence

from flask import Response, request

from api.errors import Fault
from api.pages.rendering import render_page
from api.pages.wording import FILTERS


def problem_page(status: int, title: str, detail: str, faults: Sequence[Fault]) -> Response:
    """Render an error with a search form that keeps the query and the speaker of the request."""
    parameters = {name: request.args.get(name, "") for name in ("q", "speaker")}
    values = {"code": status, "title": title, "detail": detail, "faults": faults}
    return render_page("problem.html", status, **values, names=FILTERS, parameters=parameters)
