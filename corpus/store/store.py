"""The store: the articles that came in and the quotations found in them, in one SQLite file.

The index can be rebuilt from it at any time; nothing can rebuild the store. So a change is one transaction, and durable
when the call returns. Readers never wait for a writer: each call of theirs sees the store as of one instant, and
`snapshot` gives several calls the same instant.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from corpus.article import Article, utc_now
from corpus.errors import StoreError, shown
from corpus.store import stats, upsert
from corpus.store.chain import digests, tombstones
from corpus.store.chain.tombstones import Tombstone
from corpus.store.connection import (
    Database,
    create_schema,
    exposed,
    is_there,
    make_way,
    one_clear_line,
    purge,
    require_schema,
    use_wal,
)
from corpus.store.corrections import Correction, next_correction
from corpus.store.history import ArticleHistory
from corpus.store.history_queries import insert_corrections, insert_history, quotation_histories
from corpus.store.mapping import QuotationRow
from corpus.store.migrations import migrate
from corpus.store.reader import StoreReader
from corpus.store.schema import quotations
from corpus.store.upsert import ArticleUpsert, Outcome

_log = logging.getLogger("onrecord.record")


class Store(StoreReader):
    """The store at one path. Open it with `open`, or with `open_for_reading` to read only."""

    @classmethod
    def open(cls, path: Path, report: Callable[[str], None] = _log.warning) -> Self:
        """Open the store for writing; file, folder and schema are made when missing.

        A store of an earlier schema is migrated, after a copy of it is made; `report` is called with a line about it.
        """
        make_way(path)
        for warning in exposed(path):
            report(warning)
        return cls._opened(Database.open(path, writing=True), report)

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open an existing store to read it; nothing is made or changed, and no writer is waited for."""
        if not is_there(path):
            raise StoreError(f"{path}: there is no record here yet; run 'onrecord ingest PATH' first")
        return cls._opened(Database.open(path, writing=False), None)

    @classmethod
    def _opened(cls, database: Database, report: Callable[[str], None] | None) -> Self:
        path = database.path
        try:
            is_there(path)
            if report is not None:
                with database.writing() as connection:
                    create_schema(connection)
                    require_schema(path, connection, migrating=True)
                    migrate(path, connection, report)
                with one_clear_line(path):
                    use_wal(database)
            with database.reading() as connection:
                require_schema(path, connection)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def put(self, article: Article, quotations: Sequence[QuotationRow], annotator: str) -> Outcome:
        """Upsert an article and what `annotator` found in it, as `put_many` does."""
        return self.put_many([(article, quotations)], annotator)[0]

    def put_many(
        self, batch: Sequence[tuple[Article, Sequence[QuotationRow] | None]], annotator: str
    ) -> tuple[Outcome, ...]:
        """Upsert articles and what `annotator` found in each, all or none of them, durably when the call returns.

        What is stored already is left as it is: where the file lay and how it was read are no change. A text that is
        replaced stays, with what was found in it; a quotation that is gone is marked withdrawn. None in place of
        quotations means that this annotator has read this text before. Raises ValueError for a quotation that is not
        in its article, and for None when it is not so.
        """
        upserts = [ArticleUpsert.of(article, rows, annotator) for article, rows in batch]
        with self._database.writing() as connection:
            outcomes = tuple(upsert.apply(connection, one) for one in upserts)
            upsert.digest(connection, list(zip(upserts, outcomes, strict=True)))
        return outcomes

    def add_histories(self, histories: Sequence[ArticleHistory]) -> None:
        """Insert histories of articles that the store does not hold, all or none, durably when the call returns.

        Raises StoreConflict when an article or a quotation exists already.
        """
        with self._database.writing() as connection:
            for history in histories:
                insert_history(connection, history, upsert.next_version(connection))
            digests.insert_entries(connection, {one.article.id: one.entries for one in histories})
            digests.append(connection, [one.article.id for one in histories if not one.entries])

    def erase(self, article_id: str, reason: str) -> Tombstone:
        """Erase an article with all that belongs to it, and return its tombstone.

        Its words are gone from the file after `purge`. Raises StoreError when there is no such article, and for a
        reason that is not one line.
        """
        with self._database.writing() as connection:
            return tombstones.erase(connection, article_id, reason, upsert.next_version(connection))

    def purge(self) -> None:
        """Write the file anew, without anything that was deleted. Raises StoreError while others read what was."""
        with one_clear_line(self.path):
            purge(self._database)

    def mark_purged(self) -> None:
        """Note that the data folder has no byte left of any erased article."""
        with self._database.writing() as connection:
            tombstones.mark_purged(connection)

    def add_tombstone(self, tombstone: Tombstone) -> None:
        """Insert the tombstone of an article that the store does not hold, durably when the call returns."""
        with self._database.writing() as connection:
            tombstones.put(connection, tombstone, upsert.next_version(connection))

    def correct(self, quotation_id: str, changes: Mapping[str, Any], who: str, reason: str) -> Correction:
        """Append a correction: `changes` has any of `speaker` (id, name, role, aliases, or None), `kind`, `withdrawn`.

        Raises StoreError when there is no such quotation, and when it is as `changes` say.
        """
        with self._database.writing() as connection:
            existing = quotation_histories(connection, quotations.c.id == quotation_id)
            if not existing:
                raise StoreError(f"{shown(quotation_id)}: the record holds no quotation of this id")
            [quotation] = existing
            row, earlier = quotation.latest.row, quotation.corrections
            correction = next_correction(row, earlier, changes, utc_now(), who, reason)
            insert_corrections(connection, [correction])
            upsert.touch(connection, quotation.article_id)
            digests.append(connection, [quotation.article_id])
        return correction

    def oldest_change(self, version: int) -> str | None:
        """Return the time (UTC) of the oldest change after a version of the store, None without one.

        Of several changes of one article the last one counts.
        """
        with self._database.reading() as connection:
            return stats.oldest_change(connection, version)
