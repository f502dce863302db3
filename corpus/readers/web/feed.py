"""RSS (0.9 to 2.0) and Atom → an article for each entry.

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
from corpus.readers.article.builder import Found, article_from, field_of, paragraphs_from
from corpus.readers.article.date_parsing import day_in
from corpus.readers.io.encodings import decoded
from corpus.readers.io.html_tree import fragment_paragraphs, looks_like_html, loose_paragraphs
from corpus.readers.io.streams import whole
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.urls import is_web_address

FORMAT = "feed"
VERSION = f"feed 1, feedparser {version('feedparser')}"
STREAMS = False

logging.getLogger("feedparser").setLevel(logging.CRITICAL)

_ROOT = re.compile(rb"<(?:[\w-]{1,20}:)?(?:rss|feed|RDF)\b")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_DECLARED = re.compile(rb"\A\s{0,99}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_END = re.compile(r"</(?:[\w-]{1,20}:)?(?:rss|feed|RDF)\s*>\s*\Z")


def recognises(head: bytes, reading: ReadOptions) -> bool:
    """Say whether a file is XML and its first elements are a feed's."""
    root = _ROOT.search(head)
    return head.lstrip().startswith(b"<") and root is not None and _PAGE.search(head, 0, root.start()) is None


def records(stream: BinaryIO, origin: str, reading: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Give each entry as JSON of what the feed says about it; raises BadRecord when the file is no feed."""
    raw = whole(stream)
    declared = _DECLARED.match(raw)
    text, encoding = decoded(raw, [(declared[1].decode(), "XML")] if declared else [])
    feed = _parsed(text)
    entries = feed.entries
    # A feed that breaks off leaves half an entry behind.
    is_cut = bool(feed.bozo) and _END.search(text[-200:]) is None
    for number, entry in enumerate(entries[:-1] if is_cut else entries, start=1):
        said = json.dumps(_said(entry, feed), ensure_ascii=False, sort_keys=True)
        yield RawRecord(
            origin, f"entry {number}", FORMAT, said.encode("utf-8", "surrogatepass"), {"encoding": encoding}
        )
    if is_cut:
        yield UnreadableRecord(origin, f"entry {max(len(entries), 1)}", "the feed breaks off here")
    elif not entries:
        raise BadRecord("a feed without entries")


def article(record: RawRecord) -> Article:
    """Give the article of an entry; raises BadRecord."""
    said = json.loads(record.raw)
    body = said["content"] or said["summary"] or ""
    parts = fragment_paragraphs(body) if said["html"] else loose_paragraphs(body)
    day = day_in(said["published"] or "")
    updated = day_in(said["updated"] or "") if day is None else None
    found = Found(
        paragraphs=paragraphs_from(parts),
        speaker="the feed",
        headline=field_of(_plain(said["title"])),
        byline=field_of(said["author"]),
        url=said["link"],
        outlet=field_of(_plain(said["outlet"])),
        published=day or updated,
        evidence=_evidence(said, day, updated),
        inferred=day is None,
        language=said["language"],
        licence=field_of(_plain(said["licence"])),
        summary=not said["content"],
        encoding=record.said.get("encoding"),
        unknown=_UNKNOWN | _puzzle(said, day),
    )
    return article_from(record, found, VERSION)


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
        raise BadRecord(f"feedparser cannot read the feed: {type(error).__name__}") from error


def _said(entry: Any, whole_feed: Any) -> dict[str, Any]:
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
    """Give the address of the entry; a permanent id is one too."""
    return next((said for said in (entry.get("link"), entry.get("id")) if said and is_web_address(said)), None)


def _author(entry: Any) -> str | None:
    names = [author.get("name") for author in entry.get("authors") or () if author.get("name")]
    return ", ".join(dict.fromkeys(names[:20])) or entry.get("author")


def _evidence(said: dict[str, Any], day: str | None, updated: str | None) -> str | None:
    if day is not None:
        return f'entry published "{field_of(said["published"])}"'
    if updated is not None:
        return f'entry updated "{field_of(said["updated"])}", which may be later than its publication'
    return None


def _puzzle(said: dict[str, Any], day: str | None) -> dict[str, str]:
    if day is not None or not said["published"]:
        return {}
    return {"published": f'entry published "{field_of(said["published"][:100])}" is no day that can be read for sure'}


def _plain(words: str | None) -> str | None:
    return " ".join(fragment_paragraphs(words)) if words and looks_like_html(words) else words


_UNKNOWN = {
    "text": "no text: the entry has neither content nor summary",
    "url": "the entry gives no address",
    "headline": "the entry has no title",
    "byline": "the entry names no author",
    "licence": "neither the entry nor the feed says",
}
