"""The page of one quotation: the words in their paragraph, who is meant and why, and where all of it comes from."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Response

from api.formats import jsonld
from api.formats.quoted import quoted
from api.formats.views import View, view_builder
from api.http.request_context import current_context
from api.pages import phrasing
from api.pages.cards import Card, card
from api.pages.citing import citation
from api.pages.marking import attributed
from api.pages.rendering import render_page
from api.pages.why import why
from api.pages.wording import KINDS
from api.params.search_service import in_article
from api.resources.articles.quotation_history import corrected_json
from api.services import services
from corpus import QuotationHistory
from index import speakers_of

_DESCRIBED = 200  # characters of the words in a shared link


class Neighbours(NamedTuple):
    """The quotations before and after one in its article, its number and the total."""

    before: Card | None
    after: Card | None
    number: int
    total: int


def quotation_page(view: View) -> Response:
    """Render one quotation; raises IndexNotReady when the store cannot be read."""
    store = services().store
    history, article = store.quotation(view["id"]), store.article(view["article_id"])
    return render_page(
        "quotation.html",
        view=view,
        kind=KINDS[view["kind"]],
        paragraph=attributed(view, history.current if history and not history.withdrawal else None),
        why=why(view),
        neighbours=_neighbours(view),
        article=article,
        annotator=history and history.latest.annotator,
        revision=history and history.latest.revision,
        corrections=_corrections(history),
        citations=citation(view, article.byline if article else None),
        jsonld=jsonld.one(view),
        title=_title(view),
        description=_shorten(quoted(view)),
        card=card(view),
        formats={name: f"{current_context().root_path}/quotes/{view['id']}{rest}" for name, rest in _FORMATS.items()},
        curl=f"curl '{view['url']}'",
    )


_FORMATS = {
    "JSON": "?format=json",
    "JSON-LD": "?format=jsonld",
    "Web Annotation": "?format=anno",
    "its history": "/history?format=json",
}


def _neighbours(view: View) -> Neighbours:
    documents = in_article(services().searcher, view["article_id"])
    views = view_builder()
    number = next(n for n, document in enumerate(documents) if document["id"] == view["id"])
    return Neighbours(
        card(views(documents[number - 1])) if number else None,
        card(views(documents[number + 1])) if number + 1 < len(documents) else None,
        number + 1,
        len(documents),
    )


def _corrections(history: QuotationHistory | None) -> Sequence[Mapping[str, Any]]:
    return [corrected_json(correction) for correction in history.corrections] if history else ()


def _title(view: View) -> str:
    names = [speaker["name"] for speaker in speakers_of(view)] or [view["attribution"]["source"] or "Speaker unknown"]
    return f"{phrasing.join_names(names)}: {_shorten(quoted(view), 80)}"


def _shorten(text: str, most: int = _DESCRIBED) -> str:
    """Truncate a text between two words, to at most `most` characters and an ellipsis.

    >>> _shorten("We support the changes", 12)
    'We support …'
    """
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
