"""`/paragraphs`: full-text search over what was printed around the quotations."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from api.formats import text
from api.http import urls
from api.http.responses import page_answer
from api.openapi.operation import operation
from api.params.query_params import read
from api.params.search_service import bad_query, contradictions, links, understood
from api.schemas.parameters import ParagraphsParameters
from api.schemas.quotations import ParagraphSchema
from index import Target, deep_link

paragraphs = Blueprint("paragraphs", __name__)

_parameters = ParagraphsParameters()
_schema = ParagraphSchema()


@paragraphs.get("/paragraphs")
@operation(
    parameters=_parameters, gives=ParagraphSchema, many=True, reads="index", example="/paragraphs?q=roadmap&limit=1"
)
def list_paragraphs() -> Response:
    """Search and list paragraphs, each with the ids of its quotations."""
    parameters = read(_parameters, request, (contradictions,), (bad_query,))
    search = understood(Target.PARAGRAPHS, parameters)
    page = search.page()
    meta, where = search.meta(page, limit=search.request.limit), links(page, parameters)

    def as_text(data: list[Mapping[str, Any]]) -> str:
        closing = "\n".join([f"{len(data)} of {meta['total']} paragraphs", *meta["warnings"]])
        return text.listing(map(text.paragraph, data), closing, where["next"])

    return page_answer(page, {"meta": meta, "links": where}, parameters, _paragraph_json, as_text)


def _paragraph_json(document: Mapping[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = _schema.dump(
        {
            **document,
            "article_url": urls.of("articles", document["article_id"]),
            "deep_link": deep_link(document["source_url"], [document["text"]]),
        }
    )
    return written
