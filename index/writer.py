"""The record → a published generation."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index

from annotation.quotation import Quotation
from annotation.record import from_row
from corpus.article import Article
from corpus.store import Store
from index import generations, manifest, schema
from index.documents import paragraph_documents, paragraph_fields, quotation_document, quotation_fields
from index.errors import PublishFailed
from index.generations import Generation
from index.request import Target
from index.tables import Tables


def publish(store: Store, root: Path) -> Generation:
    """Build a generation of everything in the record and make it the current one.

    Readers go on with the old one until the new one is complete. Raises PublishLocked when another process builds,
    PublishFailed when Whoosh lost a document; a document that cannot be made raises what it raises. In every case
    the published generation stays as it was.
    """
    with store.snapshot() as record, generations.building(root) as directory:
        counts, annotators = _build(record, directory)
        manifest.write(directory, record.version, tuple(sorted(annotators)), counts)
        return generations.publish(root, directory)


def _build(record: Store, directory: Path) -> tuple[manifest.Counts, set[str]]:
    build, annotators = _Build(directory), set()
    try:
        for article in record.articles():
            build.add(article, [from_row(row) for row in record.quotations(article.id)])
            annotators.add(record.annotated_by(article.id, article.provenance.text_sha256) or "unknown")
        return build.finish(), annotators
    except BaseException:
        build.cancel()
        raise


class _Build:
    """Both Whoosh indexes and the tables of one generation, while they grow."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._tables = Tables()
        self._articles = 0
        self._quotations = _Index(directory / Target.QUOTATIONS, schema.quotations())
        self._paragraphs = _Index(directory / Target.PARAGRAPHS, schema.paragraphs())

    def add(self, article: Article, quotations: list[Quotation]) -> None:
        documents = {q.id: quotation_document(q, article) for q in quotations}
        self._quotations.add(map(quotation_fields, documents.values()))
        paragraphs = paragraph_documents(article, quotations)
        self._paragraphs.add(paragraph_fields(paragraph, documents) for paragraph in paragraphs)
        outlet = {"id": article.outlet.id, "name": article.outlet.name}
        self._tables.add(outlet, article.published.edtf, documents.values())
        self._articles += 1

    def finish(self) -> manifest.Counts:
        speakers, outlets = self._tables.speakers, self._tables.outlets
        _write_json(self._directory / "speakers.json", speakers)
        _write_json(self._directory / "outlets.json", outlets)
        return manifest.Counts(
            articles=self._articles,
            quotations=self._quotations.commit(),
            paragraphs=self._paragraphs.commit(),
            speakers=len(speakers),
            outlets=len(outlets),
        )

    def cancel(self) -> None:
        self._quotations.cancel()
        self._paragraphs.cancel()


class _Index:
    """One Whoosh index that is written once, by one process: with several, Whoosh can lose documents silently."""

    def __init__(self, directory: Path, fields: Any) -> None:
        directory.mkdir()
        self._directory = directory
        self._index: Any = whoosh_index.create_in(str(directory), fields)
        self._writer: Any = self._index.writer(limitmb=128)
        self._added = 0

    def add(self, documents: Iterable[dict[str, Any]]) -> None:
        """Add documents. What fails must reach the caller: Whoosh would commit the rest as if nothing were wrong."""
        for fields in documents:
            self._writer.add_document(**fields)
            self._added += 1

    def commit(self) -> int:
        """Write everything down and count it again from what was written."""
        self._writer.commit()
        with self._index.reader() as reader:
            ids = set(reader.lexicon("id"))
            if not reader.doc_count() == len(ids) == self._added:
                raise PublishFailed(f"{self._added} documents went in, {reader.doc_count()} are there")
        self._index.close()
        for lock in self._directory.glob("*LOCK"):
            lock.unlink()  # nobody writes here again
        return self._added

    def cancel(self) -> None:
        """Give up what has not been committed."""
        if not self._writer.is_closed:
            self._writer.cancel()


def _write_json(path: Path, entries: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
