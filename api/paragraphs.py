"""`/paragraphs`: full-text search over what was printed around the quotations."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from api import addresses
from api.answers import answer
from api.deep_link import deep_link
from api.formats import text
from api.parameters import read
from api.schemas import ParagraphSchema, ParagraphsParameters
from api.searching import search
from index.request import Target

paragraphs = Blueprint("paragraphs", __name__)

_parameters = ParagraphsParameters()
_schema = ParagraphSchema()


@paragraphs.get("/paragraphs")
def list_paragraphs() -> Response:
    """Search and list paragraphs, each with the ids of its quotations."""
    parameters = read(_parameters, request)
    page, meta, links = search(Target.PARAGRAPHS, parameters)
    data = [_paragraph_json(hit.document) for hit in page.hits]
    body = {"data": data, "meta": meta, "links": links}
    closing = "\n".join([f"{len(data)} of {meta['total']} paragraphs", *meta["warnings"]])
    return answer(body, parameters, lambda: text.listing(map(text.paragraph, data), closing, links["next"]))


def _paragraph_json(document: Mapping[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = _schema.dump(
        {
            **document,
            "article_url": addresses.of("articles", document["article_id"]),
            "deep_link": deep_link(document["source_url"], [document["text"]]),
        }
    )
    return written
