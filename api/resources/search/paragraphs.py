"""`/paragraphs`: full-text search over the paragraphs around the quotations."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response

from api.formats import text
from api.http.request_context import current_context
from api.http.responses import list_response
from api.openapi.operation import operation
from api.params.query_params import read
from api.params.search_service import build_search, conflicting_filters, invalid_query, search_links
from api.schemas.parameters import ParagraphsParameters
from api.schemas.quotations import ParagraphSchema
from index import DocumentType, deep_link

blueprint = Blueprint("paragraphs", __name__)

_parameters = ParagraphsParameters()
_schema = ParagraphSchema()


@blueprint.get("/paragraphs")
@operation(
    parameters=_parameters, gives=ParagraphSchema, many=True, reads="index", example="/paragraphs?q=roadmap&limit=1"
)
def list_paragraphs() -> Response:
    """Search and list paragraphs, each with the ids of its quotations."""
    parameters = read(_parameters, (conflicting_filters,), (invalid_query,))
    search = build_search(DocumentType.PARAGRAPHS, parameters)
    page = search.page()
    return list_response(
        (_paragraph_json(hit.document) for hit in page.hits),
        parameters,
        row=text.paragraph,
        closing=[f"{len(page.hits)} of {page.total} paragraphs"],
        rendered=(hit.json for hit in page.hits),
        meta=search.meta(page, limit=search.request.limit),
        links=search_links(page, parameters),
    )


def _paragraph_json(document: Mapping[str, Any]) -> dict[str, Any]:
    members: dict[str, Any] = _schema.dump(
        {
            **document,
            "article_url": current_context().url_of("articles", document["article_id"]),
            "deep_link": deep_link(document["source_url"], [document["text"]]),
        }
    )
    return members
