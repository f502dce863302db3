"""The REST API of WordPress (`/wp-json/wp/v2/posts`) → the fields of an export; each object is a post.

The author is a number there, unless the answer was asked for with `_embed`, or a plugin writes the names beside it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import BadRecord
from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.object_fields import ObjectFields, first_words, name_of, plain

FORMAT = "wordpress"
VERSION = "wordpress 1"


def matches(names: set[str]) -> bool:
    """Return whether an object with these names is a post."""
    return (
        {"title", "link"} <= names
        and bool({"content", "excerpt"} & names)
        and bool({"date", "date_gmt", "modified", "slug"} & names)
    )


def fields_of(item: Mapping[str, Any]) -> ObjectFields:
    """Return the fields of a post; raises BadRecord when a password protects it or it has no text."""
    content = item.get("content")
    if not isinstance(content, dict):
        return ObjectFields(item)  # an export of another kind with the same names
    text, summary = first_words(item, "content.rendered", "content.raw"), first_words(item, "excerpt.rendered")
    if content.get("protected") is True and not text:
        raise BadRecord("no text: the post is protected by a password")
    return ObjectFields(
        {
            "headline": plain(first_words(item, "title.rendered", "title.raw")),
            "text": text,
            "summary": summary,
            "url": item.get("link"),
            "date": item.get("date") or item.get("date_gmt"),
            "byline": joined(names_in(name) for name in _authors(item)),
            "outlet": plain(first_words(item, "yoast_head_json.og_site_name", "_site.name")),
            "language": first_words(item, "lang", "yoast_head_json.og_locale"),
        }
    )


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    embedded = item.get("_embedded")
    for part in (embedded or {}).get("author") or () if isinstance(embedded, dict) else ():
        if isinstance(part, dict) and (name := name_of(part)):
            yield name
            return
    coauthors = item.get("coauthors") or item.get("authors")
    for part in coauthors if isinstance(coauthors, list) else ():
        if isinstance(part, dict) and (name := first_words(part, "display_name", "name")):
            yield name
    if name := first_words(
        item, "yoast_head_json.author", "author_name", "author_meta.display_name", "author_info.display_name"
    ):
        yield name
