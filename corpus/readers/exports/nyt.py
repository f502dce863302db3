"""The article search and archive APIs of the New York Times → the fields of an export; each object is a document.

They give the leading paragraph and an abstract, never the text: such articles are marked as summaries.
"""

from collections.abc import Mapping
from typing import Any

from corpus.errors import BadRecord
from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.object_fields import ObjectFields, first_words

FORMAT = "nyt"
VERSION = "nyt 1"


def matches(names: set[str]) -> bool:
    """Return whether an object with these names is a document."""
    return {"web_url", "headline"} <= names and bool({"snippet", "lead_paragraph", "abstract"} & names)


def fields_of(item: Mapping[str, Any]) -> ObjectFields:
    """Return the fields of a document; raises BadRecord when it has no words."""
    parts = list(
        dict.fromkeys(filter(None, (first_words(item, name) for name in ("lead_paragraph", "abstract", "snippet"))))
    )
    kept = [part for part in parts if not any(part != other and part.rstrip(" .…") in other for other in parts)]
    if not kept:
        raise BadRecord("no text: the answer of the New York Times holds neither a leading paragraph nor an abstract")
    byline = first_words(item, "byline.original", "byline")
    return ObjectFields(
        {
            "headline": first_words(item, "headline.main", "headline.print_headline", "headline"),
            "summary": kept,
            "url": item.get("web_url"),
            "pub_date": item.get("pub_date"),
            "byline": (names_in(byline) if byline else None) or joined(_persons(item)),
            "outlet": first_words(item, "source") or "The New York Times",
            "language": first_words(item, "language"),
        },
        partial="the API of the New York Times gives the leading paragraph and an abstract, not the text",
    )


def _persons(item: Mapping[str, Any]) -> list[str]:
    byline = item.get("byline")
    persons = byline.get("person") if isinstance(byline, dict) else None
    return [
        " ".join(filter(None, (first_words(part, name) for name in ("firstname", "middlename", "lastname"))))
        for part in (persons if isinstance(persons, list) else ())
        if isinstance(part, dict)
    ]
