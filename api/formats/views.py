"""Views of quotations: documents with the URLs that answers name; every format is written from them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypedDict, cast

from annotation import Span
from api.formats import serialized
from api.formats.pretty_json import BASE_URL_PLACEHOLDER
from api.http.request_context import current_context
from index import Highlighter, deep_link


class SpeakerView(TypedDict):
    """A speaker of a quotation; `as_written` are the words of the article."""

    id: str
    name: str
    role: str | None
    as_written: str | None
    aliases: list[str]


class View(TypedDict):
    """The document of a quotation with its URLs. Spans are offsets in code points, of the paragraph or the article."""

    id: str
    text: str
    kind: str
    language: str
    speaker: SpeakerView | None
    together: list[SpeakerView]
    date: str | None
    dates: dict[str, Any]
    outlet: dict[str, str]
    headline: str | None
    source_url: str | None
    paragraph: str
    paragraph_number: int
    spans: list[list[int]]
    article_id: str
    article_spans: list[list[int]]
    attribution: dict[str, Any]
    occasion: dict[str, Any] | None
    unknown: dict[str, str]
    url: str
    article_url: str
    deep_link: str | None
    speakers_url: str


def view_builder() -> Callable[[Mapping[str, Any]], View]:
    """Return a function document → view, with the URLs of the answering server; it may outlive the request."""
    base_url = current_context().base_url

    def view(document: Mapping[str, Any]) -> View:
        passages = [document["paragraph"][start:end] for start, end in document["spans"]]
        addresses = {
            "url": f"{base_url}/quotes/{document['id']}",
            "article_url": f"{base_url}/articles/{document['article_id']}",
            "deep_link": deep_link(document["source_url"], passages),
            "speakers_url": f"{base_url}/speakers/",
        }
        return cast(View, {**document, **addresses})

    return view


def rendered_json(matches: Iterable[Callable[[], bytes]]) -> Iterator[str]:
    """Yield the JSON of each match as it was rendered when it was indexed, with the URLs of the answering server."""
    placeholder = BASE_URL_PLACEHOLDER.encode()
    base_url = json.dumps(current_context().base_url, ensure_ascii=False)[1:-1].encode()
    return (serialized.shown(read()).replace(placeholder, base_url).decode() for read in matches)


def parsed_json(matches: Iterable[Callable[[], bytes]]) -> Iterator[dict[str, Any]]:
    """Yield the JSON members of each match, from what was rendered when it was indexed."""
    return (_decode(rendered)[0] for rendered in rendered_json(matches))


def highlight(view: View, wanted: Highlighter) -> dict[str, list[list[int]]]:
    """Return the spans of the words of a query, in `text` and, the same words, in `paragraph`."""
    spans = wanted.spans(view["text"])
    return {
        "text": [[span.start, span.end] for span in spans],
        "paragraph": [pair for span in spans for pair in _in_paragraph(span, view["spans"])],
    }


def _in_paragraph(span: Span, spans: Sequence[Sequence[int]]) -> list[list[int]]:
    """Map a span of the text, which is the spans of the paragraph joined by one space, to spans of the paragraph."""
    moved = []
    begins = 0
    for start, end in spans:
        length = end - start
        first, last = max(span.start, begins), min(span.end, begins + length)
        if first < last:
            moved.append([start + first - begins, start + last - begins])
        begins += length + 1
    return moved


_decode = json.JSONDecoder().raw_decode
