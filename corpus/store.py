"""The record: the articles that came in and the quotations found in them, in one SQLite file.

The index can be made again from it at any time; nothing can make the record again. So a change is one transaction,
and durable when the call returns. Readers never wait for a writer: each call of theirs sees the record as it was at
one instant, and `snapshot` gives several calls the same instant.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, delete, func, insert, literal, select, tuple_, update

from corpus import tables
from corpus.article import Article, utc_now
from corpus.database import connect, create_schema, is_there, make_way, one_clear_line, require_schema, use_wal
from corpus.errors import StoreError
from corpus.rows import QuotationRow, article_from, article_row, misplaced, quotation_from, quotation_rows
from corpus.tables import articles, quotations, record, revisions

__all__ = ["Counts", "Outcome", "QuotationRow", "Store"]


class Outcome(StrEnum):
    """What keeping an article changed."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds."""

    articles: int
    quotations: int


class Store:
    """The record at one path. Open it with `open` or `open_for_reading`, as a context manager or with `close`."""

    def __init__(self, path: Path, engine: Engine, snapshot: Connection | None = None) -> None:
        self.path = path
        self._engine = engine
        self._snapshot = snapshot

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the record for writing; file, folder and schema are made when missing."""
        make_way(path)
        return cls._opened(path, connect(path, writing=True), create=True)

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open an existing record to read it; nothing is made or changed, and no writer is waited for."""
        if not is_there(path):
            raise StoreError(f"{path}: there is no record here yet; run 'onrecord ingest PATH' first")
        return cls._opened(path, connect(path, writing=False), create=False)

    @classmethod
    def _opened(cls, path: Path, engine: Engine, *, create: bool) -> Self:
        store = cls(path, engine)
        try:
            is_there(path)
            if create:
                with store._writing() as connection:
                    create_schema(connection)
            with store._reading() as connection:
                require_schema(path, connection)
            if create:
                with one_clear_line(path):
                    use_wal(engine)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Give the file back; a closed store can only be closed again."""
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
        """Keep an article and what `annotator` found in it, in place of what was kept under the same id.

        What is kept already is left as it is: where the file lay and when it was read again are no change. A text
        that is replaced stays in `revisions`. Raises ValueError for a quotation that is not in the article.
        """
        found = quotation_rows(article, quotations)
        row = article_row(article) | {"annotator": annotator}
        with self._writing() as connection:
            kept = _kept(connection, article.id)
            if kept is not None and _differs_only_by_chance(kept, row):
                return Outcome.UNCHANGED
            row["kept"] = utc_now()
            if kept is None:
                connection.execute(insert(articles), row | {"revision": 1})
            else:
                _replace(connection, kept, row)
            if found:
                connection.execute(insert(tables.quotations), found)
            connection.execute(update(record).values(version=record.c.version + 1))
        return Outcome.NEW if kept is None else Outcome.REVISED

    def holds(self, article: Article, annotator: str) -> bool:
        """Say whether `put` would find nothing to change."""
        row = article_row(article) | {"annotator": annotator}
        with self._reading() as connection:
            kept = _kept(connection, article.id)
        return kept is not None and _differs_only_by_chance(kept, row)

    def annotated_by(self, article_id: str, text_sha256: str) -> str | None:
        """Give the version of the annotator that last read exactly this text of the article, None if it is new."""
        same_text = (articles.c.id == article_id) & (articles.c.text_sha256 == text_sha256)
        with self._reading() as connection:
            return connection.execute(select(articles.c.annotator).where(same_text)).scalar_one_or_none()

    def article(self, article_id: str) -> Article | None:
        """Give an article by its id, None when the record does not hold it."""
        with self._reading() as connection:
            row = _kept(connection, article_id)
        return None if row is None else article_from(row)

    def articles(self) -> Iterator[Article]:
        """Give all articles in the order of their ids, a hundred in memory at a time."""
        last = ""
        while page := self._page(select(articles).where(articles.c.id > last).order_by(articles.c.id).limit(100)):
            yield from page
            last = page[-1].id

    def newest(self, limit: int, after: tuple[str, str] | None = None) -> tuple[Article, ...]:
        """Give articles by (publication date or "", id), highest first; `after` is the pair the page starts behind."""
        place = tuple_(articles.c.day, articles.c.id)
        query = select(articles).order_by(articles.c.day.desc(), articles.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(place < tuple_(literal(after[0]), literal(after[1])))
        return self._page(query)

    def quotations(self, article_id: str) -> tuple[QuotationRow, ...]:
        """Give the quotations of an article in the order of its text."""
        query = select(quotations).where(quotations.c.article_id == article_id).order_by(quotations.c.place)
        with self._reading() as connection:
            return tuple(quotation_from(row._asdict()) for row in connection.execute(query))

    def counts(self) -> Counts:
        """Count what the record holds."""
        many = select(
            select(func.count()).select_from(articles).scalar_subquery(),
            select(func.count()).select_from(quotations).scalar_subquery(),
        )
        with self._reading() as connection:
            return Counts(*connection.execute(many).one())

    def check(self) -> tuple[str, ...]:
        """Give the faults of the record, in words; none when it is sound."""
        try:
            with self.snapshot() as seen:
                return tuple(seen._faults())
        except StoreError as error:
            return (str(error),)
        except (KeyError, TypeError, ValueError) as error:
            return (f"{self.path}: a row cannot be read: {error!r}",)

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Give the record as it is now, for several calls from one thread, whatever is written meanwhile."""
        with self._reading() as connection:
            yield type(self)(self.path, self._engine, connection)

    def _faults(self) -> Iterator[str]:
        with self._reading() as connection:
            for (answer,) in connection.exec_driver_sql("PRAGMA integrity_check(10)"):
                if answer != "ok":
                    yield f"{self.path}: {answer}"
            for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"{self.path}: a row of {table} belongs to no article"
        for article in self.articles():
            if sha256(article.text.encode()).hexdigest() != article.provenance.text_sha256:
                yield f"{article.id}: the text does not match its checksum"
            for quotation in self.quotations(article.id):
                if fault := misplaced(quotation, article):
                    yield f"{article.id}: {fault}"

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


def _kept(connection: Connection, article_id: str) -> dict[str, Any] | None:
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    return None if row is None else row._asdict()


def _differs_only_by_chance(kept: dict[str, Any], row: dict[str, Any]) -> bool:
    return all(kept[name] == value for name, value in row.items() if name not in ("origin", "retrieved"))


def _replace(connection: Connection, kept: dict[str, Any], row: dict[str, Any]) -> None:
    number = kept["revision"]
    if kept["text_sha256"] != row["text_sha256"]:
        columns = {c.name: kept[c.name] for c in revisions.c if c.name in kept}
        connection.execute(insert(revisions), columns | {"article_id": row["id"], "number": number})
        number += 1
    connection.execute(update(articles).where(articles.c.id == row["id"]).values(**row, revision=number))
    connection.execute(delete(quotations).where(quotations.c.article_id == row["id"]))
