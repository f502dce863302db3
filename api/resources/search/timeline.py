"""`/timeline`: date histogram of a search, by day, month or year of publication.

Quotations dated by a month or a year alone count on its first day; those without a date are counted in `undated`.
Periods without a match are left out.
"""

from flask import Blueprint, Response

from api.http.responses import list_response
from api.openapi.operation import operation
from api.params.pagination import page_links
from api.params.query_params import read
from api.params.search_service import build_search, conflicting_filters, invalid_query
from api.schemas.parameters import TimelineParameters
from api.schemas.quotations import PeriodSchema
from index import DocumentType

blueprint = Blueprint("timeline", __name__)

_parameters = TimelineParameters()


@blueprint.get("/timeline")
@operation(parameters=_parameters, gives=PeriodSchema, many=True, reads="index", example="/timeline?interval=month")
def show_timeline() -> Response:
    """Count the matches of a search by the date of publication, the oldest first."""
    parameters = read(_parameters, (conflicting_filters,), (invalid_query,))
    interval = parameters["interval"]
    search = build_search(DocumentType.QUOTATIONS, parameters)
    page = search.page(limit=0, facets=(interval,))
    counts = page.facets.get(interval, ())
    undated = page.total - sum(count.count for count in counts)
    return list_response(
        [{"period": count.value, "count": count.count} for count in counts],
        parameters,
        row=lambda period: f"{period['period']}  {period['count']}",
        separator="\n",
        closing=[*([f"undated  {undated}"] if undated else []), f"{page.total} quotations"],
        meta=search.meta(page, ordered=False, undated=undated, interval=interval),
        links={"self": page_links()["self"]},
    )
