"""The tables of the record, and how a connection to it behaves.

record      one row: the schema's version, and the record's own, which grows with every change
articles    one row an article, as last read
revisions   the texts that a later reading of the same article replaced
quotations  what was found in the text of `articles`, in the order of the text
"""

import json
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    QueuePool,
    String,
    Table,
    Text,
    create_engine,
    event,
)

SCHEMA_VERSION = 1

_BUSY_SECONDS = 30

metadata = MetaData()

record = Table(
    "record",
    metadata,
    Column("only", Integer, CheckConstraint('"only" = 1'), primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("headline", Text),
    Column("outlet_id", String, nullable=False),
    Column("outlet_name", String, nullable=False),
    Column("url", String),
    Column("byline", String),
    Column("dateline", JSON(none_as_null=True)),
    Column("day", String, nullable=False),  # the EDTF date for sorting, "" when unknown
    Column("published", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("licence", Text),
    Column("unknown", JSON, nullable=False),
    Column("origin", String, nullable=False),
    Column("format", String, nullable=False),
    Column("retrieved", String, nullable=False),  # UTC, ISO 8601 with Z; so is `kept`
    Column("raw_sha256", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("annotator", String, nullable=False),
    Column("kept", String, nullable=False),
)
Index("articles_by_day", articles.c.day, articles.c.id)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("text", "origin", "format", "retrieved", "raw_sha256", "text_sha256", "annotator", "kept")
    ),
)

quotations = Table(
    "quotations",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("content", JSON, nullable=False),
    Column("attribution", JSON, nullable=False),
)
Index("quotations_by_article", quotations.c.article_id, quotations.c.place, unique=True)


def connect(path: Path, *, writing: bool) -> Engine:
    """Give the door to the SQLite file at `path`; only one opened for writing creates or changes it."""
    address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if writing else 'ro'}"

    def connection() -> sqlite3.Connection:
        raw = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        for pragma in _WRITING if writing else _READING:
            raw.execute(f"PRAGMA {pragma}")
        return raw

    engine = create_engine("sqlite://", creator=connection, poolclass=QueuePool, json_serializer=_json)
    event.listen(engine, "begin", _begin)
    return engine


# Durable when a commit returns: WAL with a sync at every commit, and on macOS one that reaches the disk.
_WRITING = ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "foreign_keys = ON")
_READING = ("query_only = ON",)


def _begin(connection: Connection) -> None:
    # Python 3.11's sqlite3 begins transactions late and not for reads, so we say BEGIN ourselves. A writer takes its
    # lock at once: one that starts as a reader cannot wait for its turn when somebody else has written meanwhile.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
