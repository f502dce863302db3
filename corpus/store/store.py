"""The record: the articles that came in and the quotations found in them, in one SQLite file.

The index can be made again from it at any time; nothing can make the record again. So a change is one transaction,
and durable when the call returns. Readers never wait for a writer: each call of theirs sees the record as it was at
one instant, and `snapshot` gives several calls the same instant.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, literal, select, tuple_

from corpus.article import Article, Outlet, utc_now
from corpus.errors import StoreError, shown
from corpus.store import integrity, queries, stats, upsert
from corpus.store.connection import connect, create_schema, is_there, make_way, one_clear_line, require_schema, use_wal
from corpus.store.corrections import Correction, next_correction
from corpus.store.history import ArticleHistory, QuotationHistory
from corpus.store.mapping import QuotationRow, article_from
from corpus.store.migrations import migrate
from corpus.store.queries import AnnotatedArticle
from corpus.store.schema import articles, quotations, record
from corpus.store.stats import Counts, Stats
from corpus.store.upsert import Keeping, Outcome

__all__ = ["Copy", "Counts", "Outcome", "QuotationRow", "Store"]

_log = logging.getLogger("onrecord.record")


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article with the same text, word for word."""

    id: str
    url: str | None
    outlet: Outlet


class Store:
    """The record at one path. Open it with `open` or `open_for_reading`, as a context manager or with `close`."""

    def __init__(self, path: Path, engine: Engine, snapshot: Connection | None = None) -> None:
        self.path = path
        self._engine = engine
        self._snapshot = snapshot

    @classmethod
    def open(cls, path: Path, report: Callable[[str], None] = _log.warning) -> Self:
        """Open the record for writing; file, folder and schema are made when missing.

        A record of an earlier schema is brought to this one, after a copy of it is made; `report` hears a line of it.
        """
        make_way(path)
        return cls._opened(path, connect(path, writing=True), report)

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open an existing record to read it; nothing is made or changed, and no writer is waited for."""
        if not is_there(path):
            raise StoreError(f"{path}: there is no record here yet; run 'onrecord ingest PATH' first")
        return cls._opened(path, connect(path, writing=False), None)

    @classmethod
    def _opened(cls, path: Path, engine: Engine, report: Callable[[str], None] | None) -> Self:
        store = cls(path, engine)
        try:
            is_there(path)
            if report is not None:
                with store._writing() as connection:
                    create_schema(connection)
                    require_schema(path, connection, migrating=True)
                    migrate(path, connection, report)
                with one_clear_line(path):
                    use_wal(engine)
            with store._reading() as connection:
                require_schema(path, connection)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Return the file back; a closed store can only be closed again."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def version(self) -> int:
        """The number of changes the record has seen; it grows in the transaction that makes the change."""
        with self._reading() as connection:
            version: int = connection.execute(select(record.c.version)).scalar_one()
        return version

    def put(self, article: Article, quotations: Sequence[QuotationRow], annotator: str) -> Outcome:
        """Keep an article and what `annotator` found in it; `put_many` says how."""
        return self.put_many([(article, quotations)], annotator)[0]

    def put_many(
        self, batch: Sequence[tuple[Article, Sequence[QuotationRow] | None]], annotator: str
    ) -> tuple[Outcome, ...]:
        """Keep articles and what `annotator` found in each, all or none of them, durably when the call returns.

        What is kept already is left as it is: where the file lay and how it was read are no change. A text that is
        replaced stays, with what was found in it; a quotation that is gone is marked withdrawn. None in place of
        quotations says that this annotator has read this text before. Raises ValueError for a quotation that is not
        in its article, and for None when it is not so.
        """
        given = [Keeping.of(article, found, annotator) for article, found in batch]
        with self._writing() as connection:
            return tuple(upsert.keep(connection, one) for one in given)

    def add(self, new: Sequence[ArticleHistory]) -> None:
        """Take over dossiers of articles that are not in the record, all or none, durably when the call returns.

        Raises StoreError when an article or a quotation is there already.
        """
        with self._writing() as connection:
            for one in new:
                queries.add(connection, one, upsert.next_version(connection))

    def correct(self, quotation_id: str, changes: Mapping[str, Any], who: str, reason: str) -> Correction:
        """Append a correction: `changes` has any of `speaker` (id, name, role, aliases, or None), `kind`, `withdrawn`.

        Raises StoreError when there is no such quotation, and when it is as `changes` say.
        """
        with self._writing() as connection:
            known = queries.kept_quotations(connection, quotations.c.id == quotation_id)
            if not known:
                raise StoreError(f"{shown(quotation_id)}: the record holds no quotation of this id")
            [kept] = known
            made = next_correction(kept.last.row, kept.corrections, changes, utc_now(), who, reason)
            queries.add_corrections(connection, [made])
            upsert.touch(connection, kept.article_id)
        return made

    def holds(self, article: Article, annotator: str) -> bool:
        """Return whether `put` would find nothing to change."""
        with self._reading() as connection:
            kept = upsert.kept_row(connection, article.id)
        return kept is not None and upsert.differs_only_by_chance(kept, Keeping.of(article, None, annotator).row)

    def annotated_by(self, article_id: str, text_sha256: str) -> str | None:
        """Return the version of the annotator that last read exactly this text of the article, None if it is new."""
        same_text = (articles.c.id == article_id) & (articles.c.text_sha256 == text_sha256)
        with self._reading() as connection:
            return connection.execute(select(articles.c.annotator).where(same_text)).scalar_one_or_none()

    def article(self, article_id: str) -> Article | None:
        """Return an article by its id, None when the record does not hold it."""
        with self._reading() as connection:
            row = upsert.kept_row(connection, article_id)
        return None if row is None else article_from(row)

    def articles(self) -> Iterator[Article]:
        """Return all articles in the order of their ids, a hundred in memory at a time."""
        last = ""
        while page := self._page(select(articles).where(articles.c.id > last).order_by(articles.c.id).limit(100)):
            yield from page
            last = page[-1].id

    def newest(
        self, limit: int, after: tuple[str, str] | None = None, before: tuple[str, str] | None = None
    ) -> tuple[Article, ...]:
        """Return articles by (publication date or "", id), highest first.

        `after` is the pair that the page starts behind; without it, `before` is the one that it ends before.
        """
        place = tuple_(articles.c.day, articles.c.id)
        query = select(articles).limit(limit)
        if after is None and before is not None:
            above = query.where(place > tuple_(literal(before[0]), literal(before[1])))
            return self._page(above.order_by(articles.c.day, articles.c.id))[::-1]
        if after is not None:
            query = query.where(place < tuple_(literal(after[0]), literal(after[1])))
        return self._page(query.order_by(articles.c.day.desc(), articles.c.id.desc()))

    def last_change(self, article_id: str) -> int | None:
        """Return the version of the record in which an article last changed, None when the record does not hold it."""
        with self._reading() as connection:
            query = select(articles.c.changed).where(articles.c.id == article_id)
            return connection.execute(query).scalar_one_or_none()

    def changed_since(self, version: int) -> tuple[str, ...]:
        """Return the ids of the articles changed after this version of the record, in the order of the changes."""
        query = select(articles.c.id).where(articles.c.changed > version).order_by(articles.c.changed, articles.c.id)
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def copies(self, article_id: str) -> tuple[Copy, ...]:
        """Return the other articles that have exactly the text of this one, in the order of their ids."""
        text = select(articles.c.text_sha256).where(articles.c.id == article_id).scalar_subquery()
        other = (articles.c.text_sha256 == text) & (articles.c.id != article_id)
        columns = articles.c.id, articles.c.url, articles.c.outlet_id, articles.c.outlet_name
        with self._reading() as connection:
            found = connection.execute(select(*columns).where(other).order_by(articles.c.id))
            return tuple(Copy(row.id, row.url, Outlet(row.outlet_id, row.outlet_name)) for row in found)

    def quotations(self, article_id: str) -> tuple[QuotationRow, ...]:
        """Return the quotations of an article that stand, corrections applied, in the order of its text."""
        with self._reading() as connection:
            return queries.live(connection, article_id)

    def readings(self, which: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
        """Return all articles, or those of some ids that are there, each with its quotations that stand; by id."""
        with self._reading() as connection:
            yield from queries.readings(connection, which)

    def quotation(self, quotation_id: str) -> QuotationHistory | None:
        """Return a quotation, live or withdrawn, with its history; None when the record never held it."""
        with self._reading() as connection:
            found = queries.kept_quotations(connection, quotations.c.id == quotation_id)
        return found[0] if found else None

    def dossier(self, article_id: str) -> ArticleHistory | None:
        """Return all that is kept of an article, with older texts and what was found in them; None when it is not."""
        with self._reading() as connection:
            return queries.dossier(connection, article_id)

    def dossiers(self) -> Iterator[ArticleHistory]:
        """Return all that is kept, as it is now, article by article in the order of their ids."""
        with self._reading() as connection:
            yield from queries.dossiers(connection)

    def counts(self) -> Counts:
        """Count the articles, and the quotations that stand."""
        with self._reading() as connection:
            return stats.counts(connection)

    def stats(self) -> Stats:
        """Count everything."""
        with self._reading() as connection:
            return stats.stats(connection)

    def check(self) -> tuple[str, ...]:
        """Return the faults of the record, in words; none when it is sound."""
        try:
            with self._reading() as connection:
                return tuple(integrity.faults(self.path, connection))
        except StoreError as error:
            return (str(error),)
        except (KeyError, TypeError, ValueError) as error:
            return (f"{self.path}: a row cannot be read: {error!r}",)

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Return the record as it is now, for several calls from one thread, whatever is written meanwhile."""
        with self._reading() as connection:
            yield type(self)(self.path, self._engine, connection)

    def _page(self, query: Select[Any]) -> tuple[Article, ...]:
        with self._reading() as connection:
            return tuple(article_from(row._asdict()) for row in connection.execute(query))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with one_clear_line(self.path):
            if self._snapshot is not None:
                yield self._snapshot
            else:
                with self._engine.connect() as connection:
                    yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with one_clear_line(self.path), self._engine.execution_options(begin="IMMEDIATE").begin() as connection:
            yield connection
