"""A document ↔ the JSON that an answer shows of it: finished when it is indexed, so that an answer is only joined.

    stored    the finished JSON, then a mark, then what of the document is not shown, as JSON too

Finished JSON is as people read it, indented as a member of an answer's `data`. What all documents of an article show
alike stands in its middle, and is finished once. It names addresses of the server that will answer: where they begin
stands HERE, a zero byte, and whoever answers puts the address there.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from index.deep_link import deep_link
from index.pretty import HERE, Path, members

_MARK = b"\x1e"
_LINE = "\n    "
_INNER = _LINE + "  "
_PUBLISHED = ("date", "dates", "outlet", "headline", "source_url")
_QUOTATION = ("id", "text", "kind", "language")
_BEHIND = ("paragraph", "paragraph_number", "spans", "attribution", "unknown")
_PARAGRAPH = ("id", "text", "number", "language", "quotations", "speakers")
_SPEAKER, _TOGETHER = ("id", "name", "role", "as_written"), ("id", "name", "role")
_ADDRESSES = ("url", "article_url", "deep_link")


def shared_by_quotations(document: Mapping[str, Any]) -> str:
    """Give what finished quotations of this one's article have in common."""
    return members(_some(document, _PUBLISHED), _INNER)


def shared_by_paragraphs(document: Mapping[str, Any]) -> str:
    """Give what finished paragraphs of this one's article have in common."""
    return members(_some(document, (*_PUBLISHED, "unknown")) | _article(document), _INNER)


def quotation(document: Mapping[str, Any], shared: str) -> bytes:
    """Give what is stored of a quotation; `shared` is what its article's quotations have in common."""
    speaker, together = document["speaker"], document["together"]
    passages = [document["paragraph"][start:end] for start, end in document["spans"]]
    before = _some(document, _QUOTATION) | {
        "speaker": speaker and _some(speaker, _SPEAKER),
        "together": [_some(one, _TOGETHER) for one in together],
    }
    behind = _some(document, _BEHIND) | {
        "article": document["article_id"],
        "url": Path(f"/quotes/{document['id']}"),
        "article_url": Path(f"/articles/{document['article_id']}"),
        "deep_link": deep_link(document["source_url"], passages),
    }
    hidden = {name: value for name, value in document.items() if name not in _SHOWN_OF_QUOTATIONS}
    if speaker:
        hidden["speaker"] = speaker
    if together:
        hidden["together"] = together
    return _stored(before, shared, behind, hidden)


def paragraph(document: Mapping[str, Any], shared: str) -> bytes:
    """Give what is stored of a paragraph; `shared` is what its article's paragraphs have in common."""
    behind = {"deep_link": deep_link(document["source_url"], [document["text"]])}
    hidden = {name: value for name, value in document.items() if name not in _SHOWN_OF_PARAGRAPHS}
    return _stored(_some(document, _PARAGRAPH), shared, behind, hidden)


def shown(stored: bytes) -> bytes:
    """Give the finished JSON."""
    return stored.partition(_MARK)[0]


def document(stored: bytes) -> dict[str, Any]:
    """Give the document back."""
    finished, _, rest = stored.partition(_MARK)
    found: dict[str, Any] = json.loads(finished.replace(HERE.encode(), b""))
    for address in _ADDRESSES:
        found.pop(address, None)
    found["article_id"] = found.pop("article")
    found |= json.loads(rest)
    return found


def _stored(before: dict[str, Any], shared: str, behind: dict[str, Any], hidden: dict[str, Any]) -> bytes:
    pieces = members(before, _INNER), shared, members(behind, _INNER)
    finished = "{" + _INNER + ("," + _INNER).join(pieces) + _LINE + "}"
    return finished.encode() + _MARK + (compact(hidden).encode() if hidden else b"{}")


def _some(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: document[name] for name in names}


def _article(document: Mapping[str, Any]) -> dict[str, Any]:
    return {"article": document["article_id"], "article_url": Path(f"/articles/{document['article_id']}")}


_SHOWN_OF_QUOTATIONS = frozenset((*_QUOTATION, "speaker", "together", *_PUBLISHED, *_BEHIND, "article_id"))
_SHOWN_OF_PARAGRAPHS = frozenset((*_PARAGRAPH, *_PUBLISHED, "unknown", "article_id"))
compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Writes JSON without blanks."""
