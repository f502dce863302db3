"""Digest chain: with every change of an article an entry with its SHA-256, and one over that and all entries before.

    content   SHA-256 of the article as lines: text, revisions, quotations, corrections, provenance
    chain     SHA-256 of the chain of the entry before and this content

The chain guards against rot and against changes past the program, not against whoever can write all of it anew; for
that, `head` is a digest of the whole store to keep elsewhere.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice

from sqlalchemy import Connection, func, insert, select

from corpus.errors import StoreError
from corpus.store.chain.lines import lines_of
from corpus.store.history import ArticleHistory, Entry
from corpus.store.history_queries import article_histories
from corpus.store.schema import articles, digests


def content_of(history: ArticleHistory) -> str:
    """Return the SHA-256 of an article with all that belongs to it, as one JSON array of lines."""
    return sha256(_encode(list(lines_of(history))).encode()).hexdigest()


_TOGETHER = 50
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def following(entries: Sequence[Entry], content: str) -> Entry:
    """Return the entry that comes after some."""
    before = entries[-1].chain if entries else ""
    return Entry(len(entries) + 1, content, sha256(f"{before}{content}".encode()).hexdigest())


def fault(history: ArticleHistory) -> str | None:
    """Return in words why an article is not as its digests say, or None."""
    return broken(history.entries, content_of(history))


def broken(entries: Sequence[Entry], content: str) -> str | None:
    """Return in words why entries are no chain that ends with a content, or None."""
    if any(entry != following(entries[:n], entry.content) for n, entry in enumerate(entries)):
        return "the chain of its digests is broken"
    if not entries or entries[-1].content != content:
        return "is not as it was written: it does not match its digest"
    return None


def require_sound(history: ArticleHistory) -> ArticleHistory:
    """Return an article that is as its digests say. Raises StoreError for any other."""
    if reason := fault(history):
        raise StoreError(f"{history.article.id}: {reason}; run 'onrecord verify' and restore it from a backup")
    return history


def sound(histories: Iterable[ArticleHistory]) -> Iterator[ArticleHistory]:
    """Yield articles that are as their digests say. Raises StoreError at the first that is not."""
    with readable():
        yield from map(require_sound, histories)


@contextmanager
def readable() -> Iterator[None]:
    """Raise StoreError for rows that cannot be read."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"a row cannot be read: {error!r}; run 'onrecord verify'") from error


def entries_of(connection: Connection, article_id: str) -> tuple[Entry, ...]:
    """Return the chain of an article, the oldest entry first."""
    columns = digests.c.number, digests.c.content, digests.c.chain
    query = select(*columns).where(digests.c.article_id == article_id).order_by(digests.c.number)
    return tuple(Entry(*row) for row in connection.execute(query))


def append(connection: Connection, ids: Iterable[str]) -> None:
    """Append an entry to the chain of each article, as it is now."""
    histories = article_histories(connection, sorted(ids))
    for some in iter(lambda: list(islice(histories, _TOGETHER)), []):
        insert_entries(connection, {one.article.id: [_next_entry(one)] for one in some})


def begin(connection: Connection, histories: Iterable[ArticleHistory]) -> None:
    """Insert the first entry of the chain of some new articles."""
    insert_entries(connection, {one.article.id: [_next_entry(one)] for one in histories})


def _next_entry(history: ArticleHistory) -> Entry:
    return following(history.entries, content_of(history))


def complete(connection: Connection) -> None:
    """Begin the chains of articles that have none, as those of earlier versions."""
    lacking = select(articles.c.id).where(articles.c.id.not_in(select(digests.c.article_id)))
    append(connection, connection.execute(lacking).scalars().all())


def insert_entries(connection: Connection, entries: Mapping[str, Sequence[Entry]]) -> None:
    """Insert entries of articles by their ids, made with the last change of each."""
    query = select(articles.c.id, articles.c.changed).where(articles.c.id.in_(entries))
    rows = [
        {"article_id": id, "changed": changed} | {name: getattr(entry, name) for name in Entry.__slots__}
        for id, changed in connection.execute(query)
        for entry in entries[id]
    ]
    if rows:
        connection.execute(insert(digests), rows)


def mark(connection: Connection, version: int) -> str:
    """Return the digest that the store got with a version, "" when it never had it."""
    last = select(func.max(digests.c.chain)).where(digests.c.changed == version)
    return connection.execute(last).scalar_one() or ""


def head(connection: Connection) -> str:
    """Return the SHA-256 of the ends of all chains, which any change of the store changes."""
    last = select(digests.c.article_id, func.max(digests.c.number).label("number")).group_by(digests.c.article_id)
    ends = last.subquery()
    same = (digests.c.article_id == ends.c.article_id) & (digests.c.number == ends.c.number)
    query = select(digests.c.article_id, digests.c.chain).join(ends, same).order_by(digests.c.article_id)
    digest = sha256()
    for article_id, chain in connection.execute(query):
        digest.update(f"{article_id} {chain}\n".encode())
    return digest.hexdigest()
