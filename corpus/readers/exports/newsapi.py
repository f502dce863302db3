"""NewsAPI, GNews and their kin → the fields of an export; each object of `articles` is one. Their texts are cut."""

import re
from collections.abc import Mapping
from typing import Any

from corpus.readers.article.byline import names_in
from corpus.readers.article.object_fields import ObjectFields, first_words

FORMAT = "newsapi"
VERSION = "newsapi 1"

_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?(\d{1,9}) char(?:acter)?s?\]\s*\Z")


def matches(names: set[str]) -> bool:
    """Return whether an object with these names is an article of such an answer."""
    return {"source", "title", "publishedAt", "url"} <= names


def fields_of(item: Mapping[str, Any]) -> ObjectFields:
    """Return the fields of an article; the text ends where the API cut it, which `partial` says."""
    content, description = first_words(item, "content"), first_words(item, "description")
    cut = _CUT.search(content) if content else None
    fields = dict(item)
    author = first_words(item, "author")
    outlet = first_words(item, "source.name", "source")
    fields["author"] = names_in(author, outlet) if author else None
    if cut is None or content is None:
        return ObjectFields(fields)
    del fields["content"]
    text = f"{content[: cut.start()].rstrip()}…"
    fields["summary"] = text if len(text) >= len(description or "") else description
    return ObjectFields(fields, partial=f"the API cut the text: {content[cut.start() :].strip(' .…')}")
