"""Whether the record is sound: the file itself, its rows beside each other, and every dossier."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from corpus.store.history import faults as faults_of
from corpus.store.queries import dossiers
from corpus.store.schema import articles, record


def faults(path: Path, connection: Connection) -> Iterator[str]:
    """Return what is wrong with the record at `path`, which `connection` reads.

    Raises KeyError, TypeError or ValueError when a row cannot be read.
    """
    for (answer,) in connection.exec_driver_sql("PRAGMA integrity_check(10)"):
        if answer != "ok":
            yield f"{path}: {answer}"
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{path}: a row of {table} belongs to no {parent.removesuffix('s')}"
    late = select(articles.c.id).where(articles.c.changed > select(record.c.version).scalar_subquery())
    for article_id in connection.execute(late).scalars():
        yield f"{article_id}: changed after the record did"
    for one in dossiers(connection):
        yield from (f"{one.article.id}: {fault}" for fault in faults_of(one))
