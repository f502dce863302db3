"""Integrity check of the store: the SQLite file, references between rows, and every article's history."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from corpus.store.history import faults as faults_of
from corpus.store.history_queries import article_histories
from corpus.store.schema import articles, metadata_table


def faults(path: Path, connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the store at `path`, which `connection` reads.

    Raises KeyError, TypeError or ValueError when a row cannot be read.
    """
    for (answer,) in connection.exec_driver_sql("PRAGMA integrity_check(10)"):
        if answer != "ok":
            yield f"{path}: {answer}"
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{path}: a row of {table} belongs to no {parent.removesuffix('s')}"
    late = select(articles.c.id).where(articles.c.changed > select(metadata_table.c.version).scalar_subquery())
    for article_id in connection.execute(late).scalars():
        yield f"{article_id}: changed after the record did"
    for history in article_histories(connection):
        yield from (f"{history.article.id}: {fault}" for fault in faults_of(history))
