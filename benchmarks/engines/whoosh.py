"""Stock whoosh3: its own codec, writer and search, with the fields that ours has."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, query, sorting
from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer

from benchmarks.engines import Answer, row
from benchmarks.queries import PAGE, Query
from index.documents.serializer import Document


class Whoosh:
    """One segment, one process."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Index documents, with the JSON of each stored, as ours is."""
        index: Any = whoosh_index.create_in(str(folder), _schema())
        writer = index.writer(limitmb=512)
        for document in documents:
            each = row(document)
            writer.add_document(
                id=each.id,
                text=each.terms,
                words=each.words,
                speaker=each.speaker or None,
                outlet=each.outlet,
                kind=each.kind,
                language=each.language,
                article=each.article,
                first=each.first,
                last=each.last,
                document=json.dumps(document, ensure_ascii=False, separators=(",", ":")),
            )
        writer.commit(optimize=True)
        index.close()

    def open(self, folder: Path) -> None:
        """Open the index."""
        index: Any = whoosh_index.open_dir(str(folder), readonly=True)
        self._searcher: Any = index.searcher()

    def prepare(self, query: Query) -> None:
        """Nothing: it pages by number."""

    def ask(self, asked: Query) -> Answer:
        """Answer a query."""
        options: dict[str, Any] = {"sortedby": sorting.FieldFacet("first", reverse=True)} if asked.newest else {}
        if asked.facet:
            options["groupedby"] = sorting.FieldFacet("speaker", maptype=sorting.Count)
        results = self._searcher.search(_query(asked), limit=asked.page * PAGE, **options)
        speakers: tuple[tuple[str, int], ...] = ()
        if asked.facet:
            counted = [(name, many) for name, many in results.groups().items() if name]
            speakers = tuple(sorted(counted, key=lambda each: (-each[1], each[0]))[:10])
        ids = tuple(hit["id"] for hit in results[(asked.page - 1) * PAGE : asked.page * PAGE])
        return Answer(ids, len(results), speakers)


def _schema() -> Any:
    spaces = SpaceSeparatedTokenizer()
    return fields.Schema(
        id=fields.ID(stored=True),
        text=fields.TEXT(analyzer=spaces, phrase=True),
        words=fields.TEXT(analyzer=spaces, phrase=False),
        speaker=fields.ID(sortable=True),
        outlet=fields.ID(sortable=True),
        kind=fields.ID(sortable=True),
        language=fields.ID(sortable=True),
        article=fields.ID(),
        first=fields.NUMERIC(int, bits=32, sortable=True),
        last=fields.NUMERIC(int, bits=32),
        document=fields.STORED(),
    )


def _words(asked: Query) -> Any:
    terms = [query.Term("text", term) for term in asked.terms]
    match asked.join:
        case "phrase":
            return query.Phrase("text", list(asked.terms))
        case "prefix":
            return query.Prefix("words", asked.terms[0])
        case "or":
            return query.Or(terms)
    return query.And(terms)


def _query(asked: Query) -> Any:
    """Return words and filters as one query: Whoosh's own `filter=` lets everything through when nothing passes it."""
    filters = [query.Term("speaker", asked.speaker)] if asked.speaker else []
    if asked.first and asked.last:
        filters.append(query.NumericRange("first", 1, asked.last.toordinal()))
        filters.append(query.NumericRange("last", asked.first.toordinal(), None))
    parts = [_words(asked)] if asked.words else []
    parts += [query.ConstantScoreQuery(each, 0.0) for each in filters]
    return query.And(parts) if parts else query.Every()
