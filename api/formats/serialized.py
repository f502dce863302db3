"""Serializer of documents: JSON rendered when a document is indexed, so that an answer only joins it.

    stored bytes = rendered JSON, separator 0x1e, the unexposed members of the document as JSON

`index.publish` is handed this module as `serialize=`, and stores the bytes. Rendered JSON is pretty-printed, indented
as a member of an answer's `data`. The members that all documents of an article share stand in the middle and are
rendered once. URLs of this server begin with BASE_URL_PLACEHOLDER, a zero byte that the answer replaces.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from api.formats.pretty_json import BASE_URL_PLACEHOLDER, address, members, pretty, small, string, string_or_null
from index import Document, deep_link

_SEPARATOR = b"\x1e"
_INNER = "\n      "
_PUBLISHED = ("date", "dates", "outlet", "headline", "source_url")
_SPEAKER, _TOGETHER = ("id", "name", "role", "as_written"), ("id", "name", "role")
_ADDRESSES = ("url", "article_url", "deep_link")
_CACHE_SIZE = 20_000


def joined(data: Iterable[bytes], rest: Mapping[str, Any], base_url: str) -> bytes:
    """Return the envelope around `data`, rendered at indexing time; the bytes are those of `json.pretty`."""
    documents = b",\n    ".join(data)
    base = string(base_url)[1:-1].encode()
    documents = b"\n    " + documents.replace(BASE_URL_PLACEHOLDER.encode(), base) + b"\n  " if documents else b""
    return b'{\n  "data": [' + documents + b"]," + pretty(rest)[1:].encode() + b"\n"


def quotations(documents: Iterable[Document]) -> Iterator[bytes]:
    """Yield the stored bytes of the quotations of one article."""
    shared = None
    for document in documents:
        shared = shared or members(_some(document, _PUBLISHED), _INNER)
        yield _quotation(document, shared)


def paragraphs(documents: Iterable[Document]) -> Iterator[bytes]:
    """Yield the stored bytes of the paragraphs of one article."""
    shared = None
    for document in documents:
        shared = shared or members(_some(document, (*_PUBLISHED, "unknown")), _INNER)
        yield _paragraph(document, shared)


def shown(stored: bytes) -> bytes:
    """Return the rendered JSON."""
    return stored.partition(_SEPARATOR)[0]


def document(stored: bytes) -> Document:
    """Return the document that was stored."""
    rendered, _, rest = stored.partition(_SEPARATOR)
    restored: Document = json.loads(rendered.replace(BASE_URL_PLACEHOLDER.encode(), b""))
    for name in _ADDRESSES:
        restored.pop(name, None)
    restored["article_id"] = restored.pop("article")
    unexposed = json.loads(rest)
    for speaker, aliases in zip(_named_speakers(restored), unexposed.pop("aliases", ()), strict=True):
        speaker["aliases"] = aliases
    restored |= unexposed
    return restored


def _quotation(document: Mapping[str, Any], shared: str) -> bytes:
    """Return the stored bytes of a quotation; `shared` are the rendered members that its article's quotations share."""
    paragraph, how, article = document["paragraph"], document["attribution"], document["article_id"]
    passages = [paragraph[start:end] for start, end in document["spans"]]
    rendered = f"""{{
      "id": {string(document["id"])},
      "text": {string(document["text"])},
      "kind": {string(document["kind"])},
      "language": {string(document["language"])},
      "speaker": {_speaker(document["speaker"])},
      "together": {_together(document["together"])},
      {shared},
      "paragraph": {string(paragraph)},
      "paragraph_number": {document["paragraph_number"]},
      "spans": {document["spans"]},
      "attribution": {{
        "cue": {string_or_null(how["cue"])},
        "source": {string_or_null(how["source"])},
        {_decided(how["rule"], how["confidence"], how["status"], how["statement"], how["anonymous"])}
      }},
      "unknown": {pretty(document["unknown"], _INNER)},
      "article": {string(article)},
      "url": {address("/quotes/" + document["id"])},
      "article_url": {address("/articles/" + article)},
      "deep_link": {string_or_null(deep_link(document["source_url"], passages))}
    }}"""
    return rendered.encode() + _SEPARATOR + _unexposed(document).encode()


def _paragraph(document: Mapping[str, Any], shared: str) -> bytes:
    """Return the stored bytes of a paragraph; `shared` are the rendered members that its article's paragraphs share."""
    article = document["article_id"]
    rendered = f"""{{
      "id": {string(document["id"])},
      "text": {string(document["text"])},
      "number": {document["number"]},
      "language": {string(document["language"])},
      "quotations": {pretty(document["quotations"], _INNER)},
      "speakers": {pretty(document["speakers"], _INNER)},
      {shared},
      "article": {string(article)},
      "article_url": {address("/articles/" + article)},
      "deep_link": {string_or_null(deep_link(document["source_url"], [document["text"]]))}
    }}"""
    return rendered.encode() + _SEPARATOR + b"{}"


def _unexposed(document: Mapping[str, Any]) -> str:
    """Return the members that no answer shows: the spans in the article, and the aliases of the named speakers."""
    aliases = ", ".join([_strings(*speaker["aliases"]) for speaker in _named_speakers(document)])
    return f'{{"article_spans": {document["article_spans"]}, "aliases": [{aliases}]}}'


def _named_speakers(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every speaker that a quotation's document names; a paragraph's names none."""
    if document.get("speaker"):
        yield document["speaker"]
    yield from document.get("together", ())


def _speaker(speaker: Mapping[str, Any] | None) -> str:
    return "null" if speaker is None else small(_INNER, _SPEAKER, *[speaker[name] for name in _SPEAKER])


def _together(speakers: Iterable[Mapping[str, Any]]) -> str:
    return pretty([_some(speaker, _TOGETHER) for speaker in speakers], _INNER)


@lru_cache(_CACHE_SIZE, typed=True)  # or 1 and 1.0 would be written as whichever came first
def _decided(rule: str, confidence: float, status: str, statement: bool, anonymous: bool) -> str:
    decided = {"rule": rule, "confidence": confidence, "status": status, "statement": statement, "anonymous": anonymous}
    return members(decided, _INNER + "  ")


@lru_cache(_CACHE_SIZE)
def _strings(*strings: str) -> str:
    return _compact(strings)


def _some(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: document[name] for name in names}


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
