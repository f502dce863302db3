"""Pages of articles: the list, and one with its quotations in order. The text itself is not republished."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from api.formats.views import view_builder
from api.http.request_context import current_context
from api.pages.cards import cards
from api.pages.rendering import render_page
from corpus import Article

_FORMATS = {"JSON": "json", "CSV": "csv", "Atom": "atom"}


def articles_page(articles: Sequence[Mapping[str, Any]], total: int, links: Mapping[str, str | None]) -> Response:
    """Render a list of articles, newest first."""
    return render_page("articles.html", articles=articles, total=total, pages=links)


def article_page(
    article: Article, documents: Sequence[Mapping[str, Any]], copies: Sequence[Mapping[str, Any]]
) -> Response:
    """Render one article: metadata, quotations in the order of its text, and copies in other outlets."""
    view, own = view_builder(), current_context().url_of("articles", article.id)
    return render_page(
        "article.html",
        article=article,
        cards=cards(map(view, documents)),
        copies=copies,
        curl=f"curl '{own}'",
        formats={words: f"{own}?format={name}" for words, name in _FORMATS.items()},
    )
