"""Schema migrations of the store: SQL steps in one transaction, after a copy of the file was made.

A step is SQL, written down once and never changed: the tables it meets are those of its time, not those of `schema`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, select, update

from corpus.store.backup import copy
from corpus.store.chain import digests
from corpus.store.schema import SCHEMA_VERSION, metadata_table

# The step under n brings schema n to n + 1.
STEPS: dict[int, tuple[str, ...]] = {
    # Revisions, withdrawn quotations, corrections, and more of where an article came from.
    1: (
        *(
            f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR"
            for table in ("articles", "revisions")
            for column in ("position", "reader", "encoding", "captured", "digest")
        ),
        "ALTER TABLE articles ADD COLUMN summary BOOLEAN NOT NULL DEFAULT '0'",
        "ALTER TABLE articles ADD COLUMN changed INTEGER NOT NULL DEFAULT '0'",
        "UPDATE articles SET changed = (SELECT version FROM record)",
        "CREATE INDEX articles_by_text ON articles (text_sha256, id)",
        "CREATE INDEX articles_by_change ON articles (changed, id)",
        "ALTER TABLE quotations ADD COLUMN revision INTEGER NOT NULL DEFAULT '1'",
        "ALTER TABLE quotations ADD COLUMN annotator VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE quotations ADD COLUMN found VARCHAR NOT NULL DEFAULT ''",
        "ALTER TABLE quotations ADD COLUMN withdrawn_in INTEGER",
        "ALTER TABLE quotations ADD COLUMN withdrawn_at VARCHAR",
        "ALTER TABLE quotations ADD COLUMN withdrawn_by VARCHAR",
        "ALTER TABLE quotations ADD COLUMN first_revision INTEGER NOT NULL DEFAULT '1'",
        # Schema 1 threw quotations away with their text, so the text they stand in is the first we know of.
        "UPDATE quotations SET (revision, first_revision, annotator, found) ="
        " (SELECT revision, revision, annotator, kept FROM articles WHERE articles.id = quotations.article_id)",
        "DROP INDEX quotations_by_article",
        "CREATE INDEX quotations_by_article ON quotations (article_id, place)",
        "CREATE TABLE findings (quotation_id VARCHAR NOT NULL REFERENCES quotations (id), number INTEGER NOT NULL,"
        " kind VARCHAR NOT NULL, content JSON NOT NULL, attribution JSON NOT NULL,"
        " revision INTEGER NOT NULL DEFAULT '1', annotator VARCHAR NOT NULL DEFAULT '',"
        " found VARCHAR NOT NULL DEFAULT '', withdrawn_in INTEGER, withdrawn_at VARCHAR, withdrawn_by VARCHAR,"
        " PRIMARY KEY (quotation_id, number))",
        "CREATE TABLE corrections (quotation_id VARCHAR NOT NULL REFERENCES quotations (id), number INTEGER NOT NULL,"
        " made VARCHAR NOT NULL, who VARCHAR NOT NULL, reason TEXT NOT NULL, was JSON NOT NULL, now JSON NOT NULL,"
        " PRIMARY KEY (quotation_id, number))",
    ),
    # Digests, which are made when all steps are done, second indexes, and erasures.
    2: (
        "CREATE TABLE digests (article_id VARCHAR NOT NULL, number INTEGER NOT NULL, changed INTEGER NOT NULL,"
        " content VARCHAR NOT NULL, chain VARCHAR NOT NULL, PRIMARY KEY (article_id, number))",
        "CREATE INDEX digests_by_change ON digests (changed)",
        "CREATE INDEX articles_by_day_again ON articles (day, id)",
        "CREATE INDEX quotations_by_id ON quotations (id, article_id)",
        "CREATE TABLE erasures (article_id VARCHAR NOT NULL, day VARCHAR NOT NULL, reason TEXT NOT NULL,"
        " purged BOOLEAN NOT NULL, PRIMARY KEY (article_id))",
    ),
}


def migrate(path: Path, connection: Connection, report: Callable[[str], None]) -> None:
    """Migrate the store to this schema, inside the transaction of `connection`; `report` is called if it was not.

    The file as it was is first copied beside it, as `onrecord.db.schema-1.20310504T080000Z`. Raises StoreError when
    that fails, and nothing is changed.
    """
    schema: int = connection.execute(select(metadata_table.c.schema)).scalar_one()
    if schema == SCHEMA_VERSION:
        return
    aside = _free(path.with_name(f"{path.name}.schema-{schema}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}"))
    copy(path, aside)
    for step in range(schema, SCHEMA_VERSION):
        for statement in STEPS[step]:
            connection.exec_driver_sql(statement)
    digests.complete(connection)
    connection.execute(update(metadata_table).values(schema=SCHEMA_VERSION))
    report(f"{path}: brought from schema {schema} to {SCHEMA_VERSION}; as it was, it is kept in {aside.name}")


def _free(path: Path) -> Path:
    """Return a path that does not exist: a process killed in this very second may have left a copy."""
    names = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in chain([path], names) if not name.exists())
