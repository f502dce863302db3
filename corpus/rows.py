"""Articles and quotations as the rows the record keeps: both directions, one file."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from corpus.article import Article, Outlet, Provenance
from corpus.dateline import Dateline
from corpus.dates import PublicationDate


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A quotation as the record keeps it; `annotation.record` turns it into a Quotation and back.

    `kind` is "direct", "mixed" or "indirect"; `content` is half-open code points of the article's text;
    `attribution` is plain JSON values.
    """

    id: str
    article_id: str
    kind: str
    content: tuple[tuple[int, int], ...]
    attribution: Mapping[str, Any]


def article_row(article: Article) -> dict[str, Any]:
    """Give the columns that an article fills by itself."""
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
        "unknown": dict(article.unknown),
        **asdict(article.provenance),
    }


def article_from(row: Mapping[str, Any]) -> Article:
    """Give the article that `article_row` wrote."""
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
        provenance=Provenance(row["origin"], row["format"], row["retrieved"], row["raw_sha256"], row["text_sha256"]),
        licence=row["licence"],
        unknown=MappingProxyType(dict(row["unknown"])),
    )


def quotation_rows(article: Article, quotations: Iterable[QuotationRow]) -> list[dict[str, Any]]:
    """Give the rows of an article's quotations in the order of its text.

    Raises ValueError for a quotation of another article, one that is not in the text, or an id given twice.
    """
    ordered = sorted(quotations, key=lambda quotation: (quotation.content, quotation.id))
    if len({quotation.id for quotation in ordered}) < len(ordered):
        raise ValueError(f"two quotations of article {article.id} have the same id")
    for quotation in ordered:
        if fault := misplaced(quotation, article):
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
    """Give the quotation that `quotation_rows` wrote."""
    content = tuple((start, end) for start, end in row["content"])
    return QuotationRow(row["id"], row["article_id"], row["kind"], content, MappingProxyType(row["attribution"]))


def misplaced(quotation: QuotationRow, article: Article) -> str | None:
    """Say what is wrong with the place of a quotation in its article; None when nothing is."""
    if quotation.article_id != article.id:
        return f"quotation {quotation.id} belongs to article {quotation.article_id}, not {article.id}"
    if not quotation.content:
        return f"quotation {quotation.id} has no words"
    last = 0
    for start, end in quotation.content:
        if not last <= start < end <= len(article.text):
            return f"quotation {quotation.id} has the span [{start}, {end}], which is not in its article's text"
        last = end
    return None
