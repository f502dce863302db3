"""SQLite FTS5, from the standard library."""

import sqlite3
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from benchmarks.engines import Answer, row
from benchmarks.queries import PAGE, Query
from index.documents.serializer import Document

_SCHEMA = """
CREATE TABLE quotations (
  number INTEGER PRIMARY KEY, id TEXT, speaker TEXT, outlet TEXT, kind TEXT, language TEXT, article TEXT,
  first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE text USING fts5(terms, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '''.:'");
CREATE VIRTUAL TABLE words USING fts5(forms, content='', prefix='3 4 5',
  tokenize="unicode61 remove_diacritics 0 tokenchars '''.:'");
"""
_INDEXES = """
CREATE INDEX by_id ON quotations (id);
CREATE INDEX by_day ON quotations (first DESC, id);
CREATE INDEX by_speaker ON quotations (speaker, first DESC, id);
CREATE INDEX by_outlet ON quotations (outlet, first DESC, id);
CREATE INDEX by_kind ON quotations (kind, first DESC, id);
INSERT INTO text (text) VALUES ('optimize');
INSERT INTO words (words) VALUES ('optimize');
ANALYZE;
"""


class Fts5:
    """A table with the indexes that these queries want, and contentless FTS tables beside it."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Index documents, all in one transaction."""
        database = sqlite3.connect(folder / "quotations.db")
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;")
        database.executescript(_SCHEMA)
        for number, each in enumerate(map(row, documents), 1):
            database.execute("INSERT INTO text (rowid, terms) VALUES (?, ?)", (number, each.terms))
            database.execute("INSERT INTO words (rowid, forms) VALUES (?, ?)", (number, each.words))
            values = (number, each.id, *each[3:])
            database.execute(f"INSERT INTO quotations VALUES ({','.join('?' * len(values))})", values)
        database.commit()
        database.executescript(_INDEXES)
        database.close()

    def open(self, folder: Path) -> None:
        """Open the database to read, with as much cache as it can use."""
        self._database = sqlite3.connect(f"file:{folder / 'quotations.db'}?mode=ro", uri=True)
        self._database.executescript("PRAGMA mmap_size = 4000000000; PRAGMA cache_size = -500000;")

    def prepare(self, query: Query) -> None:
        """Nothing: it pages by offset."""

    def ask(self, query: Query) -> Answer:
        """Answer a query in two statements, or three with facets."""
        source, values = _source(query)
        rest = f"LIMIT {PAGE} OFFSET {(query.page - 1) * PAGE}"
        if query.newest:
            page = f"SELECT id FROM {source} ORDER BY first DESC, id {rest}"
        else:
            # The page by number first, so that the table is read for nothing that is not shown.
            inner = f"SELECT {_table(query)}.rowid AS number, rank FROM {source} ORDER BY rank {rest}"
            page = f"SELECT id FROM ({inner}) AS page JOIN quotations USING (number) ORDER BY page.rank"
        ids = self._database.execute(page, values).fetchall()
        total = self._database.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0]
        speakers = self._speakers(query, values) if query.facet else ()
        return Answer(tuple(chain.from_iterable(ids)), total, speakers)

    def _speakers(self, query: Query, values: list[str | int]) -> tuple[tuple[str, int], ...]:
        counted = f"""
            SELECT speaker, count(*) AS many FROM {_joined(query)} WHERE {_table(query)} MATCH ?
            GROUP BY speaker ORDER BY many DESC, speaker LIMIT 11"""
        found = self._database.execute(counted, values).fetchall()
        return tuple((speaker, many) for speaker, many in found if speaker)[:10]


def _source(query: Query) -> tuple[str, list[str | int]]:
    """Return what stands behind FROM, and its values: the FTS table alone when nothing else is asked."""
    conditions, values = [], list[str | int]()
    if query.words:
        conditions.append(f"{_table(query)} MATCH ?")
        values.append(_match(query))
    if query.speaker:
        conditions.append("speaker = ?")
        values.append(query.speaker)
    if query.first and query.last:
        conditions.append("first > 0 AND first <= ? AND last >= ?")
        values += [query.last.toordinal(), query.first.toordinal()]
    both = query.words and (query.newest or len(conditions) > 1)
    table = _joined(query) if both else _table(query) if query.words else "quotations"
    return f"{table} WHERE {' AND '.join(conditions)}" if conditions else table, values


def _table(query: Query) -> str:
    return "words" if query.join == "prefix" else "text"


def _joined(query: Query) -> str:
    return f"{_table(query)} JOIN quotations ON quotations.number = {_table(query)}.rowid"


def _match(query: Query) -> str:
    terms = [f'"{term}"' for term in query.terms]
    match query.join:
        case "phrase":
            return f'"{" ".join(query.terms)}"'
        case "prefix":
            return f"{terms[0]}*"
        case "or":
            return " OR ".join(terms)
    return " AND ".join(terms)
