"""Upsert of an article and its quotations: new rows, updates, replaced revisions, withdrawn quotations."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from corpus.article import Article, utc_now
from corpus.outlets import UNKNOWN_OUTLET
from corpus.store.chain import digests
from corpus.store.history import AnnotationVersion, ArticleHistory, QuotationHistory
from corpus.store.history_queries import old_revisions, quotation_histories
from corpus.store.mapping import PROVENANCE, QuotationRow, article_row, quotation_from, quotation_rows
from corpus.store.queries import select_article
from corpus.store.schema import articles, erasures, findings, metadata_table, quotations, revisions

# Where a text lay, and how it was read, is no change of the article; its provenance stays that of the first reading.
_READ_METADATA = frozenset(PROVENANCE) - {"text_sha256"}
_COMPARED = ("kind", "content", "attribution", "revision")


class Outcome(StrEnum):
    """How the upsert of an article changed the store."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class ArticleUpsert:
    """An article with its row and the rows of its quotations, which are None when they are stored already."""

    article: Article
    row: dict[str, Any]
    quotation_rows: list[dict[str, Any]] | None

    @classmethod
    def of(cls, article: Article, quotations: Sequence[QuotationRow] | None, annotator: str) -> "ArticleUpsert":
        """Raises ValueError for a quotation that is not in the article."""
        rows = None if quotations is None else quotation_rows(article, quotations)
        return cls(article, article_row(article) | {"annotator": annotator}, rows)


def is_erased(connection: Connection, article_id: str) -> bool:
    """Return whether an article was erased."""
    return connection.execute(select(erasures.c.day).where(erasures.c.article_id == article_id)).first() is not None


def is_same_article(existing: dict[str, Any], row: dict[str, Any]) -> bool:
    """Return whether two rows are equal but for where and how the article was read."""
    return all(existing[name] == value for name, value in row.items() if name not in _READ_METADATA)


def apply(connection: Connection, new: ArticleUpsert) -> Outcome:
    """Insert or update an article; the version of the store grows when that changes anything.

    One that was erased is not inserted again.
    """
    existing = select_article(connection, new.article.id)
    if existing is None and is_erased(connection, new.article.id):
        return Outcome.ERASED
    if existing is not None and (is_same_article(existing, new.row) or _is_another_copy(connection, existing, new.row)):
        return Outcome.UNCHANGED
    quotation_rows = _changed_quotations(connection, existing, new)
    now = utc_now()
    number = _revision_number(connection, existing, new.row)
    row = new.row | {"kept": now, "changed": next_version(connection), "revision": number}
    if existing is None:
        connection.execute(insert(articles), row)
    else:
        connection.execute(update(articles).where(articles.c.id == new.article.id).values(row))
    if quotation_rows is not None:
        reason = "revision" if existing and existing["revision"] != number else "annotator"
        _RevisionWriter(connection, row, reason).write(quotation_rows)
    return Outcome.NEW if existing is None else Outcome.REVISED


def digest(connection: Connection, applied: Sequence[tuple[ArticleUpsert, Outcome]]) -> None:
    """Add an entry to the digest chain of each article that is new or was revised; new ones are not read again."""
    revised = {new.article.id for new, outcome in applied if outcome == Outcome.REVISED}
    fresh = {
        new.article.id: new for new, outcome in applied if outcome == Outcome.NEW and new.article.id not in revised
    }
    digests.append(connection, revised)
    kept = select(articles.c.id, articles.c.kept).where(articles.c.id.in_(fresh))
    digests.begin(connection, (_first_history(fresh[id], when) for id, when in connection.execute(kept).all()))


def _first_history(new: ArticleUpsert, kept: str) -> ArticleHistory:
    """Return the history of an article that was new."""
    annotator: str = new.row["annotator"]
    rows = sorted(map(quotation_from, new.quotation_rows or ()), key=lambda row: row.id)
    versions = [AnnotationVersion(row, 1, annotator, kept) for row in rows]
    quotations = tuple(QuotationHistory(one.row.id, new.article.id, 1, (one,)) for one in versions)
    return ArticleHistory(new.article, 1, annotator, kept, (), quotations)


def _is_another_copy(connection: Connection, existing: dict[str, Any], row: dict[str, Any]) -> bool:
    """Return whether a text was read before, from another place, and may since have been replaced.

    So two files that differ about one article do not take turns, however often both are read; a file that changes, and
    changes back, gives a revision each time.
    """
    was_unknown, is_unknown = (old["outlet_id"] == UNKNOWN_OUTLET.id for old in (existing, row))
    if was_unknown != is_unknown and existing["text_sha256"] == row["text_sha256"]:
        return bool(is_unknown)  # who printed it is filled in, and never forgotten
    same_place = all(existing[name] == row[name] for name in ("origin", "position"))
    if same_place or existing["annotator"] != row["annotator"]:
        return False
    if existing["text_sha256"] == row["text_sha256"]:
        return True
    same = (revisions.c.article_id == row["id"]) & (revisions.c.raw_sha256 == row["raw_sha256"])
    return connection.execute(select(revisions.c.number).where(same)).first() is not None


def next_version(connection: Connection) -> int:
    """Increment the version of the store and return it."""
    connection.execute(update(metadata_table).values(version=metadata_table.c.version + 1))
    version: int = connection.execute(select(metadata_table.c.version)).scalar_one()
    return version


def touch(connection: Connection, article_id: str) -> None:
    """Mark an article as changed in a new version of the store."""
    version = next_version(connection)
    connection.execute(update(articles).where(articles.c.id == article_id).values(changed=version))


def _revision_number(connection: Connection, existing: dict[str, Any] | None, row: dict[str, Any]) -> int:
    """Return the number of the revision; a text that is replaced is copied to the old ones."""
    if existing is None:
        return 1
    number: int = existing["revision"]
    if existing["text_sha256"] == row["text_sha256"]:
        return number
    columns = {column.name: existing[column.name] for column in revisions.c if column.name in existing}
    connection.execute(insert(revisions), columns | {"article_id": row["id"], "number": number})
    return number + 1


def _changed_quotations(
    connection: Connection, existing: dict[str, Any] | None, new: ArticleUpsert
) -> list[dict[str, Any]] | None:
    """Return the quotation rows to write; None when those in the store stay.

    Where the upsert has none, they are those of the last revision with this text and annotator: it may have been
    replaced since the caller looked. Raises ValueError when there is none.
    """
    if new.quotation_rows is not None:
        return new.quotation_rows
    wanted = new.row["text_sha256"], new.row["annotator"]
    if existing is not None and (existing["text_sha256"], existing["annotator"]) == wanted:
        return None
    for old in reversed(old_revisions(connection, new.article.id)):
        if (old.provenance.text_sha256, old.annotator) == wanted:
            histories = quotation_histories(connection, quotations.c.article_id == new.article.id)
            rows = (history.in_revision(old.number) for history in histories)
            return quotation_rows(new.article, [row for row in rows if row is not None])
    raise ValueError(f"article {new.article.id} comes without quotations, and this text of it was never annotated")


class _RevisionWriter:
    """Writer of one annotation of an article beside the earlier ones; `row` is the article's."""

    def __init__(self, connection: Connection, row: dict[str, Any], withdrawn_by: str) -> None:
        self._connection = connection
        self._article_id = row["id"]
        self._current = {"revision": row["revision"], "annotator": row["annotator"], "found": row["kept"]}
        self._withdrawn = {
            "withdrawn_in": row["revision"],
            "withdrawn_at": row["kept"],
            "withdrawn_by": withdrawn_by,
        }

    def write(self, quotation_rows: list[dict[str, Any]]) -> None:
        """Insert new quotations, update those that changed or came back, and withdraw those that are gone."""
        query = select(quotations).where(quotations.c.article_id == self._article_id)
        existing = {row.id: row._asdict() for row in self._connection.execute(query)}
        rows = [row | self._current for row in quotation_rows]
        new = [row | {"first_revision": row["revision"]} for row in rows if row["id"] not in existing]
        if new:
            self._connection.execute(insert(quotations), new)
        for row in rows:
            if row["id"] in existing:
                self._renew(existing.pop(row["id"]), row)
        for gone in existing.values():
            if gone["withdrawn_in"] is None:
                self._update(gone["id"], self._withdrawn)

    def _renew(self, existing: dict[str, Any], row: dict[str, Any]) -> None:
        is_current = existing["withdrawn_in"] is None
        if not is_current or any(existing[name] != row[name] for name in _COMPARED):
            self._archive(existing)
            self._update(row["id"], row | dict.fromkeys(self._withdrawn))
        elif existing["place"] != row["place"]:
            self._update(row["id"], {"place": row["place"]})

    def _archive(self, existing: dict[str, Any]) -> None:
        last = select(func.max(findings.c.number)).where(findings.c.quotation_id == existing["id"])
        number = (self._connection.execute(last).scalar_one() or 0) + 1
        columns = {column.name: existing[column.name] for column in findings.c if column.name in existing}
        self._connection.execute(insert(findings), columns | {"quotation_id": existing["id"], "number": number})

    def _update(self, quotation_id: str, values: dict[str, Any]) -> None:
        self._connection.execute(update(quotations).where(quotations.c.id == quotation_id).values(values))
