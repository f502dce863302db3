"""SQL for what is current: articles, their quotations with corrections applied, copies, and changes since a version."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from corpus.article import Article, Outlet
from corpus.store.corrections import Correction
from corpus.store.mapping import QuotationRow
from corpus.store.schema import ARTICLES_BY_DAY, articles, corrections, quotations

_PAGE = 50
_LISTED = "SELECT id FROM articles INDEXED BY {} {} ORDER BY {} LIMIT ?"


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article, the version of the annotator that read it last, and its current quotations, corrections applied."""

    article: Article
    annotator: str
    quotations: tuple[QuotationRow, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article with the same text, word for word."""

    id: str
    url: str | None
    outlet: Outlet


def select_article(connection: Connection, article_id: str) -> dict[str, Any] | None:
    """Return the row of an article, None when there is none."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    return None if row is None else row._asdict()


def article_pages(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of all articles, or of those of the sorted `ids` that exist, in this order, a few at a time."""
    if ids is not None:
        yield from _pages_of(connection, ids)
        return
    query, last = select(articles).order_by(articles.c.id).limit(_PAGE), ""
    while rows := [row._asdict() for row in connection.execute(query.where(articles.c.id > last))]:
        yield rows
        last = rows[-1]["id"]


def newest(
    connection: Connection, limit: int, after: tuple[str, str] | None, before: tuple[str, str] | None
) -> list[dict[str, Any]]:
    """Return the rows of a page of articles by (publication date or "", id), highest first; `after` wins.

    Raises ValueError when the two indexes by day differ.
    """
    backwards = after is None and before is not None
    where = "WHERE (day, id) > (?, ?)" if backwards else "WHERE (day, id) < (?, ?)" if after else ""
    order = "day, id" if backwards else "day DESC, id DESC"
    values = (*(after or before or ()), limit)
    first, second = (
        list(connection.exec_driver_sql(_LISTED.format(index, where, order), values).scalars())
        for index in ARTICLES_BY_DAY
    )
    if first != second:
        raise ValueError("the indexes of articles by day differ")
    rows = connection.execute(select(articles).where(articles.c.id.in_(first)))
    by_id = {row.id: row._asdict() for row in rows}
    return [by_id[id] for id in (reversed(first) if backwards else first)]


def article_of(connection: Connection, quotation_id: str) -> str | None:
    """Return the id of the article of a quotation, None when there is none. Raises ValueError when indexes differ."""
    found = connection.execute(select(quotations.c.article_id).where(quotations.c.id == quotation_id)).scalar()
    query = "SELECT article_id FROM quotations INDEXED BY quotations_by_id WHERE id = ?"
    again = connection.exec_driver_sql(query, (quotation_id,)).scalar()
    if found != again:
        raise ValueError("the indexes of quotations differ")
    return found


def copies(connection: Connection, article_id: str) -> Sequence[str]:
    """Return the ids of the other articles that have exactly the text of this one."""
    text = select(articles.c.text_sha256).where(articles.c.id == article_id).scalar_subquery()
    query = select(articles.c.id).where(articles.c.text_sha256 == text, articles.c.id != article_id)
    return connection.execute(query).scalars().all()


def corrections_where(connection: Connection, condition: ColumnElement[bool]) -> defaultdict[str, list[Correction]]:
    """Return the corrections, in their order, of the quotations that meet a condition, by quotation id."""
    query = select(corrections).join(quotations).where(condition)
    by_quotation: defaultdict[str, list[Correction]] = defaultdict(list)
    for row in connection.execute(query.order_by(corrections.c.quotation_id, corrections.c.number)):
        values = row._asdict() | {"was": MappingProxyType(row.was), "now": MappingProxyType(row.now)}
        by_quotation[row.quotation_id].append(Correction(**values))
    return by_quotation


def _pages_of(connection: Connection, ids: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of those of the articles that exist, a few at a time."""
    query = select(articles).order_by(articles.c.id)
    for start in range(0, len(ids), _PAGE):
        rows = connection.execute(query.where(articles.c.id.in_(ids[start : start + _PAGE])))
        yield [row._asdict() for row in rows]
