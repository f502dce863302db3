"""`/articles` and `/articles/{id}`: articles with their provenance and quotations, without their text."""

from typing import Any

from flask import Blueprint, Response

from api.errors import Erased, NotFound
from api.formats.format import RenderContext
from api.formats.presenter import Presenter, article_json, quotation_json
from api.formats.views import view_builder
from api.http.request_context import current_context
from api.http.responses import (
    PLAIN_FORMATS,
    format_of,
    list_response,
    misplaced_parameters,
    object_response,
    respond,
)
from api.openapi.operation import operation
from api.pages.article_pages import article_page, articles_page
from api.params.pagination import Cursors, decode, page_cursors, page_links
from api.params.query_params import read
from api.params.search_service import corpus_json, in_article
from api.schemas.articles import ArticleSchema, CopySchema, FullArticleSchema
from api.schemas.parameters import PageParameters, Represented
from api.services import services
from corpus import Article, Copy, Store
from index import HitKey

blueprint = Blueprint("articles", __name__)

_list_parameters = PageParameters()
_parameters = Represented()
_copy_schema = CopySchema()


@blueprint.get("/articles")
@operation(
    parameters=_list_parameters,
    gives=ArticleSchema,
    many=True,
    reads="record",
    example="/articles?limit=1",
    has_page=True,
)
def list_articles() -> Response:
    """List articles, the newest first."""
    parameters = read(_list_parameters)
    store = services().store
    page, cursors = _page(store, parameters)
    data, links = [article_json(article) for article in page], page_links(cursors)
    total = store.counts().articles
    if current_context().wants_page:
        return articles_page(data, total, links)
    meta = {"total": total, "limit": parameters["limit"], "corpus": corpus_json(services().searcher)}
    return list_response(data, parameters, closing=[f"{len(data)} of {total} articles"], meta=meta, links=links)


@blueprint.get("/articles/<identifier>")
@operation(
    parameters=_parameters,
    gives=FullArticleSchema,
    reads="record",
    example="/articles/a-jtw4dfp8gmfp",
    statuses=(404, 410),
    has_page=True,
)
def show_article(identifier: str) -> Response:
    """Return one article with its quotations, in the order they stand in it; in other formats these alone."""
    parameters = read(_parameters, (misplaced_parameters,))
    article = services().store.article(identifier)
    if article is None:
        refuse_erased(services().store, identifier)
        raise NotFound("no article has this id; /articles lists them all")
    searcher = services().searcher
    documents = in_article(searcher, identifier)
    copies = [_copy_json(copy) for copy in services().store.copies(identifier)]
    if current_context().wants_page:
        return article_page(article, documents, copies)
    format = format_of(parameters)
    if format not in PLAIN_FORMATS:
        links = {"self": current_context().url_of("articles", identifier)}
        context = RenderContext(parameters, Presenter(), {"total": len(documents)}, links)
        return respond(format.many(map(view_builder(), documents), context), format)
    data = {
        **article_json(article),
        "copies": copies,
        "quotations": [quotation_json(document) for document in documents],
    }
    return object_response(data, parameters, meta={"corpus": corpus_json(searcher)}, links={"self": data["url"]})


def refuse_erased(store: Store, identifier: str) -> None:
    """Raise Erased, with the day and the reason, for an article that was erased."""
    if tombstone := store.tombstone(identifier):
        raise Erased(f"erased on {tombstone.day}: {tombstone.reason}")


def _page(store: Store, parameters: dict[str, Any]) -> tuple[tuple[Article, ...], Cursors]:
    """Return the articles of a page, and its cursors; one article more is read, to know whether there are others."""
    cursor, limit = decode(parameters), parameters["limit"]
    position = (str(cursor.key.value), cursor.key.id) if cursor else None
    if cursor and not cursor.forward:
        articles = store.newest(limit + 1, before=position)
        page, more_before, more_after = articles[-limit:] if limit else (), len(articles) > limit, True
    else:
        articles = store.newest(limit + 1, after=position)
        page, more_before, more_after = articles[:limit], cursor is not None, len(articles) > limit
    return page, page_cursors(page, _key, parameters, more_before=more_before, more_after=more_after)


def _copy_json(copy: Copy) -> dict[str, Any]:
    members: dict[str, Any] = _copy_schema.dump(copy)
    return {**members, "url": current_context().url_of("articles", copy.id)}


def _key(article: Article) -> HitKey:
    return HitKey(article.published.edtf or "", article.id)
