"""Quotation + Article → the document a page shows, and a document → what the index keeps of it.

A document is plain JSON and complete: whatever an answer says about a quotation is in it, so that a search never
goes back to the record. What is null in it is named in its `unknown`, with the reason.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from annotation.quotation import Attribution, Quotation, Span, Speaker
from corpus.article import Article, stable_id
from corpus.paragraphs import paragraph_spans
from index import finished
from index.analysis import fold
from index.entry import Entry
from index.unknown import reasons

Document = dict[str, Any]


def quotation_document(quotation: Quotation, article: Article) -> Document:
    """Write a quotation with all that is known about it; `paragraph[s:e]` of its `spans` is the content, verbatim."""
    paragraphs, touched = _paragraphs(article.text), _touched(article.text, quotation.content)
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
    published = _published(article)
    unknown: dict[str, str] = {}
    touching: defaultdict[int, list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        for n in _touched(article.text, quotation.content):
            touching[n].append(quotation)
    for number, paragraph in enumerate(_paragraphs(article.text), 1):
        text, inside = paragraph.of(article.text), touching[number - 1]
        seen[text] = seen.get(text, 0) + 1
        speakers = [speaker.id for q in inside for speaker in _speakers(q.attribution)]
        document = {
            # By its words, not its number: a paragraph added above does not rename the ones below.
            "id": stable_id("p", article.id, text, str(seen[text])),
            "article_id": article.id,
            "number": number,
            "text": text,
            "language": article.language,
            **published,
            "quotations": [q.id for q in inside],
            "speakers": list(dict.fromkeys(speakers)),
        }
        unknown = unknown or reasons(document, article, None)  # nothing of a single paragraph can be
        document["unknown"] = unknown
        yield document


def quotation_entry(document: Document, number: int) -> Entry:
    """Give what the index keeps of a quotation, the one of this number in its article."""
    speakers = speakers_of(document)
    return _entry(
        document,
        stored=finished.quotation(document),
        number=number,
        speakers=tuple(speaker["id"] for speaker in speakers),
        kinds=(document["kind"],),
        by=fold(speakers[0]["name"]) if speakers else "",
        credits=tuple(_credit(speaker) for speaker in speakers),
    )


def paragraph_entry(document: Document, quotations: Mapping[str, Document]) -> Entry:
    """Give what the index keeps of a paragraph; `quotations` are the documents of its article, by id."""
    inside = [quotations[id] for id in document["quotations"]]
    names = [speaker["name"] for q in inside for speaker in speakers_of(q)]
    return _entry(
        document,
        stored=finished.paragraph(document),
        number=document["number"],
        speakers=tuple(document["speakers"]),
        kinds=tuple(dict.fromkeys(q["kind"] for q in inside)),
        by=fold(names[0]) if names else "",
        credits=(),
    )


def _entry(document: Document, **others: Any) -> Entry:
    return Entry(
        id=document["id"],
        article=document["article_id"],
        text=document["text"],
        language=document["language"],
        outlet=document["outlet"]["id"],
        date=document["date"],
        **others,
    )


def _credit(speaker: Document) -> str:
    known = {name: speaker[name] for name in ("id", "name", "role", "aliases")}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


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


@lru_cache(maxsize=8)  # one article is asked about again and again, for each of its quotations
def _paragraphs(text: str) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in paragraph_spans(text))


def _touched(text: str, content: tuple[Span, ...]) -> list[int]:
    """Give which paragraphs, counted from 0, the spans of a content lie in."""
    paragraphs = _paragraphs(text)
    found: set[int] = set()
    for span in content:
        n = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.end)
        while n < len(paragraphs) and paragraphs[n].start < span.end:
            found.add(n)
            n += 1
    return sorted(found)
