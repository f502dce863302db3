"""A document ↔ the JSON that an answer shows of it: finished when it is indexed, so that an answer is only joined.

    stored    the finished JSON, then a mark, then what of the document is not shown, as JSON too

Finished JSON is as people read it, indented as a member of an answer's `data`. It names addresses of the server that
will answer: where they begin stands HERE, a zero byte, and whoever answers puts the address there.
"""

import json
from collections.abc import Mapping
from typing import Any

from index.deep_link import deep_link
from index.pretty import HERE, Path, pretty

_MARK = b"\x1e"
_LINE = "\n    "
_PUBLISHED = ("date", "dates", "outlet", "headline", "source_url")
_QUOTATION = (
    *("id", "text", "kind", "language", "speaker", "together", *_PUBLISHED),
    *("paragraph", "paragraph_number", "spans", "attribution", "unknown"),
)
_PARAGRAPH = ("id", "text", "number", "language", "quotations", "speakers", *_PUBLISHED, "unknown")
_PEOPLE = {"speaker": ("id", "name", "role", "as_written"), "together": ("id", "name", "role")}
_ADDRESSES = ("url", "article_url", "deep_link")


def quotation(document: Mapping[str, Any]) -> bytes:
    """Give what is stored of a quotation."""
    passages = [document["paragraph"][start:end] for start, end in document["spans"]]
    return _stored(document, _QUOTATION, passages, {"url": Path(f"/quotes/{document['id']}")})


def paragraph(document: Mapping[str, Any]) -> bytes:
    """Give what is stored of a paragraph."""
    return _stored(document, _PARAGRAPH, [document["text"]], {})


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


def _stored(document: Mapping[str, Any], names: tuple[str, ...], passages: list[str], url: dict[str, Any]) -> bytes:
    shown = {name: document[name] for name in names if name in document}
    for name in shown.keys() & _PEOPLE.keys():
        shown[name] = _cut(shown[name], _PEOPLE[name])
    hidden = {name: value for name, value in document.items() if name not in shown or shown[name] is not value}
    del hidden["article_id"]
    shown |= {
        "article": document["article_id"],
        **url,
        "article_url": Path(f"/articles/{document['article_id']}"),
        "deep_link": deep_link(document["source_url"], passages),
    }
    return pretty(shown, _LINE).encode() + _MARK + _compact(hidden).encode()


def _cut(people: Any, names: tuple[str, ...]) -> Any:
    """Leave out what is not shown of a speaker, or of each of several."""
    if isinstance(people, list):
        return [_cut(person, names) for person in people]
    return people and {name: people[name] for name in names}


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
