"""One Whoosh index of a generation, opened to be read: queries in, numbers of documents out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh import index as whoosh_index

from index import grammar
from index.documents import Document, from_stored
from index.names import Names
from index.ordering import Columns, Match, cut, rank
from index.query import Translation, restrictions, whoosh
from index.request import Hit, Page, SearchRequest, Sort


class Engine:
    """Answers from one index that never changes.

    Whoosh reads through file positions that threads would share, so one thread searches at a time; it is Python all
    the way down, and two would not be faster.
    """

    def __init__(self, directory: Path, names: Mapping[str, Names]) -> None:
        self._names = names
        self._lock = Lock()
        self._index: Any = whoosh_index.open_dir(str(directory), readonly=True)
        self._searcher: Any = self._index.searcher()
        self._columns = self._read_columns()

    def close(self) -> None:
        """Give the files back."""
        self._searcher.close()
        self._index.close()

    def search(self, request: SearchRequest) -> Page:
        """Give the page that a request asks for."""
        parsed = grammar.parse(request.text) if request.text is not None else None
        # Without words nothing is better than anything else.
        sort = Sort.NEWEST if parsed is None and request.sort is Sort.RELEVANCE else request.sort
        with self._lock:
            translation = Translation(self._searcher.reader(), self._names)
            wanted = translation.query(parsed.node) if parsed else whoosh.Every()
            found = list(self._matches(wanted, restrictions(request), sort))
            page = cut(found, request, sort)
            hits = tuple(self._hit(match, sort) for match in page.matches)
        warnings = [*(parsed.warnings if parsed else ()), *translation.warnings]
        if request.text and not found:
            warnings += self._hints(request.text)
        return Page(hits, len(found), page.more_after, page.more_before, tuple(warnings))

    def get(self, id: str) -> Document | None:
        """Give a document by its id."""
        with self._lock:
            number = self._searcher.document_number(id=id)
            return None if number is None else self._document(number)

    def _hints(self, text: str) -> Iterator[str]:
        """Say when words that nobody said are the name of somebody who speaks."""
        for field, names in self._names.items():
            if named := names.matches(text):
                yield f'nothing contains {text!r}, but it names the {field} {named[0].name}: try {field}:"{text}"'

    def _matches(self, wanted: Any, filters: Any | None, sort: Sort) -> Iterator[Match]:
        scored: Iterator[tuple[int, float | None]]
        if sort is Sort.RELEVANCE:
            scored = self._searcher.search(wanted, filter=filters, limit=None).items()
        else:
            both = wanted if filters is None else whoosh.And([wanted, filters])
            scored = ((number, None) for number in self._searcher.docs_for_query(both))
        for number, score in scored:
            yield Match(rank(sort, self._columns.key(sort, number, score)), number, score)

    def _hit(self, match: Match, sort: Sort) -> Hit:
        document = self._document(match.number)
        return Hit(document["id"], document, match.score, self._columns.key(sort, match.number, match.score))

    def _document(self, number: int) -> Document:
        return from_stored(self._searcher.stored_fields(number))

    def _read_columns(self) -> Columns:
        reader = self._searcher.reader()
        numbers = range(reader.doc_count_all())

        def column(name: str) -> list[str]:
            if not numbers:
                return []
            values = reader.column_reader(name)
            return [value if isinstance(value, str) else value.decode() for value in (values[n] for n in numbers)]

        return Columns(ids=column("id"), days=column("day"), speakers=column("by"))
