"""SQL for what is current: articles, their quotations with corrections applied, copies, and changes since a version."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Text, literal, select, tuple_, type_coerce

from corpus.article import Article, Outlet
from corpus.store.corrections import Correction, corrected, withdrawal
from corpus.store.mapping import QuotationRow, article_from, quotation_from
from corpus.store.schema import articles, corrections, quotations

_PAGE = 50


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


def article_pages(connection: Connection) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of all articles in the order of their ids, a few at a time."""
    query, last = select(articles).order_by(articles.c.id).limit(_PAGE), ""
    while rows := [row._asdict() for row in connection.execute(query.where(articles.c.id > last))]:
        yield rows
        last = rows[-1]["id"]


def newest(
    connection: Connection, limit: int, after: tuple[str, str] | None, before: tuple[str, str] | None
) -> tuple[Article, ...]:
    """Return a page of articles by (publication date or "", id), highest first; `after` wins over `before`."""
    key = tuple_(articles.c.day, articles.c.id)
    query = select(articles).limit(limit)
    if after is None and before is not None:
        query = query.where(key > tuple_(literal(before[0]), literal(before[1])))
        rows = connection.execute(query.order_by(articles.c.day, articles.c.id)).all()[::-1]
    else:
        if after is not None:
            query = query.where(key < tuple_(literal(after[0]), literal(after[1])))
        rows = connection.execute(query.order_by(articles.c.day.desc(), articles.c.id.desc())).all()
    return tuple(article_from(row._asdict()) for row in rows)


def copies(connection: Connection, article_id: str) -> tuple[Copy, ...]:
    """Return the other articles that have exactly the text of this one, in the order of their ids."""
    text = select(articles.c.text_sha256).where(articles.c.id == article_id).scalar_subquery()
    columns = articles.c.id, articles.c.url, articles.c.outlet_id, articles.c.outlet_name
    query = select(*columns).where(articles.c.text_sha256 == text, articles.c.id != article_id).order_by(articles.c.id)
    return tuple(Copy(row.id, row.url, Outlet(row.outlet_id, row.outlet_name)) for row in connection.execute(query))


def annotated_articles(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
    """Yield all articles, or those of `ids` that exist, with their current quotations; by id, few in memory at a time.

    Each page of them takes three queries, however many articles it has.
    """
    for rows in article_pages(connection) if ids is None else _pages_of(connection, sorted(ids)):
        current = _CurrentQuotations(connection, quotations.c.article_id.in_([row["id"] for row in rows]))
        for row in rows:
            yield AnnotatedArticle(article_from(row), row["annotator"], current.of(row["id"]))


def current_quotations(connection: Connection, article_id: str) -> tuple[QuotationRow, ...]:
    """Return the quotations of an article that are not withdrawn, corrections applied, in the order of its text."""
    return _CurrentQuotations(connection, quotations.c.article_id == article_id).of(article_id)


def corrections_where(connection: Connection, condition: ColumnElement[bool]) -> defaultdict[str, list[Correction]]:
    """Return the corrections, in their order, of the quotations that meet a condition, by quotation id."""
    query = select(corrections).join(quotations).where(condition)
    by_quotation: defaultdict[str, list[Correction]] = defaultdict(list)
    for row in connection.execute(query.order_by(corrections.c.quotation_id, corrections.c.number)):
        values = row._asdict() | {"was": MappingProxyType(row.was), "now": MappingProxyType(row.now)}
        by_quotation[row.quotation_id].append(Correction(**values))
    return by_quotation


class _CurrentQuotations:
    """Quotations that are not withdrawn; their JSON is decoded article by article, so that few are in memory."""

    def __init__(self, connection: Connection, condition: ColumnElement[bool]) -> None:
        condition &= quotations.c.withdrawn_in.is_(None)
        self._corrections = corrections_where(connection, condition)
        self._rows: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        plain = (quotations.c[name] for name in ("id", "article_id", "kind"))
        as_text = (type_coerce(quotations.c[name], Text).label(name) for name in ("content", "attribution"))
        query = select(*plain, *as_text).where(condition).order_by(quotations.c.place, quotations.c.id)
        for row in connection.execute(query):
            self._rows[row.article_id].append(row)

    def of(self, article_id: str) -> tuple[QuotationRow, ...]:
        """Return those of an article, corrections applied, in the order of its text."""
        rows = self._rows.get(article_id, ())
        contents, attributions = _decoded([row.content for row in rows]), _decoded([row.attribution for row in rows])
        current = []
        for row, content, attribution in zip(rows, contents, attributions, strict=True):
            corrections = self._corrections.get(row.id, ())
            if not withdrawal(corrections):
                values = row._asdict() | {"content": content, "attribution": attribution}
                current.append(corrected(quotation_from(values), corrections))
        return tuple(current)


def _decoded(texts: Sequence[str]) -> list[Any]:
    """Decode many JSON texts as one, which takes half the time of one after another."""
    values: list[Any] = json.loads(f"[{','.join(texts)}]")
    return values


def _pages_of(connection: Connection, ids: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of those of the articles that exist, a few at a time."""
    query = select(articles).order_by(articles.c.id)
    for start in range(0, len(ids), _PAGE):
        rows = connection.execute(query.where(articles.c.id.in_(ids[start : start + _PAGE])))
        yield [row._asdict() for row in rows]
