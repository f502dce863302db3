"""Publisher: a generation of the index built from the store, incrementally where possible.

An incremental build links the segments of the last generation and adds the articles that changed in the store since.
A full build reads the whole store: when no sound generation is there, when schema or annotator have changed, when most
articles have, or when the result would not hold as many articles as the store. The manifest says which it was.

Before anything is taken over from the last generation, every byte of it is read and compared with its manifest.
"""

import json
import logging
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from annotation import Quotation, from_row
from corpus import AnnotatedArticle, Article, Store
from index.documents.builder import ArticleDocuments, paragraph_entries, quotation_entries
from index.documents.serializer import Document, Serializer
from index.errors import BlockDamaged
from index.names.name_index import name_arrays
from index.publishing import catalog, generations, manifest
from index.publishing.checksum_cache import ChecksumCache
from index.publishing.generations import Generation
from index.publishing.merging import IndexWriter
from index.request import DocumentType
from index.schema import SCHEMA_VERSION
from index.segment import array_file

log = logging.getLogger("onrecord.index")


def publish(store: Store, root: Path, *, serialize: Serializer, full: bool = False) -> Generation:
    """Build a generation of everything in the store below `root` and make it the current one.

    `serialize` renders the stored bytes of each document; `full` forbids an incremental build. Readers keep the old
    generation until the new one is complete. Raises PublishLocked when another process builds, PublishFailed when two
    documents have one id, and whatever `serialize` raises; the published generation then stays as it was.
    """
    with store.snapshot() as record, generations.building(root) as directory:
        checksums = generations.checksum_cache(root, anew=True)
        name = generations.next_name(root)
        last, reason = (None, "as asked") if full else _last(record, root, checksums)
        if last is not None:
            try:
                builder = GenerationBuilder(directory / "added", name, serialize, last)
                _add_changed(builder, record, last)
                _write(builder, record, checksums)
                return _publish(root, builder, checksums)
            except (_CountMismatch, BlockDamaged) as fault:
                reason = str(fault)
        builder = GenerationBuilder(directory / "rebuilt", name, serialize)
        builder.add_all(record.annotated_articles())
        builder.made = f"built from the whole record: {reason}"
        _write(builder, record, checksums)
        return _publish(root, builder, checksums)


def publish_documents(root: Path, quotations: Iterable[Document], *, serialize: Serializer) -> Generation:
    """Publish a generation of quotation documents that are in no store, without paragraphs, for benchmarks.

    The quotations of one article follow each other. Raises what `publish` raises.
    """
    with generations.building(root) as directory:
        checksums = generations.checksum_cache(root)
        builder = GenerationBuilder(directory / "built", generations.next_name(root), serialize)
        builder.add_documents(quotations)
        manifest.write(builder.directory, 0, "", ("synthetic",), "built from no record", builder.finish(), checksums)
        return _publish(root, builder, checksums)


class _CountMismatch(Exception):
    """An incremental build does not hold as many articles as the store."""


def _publish(root: Path, builder: "GenerationBuilder", checksums: ChecksumCache) -> Generation:
    checksums.save()
    generation = generations.publish(root, builder.directory)
    log.info("generation %s: %s", generation.name, generation.manifest.made)
    return generation


def _last(record: Store, root: Path, checksums: ChecksumCache) -> tuple[Generation | None, str]:
    """Return the generation to add to; or None, with the reason for a full build."""
    last = generations.current(root)
    if last is None:
        return None, "there was no index to add to"
    if last.manifest.schema_version != SCHEMA_VERSION:
        return None, f"the index had schema {last.manifest.schema_version}, now it is {SCHEMA_VERSION}"
    if generations.verify(last.path, checksums):
        return None, f"generation {last.name} is damaged"
    if record.mark(last.manifest.record_version) != last.manifest.record_mark:
        return None, "the index is of another record"
    if record.version < last.manifest.record_version:
        return None, "what changed in the record is not known"
    changed = record.changed_since(last.manifest.record_version)
    if len(changed) * 2 > last.manifest.counts.articles:
        return None, f"{_articles(len(changed))} changed"
    annotators = {article.annotator or "unknown" for article in record.annotated_articles(changed)}
    if annotators - set(last.manifest.annotators):
        return None, "the annotator has changed"
    return last, ""


def _add_changed(builder: "GenerationBuilder", record: Store, last: Generation) -> None:
    changed = record.changed_since(last.manifest.record_version)
    builder.delete(changed)
    builder.add_all(record.annotated_articles(changed))
    builder.made = f"{_articles(len(changed))} added to generation {last.name} or changed in it"


def _read(reading: AnnotatedArticle) -> tuple[Article, str, list[Quotation]]:
    return reading.article, reading.annotator or "unknown", [from_row(row) for row in reading.quotations]


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _write(builder: "GenerationBuilder", record: Store, checksums: ChecksumCache) -> None:
    try:
        counts = builder.finish()
        if counts.articles != record.counts().articles:
            raise _CountMismatch(f"there were {counts.articles} articles and not {record.counts().articles}")
    except BaseException:
        builder.cancel()
        raise
    annotators = tuple(sorted(builder.annotators))
    manifest.write(
        builder.directory, record.version, record.mark(record.version), annotators, builder.made, counts, checksums
    )


class GenerationBuilder:
    """Builds the segments, catalogs and name indexes of one generation; `last` is the generation to add to, if any."""

    def __init__(self, directory: Path, name: str, serialize: Serializer, last: Generation | None = None) -> None:
        directory.mkdir()
        self.directory = directory
        self.made = ""
        self.annotators: set[str] = set(last.manifest.annotators) if last else set()
        self._serialize = serialize
        self._writers = {
            document_type: IndexWriter(
                directory / document_type, name, serialize, last.path / document_type if last else None
            )
            for document_type in DocumentType
        }

    def delete(self, articles: Iterable[str]) -> None:
        """Delete the documents of some articles from the segments of the last generation."""
        for article in articles:
            for writer in self._writers.values():
                writer.delete(article)

    def add_all(self, readings: Iterable[AnnotatedArticle]) -> None:
        """Index articles with their quotations."""
        try:
            for article, annotator, quotations in map(_read, readings):  # no reading is held while it is indexed
                self._add(article, quotations)
                self.annotators.add(annotator)
        except BaseException:
            self.cancel()
            raise

    def add_documents(self, quotations: Iterable[Document]) -> None:
        """Index quotation documents."""
        try:
            for _, group in groupby(quotations, key=itemgetter("article_id")):
                self._writers[DocumentType.QUOTATIONS].add(quotation_entries(list(group), self._serialize))
        except BaseException:
            self.cancel()
            raise

    def finish(self) -> manifest.Counts:
        """Write all files, and return the counts read back from them."""
        quotations, paragraphs = (self._writers[document_type].finish() for document_type in DocumentType)
        speakers = catalog.speakers(quotations)
        outlets = catalog.outlets(quotations, paragraphs or quotations, self._serialize)
        for name, entries in (("speakers", speakers), ("outlets", outlets)):
            (self.directory / f"{name}.json").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
            array_file.write(self.directory / f"{name}.arrays", name_arrays(entries))
        return manifest.Counts(
            articles=catalog.article_count(paragraphs or quotations),
            quotations=sum(segment.count for segment in quotations),
            paragraphs=sum(segment.count for segment in paragraphs),
            speakers=len(speakers),
            outlets=len(outlets),
        )

    def cancel(self) -> None:
        """Close unfinished segment files."""
        for writer in self._writers.values():
            writer.cancel()

    def _add(self, article: Article, quotations: list[Quotation]) -> None:
        builder = ArticleDocuments(article)
        documents = {q.id: builder.quotation(q) for q in quotations}
        paragraphs = builder.paragraphs(quotations)
        self._writers[DocumentType.QUOTATIONS].add(quotation_entries(documents.values(), self._serialize))
        self._writers[DocumentType.PARAGRAPHS].add(paragraph_entries(paragraphs, documents, self._serialize))
