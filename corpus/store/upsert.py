"""An article and what was found in it → the tables: what stays, what is new, and what is kept of what was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from corpus.article import Article, utc_now
from corpus.outlets import UNKNOWN_OUTLET
from corpus.store.mapping import PROVENANCE, QuotationRow, article_row, quotation_rows
from corpus.store.queries import kept_quotations, old_revisions
from corpus.store.schema import articles, findings, quotations, record, revisions

# Where a text lay, and how it was read, is no change of the article; its provenance stays that of the first reading.
_BY_CHANCE = frozenset(PROVENANCE) - {"text_sha256"}
_STATEMENT = ("kind", "content", "attribution", "revision")


class Outcome(StrEnum):
    """What keeping an article changed."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Keeping:
    """An article to keep, with its row and the rows of its quotations, which are None when they are kept already."""

    article: Article
    row: dict[str, Any]
    found: list[dict[str, Any]] | None

    @classmethod
    def of(cls, article: Article, quotations: Sequence[QuotationRow] | None, annotator: str) -> "Keeping":
        """Raises ValueError for a quotation that is not in the article."""
        found = None if quotations is None else quotation_rows(article, quotations)
        return cls(article, article_row(article) | {"annotator": annotator}, found)


def kept_row(connection: Connection, article_id: str) -> dict[str, Any] | None:
    """Return the row of an article, None when there is none."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    return None if row is None else row._asdict()


def differs_only_by_chance(kept: dict[str, Any], row: dict[str, Any]) -> bool:
    """Return whether a row says of its article what is kept already, wherever it was read."""
    return all(kept[name] == value for name, value in row.items() if name not in _BY_CHANCE)


def keep(connection: Connection, given: Keeping) -> Outcome:
    """Keep an article in place of what was kept of it; the record's version grows when that changes anything."""
    kept = kept_row(connection, given.article.id)
    if kept is not None and (differs_only_by_chance(kept, given.row) or _is_another_copy(connection, kept, given.row)):
        return Outcome.UNCHANGED
    found = _found(connection, kept, given)
    now = utc_now()
    number = _number(connection, kept, given.row)
    row = given.row | {"kept": now, "changed": next_version(connection), "revision": number}
    if kept is None:
        connection.execute(insert(articles), row)
    else:
        connection.execute(update(articles).where(articles.c.id == given.article.id).values(row))
    if found is not None:
        _RevisionWriter(connection, row, "revision" if kept and kept["revision"] != number else "annotator").take(found)
    return Outcome.NEW if kept is None else Outcome.REVISED


def _is_another_copy(connection: Connection, kept: dict[str, Any], row: dict[str, Any]) -> bool:
    """Return whether a text was read before, from another place, and may since have been replaced.

    So two files that differ about one article do not take turns, however often both are read; a file that changes, and
    changes back, gives a revision each time.
    """
    was_unknown, is_unknown = (kept["outlet_id"] == UNKNOWN_OUTLET.id, row["outlet_id"] == UNKNOWN_OUTLET.id)
    if was_unknown != is_unknown and kept["text_sha256"] == row["text_sha256"]:
        return bool(is_unknown)  # who printed it is filled in, and never forgotten
    same_place = all(kept[name] == row[name] for name in ("origin", "position"))
    if same_place or kept["annotator"] != row["annotator"]:
        return False
    if kept["text_sha256"] == row["text_sha256"]:
        return True
    same = (revisions.c.article_id == row["id"]) & (revisions.c.raw_sha256 == row["raw_sha256"])
    return connection.execute(select(revisions.c.number).where(same)).first() is not None


def next_version(connection: Connection) -> int:
    """Count one more change of the record and give its number."""
    connection.execute(update(record).values(version=record.c.version + 1))
    version: int = connection.execute(select(record.c.version)).scalar_one()
    return version


def touch(connection: Connection, article_id: str) -> None:
    """Note that something about an article changed."""
    version = next_version(connection)
    connection.execute(update(articles).where(articles.c.id == article_id).values(changed=version))


def _number(connection: Connection, kept: dict[str, Any] | None, row: dict[str, Any]) -> int:
    """Return the number of the revision; a text that is replaced is put among the old ones."""
    if kept is None:
        return 1
    number: int = kept["revision"]
    if kept["text_sha256"] == row["text_sha256"]:
        return number
    columns = {column.name: kept[column.name] for column in revisions.c if column.name in kept}
    connection.execute(insert(revisions), columns | {"article_id": row["id"], "number": number})
    return number + 1


def _found(connection: Connection, kept: dict[str, Any] | None, given: Keeping) -> list[dict[str, Any]] | None:
    """Return the rows of what was found; None when what is kept stands.

    Quotations that were not given again are those of the last revision with this text and annotator: it may have been
    replaced since the caller looked. Raises ValueError when there is none.
    """
    if given.found is not None:
        return given.found
    wanted = given.row["text_sha256"], given.row["annotator"]
    if kept is not None and (kept["text_sha256"], kept["annotator"]) == wanted:
        return None
    for old in reversed(old_revisions(connection, given.article.id)):
        if (old.provenance.text_sha256, old.annotator) == wanted:
            known = kept_quotations(connection, quotations.c.article_id == given.article.id)
            rows = (quotation.found_in(old.number) for quotation in known)
            return quotation_rows(given.article, [row for row in rows if row is not None])
    raise ValueError(f"article {given.article.id} comes without quotations, and this text of it was never annotated")


class _RevisionWriter:
    """What one reading found in an article, beside what was found before; `row` is the article's."""

    def __init__(self, connection: Connection, row: dict[str, Any], dropped_by: str) -> None:
        self._connection = connection
        self._article = row["id"]
        self._now = {"revision": row["revision"], "annotator": row["annotator"], "found": row["kept"]}
        self._dropped = {
            "withdrawn_in": row["revision"],
            "withdrawn_at": row["kept"],
            "withdrawn_by": dropped_by,
        }

    def take(self, found: list[dict[str, Any]]) -> None:
        """Add what is new, renew what is said otherwise or back again, and withdraw what is gone."""
        query = select(quotations).where(quotations.c.article_id == self._article)
        before = {row.id: row._asdict() for row in self._connection.execute(query)}
        rows = [row | self._now for row in found]
        new = [row | {"first_revision": row["revision"]} for row in rows if row["id"] not in before]
        if new:
            self._connection.execute(insert(quotations), new)
        for row in rows:
            if row["id"] in before:
                self._renew(before.pop(row["id"]), row)
        for gone in before.values():
            if gone["withdrawn_in"] is None:
                self._update(gone["id"], self._dropped)

    def _renew(self, before: dict[str, Any], row: dict[str, Any]) -> None:
        live = before["withdrawn_in"] is None
        if not live or any(before[name] != row[name] for name in _STATEMENT):
            self._remember(before)
            self._update(row["id"], row | dict.fromkeys(self._dropped))
        elif before["place"] != row["place"]:
            self._update(row["id"], {"place": row["place"]})

    def _remember(self, before: dict[str, Any]) -> None:
        last = select(func.max(findings.c.number)).where(findings.c.quotation_id == before["id"])
        number = (self._connection.execute(last).scalar_one() or 0) + 1
        columns = {column.name: before[column.name] for column in findings.c if column.name in before}
        self._connection.execute(insert(findings), columns | {"quotation_id": before["id"], "number": number})

    def _update(self, quotation_id: str, values: dict[str, Any]) -> None:
        self._connection.execute(update(quotations).where(quotations.c.id == quotation_id).values(values))
