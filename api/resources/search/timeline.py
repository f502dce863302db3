"""`/timeline`: how many quotations of any search were published in each day, month or year.

What is dated by a month or a year alone counts on the first day of it; what has no date is counted in `undated`.
Periods without a match are left out.
"""

from typing import Any

from flask import Blueprint, Response, request

from api.formats.text import plain
from api.http.responses import answer
from api.openapi.operation import operation
from api.params.pagination import links
from api.params.query_params import read
from api.params.search_service import bad_query, contradictions, understood
from api.schemas.parameters import TimelineParameters
from api.schemas.quotations import PeriodSchema
from index import Target

timeline = Blueprint("timeline", __name__)

_parameters = TimelineParameters()


@timeline.get("/timeline")
@operation(parameters=_parameters, gives=PeriodSchema, many=True, reads="index", example="/timeline?interval=month")
def show_timeline() -> Response:
    """Count the matches of a search by the date of publication, the oldest first."""
    parameters = read(_parameters, request, (contradictions,), (bad_query,))
    interval = parameters["interval"]
    search = understood(Target.QUOTATIONS, parameters)
    page = search.page(limit=0, facets=(interval,))
    data: list[dict[str, Any]] = [
        {"period": count.value, "count": count.count} for count in page.facets.get(interval, ())
    ]
    undated = page.total - sum(count["count"] for count in data)
    meta = search.meta(page, ordered=False, undated=undated, interval=interval)
    body = {"data": data, "meta": meta, "links": {"self": links((None, None))["self"]}}

    def as_text() -> str:
        rows = [f"{row['period']}  {row['count']}" for row in data]
        without = [f"undated  {undated}"] if undated else []
        return "\n".join([*rows, *without, f"{page.total} quotations", *map(plain, meta["warnings"])]) + "\n"

    return answer(body, parameters, as_text)
