"""JSON Feed 1.0 and 1.1 → an article for each item; the outlet is the feed's title."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.export_fields import article_of, fields_in
from corpus.readers.article.object_fields import first_words, name_of
from corpus.readers.io.encodings import decoded
from corpus.readers.io.limits import LARGEST_FILE
from corpus.readers.io.streams import read_all
from corpus.readers.io.strict_json import elements, members, opens
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "json-feed"
VERSION = "json-feed 1"
STREAMS = False

_VERSION_MEMBER = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_OF_FEED = ("title", "language", "authors", "author", "home_page_url")


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file is JSON that names a version of JSON Feed."""
    return head.lstrip().startswith(b"{") and _VERSION_MEMBER.search(head) is not None


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each item; raises BadRecord when the feed has none."""
    text, encoding = decoded(read_all(stream, LARGEST_FILE))
    found = dict(members(text))
    told = {name: found[name] for name in _OF_FEED if name in found and found[name].fault is None}
    feed = {name: json.loads(text[value.start : value.end], strict=False) for name, value in told.items()}
    said = {"feed": json.dumps(feed), "encoding": encoding}
    items = found.get("items")
    number = 0
    for number, item in enumerate(
        elements(text, items.start) if items and opens(text, items.start) == "[" else (), start=1
    ):
        if item.fault is not None:
            yield UnreadableRecord(origin, f"item {number}", item.fault)
        else:
            raw = text[item.start : item.end].encode("utf-8", "surrogatepass")
            yield RawRecord(origin, f"item {number}", FORMAT, raw, said)
    if number == 0:
        raise BadRecord("a JSON Feed without items")


def article(record: RawRecord) -> Article:
    """Return the article of an item; raises BadRecord."""
    item, feed = fields_in(decoded(record.raw)[0]), json.loads(record.metadata["feed"])
    if not any(
        isinstance(item.get(name), str) and item[name].strip() for name in ("content_html", "content_text", "summary")
    ):
        raise BadRecord("no text: the item has neither content nor summary")
    fields = {
        "headline": item.get("title"),
        "text": first_words(item, "content_html", "content_text"),
        "summary": item.get("summary"),
        "url": first_words(item, "url", "external_url") or item.get("id"),
        "date_published": item.get("date_published") or item.get("date_modified"),
        "byline": _authors(item) or _authors(feed),
        "outlet": first_words(feed, "title", "home_page_url"),
        "language": first_words(item, "language") or first_words(feed, "language"),
    }
    return article_of(record, fields, record.metadata.get("encoding"), VERSION)


def _authors(item: Mapping[str, Any]) -> str | None:
    authors = item.get("authors") or [item.get("author")]
    names = [name_of(part) for part in authors if isinstance(part, dict)] if isinstance(authors, list) else []
    return joined(names_in(name) for name in names if name)
