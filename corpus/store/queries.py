"""Dossiers out of the tables and into them, quotations with their whole history; all on a connection of the store."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Text, insert, select, type_coerce

from corpus.article import Article
from corpus.store import schema
from corpus.store.corrections import Correction, corrected, withdrawal
from corpus.store.history import AnnotationVersion, ArticleHistory, QuotationHistory, Withdrawal
from corpus.store.mapping import (
    QuotationRow,
    Revision,
    article_from,
    article_row,
    quotation_from,
    revision_from,
    revision_row,
)
from corpus.store.schema import articles, corrections, findings, quotations, revisions

_PAGE = 50


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article, the annotator that read it last, and the quotations it found that stand, as they are to be shown."""

    article: Article
    annotator: str
    quotations: tuple[QuotationRow, ...]


def readings(connection: Connection, which: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
    """Return all articles, or those of some ids that are there, as they were read; by id, with few in memory at a time.

    Each page of them is three queries, however many articles it has.
    """
    for rows in _pages(connection) if which is None else _rows_of(connection, sorted(which)):
        standing = _Standing(connection, quotations.c.article_id.in_([row["id"] for row in rows]))
        for row in rows:
            yield AnnotatedArticle(article_from(row), row["annotator"], standing.of(row["id"]))


def live(connection: Connection, article_id: str) -> tuple[QuotationRow, ...]:
    """Return the quotations of an article that stand, as they are to be shown, in the order of its text."""
    return _Standing(connection, quotations.c.article_id == article_id).of(article_id)


class _Standing:
    """The quotations that stand of some articles. Their JSON is read article by article, so few are in memory."""

    def __init__(self, connection: Connection, which: ColumnElement[bool]) -> None:
        standing = which & quotations.c.withdrawn_in.is_(None)
        self._corrections = corrections_of(connection, standing)
        self._rows: defaultdict[str, list[Row[Any]]] = defaultdict(list)
        plain = (quotations.c[name] for name in ("id", "article_id", "kind"))
        written = (type_coerce(quotations.c[name], Text).label(name) for name in ("content", "attribution"))
        query = select(*plain, *written).where(standing).order_by(quotations.c.place, quotations.c.id)
        for row in connection.execute(query):
            self._rows[row.article_id].append(row)

    def of(self, article_id: str) -> tuple[QuotationRow, ...]:
        """Return those of an article as they are to be shown, in the order of its text."""
        rows = self._rows.get(article_id, ())
        contents, attributions = _decoded([row.content for row in rows]), _decoded([row.attribution for row in rows])
        found = []
        for row, content, attribution in zip(rows, contents, attributions, strict=True):
            corrections = self._corrections.get(row.id, ())
            if not withdrawal(corrections):
                values = row._asdict() | {"content": content, "attribution": attribution}
                found.append(corrected(quotation_from(values), corrections))
        return tuple(found)


def _decoded(texts: Sequence[str]) -> list[Any]:
    """Read many JSON texts as one, which takes half the time of one after another."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found


def corrections_of(connection: Connection, which: ColumnElement[bool]) -> defaultdict[str, list[Correction]]:
    """Return the corrections, in their order, of the quotations that `which` says, by quotation."""
    query = select(corrections).join(quotations).where(which).order_by(corrections.c.quotation_id, corrections.c.number)
    made: defaultdict[str, list[Correction]] = defaultdict(list)
    for row in connection.execute(query):
        values = row._asdict() | {"was": MappingProxyType(row.was), "now": MappingProxyType(row.now)}
        made[row.quotation_id].append(Correction(**values))
    return made


def kept_quotations(connection: Connection, which: ColumnElement[bool]) -> tuple[QuotationHistory, ...]:
    """Return quotations with their history, in the order of their ids."""
    made = corrections_of(connection, which)
    earlier: defaultdict[str, list[AnnotationVersion]] = defaultdict(list)
    query = select(findings, quotations.c.article_id).join(quotations).where(which)
    for row in connection.execute(query.order_by(findings.c.quotation_id, findings.c.number)):
        earlier[row.quotation_id].append(_finding(row._asdict() | {"id": row.quotation_id}))
    return tuple(
        QuotationHistory(
            id=row.id,
            article_id=row.article_id,
            first_revision=row.first_revision,
            findings=(*earlier[row.id], _finding(row._asdict())),
            corrections=tuple(made[row.id]),
        )
        for row in connection.execute(select(quotations).where(which).order_by(quotations.c.id))
    )


def old_revisions(connection: Connection, article_id: str) -> tuple[Revision, ...]:
    """Return the texts of an article that were replaced, the oldest first."""
    query = select(revisions).where(revisions.c.article_id == article_id).order_by(revisions.c.number)
    return tuple(revision_from(row._asdict()) for row in connection.execute(query))


def dossier(connection: Connection, article_id: str) -> ArticleHistory | None:
    """Return all that is kept of one article, None when it is not there."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    return None if row is None else _dossier(connection, row._asdict())


def dossiers(connection: Connection) -> Iterator[ArticleHistory]:
    """Return all dossiers in the order of their ids, with few in memory at a time."""
    for rows in _pages(connection):
        yield from (_dossier(connection, row) for row in rows)


def _pages(connection: Connection) -> Iterator[list[dict[str, Any]]]:
    """Return the rows of all articles in the order of their ids, a few at a time."""
    query, last = select(articles).order_by(articles.c.id).limit(_PAGE), ""
    while rows := [row._asdict() for row in connection.execute(query.where(articles.c.id > last))]:
        yield rows
        last = rows[-1]["id"]


def _rows_of(connection: Connection, ids: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Return the rows of the articles of these ids, those that are there, a few at a time."""
    query = select(articles).order_by(articles.c.id)
    for start in range(0, len(ids), _PAGE):
        some = connection.execute(query.where(articles.c.id.in_(ids[start : start + _PAGE])))
        yield [row._asdict() for row in some]


def _dossier(connection: Connection, row: dict[str, Any]) -> ArticleHistory:
    return ArticleHistory(
        article=article_from(row),
        revision=row["revision"],
        annotator=row["annotator"],
        kept=row["kept"],
        revisions=old_revisions(connection, row["id"]),
        quotations=kept_quotations(connection, quotations.c.article_id == row["id"]),
    )


def add(connection: Connection, new: ArticleHistory, version: int) -> None:
    """Write a dossier of an article that is not there yet."""
    mine = {"revision": new.revision, "annotator": new.annotator, "kept": new.kept, "changed": version}
    connection.execute(insert(articles), article_row(new.article) | mine)
    _insert(connection, revisions, [revision_row(revision) for revision in new.revisions])
    in_order = sorted(new.quotations, key=lambda quotation: (quotation.last.row.content, quotation.id))
    _insert(connection, schema.quotations, [_row(quotation, place) for place, quotation in enumerate(in_order)])
    _insert(connection, findings, [row for quotation in new.quotations for row in _earlier(quotation)])
    made = [correction for quotation in new.quotations for correction in quotation.corrections]
    add_corrections(connection, made)


def add_corrections(connection: Connection, made: Sequence[Correction]) -> None:
    """Write corrections; nothing that is there is changed."""
    plain = [{name: getattr(one, name) for name in Correction.__slots__} for one in made]
    _insert(connection, corrections, [row | {"was": dict(row["was"]), "now": dict(row["now"])} for row in plain])


def finding_columns(finding: AnnotationVersion) -> dict[str, Any]:
    """Return the columns of a finding that `quotations` and `findings` share."""
    ended = finding.withdrawal
    return {
        "kind": finding.row.kind,
        "content": [list(span) for span in finding.row.content],
        "attribution": dict(finding.row.attribution),
        "revision": finding.revision,
        "annotator": finding.annotator,
        "found": finding.found,
        "withdrawn_in": ended.revision if ended else None,
        "withdrawn_at": ended.when if ended else None,
        "withdrawn_by": ended.by if ended else None,
    }


def _finding(row: dict[str, Any]) -> AnnotationVersion:
    ended = row["withdrawn_in"] is not None
    how = Withdrawal(row["withdrawn_at"], row["withdrawn_by"], row["withdrawn_in"]) if ended else None
    return AnnotationVersion(quotation_from(row), row["revision"], row["annotator"], row["found"], how)


def _row(quotation: QuotationHistory, place: int) -> dict[str, Any]:
    named = {"id": quotation.id, "article_id": quotation.article_id, "place": place}
    return named | finding_columns(quotation.last) | {"first_revision": quotation.first_revision}


def _earlier(quotation: QuotationHistory) -> list[dict[str, Any]]:
    return [
        {"quotation_id": quotation.id, "number": number} | finding_columns(finding)
        for number, finding in enumerate(quotation.findings[:-1], 1)
    ]


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
