"""Quotation + Article → the document a page shows, and a document ↔ what Whoosh keeps of it.

A document is plain JSON and complete: whatever an answer says about a quotation is in it, so that a search never
goes back to the record. What is null in it is named in its `unknown`, with the reason.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotation.quotation import Attribution, Quotation, Span, Speaker
from corpus.article import Article, stable_id
from corpus.dates import day_range
from corpus.paragraphs import paragraph_spans
from index.analysis import fold
from index.unknown import reasons

Document = dict[str, Any]


def quotation_document(quotation: Quotation, article: Article) -> Document:
    """Write a quotation with all that is known about it; `paragraph[s:e]` of its `spans` is the content, verbatim."""
    paragraphs = [Span(*span) for span in paragraph_spans(article.text)]
    touched = [n for n, paragraph in enumerate(paragraphs) if _overlap(paragraph, quotation.content)]
    if not touched:
        raise ValueError(f"{quotation.id}: its content is in no paragraph of {article.id}")
    start = min(paragraphs[touched[0]].start, quotation.content[0].start)
    end = max(paragraphs[touched[-1]].end, quotation.content[-1].end)
    attribution = quotation.attribution
    document: Document = {
        "id": quotation.id,
        "article_id": article.id,
        "kind": quotation.kind.value,
        "text": " ".join(span.of(article.text) for span in quotation.content),
        "language": article.language,
        "speaker": _speaker(attribution, article),
        "together": [_named(speaker) for speaker in attribution.together],
        **_published(article),
        "paragraph": article.text[start:end],
        "paragraph_number": touched[0] + 1,
        "spans": [[span.start - start, span.end - start] for span in quotation.content],
        "article_spans": [[span.start, span.end] for span in quotation.content],
        "attribution": {
            "cue": attribution.cue.of(article.text) if attribution.cue else None,
            "source": attribution.source.of(article.text) if attribution.source else None,
            "rule": attribution.rule,
            "confidence": attribution.confidence,
            "status": attribution.status,
            "statement": attribution.statement,
            "anonymous": attribution.anonymous,
        },
    }
    document["unknown"] = reasons(document, article, attribution.unknown)
    return document


def paragraph_documents(article: Article, quotations: Sequence[Quotation]) -> Iterator[Document]:
    """Write every paragraph of an article, each with the quotations that touch it."""
    seen: dict[str, int] = {}
    for number, (start, end) in enumerate(paragraph_spans(article.text), 1):
        text = article.text[start:end]
        seen[text] = seen.get(text, 0) + 1
        inside = [q for q in quotations if _overlap(Span(start, end), q.content)]
        speakers = [speaker.id for q in inside for speaker in _speakers(q.attribution)]
        document = {
            # By its words, not its number: a paragraph added above does not rename the ones below.
            "id": stable_id("p", article.id, text, str(seen[text])),
            "article_id": article.id,
            "number": number,
            "text": text,
            "language": article.language,
            **_published(article),
            "quotations": [q.id for q in inside],
            "speakers": list(dict.fromkeys(speakers)),
        }
        document["unknown"] = reasons(document, article, None)
        yield document


def quotation_fields(document: Document) -> dict[str, Any]:
    """Give the Whoosh fields of a quotation's document."""
    speakers = speakers_of(document)
    return _fields(document) | {
        "speaker": " ".join(speaker["id"] for speaker in speakers),
        "kind": document["kind"],
        "by": fold(speakers[0]["name"] if speakers else "").encode(),
    }


def paragraph_fields(document: Document, quotations: Mapping[str, Document]) -> dict[str, Any]:
    """Give the Whoosh fields of a paragraph's document; `quotations` are the documents of its article, by id."""
    inside = [quotations[id] for id in document["quotations"]]
    names = [speaker["name"] for q in inside for speaker in speakers_of(q)]
    return _fields(document) | {
        "speaker": " ".join(document["speakers"]),
        "kind": " ".join(dict.fromkeys(q["kind"] for q in inside)),
        "by": fold(names[0] if names else "").encode(),
    }


def from_stored(fields: Mapping[str, Any]) -> Document:
    """Give the document back from what Whoosh stored."""
    document: Document = json.loads(fields["document"])
    return document


def _fields(document: Document) -> dict[str, Any]:
    fields = {
        "id": document["id"],
        "text": document["text"],
        "words": document["text"],
        "outlet": document["outlet"]["id"],
        "article": document["article_id"],
        "language": document["language"],
        "day": b"",
        "document": json.dumps(document, ensure_ascii=False, separators=(",", ":")),
    }
    if document["date"] is None:
        return fields
    first, last = day_range(document["date"])
    return fields | {"first": first.toordinal(), "last": last.toordinal(), "day": first.isoformat().encode()}


def dates(article: Article) -> Document:
    """Write when an article was published, on which evidence, and what its dateline says."""
    line, published = article.dateline, article.published
    dateline = line and {"text": article.text[line.start : line.end].strip(), "place": line.place, "day": line.day}
    return {
        "published": published.edtf,
        "evidence": published.evidence,
        "inferred": published.inferred,
        "dateline": dateline and dateline | {"agency": line and line.agency},
    }


def _published(article: Article) -> Document:
    return {
        "date": article.published.edtf,
        "dates": dates(article),
        "outlet": {"id": article.outlet.id, "name": article.outlet.name},
        "source_url": article.url,
        "headline": article.headline,
    }


def speakers_of(document: Mapping[str, Any]) -> list[Document]:
    """Give everybody who speaks in a quotation's document: nobody, one, or several together."""
    return [document["speaker"]] if document["speaker"] else list(document["together"])


def _speakers(attribution: Attribution) -> tuple[Speaker, ...]:
    return (attribution.speaker,) if attribution.speaker else attribution.together


def _speaker(attribution: Attribution, article: Article) -> Document | None:
    if attribution.speaker is None:
        return None
    as_written = attribution.source.of(article.text) if attribution.source else None
    return _named(attribution.speaker) | {"as_written": as_written}


def _named(speaker: Speaker) -> Document:
    return {"id": speaker.id, "name": speaker.name, "role": speaker.role, "aliases": list(speaker.aliases)}


def _overlap(paragraph: Span, content: tuple[Span, ...]) -> bool:
    return any(span.start < paragraph.end and paragraph.start < span.end for span in content)
