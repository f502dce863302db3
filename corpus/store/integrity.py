"""Integrity check of the store: the SQLite file, references between rows, every article's history and its digests."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from corpus.store.chain import digests
from corpus.store.chain.tombstones import fault as tombstone_fault
from corpus.store.chain.tombstones import tombstones
from corpus.store.history import faults as faults_of
from corpus.store.history_queries import article_histories


def faults(path: Path, connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the store at `path`, which `connection` reads.

    Raises KeyError, TypeError or ValueError when a row cannot be read.
    """
    for (answer,) in connection.exec_driver_sql("PRAGMA integrity_check(10)"):
        if answer != "ok":
            yield f"{path}: {answer}"
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{path}: a row of {table} belongs to no {parent.removesuffix('s')}"
    for query, words in _SAME:
        yield from (f"{id}: {words}" for (id,) in connection.exec_driver_sql(query))
    for history in article_histories(connection):
        found = [*faults_of(history)] or [fault for fault in [digests.fault(history)] if fault]
        yield from (f"{history.article.id}: {fault}" for fault in found)
    for tombstone in tombstones(connection):
        if fault := tombstone_fault(tombstone):
            yield f"{tombstone.article_id}: its tombstone {fault}"


# What no digest covers, and what says the same.
_SAME = (
    (
        "SELECT 'the record' FROM record WHERE version != (SELECT coalesce(max(changed), 0) FROM digests)",
        "its version is not that of its last change",
    ),
    (
        "SELECT id FROM articles WHERE changed != (SELECT changed FROM digests WHERE article_id = id"
        " ORDER BY number DESC LIMIT 1)",
        "did not change when its digest says",
    ),
    (
        "SELECT id FROM articles WHERE day != coalesce(json_extract(published, '$.edtf'), '')",
        "is sorted by another day than it was published on",
    ),
    (
        "SELECT DISTINCT article_id FROM digests WHERE article_id NOT IN (SELECT id FROM articles)"
        " AND article_id NOT IN (SELECT article_id FROM erasures)",
        "has digests, but is not there",
    ),
    (
        "SELECT id FROM articles WHERE id IN (SELECT article_id FROM erasures)",
        "was erased, and is there",
    ),
    (
        "SELECT article_id FROM erasures WHERE NOT purged",
        "was erased, but its words may be left in a file; run 'onrecord erase' again",
    ),
)
