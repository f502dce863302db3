"""SQL for histories: articles with all their revisions, quotations with all their versions and corrections."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select

from corpus.store import schema
from corpus.store.corrections import Correction
from corpus.store.history import AnnotationVersion, ArticleHistory, Entry, QuotationHistory, Withdrawal
from corpus.store.mapping import Revision, article_from, article_row, quotation_from, revision_from, revision_row
from corpus.store.queries import article_pages, corrections_where
from corpus.store.schema import articles, corrections, digests, findings, quotations, revisions


def article_histories(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[ArticleHistory]:
    """Yield the histories of all articles, or of those of the sorted `ids` that exist, few in memory at a time."""
    for rows in article_pages(connection, ids):
        yield from histories_of(connection, rows)


def histories_of(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> Iterator[ArticleHistory]:
    """Yield the histories of the articles in some rows, by as many queries as one takes."""
    ids = [row["id"] for row in rows]
    quotations_by_id: defaultdict[str, list[QuotationHistory]] = defaultdict(list)
    for quotation in quotation_histories(connection, quotations.c.article_id.in_(ids)):
        quotations_by_id[quotation.article_id].append(quotation)
    old, entries = _by_article(connection, revisions, ids), _by_article(connection, digests, ids)
    for row in rows:
        yield ArticleHistory(
            article=article_from(row),
            revision=row["revision"],
            annotator=row["annotator"],
            kept=row["kept"],
            revisions=tuple(map(revision_from, old[row["id"]])),
            quotations=tuple(quotations_by_id[row["id"]]),
            entries=tuple(Entry(entry["number"], entry["content"], entry["chain"]) for entry in entries[row["id"]]),
        )


def _by_article(connection: Connection, table: Table, ids: Sequence[str]) -> defaultdict[str, list[dict[str, Any]]]:
    """Return the numbered rows of some articles, by the id of the article."""
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.article_id.in_(ids)).order_by(table.c.number)):
        rows[row.article_id].append(row._asdict())
    return rows


def quotation_histories(connection: Connection, condition: ColumnElement[bool]) -> tuple[QuotationHistory, ...]:
    """Return the quotations that meet a condition, current or withdrawn, in the order of their ids."""
    corrections_by_id = corrections_where(connection, condition)
    earlier: defaultdict[str, list[AnnotationVersion]] = defaultdict(list)
    query = select(findings, quotations.c.article_id).join(quotations).where(condition)
    for row in connection.execute(query.order_by(findings.c.quotation_id, findings.c.number)):
        earlier[row.quotation_id].append(_version(row._asdict() | {"id": row.quotation_id}))
    return tuple(
        QuotationHistory(
            id=row.id,
            article_id=row.article_id,
            first_revision=row.first_revision,
            versions=(*earlier[row.id], _version(row._asdict())),
            corrections=tuple(corrections_by_id[row.id]),
        )
        for row in connection.execute(select(quotations).where(condition).order_by(quotations.c.id))
    )


def old_revisions(connection: Connection, article_id: str) -> tuple[Revision, ...]:
    """Return the texts of an article that were replaced, the oldest first."""
    return tuple(map(revision_from, _by_article(connection, revisions, [article_id])[article_id]))


def insert_history(connection: Connection, history: ArticleHistory, store_version: int) -> None:
    """Insert the history of an article that the store does not hold."""
    own = {"revision": history.revision, "annotator": history.annotator, "kept": history.kept, "changed": store_version}
    connection.execute(insert(articles), article_row(history.article) | own)
    _insert(connection, revisions, [revision_row(revision) for revision in history.revisions])
    in_order = sorted(history.quotations, key=lambda quotation: (quotation.latest.row.content, quotation.id))
    _insert(connection, schema.quotations, [_row(quotation, place) for place, quotation in enumerate(in_order)])
    _insert(connection, findings, [row for quotation in history.quotations for row in _earlier_rows(quotation)])
    insert_corrections(connection, [made for quotation in history.quotations for made in quotation.corrections])


def insert_corrections(connection: Connection, new: Sequence[Correction]) -> None:
    """Insert corrections; existing ones are never changed."""
    rows = [{name: getattr(correction, name) for name in Correction.__slots__} for correction in new]
    _insert(connection, corrections, [row | {"was": dict(row["was"]), "now": dict(row["now"])} for row in rows])


def _version(row: dict[str, Any]) -> AnnotationVersion:
    is_withdrawn = row["withdrawn_in"] is not None
    withdrawal = Withdrawal(row["withdrawn_at"], row["withdrawn_by"], row["withdrawn_in"]) if is_withdrawn else None
    return AnnotationVersion(quotation_from(row), row["revision"], row["annotator"], row["found"], withdrawal)


def _row(quotation: QuotationHistory, place: int) -> dict[str, Any]:
    named = {"id": quotation.id, "article_id": quotation.article_id, "place": place}
    return named | _version_columns(quotation.latest) | {"first_revision": quotation.first_revision}


def _earlier_rows(quotation: QuotationHistory) -> list[dict[str, Any]]:
    return [
        {"quotation_id": quotation.id, "number": number} | _version_columns(version)
        for number, version in enumerate(quotation.versions[:-1], 1)
    ]


def _version_columns(version: AnnotationVersion) -> dict[str, Any]:
    """Return the columns of a version that the tables `quotations` and `findings` share."""
    withdrawal = version.withdrawal
    return version.members() | {
        "withdrawn_in": withdrawal.revision if withdrawal else None,
        "withdrawn_at": withdrawal.when if withdrawal else None,
        "withdrawn_by": withdrawal.by if withdrawal else None,
    }


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
