"""Articles as tests ask for them: read from a file, or kept in a store."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus import Article, SkippedRecord, Store, UnreadableFile, UnreadableRecord, readers


def read(path: Path) -> Iterator[Article]:
    """Yield the articles of a file; raises UnreadableFile at the first bad record."""
    for record in readers.records(path):
        if isinstance(record, SkippedRecord):
            continue
        try:
            if isinstance(record, UnreadableRecord):
                raise record
            article = readers.article(record)
        except UnreadableRecord as error:
            where = f"{error.position}: " if error.position else ""
            raise UnreadableFile(path, f"{where}{error.reason}") from error
        yield article


def articles(store: Store) -> Iterator[Article]:
    """Yield all articles of a store in the order of their ids."""
    return (annotated.article for annotated in store.annotated_articles())


def holds(store: Store, article: Article, annotator: str) -> bool:
    """Return whether a store has an article as it is, wherever it was read, annotated by this version."""
    kept = store.article(article.id)
    annotated_by = store.annotated_by(article.id, article.provenance.text_sha256)
    return kept is not None and replace(kept, provenance=article.provenance) == article and annotated_by == annotator
