"""The read side of the store: articles, quotations, histories and counts, each call as of one instant."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from sqlalchemy import ColumnElement, select

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store import history_queries, integrity, queries, stats
from corpus.store.connection import Database
from corpus.store.history import ArticleHistory, QuotationHistory
from corpus.store.mapping import QuotationRow, article_from
from corpus.store.queries import AnnotatedArticle, Copy
from corpus.store.schema import articles, metadata_table, quotations
from corpus.store.stats import Counts, Stats


class StoreReader:
    """Queries of the store. A context manager: leaving it, or `close`, closes the file."""

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

    def article(self, article_id: str) -> Article | None:
        """Return an article by its id, None when the store does not hold it."""
        with self._database.reading() as connection:
            row = queries.select_article(connection, article_id)
        return None if row is None else article_from(row)

    def newest(
        self, limit: int, after: tuple[str, str] | None = None, before: tuple[str, str] | None = None
    ) -> tuple[Article, ...]:
        """Return articles by (publication date or "", id), highest first.

        `after` is the pair that the page starts behind; without it, `before` is the one that it ends before.
        """
        with self._database.reading() as connection:
            return queries.newest(connection, limit, after, before)

    def annotated_by(self, article_id: str, text_sha256: str) -> str | None:
        """Return the version of the annotator that last read exactly this text of the article, None if it is new."""
        same_text = (articles.c.id == article_id) & (articles.c.text_sha256 == text_sha256)
        return cast(str | None, self._scalar(articles.c.annotator, same_text))

    def last_change(self, article_id: str) -> int | None:
        """Return the version of the store in which an article last changed, None when the store does not hold it."""
        return cast(int | None, self._scalar(articles.c.changed, articles.c.id == article_id))

    def changed_since(self, version: int) -> tuple[str, ...]:
        """Return the ids of the articles that changed after a version of the store, in the order of the changes."""
        query = select(articles.c.id).where(articles.c.changed > version).order_by(articles.c.changed, articles.c.id)
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """Return the other articles that have exactly the text of this one, in the order of their ids."""
        with self._database.reading() as connection:
            return queries.copies(connection, article_id)

    def annotated_articles(self, ids: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
        """Yield all articles, or those of `ids` that exist, each with its current quotations, in the order of ids."""
        with self._database.reading() as connection:
            yield from queries.annotated_articles(connection, ids)

    def quotations(self, article_id: str) -> tuple[QuotationRow, ...]:
        """Return the current quotations of an article, corrections applied, in the order of its text."""
        with self._database.reading() as connection:
            return queries.current_quotations(connection, article_id)

    def quotation(self, quotation_id: str) -> QuotationHistory | None:
        """Return a quotation, current or withdrawn, with its history; None when the store never held it."""
        with self._database.reading() as connection:
            return next(iter(history_queries.quotation_histories(connection, quotations.c.id == quotation_id)), None)

    def history(self, article_id: str) -> ArticleHistory | None:
        """Return an article with its older texts and all quotations ever found in them; None when it is not there."""
        with self._database.reading() as connection:
            return history_queries.article_history(connection, article_id)

    def histories(self) -> Iterator[ArticleHistory]:
        """Yield the histories of all articles, as of one instant, in the order of their ids."""
        with self._database.reading() as connection:
            yield from history_queries.article_histories(connection)

    def counts(self) -> Counts:
        """Count the articles and their current quotations."""
        with self._database.reading() as connection:
            return stats.counts(connection)

    def stats(self) -> Stats:
        """Count everything."""
        with self._database.reading() as connection:
            return stats.stats(connection)

    def check(self) -> tuple[str, ...]:
        """Return the faults of the store, in words; none when it is sound."""
        try:
            with self._database.reading() as connection:
                return tuple(integrity.faults(self.path, connection))
        except StoreError as error:
            return (str(error),)
        except (KeyError, TypeError, ValueError) as error:
            return (f"{self.path}: a row cannot be read: {error!r}",)

    def _scalar(self, column: ColumnElement[Any], condition: ColumnElement[bool]) -> Any:
        with self._database.reading() as connection:
            return connection.execute(select(column).where(condition)).scalar_one_or_none()
