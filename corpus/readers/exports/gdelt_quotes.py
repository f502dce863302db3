"""GDELT's Global Quotation Graph (a line of JSON for each article) → the fields of an export.

`pre`, `quote` and `post` are three pieces of the article's text: a quotation with some words around it. They are
kept as a paragraph each, and the article is marked as not whole.
"""

from collections.abc import Mapping
from typing import Any

from corpus.errors import BadRecord
from corpus.readers.article.object_fields import ObjectFields, first_words

FORMAT = "gdelt-gqg"
VERSION = "gdelt-gqg 1"

_PARTIAL = "GDELT's quotation graph gives each quotation with the words before and behind it, not the text"
# GDELT writes the names of languages in capital letters.
_LANGUAGES = {"ENGLISH": "en", "GERMAN": "de", "FRENCH": "fr", "SPANISH": "es", "PORTUGUESE": "pt", "ITALIAN": "it"}


def matches(names: set[str]) -> bool:
    """Return whether an object with these names is an article of the graph."""
    return {"url", "quotes"} <= names and not {"text", "body", "content"} & names


def fields_of(item: Mapping[str, Any]) -> ObjectFields:
    """Return the fields of an article; raises BadRecord when it holds no quotation."""
    quotes = item.get("quotes")
    parts = [_paragraph(quote) for quote in quotes if isinstance(quote, dict)] if isinstance(quotes, list) else []
    if not any(parts):
        raise BadRecord("no text: the article of GDELT's quotation graph holds no quotation")
    language = first_words(item, "lang", "language") or ""
    return ObjectFields(
        {
            "headline": first_words(item, "title"),
            "summary": list(dict.fromkeys(filter(None, parts))),
            "url": item.get("url"),
            "date": item.get("date"),
            "language": _LANGUAGES.get(language.upper(), language.lower() if len(language) < 4 else None),
        },
        partial=_PARTIAL,
    )


def _paragraph(quote: Mapping[str, Any]) -> str | None:
    words = first_words(quote, "quote")
    if words is None:
        return None
    before, after = (quote.get(name) if isinstance(quote.get(name), str) else "" for name in ("pre", "post"))
    between = "" if not before or before[-1:].isspace() or before[-1:] in "(—" else " "
    behind = "" if not after or after[:1].isspace() or after[:1] in ".,;:!?)" else " "
    return f"{before}{between}“{words.strip()}”{behind}{after}"
