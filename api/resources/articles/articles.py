"""`/articles` and `/articles/{id}`: what was published, where, and how we came by it."""

from typing import Any

from flask import Blueprint, Response, request

from api.errors import NotFound
from api.formats import text
from api.formats.registry import Around
from api.formats.views import Presenter, article_json, quotation_json, viewer
from api.http import urls
from api.http.negotiation import page_is_wanted
from api.http.responses import answer, format_of, misplaced, quotations_answer
from api.openapi.operation import operation
from api.pages.article_pages import article_page, articles_page
from api.params import pagination
from api.params.query_params import read
from api.params.search_service import corpus, in_article
from api.schemas.articles import ArticleSchema, CopySchema, FullArticleSchema
from api.schemas.parameters import PageParameters, Represented
from api.services import library
from corpus import Article, Copy, Store
from index import HitKey

articles = Blueprint("articles", __name__)

_list_parameters = PageParameters()
_parameters = Represented()
_copy_schema = CopySchema()


@articles.get("/articles")
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
    parameters = read(_list_parameters, request)
    store, limit = library().store, parameters["limit"]
    shown, cursors = _page(store, parameters)
    data = [article_json(article) for article in shown]
    meta = {"total": store.counts().articles, "limit": limit, "corpus": corpus(library().searcher)}
    links = pagination.links(cursors)
    if page_is_wanted(request):
        return articles_page(data, meta["total"], links)
    return answer(
        {"data": data, "meta": meta, "links": links},
        parameters,
        lambda: text.listing(map(text.lines, data), f"{len(data)} of {meta['total']} articles", links["next"]),
    )


@articles.get("/articles/<identifier>")
@operation(
    parameters=_parameters,
    gives=FullArticleSchema,
    reads="record",
    example="/articles/a-jtw4dfp8gmfp",
    statuses=(404,),
    has_page=True,
)
def show_article(identifier: str) -> Response:
    """Give one article with its quotations, in the order they stand in it; in other formats these alone."""
    parameters = read(_parameters, request, (misplaced,))
    article = library().store.article(identifier)
    if article is None:
        raise NotFound("no article has this id; /articles lists them all")
    searcher = library().searcher
    in_order = in_article(searcher, identifier)
    copies = [_copy_json(copy) for copy in library().store.copies(identifier)]
    if page_is_wanted(request):
        return article_page(article, in_order, copies)
    if format_of(parameters) not in ("json", "text"):
        links = {"self": urls.of("articles", identifier)}
        around = Around(parameters, Presenter(), {"total": len(in_order)}, links)
        return quotations_answer(map(viewer(), in_order), around)
    data = {
        **article_json(article),
        "copies": copies,
        "quotations": [quotation_json(document) for document in in_order],
    }
    body = {"data": data, "meta": {"corpus": corpus(searcher)}, "links": {"self": data["url"]}}
    return answer(body, parameters, lambda: text.lines(data))


def _page(store: Store, parameters: dict[str, Any]) -> tuple[tuple[Article, ...], tuple[str | None, str | None]]:
    """Give the articles of a page, and the cursors behind and before them: one more than asked tells of others."""
    cursor, limit = pagination.decode(parameters), parameters["limit"]
    place = (str(cursor.key.value), cursor.key.id) if cursor else None
    if cursor and not cursor.forward:
        found = store.newest(limit + 1, before=place)
        shown, more_before, more_after = found[-limit:] if limit else (), len(found) > limit, True
    else:
        found = store.newest(limit + 1, after=place)
        shown, more_before, more_after = found[:limit], cursor is not None, len(found) > limit
    after = pagination.encode(pagination.Cursor(_key(shown[-1]), True), parameters) if shown and more_after else None
    before = pagination.encode(pagination.Cursor(_key(shown[0]), False), parameters) if shown and more_before else None
    return shown, (after, before)


def _copy_json(copy: Copy) -> dict[str, Any]:
    written: dict[str, Any] = _copy_schema.dump(copy)
    return {**written, "url": urls.of("articles", copy.id)}


def _key(article: Article) -> HitKey:
    return HitKey(article.published.edtf or "", article.id)
