"""Schema of the store's tables; `corpus.store.migrations` brings those of an earlier version to it.

record       metadata in one row: the schema's version, and the store's own, which grows with every change
articles     one row an article, as last read
revisions    the texts that a later reading of the same article replaced
quotations   one row a quotation, as it was last found; one that is gone stays, marked withdrawn
findings     earlier versions of quotations, when a later annotation differs
corrections  corrections of quotations by people; rows are only added
digests      the digest chain of each article, an entry with every change; rows are only added
erasures     articles that were erased, with day and reason
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
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

SCHEMA_VERSION = 3

# Times are UTC, ISO 8601 with Z.
metadata = MetaData()


def _provenance() -> list[Column[Any]]:
    required = ("origin", "format", "retrieved", "raw_sha256", "text_sha256")
    optional = ("position", "reader", "encoding", "captured", "digest")
    return [Column(name, String, nullable=False) for name in required] + [Column(name, String) for name in optional]


def _finding() -> list[Column[Any]]:
    """Return the columns of one version of a quotation; offsets count in the text of `revision`."""
    return [
        Column("kind", String, nullable=False),
        Column("content", JSON, nullable=False),
        Column("attribution", JSON, nullable=False),
        Column("revision", Integer, nullable=False, server_default="1"),
        Column("annotator", String, nullable=False, server_default=""),
        Column("found", String, nullable=False, server_default=""),
        Column("withdrawn_in", Integer),
        Column("withdrawn_at", String),
        Column("withdrawn_by", String),
    ]


metadata_table = Table(
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
    *_provenance(),
    Column("annotator", String, nullable=False),
    Column("kept", String, nullable=False),
    Column("summary", Boolean, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),  # the record's version of the last change
)
# Twice: a key that rotted is no longer found, and no digest tells; two lists that differ do.
ARTICLES_BY_DAY = ("articles_by_day", "articles_by_day_again")
for _name in ARTICLES_BY_DAY:
    Index(_name, articles.c.day, articles.c.id)
Index("articles_by_text", articles.c.text_sha256, articles.c.id)
Index("articles_by_change", articles.c.changed, articles.c.id)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    *_provenance(),
    Column("annotator", String, nullable=False),
    Column("kept", String, nullable=False),
)

quotations = Table(
    "quotations",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("place", Integer, nullable=False),
    *_finding(),
    Column("first_revision", Integer, nullable=False, server_default="1"),
)
Index("quotations_by_article", quotations.c.article_id, quotations.c.place)
Index("quotations_by_id", quotations.c.id, quotations.c.article_id)  # beside that of the key, for the same reason

findings = Table(
    "findings",
    metadata,
    Column("quotation_id", ForeignKey("quotations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    *_finding(),
)

corrections = Table(
    "corrections",
    metadata,
    Column("quotation_id", ForeignKey("quotations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("made", String, nullable=False),
    Column("who", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("was", JSON, nullable=False),
    Column("now", JSON, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("changed", Integer, nullable=False),  # the record's version of the change
    Column("content", String, nullable=False),
    Column("chain", String, nullable=False),
)
Index("digests_by_change", digests.c.changed)

erasures = Table(
    "erasures",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("day", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("purged", Boolean, nullable=False),  # no byte of it is left in the data folder
)
