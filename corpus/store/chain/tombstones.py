"""Erasure: an article with all that belongs to it leaves the store, and a tombstone ends its digest chain.

A tombstone is the id, the day and the reason; the digests of what the article was stay, from which no word can be read.
The bytes are gone from the file when `purge` has written it anew.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, true, update

from corpus.article import utc_now
from corpus.errors import StoreError, shown
from corpus.store.chain import digests
from corpus.store.history import Entry
from corpus.store.schema import articles, corrections, erasures, findings, quotations, revisions
from corpus.store.schema import digests as digest_table

_LONGEST = 2000
_ALL = true()


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that was erased, on which day and why, and the chain of its digests."""

    article_id: str
    day: str
    reason: str
    entries: tuple[Entry, ...] = field(default=(), compare=False)


def line_of(tombstone: Tombstone) -> dict[str, Any]:
    """Return the values of the line of a tombstone, without those of its digests."""
    return {"type": "erased", "article": tombstone.article_id, "day": tombstone.day, "reason": tombstone.reason}


def content_of(tombstone: Tombstone) -> str:
    """Return the SHA-256 of a tombstone."""
    return sha256(json.dumps(line_of(tombstone), sort_keys=True).encode()).hexdigest()


def fault(tombstone: Tombstone) -> str | None:
    """Return in words why a tombstone is not as its digests say, or None."""
    return digests.broken(tombstone.entries, content_of(tombstone))


def erase(connection: Connection, article_id: str, reason: str, version: int) -> Tombstone:
    """Delete an article with all that belongs to it, and return its tombstone.

    Raises StoreError when there is no such article, and for a reason that is not one line.
    """
    if not reason.strip() or len(reason) > _LONGEST or not reason.isprintable():
        raise StoreError(f"a reason is one line of 1 to {_LONGEST} characters")
    if connection.execute(select(articles.c.id).where(articles.c.id == article_id)).first() is None:
        raise StoreError(f"{shown(article_id)}: the record holds no article of this id")
    of_it = select(quotations.c.id).where(quotations.c.article_id == article_id)
    for table in (corrections, findings):
        connection.execute(delete(table).where(table.c.quotation_id.in_(of_it)))
    for table in (quotations, revisions):
        connection.execute(delete(table).where(table.c.article_id == article_id))
    connection.execute(delete(articles).where(articles.c.id == article_id))
    earlier = digests.entries_of(connection, article_id)
    tombstone = Tombstone(article_id, utc_now()[:10], reason)
    last = digests.following(earlier, content_of(tombstone))
    put(connection, Tombstone(article_id, tombstone.day, reason, (last,)), version, purged=False)
    return tombstone


def put(connection: Connection, tombstone: Tombstone, version: int, *, purged: bool = True) -> None:
    """Insert a tombstone and the entries that it has."""
    values = {"article_id": tombstone.article_id, "day": tombstone.day, "reason": tombstone.reason, "purged": purged}
    connection.execute(insert(erasures), values)
    rows = [{"article_id": tombstone.article_id, "changed": version} | asdict(entry) for entry in tombstone.entries]
    connection.execute(insert(digest_table), rows)


def tombstones(connection: Connection, condition: ColumnElement[bool] = _ALL) -> Iterator[Tombstone]:
    """Yield the tombstones that meet a condition, in the order of the ids of the articles."""
    for row in connection.execute(select(erasures).where(condition).order_by(erasures.c.article_id)).all():
        yield Tombstone(row.article_id, row.day, row.reason, digests.entries_of(connection, row.article_id))


def mark_purged(connection: Connection) -> None:
    """Note that no byte of any erased article is left."""
    connection.execute(update(erasures).values(purged=True))
