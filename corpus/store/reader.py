"""The read side of the store: articles, quotations, histories and counts, each call as of one instant.

An article is read with all that belongs to it and compared with its digest: what is returned is as it was written, and
StoreError is raised for anything else.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from sqlalchemy import ColumnElement, select

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store import integrity, queries, stats
from corpus.store.chain import digests
from corpus.store.chain.comparison import Difference, differences
from corpus.store.chain.tombstones import Tombstone, tombstones
from corpus.store.connection import Database
from corpus.store.history import ArticleHistory, QuotationHistory
from corpus.store.history_queries import article_histories, histories_of
from corpus.store.mapping import QuotationRow
from corpus.store.queries import AnnotatedArticle, Copy
from corpus.store.schema import articles, erasures, metadata_table, quotations
from corpus.store.stats import Counts, Stats


class StoreHandle:
    """An open store as a whole: version, counts, digest, faults. A context manager: leaving it closes the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return self._database.path

    def close(self) -> None:
        """Close the file; a closed store can only be closed again."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Yield the store as it is now, for several calls from one thread, whatever is written meanwhile."""
        with self._database.snapshot() as database:
            yield type(self)(database)

    @property
    def version(self) -> int:
        """The number of changes the store has seen; it grows in the transaction that makes the change."""
        with self._database.reading() as connection:
            version: int = connection.execute(select(metadata_table.c.version)).scalar_one()
        return version

    def changed_since(self, version: int) -> tuple[str, ...]:
        """Return the ids of the articles that changed after a version of the store, in the order of the changes."""
        query = select(articles.c.id).where(articles.c.changed > version).order_by(articles.c.changed, articles.c.id)
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def counts(self) -> Counts:
        """Count the articles and their current quotations."""
        with self._database.reading() as connection:
            return stats.counts(connection)

    def stats(self) -> Stats:
        """Count everything."""
        with self._database.reading() as connection:
            return stats.stats(connection)

    def mark(self, version: int) -> str:
        """Return the digest that the store got with a version, "" when it never had it.

        Two stores that have the same mark of a version were the same at that version.
        """
        with self._database.reading() as connection:
            return digests.mark(connection, version)

    def head(self) -> str:
        """Return the SHA-256 of the ends of all digest chains, which any change of the store changes."""
        with self._database.reading() as connection:
            return digests.head(connection)

    def differences(self, copy: "StoreHandle") -> tuple[Difference, ...]:
        """Return what differs between the store and an earlier copy of it, in the order of the ids of the articles."""
        with self._database.reading() as ours, copy._database.reading() as theirs:
            return tuple(differences(ours, theirs))

    def check(self) -> tuple[str, ...]:
        """Return the faults of the store, in words; none when it is sound."""
        try:
            with self._database.reading() as connection:
                return tuple(integrity.faults(self.path, connection))
        except StoreError as error:
            return (str(error),)
        except (KeyError, TypeError, ValueError) as error:
            return (f"{self.path}: a row cannot be read: {error!r}",)


class StoreReader(StoreHandle):
    """Queries of the articles of a store, and of what belongs to them."""

    def article(self, article_id: str) -> Article | None:
        """Return an article by its id, None when the store does not hold it."""
        history = self.history(article_id)
        return None if history is None else history.article

    def newest(
        self, limit: int, after: tuple[str, str] | None = None, before: tuple[str, str] | None = None
    ) -> tuple[Article, ...]:
        """Return articles by (publication date or "", id), highest first.

        `after` is the pair that the page starts behind; without it, `before` is the one that it ends before.
        """
        with self._database.reading() as connection, digests.readable():
            rows = queries.newest(connection, limit, after, before)
            found = tuple(history.article for history in digests.sound(histories_of(connection, rows)))
        for row, article in zip(rows, found, strict=True):
            if row["day"] != (article.published.edtf or ""):
                raise StoreError(f"{article.id}: is sorted by another day than it was published on")
        return found

    def annotated_by(self, article_id: str, text_sha256: str) -> str | None:
        """Return the version of the annotator that last read exactly this text of the article, None if it is new."""
        same_text = (articles.c.id == article_id) & (articles.c.text_sha256 == text_sha256)
        return cast(str | None, self._scalar(articles.c.annotator, same_text))

    def last_change(self, article_id: str) -> int | None:
        """Return the version of the store in which an article last changed, None when the store does not hold it."""
        return cast(int | None, self._scalar(articles.c.changed, articles.c.id == article_id))

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """Return the other articles that have exactly the text of this one, in the order of their ids."""
        with self._database.reading() as connection:
            copies = sorted(queries.copies(connection, article_id))
            articles = [history.article for history in digests.sound(article_histories(connection, copies))]
        return tuple(Copy(article.id, article.url, article.outlet) for article in articles)

    def annotated_articles(self, ids: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
        """Yield all articles, or those of `ids` that exist, each with its current quotations, in the order of ids."""
        with self._database.reading() as connection:
            for history in digests.sound(article_histories(connection, ids and sorted(ids))):
                yield AnnotatedArticle(history.article, history.annotator, history.current)

    def quotations(self, article_id: str) -> tuple[QuotationRow, ...]:
        """Return the current quotations of an article, corrections applied, in the order of its text."""
        history = self.history(article_id)
        return () if history is None else history.current

    def quotation(self, quotation_id: str) -> QuotationHistory | None:
        """Return a quotation, current or withdrawn, with its history; None when the store never held it."""
        with self._database.reading() as connection, digests.readable():
            article_id = queries.article_of(connection, quotation_id)
        history = self.history(article_id) if article_id else None
        return next((one for one in history.quotations if one.id == quotation_id), None) if history else None

    def history(self, article_id: str) -> ArticleHistory | None:
        """Return an article with its older texts and all quotations ever found in them; None when it is not there."""
        with self._database.reading() as connection:
            history = next(digests.sound(article_histories(connection, [article_id])), None)
            known = history is None and digests.entries_of(connection, article_id)
        if known and self.tombstone(article_id) is None:
            raise StoreError(f"{article_id}: is not there, though it has digests; run 'onrecord verify'")
        return history

    def quotation_ids(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of all quotations ever found in an article."""
        query = select(quotations.c.id).where(quotations.c.article_id == article_id)
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def tombstone(self, article_id: str) -> Tombstone | None:
        """Return the tombstone of an article that was erased, None for any other."""
        with self._database.reading() as connection:
            return next(tombstones(connection, erasures.c.article_id == article_id), None)

    def tombstones(self) -> Iterator[Tombstone]:
        """Yield the tombstones of all articles that were erased, in the order of their ids."""
        with self._database.reading() as connection:
            yield from tombstones(connection)

    def histories(self) -> Iterator[ArticleHistory]:
        """Yield the histories of all articles, as of one instant, in the order of their ids."""
        with self._database.reading() as connection:
            yield from digests.sound(article_histories(connection))

    def _scalar(self, column: ColumnElement[Any], condition: ColumnElement[bool]) -> Any:
        with self._database.reading() as connection:
            return connection.execute(select(column).where(condition)).scalar_one_or_none()
