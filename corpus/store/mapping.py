"""Mapping between articles, revisions, quotations and the rows of their tables, in both directions."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from corpus.article import Article, LanguageEvidence, Outlet, Provenance
from corpus.text.dateline import Dateline
from corpus.text.edtf import PublicationDate


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A quotation as the store keeps it; `annotation.serialization` turns it into a Quotation and back.

    `kind` is "direct", "mixed" or "indirect"; `content` is half-open code points of the article's text;
    `attribution` is plain JSON values; `status` is "corrected" when a person's words stand for the annotator's.
    """

    id: str
    article_id: str
    kind: str
    content: tuple[tuple[int, int], ...]
    attribution: Mapping[str, Any]
    status: str = "automatic"


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that a later reading of its article replaced; `kept` is the UTC instant at which it came in."""

    article_id: str
    number: int
    text: str
    provenance: Provenance
    annotator: str
    kept: str


# The evidence of an article's language has no column: it lies in the JSON of `unknown`, under a name that no field has.
_EVIDENCE = "language_evidence"
PROVENANCE = tuple(field.name for field in fields(Provenance) if field.name != _EVIDENCE)


def article_row(article: Article) -> dict[str, Any]:
    """Return the columns that an article fills by itself."""
    provenance = asdict(article.provenance)
    evidence = provenance.pop(_EVIDENCE)
    return {
        "id": article.id,
        "text": article.text,
        "headline": article.headline,
        "outlet_id": article.outlet.id,
        "outlet_name": article.outlet.name,
        "url": article.url,
        "byline": article.byline,
        "dateline": asdict(article.dateline) if article.dateline else None,
        "day": article.published.edtf or "",
        "published": asdict(article.published),
        "language": article.language,
        "licence": article.licence,
        "unknown": dict(article.unknown) | ({_EVIDENCE: evidence} if evidence else {}),
        "summary": article.summary,
        **provenance,
    }


def article_from(row: Mapping[str, Any]) -> Article:
    """Return the article that `article_row` wrote."""
    unknown = dict(row["unknown"])
    evidence = unknown.pop(_EVIDENCE, None)
    return Article(
        id=row["id"],
        text=row["text"],
        headline=row["headline"],
        outlet=Outlet(row["outlet_id"], row["outlet_name"]),
        url=row["url"],
        byline=row["byline"],
        dateline=Dateline(**row["dateline"]) if row["dateline"] else None,
        published=PublicationDate(**row["published"]),
        language=row["language"],
        provenance=replace(provenance_from(row), language_evidence=evidence and LanguageEvidence(**evidence)),
        licence=row["licence"],
        unknown=MappingProxyType(unknown),
        summary=row["summary"],
    )


def provenance_from(row: Mapping[str, Any]) -> Provenance:
    """Return the provenance in a row of `articles` or `revisions`."""
    return Provenance(**{name: row[name] for name in PROVENANCE})


def revision_row(revision: Revision) -> dict[str, Any]:
    """Return the columns of a replaced text."""
    values: dict[str, Any] = asdict(revision)
    provenance: dict[str, Any] = values.pop("provenance")
    del provenance[_EVIDENCE]
    return values | provenance


def revision_from(row: Mapping[str, Any]) -> Revision:
    """Return the replaced text that `revision_row` wrote."""
    return Revision(row["article_id"], row["number"], row["text"], provenance_from(row), row["annotator"], row["kept"])


def quotation_rows(article: Article, quotations: Iterable[QuotationRow]) -> list[dict[str, Any]]:
    """Return the quotations of one annotation of an article as rows, in the order of its text.

    Raises ValueError for a quotation of another article, one that is not in the text, or a repeated id.
    """
    ordered = sorted(quotations, key=lambda quotation: (quotation.content, quotation.id))
    if len({quotation.id for quotation in ordered}) < len(ordered):
        raise ValueError(f"two quotations of article {article.id} have the same id")
    for quotation in ordered:
        if fault := misplaced(quotation, article.id, article.text):
            raise ValueError(fault)
    return [
        {
            "id": quotation.id,
            "article_id": quotation.article_id,
            "place": place,
            "kind": quotation.kind,
            "content": [list(span) for span in quotation.content],
            "attribution": dict(quotation.attribution),
        }
        for place, quotation in enumerate(ordered)
    ]


def quotation_from(row: Mapping[str, Any]) -> QuotationRow:
    """Return the quotation that `quotation_rows` wrote."""
    content = tuple([(start, end) for start, end in row["content"]])
    return QuotationRow(row["id"], row["article_id"], row["kind"], content, MappingProxyType(row["attribution"]))


def misplaced(quotation: QuotationRow, article_id: str, text: str) -> str | None:
    """Return what is wrong with the place of a quotation in its article's text; None when nothing is."""
    if quotation.article_id != article_id:
        return f"quotation {quotation.id} belongs to article {quotation.article_id}, not {article_id}"
    last = 0
    for start, end in quotation.content:
        if not last <= start < end <= len(text):
            return f"quotation {quotation.id} has the span [{start}, {end}], which is not in its article's text"
        last = end
    if not any(text[start:end].strip() for start, end in quotation.content):
        return f"quotation {quotation.id} has no words"
    return None
