"""The Guardian's open platform (`content.guardianapis.com`) → the fields of an export; each object is a result."""

from collections.abc import Mapping
from typing import Any

from corpus.errors import BadRecord
from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.object_fields import ObjectFields, first_words, name_of

FORMAT = "guardian"
VERSION = "guardian 1"


def matches(names: set[str]) -> bool:
    """Return whether an object with these names is a result."""
    return {"webTitle", "webUrl"} <= names


def fields_of(item: Mapping[str, Any]) -> ObjectFields:
    """Return the fields of a result; raises BadRecord when the answer was asked for without its text."""
    text = first_words(item, "fields.body") or _blocks(item) or first_words(item, "fields.bodyText")
    summary = first_words(item, "fields.trailText", "fields.standfirst")
    if text is None and summary is None:
        raise BadRecord("no text: the answer of the Guardian holds none; ask for it with show-fields=body")
    byline = first_words(item, "fields.byline")
    tags = [tag for tag in item.get("tags") or () if isinstance(tag, dict) and tag.get("type") == "contributor"]
    return ObjectFields(
        {
            "headline": first_words(item, "fields.headline", "webTitle"),
            "text": text,
            "summary": summary,
            "url": item.get("webUrl"),
            "webPublicationDate": item.get("webPublicationDate"),
            "byline": (names_in(byline) if byline else None)
            or joined(first_words(tag, "webTitle") or name_of(tag) for tag in tags),
            "outlet": _outlet(first_words(item, "fields.publication")),
            "language": first_words(item, "fields.lang"),
        }
    )


def _outlet(publication: str | None) -> str:
    return publication if publication and "." not in publication else "The Guardian"


def _blocks(item: Mapping[str, Any]) -> str | None:
    blocks = item.get("blocks")
    body = blocks.get("body") if isinstance(blocks, dict) else None
    parts = (
        [first_words(block, "bodyHtml", "bodyTextSummary") for block in body or () if isinstance(block, dict)]
        if isinstance(body, list)
        else []
    )
    return "\n\n".join(filter(None, parts)) or None
