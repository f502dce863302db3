"""`/articles` and `/articles/{id}`: what was published, where, and how we came by it."""

from typing import Any

from flask import Blueprint, Response, request

from api import addresses, paging
from api.answers import answer
from api.errors import NotFound
from api.formats import text
from api.library import library
from api.parameters import read
from api.quotes import quotation_json
from api.schemas import ArticleSchema, CopySchema, PageParameters, Strict
from api.searching import corpus
from corpus.article import Article
from corpus.store import Copy
from index.request import HitKey, SearchRequest, Target

articles = Blueprint("articles", __name__)

_MOST_QUOTATIONS = 10_000
_list_parameters = PageParameters()
_parameters = Strict()
_schema = ArticleSchema()
_copy_schema = CopySchema()


@articles.get("/articles")
def list_articles() -> Response:
    """List articles, the newest first."""
    parameters = read(_list_parameters, request)
    store, limit = library().store, parameters["limit"]
    cursor = paging.decode(parameters)
    found = store.newest(limit + 1, (str(cursor.key.value), cursor.key.id) if cursor else None)
    shown = found[:limit]
    after = paging.encode(paging.Cursor(_key(shown[-1]), True), parameters) if shown and len(found) > limit else None
    data = [_article_json(article) for article in shown]
    meta = {"total": store.counts().articles, "limit": limit, "corpus": corpus(library().searcher)}
    links = paging.links((after, None))
    return answer(
        {"data": data, "meta": meta, "links": links},
        parameters,
        lambda: text.listing(map(text.lines, data), f"{len(data)} of {meta['total']} articles", links["next"]),
    )


@articles.get("/articles/<identifier>")
def show_article(identifier: str) -> Response:
    """Give one article with its quotations, in the order they stand in it."""
    parameters = read(_parameters, request)
    article = library().store.article(identifier)
    if article is None:
        raise NotFound("no article has this id; /articles lists them all")
    searcher = library().searcher
    page = searcher.search(SearchRequest(Target.QUOTATIONS, articles=(identifier,), limit=_MOST_QUOTATIONS))
    in_order = sorted((hit.document for hit in page.hits), key=lambda document: document["article_spans"])
    copies = [_copy_json(copy) for copy in library().store.copies(identifier)]
    data = {
        **_article_json(article),
        "copies": copies,
        "quotations": [quotation_json(document) for document in in_order],
    }
    body = {"data": data, "meta": {"corpus": corpus(searcher)}, "links": {"self": data["url"]}}
    return answer(body, parameters, lambda: text.lines(data))


def _article_json(article: Article) -> dict[str, Any]:
    written: dict[str, Any] = _schema.dump(article)
    return {**written, "url": addresses.of("articles", article.id)}


def _copy_json(copy: Copy) -> dict[str, Any]:
    written: dict[str, Any] = _copy_schema.dump(copy)
    return {**written, "url": addresses.of("articles", copy.id)}


def _key(article: Article) -> HitKey:
    return HitKey(article.published.edtf or "", article.id)
