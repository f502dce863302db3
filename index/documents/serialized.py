"""A document ↔ the JSON that an answer shows of it: finished when it is indexed, so that an answer is only joined.

    stored    the finished JSON, then a mark, then what of the document is not shown, as JSON too

Finished JSON is as people read it, indented as a member of an answer's `data`. What all documents of an article show
alike stands in its middle, and is finished once. It names addresses of the server that will answer: where they begin
stands HERE, a zero byte, and whoever answers puts the address there.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from index.documents.pretty_json import HERE, address, members, pretty, small, string, string_or_null
from index.documents.text_fragments import deep_link

_MARK = b"\x1e"
_INNER = "\n      "
_PUBLISHED = ("date", "dates", "outlet", "headline", "source_url")
_SPEAKER, _TOGETHER = ("id", "name", "role", "as_written"), ("id", "name", "role")
_ADDRESSES = ("url", "article_url", "deep_link")
_REMEMBERED = 20_000


def shared_by_quotations(document: Mapping[str, Any]) -> str:
    """Return what finished quotations of this one's article have in common."""
    return members(_some(document, _PUBLISHED), _INNER)


def shared_by_paragraphs(document: Mapping[str, Any]) -> str:
    """Return what finished paragraphs of this one's article have in common."""
    return members(_some(document, (*_PUBLISHED, "unknown")), _INNER)


def quotation(document: Mapping[str, Any], shared: str) -> bytes:
    """Return what is stored of a quotation; `shared` is what its article's quotations have in common."""
    paragraph, how, article = document["paragraph"], document["attribution"], document["article_id"]
    passages = [paragraph[start:end] for start, end in document["spans"]]
    finished = f"""{{
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
    return finished.encode() + _MARK + _hidden(document).encode()


def paragraph(document: Mapping[str, Any], shared: str) -> bytes:
    """Return what is stored of a paragraph; `shared` is what its article's paragraphs have in common."""
    article = document["article_id"]
    finished = f"""{{
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
    return finished.encode() + _MARK + b"{}"


def shown(stored: bytes) -> bytes:
    """Return the finished JSON."""
    return stored.partition(_MARK)[0]


def document(stored: bytes) -> dict[str, Any]:
    """Return the document back."""
    finished, _, rest = stored.partition(_MARK)
    found: dict[str, Any] = json.loads(finished.replace(HERE.encode(), b""))
    for name in _ADDRESSES:
        found.pop(name, None)
    found["article_id"] = found.pop("article")
    hidden = json.loads(rest)
    for speaker, aliases in zip(_named(found), hidden.pop("aliases", ()), strict=True):
        speaker["aliases"] = aliases
    found |= hidden
    return found


def _hidden(document: Mapping[str, Any]) -> str:
    """Write what is not shown: where in the article the words stand, and the other names of who is named."""
    aliases = ", ".join([_strings(*speaker["aliases"]) for speaker in _named(document)])
    return f'{{"article_spans": {document["article_spans"]}, "aliases": [{aliases}]}}'


def _named(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return every speaker that is named in a quotation's document; a paragraph's names none."""
    if document.get("speaker"):
        yield document["speaker"]
    yield from document.get("together", ())


def _speaker(speaker: Mapping[str, Any] | None) -> str:
    return "null" if speaker is None else small(_INNER, _SPEAKER, *[speaker[name] for name in _SPEAKER])


def _together(speakers: Iterable[Mapping[str, Any]]) -> str:
    return pretty([_some(speaker, _TOGETHER) for speaker in speakers], _INNER)


@lru_cache(_REMEMBERED, typed=True)  # or 1 and 1.0 would be written as whichever came first
def _decided(rule: str, confidence: float, status: str, statement: bool, anonymous: bool) -> str:
    decided = {"rule": rule, "confidence": confidence, "status": status, "statement": statement, "anonymous": anonymous}
    return members(decided, _INNER + "  ")


@lru_cache(_REMEMBERED)
def _strings(*strings: str) -> str:
    return compact(strings)


def _some(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: document[name] for name in names}


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Writes JSON without blanks."""
