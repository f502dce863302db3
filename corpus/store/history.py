"""History of an article: its revisions, and the versions, corrections and withdrawal of each quotation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from corpus.article import Article
from corpus.store.corrections import Correction, corrected, faulty, withdrawal
from corpus.store.mapping import QuotationRow, Revision, misplaced


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The instant of a withdrawal (UTC), and its cause: "revision", "annotator" or "correction".

    `revision` is the number of the text that dropped it; for the annotator, of the text it read again.
    """

    when: str
    by: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class AnnotationVersion:
    """A quotation as one annotator read it in one revision of the text, since `found` (UTC); `withdrawal` ends it."""

    row: QuotationRow
    revision: int
    annotator: str
    found: str
    withdrawal: Withdrawal | None = None

    def members(self) -> dict[str, Any]:
        """Return all but the withdrawal as values of JSON."""
        return {
            "kind": self.row.kind,
            "content": [list(span) for span in self.row.content],
            "attribution": dict(self.row.attribution),
            "revision": self.revision,
            "annotator": self.annotator,
            "found": self.found,
        }


@dataclass(frozen=True, slots=True)
class QuotationHistory:
    """A quotation with its `versions` and `corrections`, the oldest first; it has at least one version."""

    id: str
    article_id: str
    first_revision: int
    versions: tuple[AnnotationVersion, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def latest(self) -> AnnotationVersion:
        """The version of the last annotation that had it."""
        return self.versions[-1]

    @property
    def current(self) -> QuotationRow:
        """The latest version with corrections applied, as it is to be shown."""
        return corrected(self.latest.row, self.corrections)

    @property
    def withdrawal(self) -> Withdrawal | None:
        """How it was withdrawn; None when it is current."""
        if self.latest.withdrawal:
            return self.latest.withdrawal
        correction = withdrawal(self.corrections)
        return Withdrawal(correction.made, "correction") if correction else None

    def in_revision(self, revision: int) -> QuotationRow | None:
        """Return the quotation as the last annotator to read a revision had it, None when it did not find it."""
        versions = [version for version in self.versions if version.revision == revision]
        is_gone = not versions or (versions[-1].withdrawal and versions[-1].withdrawal.by == "annotator")
        return None if is_gone else versions[-1].row


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the digest chain of an article, numbered from 1; `corpus.store.chain` makes and checks them."""

    number: int
    content: str
    chain: str


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """An article with its present text, `revision`, the texts before it, and all quotations ever found in them.

    `entries` is the chain of its digests, the oldest first.
    """

    article: Article
    revision: int
    annotator: str
    kept: str
    revisions: tuple[Revision, ...] = ()
    quotations: tuple[QuotationHistory, ...] = ()
    entries: tuple[Entry, ...] = field(default=(), compare=False)

    @property
    def current(self) -> tuple[QuotationRow, ...]:
        """The quotations that are not withdrawn, corrections applied, in the order of the text."""
        rows = [quotation.current for quotation in self.quotations if not quotation.withdrawal]
        return tuple(sorted(rows, key=lambda row: (row.content, row.id)))

    def text(self, revision: int) -> str | None:
        """Return the text of a revision, None when there is none of this number."""
        texts = {old.number: old.text for old in self.revisions}
        return self.article.text if revision == self.revision else texts.get(revision)

    def words(self, version: AnnotationVersion) -> str:
        """Return the words of a version: its spans in the text of its revision, joined by one space."""
        text = self.text(version.revision) or ""
        return " ".join(text[start:end] for start, end in version.row.content)


def faults(history: ArticleHistory) -> Iterator[str]:
    """Yield what does not hold in a history: checksums, numbers, spans, corrections."""
    present = (history.article.text, history.article.provenance.text_sha256)
    for text, digest in [*((old.text, old.provenance.text_sha256) for old in history.revisions), present]:
        if sha256(text.encode()).hexdigest() != digest:
            yield "the text does not match its checksum"
    numbers = [old.number for old in history.revisions]
    if history.revision != len(numbers) + 1 or numbers != list(range(1, len(numbers) + 1)):
        yield f"its revisions are {numbers}, before revision {history.revision}"
    for quotation in history.quotations:
        yield from _faults(quotation, history)


def _faults(quotation: QuotationHistory, history: ArticleHistory) -> Iterator[str]:
    if not 1 <= quotation.first_revision <= quotation.versions[0].revision:
        yield f"quotation {quotation.id} was first found in revision {quotation.first_revision}, which cannot be"
    for version in quotation.versions:
        ended = version.withdrawal.revision if version.withdrawal else None
        if ended is not None and not version.revision <= ended <= history.revision:
            yield f"quotation {quotation.id} was withdrawn in revision {ended}, which cannot be"
        text = history.text(version.revision)
        if text is None:
            yield f"quotation {quotation.id} is of revision {version.revision}, which is not there"
        elif fault := misplaced(version.row, history.article.id, text):
            yield fault
    if not quotation.latest.withdrawal and quotation.latest.revision != history.revision:
        yield f"quotation {quotation.id} is live in revision {quotation.latest.revision}, not in the present one"
    if [correction.number for correction in quotation.corrections] != [*range(1, len(quotation.corrections) + 1)]:
        yield f"quotation {quotation.id} lacks a correction"
    for correction in quotation.corrections:
        if fault := faulty(correction):
            yield f"quotation {quotation.id}, correction {correction.number}: {fault}"
