"""The record → a published generation.

The next generation takes over the last one and adds what changed in the record since, so that an article costs what it
costs and not what the archive costs. It is made from the whole record when there is nothing sound to take over, when
fields or annotator have changed, when most articles have, or when the result would not hold as many articles as the
record does. The manifest says in words which it was.
"""

import json
import logging
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from annotation import Quotation, from_row
from corpus import AnnotatedArticle, Article, Store
from index.documents.builder import ArticleDocuments, Document, paragraph_entries, quotation_entries
from index.names.name_index import name_arrays
from index.publishing import catalog, generations, manifest
from index.publishing.checksum_cache import Fingerprints
from index.publishing.generations import Generation
from index.publishing.merging import TargetBuild
from index.request import Target
from index.schema import SCHEMA_VERSION
from index.segment import array_file

log = logging.getLogger("onrecord.index")


def publish(store: Store, root: Path, *, anew: bool = False) -> Generation:
    """Make a generation of everything in the record the current one: what changed is added to the last one.

    It is built from the whole record when that cannot be, when most has changed, or when `anew` asks for it.
    Readers go on with the old one until the new one is complete. Raises PublishLocked when another process builds,
    PublishFailed when two documents have one id; a document that cannot be made raises what it raises. In every case
    the published generation stays as it was.
    """
    with store.snapshot() as record, generations.building(root) as directory:
        known = generations.fingerprints(root)
        name = generations.next_name(root)
        last, reason = (None, "as asked") if anew else _last(record, root, known)
        if last is not None:
            try:
                _write(_added(record, directory / "added", name, last), record, known)
                return _published(root, directory / "added", known)
            except _NotTheSame as difference:
                reason = str(difference)
        _write(_rebuilt(record, directory / "rebuilt", name, reason), record, known)
        return _published(root, directory / "rebuilt", known)


def publish_documents(root: Path, quotations: Iterable[Document]) -> Generation:
    """Publish a generation of quotations that are no record's, as `documents` makes them; without paragraphs.

    Quotations of one article follow each other. For measurements and experiments; raises what `publish` raises.
    """
    with generations.building(root) as directory:
        known = generations.fingerprints(root)
        build = _Build(directory / "built", generations.next_name(root), None)
        build.add_documents(quotations)
        manifest.write(build.directory, 0, ("synthetic",), "built from no record", build.finish(), known)
        return _published(root, build.directory, known)


class _NotTheSame(Exception):
    """What was taken over and what was added do not make up the record."""


def _published(root: Path, built: Path, known: Fingerprints) -> Generation:
    known.save()
    generation = generations.publish(root, built)
    log.info("generation %s: %s", generation.name, generation.manifest.made)
    return generation


def _last(record: Store, root: Path, known: Fingerprints) -> tuple[Generation | None, str]:
    """Return the generation to take over; or None, and why there is none."""
    last = generations.current(root)
    if last is None:
        return None, "there was no index to add to"
    if last.manifest.schema_version != SCHEMA_VERSION:
        return None, f"the index had schema {last.manifest.schema_version}, now it is {SCHEMA_VERSION}"
    if generations.verify(last.path, known):
        return None, f"generation {last.name} is damaged"
    if not hasattr(record, "changed_since") or record.version < last.manifest.record_version:
        return None, "what changed in the record is not known"
    changed = record.changed_since(last.manifest.record_version)
    if len(changed) * 2 > last.manifest.counts.articles:
        return None, f"{_articles(len(changed))} changed"
    annotators = {article.annotator or "unknown" for article in record.annotated_articles(changed)}
    if annotators - set(last.manifest.annotators):
        return None, "the annotator has changed"
    return last, ""


def _rebuilt(record: Store, directory: Path, name: str, reason: str) -> "_Build":
    build = _Build(directory, name, None)
    build.add_all(record.annotated_articles())
    build.made = f"built from the whole record: {reason}"
    return build


def _added(record: Store, directory: Path, name: str, last: Generation) -> "_Build":
    build = _Build(directory, name, last)
    changed = record.changed_since(last.manifest.record_version)
    build.forget(changed)
    build.add_all(record.annotated_articles(changed))
    build.made = f"{_articles(len(changed))} added to generation {last.name} or changed in it"
    return build


def _read(reading: AnnotatedArticle) -> tuple[Article, str, list[Quotation]]:
    return reading.article, reading.annotator or "unknown", [from_row(row) for row in reading.quotations]


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _write(build: "_Build", record: Store, known: Fingerprints) -> None:
    try:
        counts = build.finish()
        if counts.articles != record.counts().articles:
            raise _NotTheSame(f"there were {counts.articles} articles and not {record.counts().articles}")
    except BaseException:
        build.cancel()
        raise
    annotators = tuple(sorted(build.annotators))
    manifest.write(build.directory, record.version, annotators, build.made, counts, known)


class _Build:
    """Both targets and the tables of one generation, while they grow; `last` is the one to take over, if any."""

    def __init__(self, directory: Path, name: str, last: Generation | None) -> None:
        directory.mkdir()
        self.directory = directory
        self.made = ""
        self.annotators: set[str] = set(last.manifest.annotators) if last else set()
        self._targets = {
            target: TargetBuild(directory / target, name, last.path / target if last else None) for target in Target
        }

    def forget(self, articles: Iterable[str]) -> None:
        """Leave out what the last generation has of some articles."""
        for article in articles:
            for target in self._targets.values():
                target.forget(article)

    def add_all(self, readings: Iterable[AnnotatedArticle]) -> None:
        """Take in articles with their quotations."""
        try:
            for article, annotator, quotations in map(_read, readings):  # no reading is held while it is indexed
                self._add(article, quotations)
                self.annotators.add(annotator)
        except BaseException:
            self.cancel()
            raise

    def add_documents(self, quotations: Iterable[Document]) -> None:
        """Take in quotations as they are."""
        try:
            for _, together in groupby(quotations, key=itemgetter("article_id")):
                self._targets[Target.QUOTATIONS].add(quotation_entries(together))
        except BaseException:
            self.cancel()
            raise

    def finish(self) -> manifest.Counts:
        """Write everything down and count it in what was written."""
        quotations, paragraphs = (self._targets[target].finish() for target in Target)
        speakers, outlets = catalog.speakers(quotations), catalog.outlets(quotations, paragraphs or quotations)
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
        """Abandon what has not been written."""
        for target in self._targets.values():
            target.cancel()

    def _add(self, article: Article, quotations: list[Quotation]) -> None:
        made = ArticleDocuments(article)
        documents = {q.id: made.quotation(q) for q in quotations}
        self._targets[Target.QUOTATIONS].add(quotation_entries(documents.values()))
        self._targets[Target.PARAGRAPHS].add(paragraph_entries(made.paragraphs(quotations), documents))
