"""Document builder: a quotation or paragraph of an article as a document, and a document as an index entry.

A document is plain JSON and complete: it has all that an answer shows, so that a search never reads the store. Its
`unknown` has a reason for each member that is null.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from json import JSONEncoder
from typing import Any

from annotation import CIRCUMSTANCES, Attribution, Occasion, Quotation, Span, Speaker
from corpus import Article, paragraph_spans, stable_id
from index.analysis.analyzer import fold
from index.documents.entry import IndexedDocument
from index.documents.null_reasons import article_reasons, null_reasons, occasion_reasons, speaker_reasons
from index.documents.serializer import Document, Serializer


class ArticleDocuments:
    """Builds the documents of one article, which share the members about it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._paragraphs = [Span(*span) for span in paragraph_spans(article.text)]
        self._ends = [paragraph.end for paragraph in self._paragraphs]
        self._published = _published(article)
        self._unknown = null_reasons(self._published, article_reasons(article))

    def quotation(self, quotation: Quotation) -> Document:
        """Return the document of a quotation; `paragraph[s:e]` of its `spans` is the content, verbatim.

        Raises ValueError when its content is in no paragraph.
        """
        article, content, attribution = self._article, quotation.content, quotation.attribution
        if not (touched := self._touched(content)):
            raise ValueError(f"{quotation.id}: its content is in no paragraph of {article.id}")
        start = min(self._paragraphs[touched[0]].start, content[0].start)
        end = max(self._paragraphs[touched[-1]].end, content[-1].end)
        speaker, details = _speaker(attribution, article), _attribution(attribution, article)
        occasion = occasion_members(quotation.occasion, article.text)
        return {
            "id": quotation.id,
            "article_id": article.id,
            "kind": quotation.kind.value,
            "text": " ".join([span.of(article.text) for span in content]),
            "language": article.language,
            "speaker": speaker,
            "together": [_named(speaker) for speaker in attribution.together],
            **self._published,
            "paragraph": article.text[start:end],
            "paragraph_number": touched[0] + 1,
            "spans": [[span.start - start, span.end - start] for span in content],
            "article_spans": [[span.start, span.end] for span in content],
            "attribution": details,
            "occasion": occasion,
            "unknown": {
                **null_reasons({"speaker": speaker}, speaker_reasons(attribution)),
                **self._unknown,
                **null_reasons({"attribution": details}, {}),
                **null_reasons({"occasion": occasion}, occasion_reasons(quotation)),
            },
        }

    def paragraphs(self, quotations: Sequence[Quotation]) -> Iterator[Document]:
        """Yield the document of every paragraph, with the quotations that overlap it."""
        article, seen = self._article, dict[str, int]()
        touching: defaultdict[int, list[Quotation]] = defaultdict(list)
        for quotation in quotations:
            for n in self._touched(quotation.content):
                touching[n].append(quotation)
        for number, paragraph in enumerate(self._paragraphs, 1):
            text, inside = paragraph.of(article.text), touching.get(number - 1, ())
            seen[text] = occurrence = seen.get(text, 0) + 1
            speakers = [speaker.id for q in inside for speaker in _speakers(q.attribution)]
            yield {
                # From its words, not its number, so that a paragraph added above changes no id below.
                "id": stable_id("p", article.id, text, str(occurrence)),
                "article_id": article.id,
                "number": number,
                "text": text,
                "language": article.language,
                **self._published,
                "quotations": [q.id for q in inside],
                "speakers": list(dict.fromkeys(speakers)),
                "unknown": self._unknown,
            }

    def _touched(self, content: tuple[Span, ...]) -> list[int]:
        """Return the numbers, from 0, of the paragraphs that the spans of a content lie in."""
        numbers: set[int] = set()
        for span in content:
            n = bisect_right(self._ends, span.start)
            while n < len(self._paragraphs) and self._paragraphs[n].start < span.end:
                numbers.add(n)
                n += 1
        return sorted(numbers)


def quotation_entries(documents: Collection[Document], serialize: Serializer) -> Iterator[IndexedDocument]:
    """Yield the index entries of the quotations of one article, in the order of its text."""
    for number, (document, stored) in enumerate(zip(documents, serialize.quotations(documents), strict=True), 1):
        speakers = speakers_of(document)
        yield IndexedDocument(
            **_common(document),
            stored=stored,
            number=number,
            speakers=tuple([speaker["id"] for speaker in speakers]),
            kinds=(document["kind"],),
            sort_key=_folded(speakers[0]["name"]) if speakers else "",
            speaker_records=tuple([_speaker_record(s["id"], s["name"], s["role"], *s["aliases"]) for s in speakers]),
            act=document["attribution"]["act"],
            said=document["occasion"] and document["occasion"]["said"],
        )


def paragraph_entries(
    documents: Iterable[Document], quotations: Mapping[str, Document], serialize: Serializer
) -> Iterator[IndexedDocument]:
    """Yield the index entries of the paragraphs of one article; `quotations` are its quotations' documents by id."""
    documents = list(documents)
    for document, stored in zip(documents, serialize.paragraphs(documents), strict=True):
        inside = [quotations[id] for id in document["quotations"]]
        names = [speaker["name"] for q in inside for speaker in speakers_of(q)]
        yield IndexedDocument(
            **_common(document),
            stored=stored,
            number=document["number"],
            speakers=tuple(document["speakers"]),
            kinds=tuple(dict.fromkeys([q["kind"] for q in inside])),
            sort_key=_folded(names[0]) if names else "",
            speaker_records=(),
        )


def _common(document: Document) -> Document:
    return {
        "id": document["id"],
        "article": document["article_id"],
        "text": document["text"],
        "language": document["language"],
        "outlet": document["outlet"]["id"],
        "date": document["date"],
    }


_CACHE_SIZE = 20_000
_folded = lru_cache(_CACHE_SIZE)(fold)


@lru_cache(_CACHE_SIZE)
def _speaker_record(id: str, name: str, role: str | None, *aliases: str) -> str:
    return _compact({"id": id, "name": name, "role": role, "aliases": aliases})


_compact = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dates(article: Article) -> Document:
    """Return the publication date of an article with its evidence, and its dateline."""
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


def occasion_members(occasion: Occasion | None, text: str) -> Document | None:
    """Return the circumstances of an occasion, with the words of the text and the rule for each that is told."""
    if occasion is None:
        return None
    told = {name: one for name in CIRCUMSTANCES if (one := getattr(occasion, name))}
    evidence = {name: {"text": one.evidence.of(text), "rule": one.rule} for name, one in told.items()}
    return {**{name: told[name].value if name in told else None for name in CIRCUMSTANCES}, "evidence": evidence}


def speakers_of(document: Mapping[str, Any]) -> list[Document]:
    """Return the speakers of a quotation's document: none, one, or several together."""
    return [document["speaker"]] if document["speaker"] else list(document["together"])


def _speakers(attribution: Attribution) -> tuple[Speaker, ...]:
    return (attribution.speaker,) if attribution.speaker else attribution.together


def _speaker(attribution: Attribution, article: Article) -> Document | None:
    if attribution.speaker is None:
        return None
    named = _named(attribution.speaker)
    named["as_written"] = attribution.source.of(article.text) if attribution.source else None
    return named


def _attribution(attribution: Attribution, article: Article) -> Document:
    return {
        "cue": attribution.cue.of(article.text) if attribution.cue else None,
        "source": attribution.source.of(article.text) if attribution.source else None,
        "rule": attribution.rule,
        "confidence": attribution.confidence,
        "status": attribution.status,
        "statement": attribution.statement,
        "anonymous": attribution.anonymous,
        "act": attribution.act and attribution.act.value,
    }


def _named(speaker: Speaker) -> Document:
    return {"id": speaker.id, "name": speaker.name, "role": speaker.role, "aliases": list(speaker.aliases)}
