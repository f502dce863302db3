"""Feed reader: RSS (0.9 to 2.0) and Atom, an article for each entry.

An entry with its content is an article; one with a summary alone is an article marked as such. feedparser reads the
structure; it is given characters that we decoded, never an address, and no feed that declares entities.
"""

import io
import json
import logging
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.date_parsing import day_in
from corpus.readers.io.encodings import declared_in_xml, decoded
from corpus.readers.io.html_tree import fragment_paragraphs, looks_like_html, loose_paragraphs
from corpus.readers.io.streams import read_all
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.urls import is_web_address

FORMAT = "feed"
VERSION = f"feed 1, feedparser {version('feedparser')}"
STREAMS = False

logging.getLogger("feedparser").setLevel(logging.CRITICAL)

_ROOT = re.compile(rb"<(?:[\w-]{1,20}:)?(?:rss|feed|RDF)\b")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ENTRY = re.compile(r"<(?:[\w-]{1,20}:)?(?:item|entry)(?=[\s>])")
_ENTRY_END = re.compile(r"</(?:[\w-]{1,20}:)?(?:item|entry)\s*>")
_MOST_ALONE = 2000  # entries that are read each by itself
_END = re.compile(r"</(?:[\w-]{1,20}:)?(?:rss|feed|RDF)\s*>\s*\Z")


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file is XML and its first elements are a feed's."""
    root = _ROOT.search(head)
    return head.lstrip().startswith(b"<") and root is not None and _PAGE.search(head, 0, root.start()) is None


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each entry as JSON of its fields; raises BadRecord when the file is no feed."""
    raw = read_all(stream)
    text, encoding = decoded(raw, declared_in_xml(raw))
    try:
        feed = _parsed(text)
    except _FeedparserFailed as error:
        yield from _one_by_one(text, origin, encoding, error)
        return
    entries = feed.entries
    # A feed that breaks off leaves half an entry behind.
    is_cut = bool(feed.bozo) and _END.search(text[-200:]) is None
    for number, entry in enumerate(entries[:-1] if is_cut else entries, start=1):
        yield _record(entry, feed, origin, number, encoding)
    if is_cut:
        yield UnreadableRecord(origin, f"entry {max(len(entries), 1)}", "the feed breaks off here")
    elif not entries:
        raise BadRecord("a feed without entries")


class _FeedparserFailed(BadRecord):
    """feedparser raised an error of its own for a whole feed."""


def _record(entry: Any, feed: Any, origin: str, number: int, encoding: str) -> RawRecord | UnreadableRecord:
    position = f"entry {number}"
    try:
        written = json.dumps(_entry_fields(entry, feed), ensure_ascii=False, sort_keys=True)
    except Exception as error:  # feedparser's entries compute some of their members
        return UnreadableRecord(origin, position, f"feedparser cannot read the entry: {type(error).__name__}")
    return RawRecord(origin, position, FORMAT, written.encode("utf-8", "surrogatepass"), {"encoding": encoding})


def _one_by_one(text: str, origin: str, encoding: str, failure: BadRecord) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the entries of a feed that is not read as a whole, each read in the frame of the feed by itself."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if not 0 < len(starts) <= _MOST_ALONE:
        raise failure
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    closed = [match.end() if (match := _ENTRY_END.search(piece)) else len(piece) for piece in pieces]
    head, tail = text[: starts[0]], pieces[-1][closed[-1] :]
    for number, (piece, end) in enumerate(zip(pieces, closed, strict=True), start=1):
        try:
            feed = _parsed(head + piece[:end] + tail)
            yield _record(feed.entries[0], feed, origin, number, encoding)
        except (BadRecord, IndexError):
            yield UnreadableRecord(origin, f"entry {number}", "feedparser cannot read the entry")


def article(record: RawRecord) -> Article:
    """Return the article of an entry; raises BadRecord."""
    entry_fields = json.loads(record.raw)
    body = entry_fields["content"] or entry_fields["summary"] or ""
    parts = fragment_paragraphs(body) if entry_fields["html"] else loose_paragraphs(body)
    day = day_in(entry_fields["published"] or "")
    updated = day_in(entry_fields["updated"] or "") if day is None else None
    fields = ArticleFields(
        paragraphs=paragraphs_from(parts),
        described_by="the feed",
        headline=field_of(_plain(entry_fields["title"])),
        byline=field_of(entry_fields["author"]),
        url=entry_fields["link"],
        outlet=field_of(_plain(entry_fields["outlet"])),
        published=day or updated,
        evidence=_evidence(entry_fields, day, updated),
        inferred=day is None,
        language=entry_fields["language"],
        licence=field_of(_plain(entry_fields["licence"])),
        summary=not entry_fields["content"],
        encoding=record.metadata.get("encoding"),
        unknown=_UNKNOWN | _unreadable_date(entry_fields, day),
    )
    return article_from(record, fields, VERSION)


def _parsed(text: str) -> Any:
    text = _DECLARATION.sub("", text, count=1)
    if "<!ENTITY" in text:
        raise BadRecord("the feed declares entities of its own, which are not read")
    if text.count("<") > 2_000_000:
        raise BadRecord("the feed has more than 2,000,000 tags")
    import feedparser  # a tenth of a second, which commands that read no feed need not wait for

    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "surrogatepass")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        raise _FeedparserFailed(f"feedparser cannot read the feed: {type(error).__name__}") from error


def _entry_fields(entry: Any, whole_feed: Any) -> dict[str, Any]:
    feed = whole_feed.feed
    updated = dict.get(entry, "updated")  # feedparser's own `get` would give the day of publication
    dated = updated if (whole_feed.version or "").startswith("rss") else None  # dc:date
    content = max(entry.get("content") or [{}], key=lambda part: len(part.get("value") or ""))
    summary = entry.get("summary_detail") or {}
    source = entry.get("source") or {}
    body = content if content.get("value") else summary
    return {
        "title": entry.get("title"),
        "link": _link(entry),
        "content": content.get("value") or None,
        "summary": summary.get("value") or None,
        "html": "html" in (body.get("type") or ""),
        "published": entry.get("published") or entry.get("created") or dated,
        "updated": updated,
        "author": _author(entry),
        "language": body.get("language") or feed.get("language"),
        "outlet": source.get("title") or entry.get("publisher") or feed.get("publisher") or feed.get("title"),
        "licence": entry.get("license") or feed.get("license") or entry.get("rights") or feed.get("rights"),
    }


def _link(entry: Any) -> str | None:
    """Return the address of the entry; a permanent id is one too."""
    return next((url for url in (entry.get("link"), entry.get("id")) if url and is_web_address(url)), None)


def _author(entry: Any) -> str | None:
    names = [author.get("name") for author in entry.get("authors") or () if author.get("name")]
    return ", ".join(dict.fromkeys(names[:20])) or entry.get("author")


def _evidence(entry_fields: dict[str, Any], day: str | None, updated: str | None) -> str | None:
    if day is not None:
        return f'entry published "{field_of(entry_fields["published"])}"'
    if updated is not None:
        return f'entry updated "{field_of(entry_fields["updated"])}", which may be later than its publication'
    return None


def _unreadable_date(entry_fields: dict[str, Any], day: str | None) -> dict[str, str]:
    if day is not None or not entry_fields["published"]:
        return {}
    words = field_of(entry_fields["published"][:100])
    return {"published": f'entry published "{words}" is no day that can be read for sure'}


def _plain(words: str | None) -> str | None:
    return " ".join(fragment_paragraphs(words)) if words and looks_like_html(words) else words


_UNKNOWN = {
    "text": "no text: the entry has neither content nor summary",
    "url": "the entry gives no address",
    "headline": "the entry has no title",
    "byline": "the entry names no author",
    "licence": "neither the entry nor the feed says",
}
