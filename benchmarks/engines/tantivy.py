"""tantivy, in Rust, through its Python binding."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.engines import Answer, row
from benchmarks.queries import PAGE, Query
from index.documents.serializer import Document

_HEAP = 1_500_000_000  # so much that there is one segment, which is what tantivy searches fastest
_FACET = {"speakers": {"terms": {"field": "speaker", "size": 10}}}


class Tantivy:
    """One segment; ids are stored, days and speakers are fast fields."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Index documents with one thread."""
        index = tantivy.Index(_schema(), path=str(folder))
        _register(index)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for each in map(row, documents):
            document = tantivy.Document()
            document.add_text("id", each.id)
            document.add_text("text", each.terms)
            document.add_text("words", each.words)
            for name in ("speaker", "outlet", "kind", "language", "article"):
                if value := getattr(each, name):
                    document.add_text(name, value)
            document.add_integer("first", each.first)
            document.add_integer("last", each.last)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open the index."""
        index = tantivy.Index.open(str(folder))
        _register(index)
        index.reload()
        self._schema, self._searcher = index.schema, index.searcher()

    def prepare(self, query: Query) -> None:
        """Nothing: it pages by offset."""

    def ask(self, query: Query) -> Answer:
        """Answer a query."""
        asked = self._query(query)
        options: dict[str, Any] = {"order_by_field": "first"} if query.newest else {}
        found = self._searcher.search(asked, PAGE, count=True, offset=(query.page - 1) * PAGE, **options)
        speakers: tuple[tuple[str, int], ...] = ()
        if query.facet:
            counted: Any = self._searcher.aggregate(asked, _FACET)
            speakers = tuple((each["key"], int(each["doc_count"])) for each in counted["speakers"]["buckets"])
        ids = tuple(str(self._searcher.doc(address).get_first("id")) for _, address in found.hits)
        return Answer(ids, int(found.count or 0), speakers)

    def _query(self, query: Query) -> Any:
        parts = [*self._words(query), *self._filters(query)]
        if not parts:
            return tantivy.Query.all_query()
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    def _words(self, query: Query) -> Iterator[tuple[Any, Any]]:
        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        match query.join:
            case "phrase":
                yield must, tantivy.Query.phrase_query(self._schema, "text", list(query.terms))
            case "prefix":
                yield must, tantivy.Query.regex_query(self._schema, "words", f"{query.terms[0]}.*")
            case "or":
                yield must, tantivy.Query.boolean_query([(should, self._term("text", term)) for term in query.terms])
            case _:
                for term in query.terms:
                    yield must, self._term("text", term)

    def _filters(self, query: Query) -> Iterator[tuple[Any, Any]]:
        filters = []
        if query.speaker:
            filters.append(self._term("speaker", query.speaker))
        if query.first and query.last:
            filters.append(self._days("first", 1, query.last.toordinal()))
            filters.append(self._days("last", query.first.toordinal(), 4_000_000))
        for each in filters:
            yield tantivy.Occur.Must, each if query.newest else tantivy.Query.const_score_query(each, 0.0)

    def _term(self, field: str, term: str) -> Any:
        return tantivy.Query.term_query(self._schema, field, term, "basic" if field == "speaker" else "freq")

    def _days(self, field: str, first: int, last: int) -> Any:
        return tantivy.Query.range_query(self._schema, field, tantivy.FieldType.Integer, first, last)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="spaces", index_option="position")
    builder.add_text_field("words", tokenizer_name="spaces", index_option="basic")
    for name in ("speaker", "outlet", "kind", "language", "article"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name != "article")
    builder.add_integer_field("first", indexed=True, fast=True)
    builder.add_integer_field("last", indexed=True, fast=True)
    return builder.build()


def _register(index: Any) -> None:
    index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
