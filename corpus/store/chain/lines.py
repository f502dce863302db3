"""An article as values of lines: what `export` writes of it, and what its digest covers.

A member that is added later is left out where it has no value, so that earlier digests stay true.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from corpus.article import Article
from corpus.store.corrections import Correction
from corpus.store.history import AnnotationVersion, ArticleHistory
from corpus.store.mapping import Revision


def lines_of(history: ArticleHistory) -> Iterator[dict[str, Any]]:
    """Yield the values of the lines of one article, without those of its digests."""
    article = history.article
    for revision in history.revisions:
        row = _members(revision)
        yield {"type": "revision", "article": row.pop("article_id"), **row}
    own = {"revision": history.revision, "annotator": history.annotator, "kept": history.kept}
    yield {"type": "article", "id": article.id, **own, **_members(replace(article, unknown=dict(article.unknown)))}
    for quotation in history.quotations:
        *earlier, latest = map(_version_values, quotation.versions)
        yield {
            "type": "quotation",
            "article": article.id,
            "id": quotation.id,
            "text": history.words(quotation.latest),
            "state": "withdrawn" if quotation.withdrawal else "live",
            "first_revision": quotation.first_revision,
            **latest,
            "earlier": earlier,
        }
        for correction in quotation.corrections:
            row = {name: getattr(correction, name) for name in Correction.__slots__}
            named = {"type": "correction", "article": article.id, "quotation": row.pop("quotation_id")}
            yield {**named, **row, "was": dict(correction.was), "now": dict(correction.now)}


def _members(value: Article | Revision) -> dict[str, Any]:
    """Return the fields; the evidence of the language only where there is any, as exports from before it have none."""
    members = asdict(value)
    if members["provenance"]["language_evidence"] is None:
        del members["provenance"]["language_evidence"]
    return members


def _version_values(version: AnnotationVersion) -> dict[str, Any]:
    return version.members() | {"withdrawn": version.withdrawal and asdict(version.withdrawal)}
