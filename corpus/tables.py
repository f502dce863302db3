"""The tables of the record.

record      one row: the schema's version, and the record's own, which grows with every change
articles    one row an article, as last read
revisions   the texts that a later reading of the same article replaced
quotations  what was found in the text of `articles`, in the order of the text
"""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 1

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
