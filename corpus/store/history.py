"""All that the record keeps of one article: its texts, what was found in them, and what was corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from corpus.article import Article
from corpus.store.corrections import Correction, corrected, faulty, withdrawal
from corpus.store.mapping import QuotationRow, Revision, misplaced


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When a quotation was taken back, and `by` what: "revision", "annotator" or "correction".

    `revision` is the number of the text that dropped it; for the annotator, of the text it read again.
    """

    when: str
    by: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class AnnotationVersion:
    """What one annotator said of a quotation, in the text of one revision; `withdrawal` is how that ended, if so."""

    row: QuotationRow
    revision: int
    annotator: str
    found: str
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class QuotationHistory:
    """A quotation with its whole history: `findings` and `corrections`, the oldest first."""

    id: str
    article_id: str
    first_revision: int
    findings: tuple[AnnotationVersion, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def last(self) -> AnnotationVersion:
        """What was last found."""
        return self.findings[-1]

    @property
    def effective(self) -> QuotationRow:
        """The quotation as it is to be shown, corrections applied."""
        return corrected(self.last.row, self.corrections)

    @property
    def withdrawal(self) -> Withdrawal | None:
        """How it was withdrawn; None when it is live."""
        if self.last.withdrawal:
            return self.last.withdrawal
        correction = withdrawal(self.corrections)
        return Withdrawal(correction.made, "correction") if correction else None

    def found_in(self, revision: int) -> QuotationRow | None:
        """Return what the last annotator to read this revision said, None when it found nothing."""
        found = [finding for finding in self.findings if finding.revision == revision]
        dropped = not found or (found[-1].withdrawal and found[-1].withdrawal.by == "annotator")
        return None if dropped else found[-1].row


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """An article with its present text, `revision`, the texts before it, and all quotations ever found in them."""

    article: Article
    revision: int
    annotator: str
    kept: str
    revisions: tuple[Revision, ...] = ()
    quotations: tuple[QuotationHistory, ...] = ()

    def text(self, revision: int) -> str | None:
        """Return the text of a revision, None when there is none of this number."""
        texts = {old.number: old.text for old in self.revisions}
        return self.article.text if revision == self.revision else texts.get(revision)

    def words(self, finding: AnnotationVersion) -> str:
        """Return the words of a finding: its spans in the text it was found in, joined by one space."""
        text = self.text(finding.revision) or ""
        return " ".join(text[start:end] for start, end in finding.row.content)


def faults(dossier: ArticleHistory) -> Iterator[str]:
    """Return what does not hold in a dossier: checksums, numbers, spans, corrections."""
    present = (dossier.article.text, dossier.article.provenance.text_sha256)
    for text, digest in [*((old.text, old.provenance.text_sha256) for old in dossier.revisions), present]:
        if sha256(text.encode()).hexdigest() != digest:
            yield "the text does not match its checksum"
    numbers = [old.number for old in dossier.revisions]
    if dossier.revision != len(numbers) + 1 or numbers != list(range(1, len(numbers) + 1)):
        yield f"its revisions are {numbers}, before revision {dossier.revision}"
    for quotation in dossier.quotations:
        yield from _faults(quotation, dossier)


def _faults(quotation: QuotationHistory, dossier: ArticleHistory) -> Iterator[str]:
    if not 1 <= quotation.first_revision <= quotation.findings[0].revision:
        yield f"quotation {quotation.id} was first found in revision {quotation.first_revision}, which cannot be"
    for finding in quotation.findings:
        ended = finding.withdrawal.revision if finding.withdrawal else None
        if ended is not None and not finding.revision <= ended <= dossier.revision:
            yield f"quotation {quotation.id} was withdrawn in revision {ended}, which cannot be"
        text = dossier.text(finding.revision)
        if text is None:
            yield f"quotation {quotation.id} is of revision {finding.revision}, which is not there"
        elif fault := misplaced(finding.row, dossier.article.id, text):
            yield fault
    if not quotation.last.withdrawal and quotation.last.revision != dossier.revision:
        yield f"quotation {quotation.id} is live in revision {quotation.last.revision}, not in the present one"
    if [correction.number for correction in quotation.corrections] != [*range(1, len(quotation.corrections) + 1)]:
        yield f"quotation {quotation.id} lacks a correction"
    for correction in quotation.corrections:
        if fault := faulty(correction):
            yield f"quotation {quotation.id}, correction {correction.number}: {fault}"
