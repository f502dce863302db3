"""A page in HTML → its article: what the page says about itself, and the body that trafilatura finds in it.

Boilerplate (navigation, comments, related articles, captions) goes; each paragraph, subheading, list item and table
cell of the body is a paragraph of the article, in the order of the page, however short.
"""

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, paragraphs_from
from corpus.readers.article.page_metadata import PageMetadata, page_metadata
from corpus.readers.article.saved_page import saved_from
from corpus.readers.io.encodings import declared_in_xml, decoded
from corpus.readers.io.html_tree import paragraphs, parsed, part_at_breaks
from corpus.readers.io.streams import read_all
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.readers.web.page_body import Dropped, body_of, own_paragraphs, prepare
from corpus.readers.web.page_kind import no_body, require_article
from corpus.text.cleaning import overloaded
from corpus.urls import host

FORMAT = "html"
VERSION = f"html 2, trafilatura {version('trafilatura')}"
STREAMS = False

# What trafilatura has to say about a page would hold words of the page.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("justext").setLevel(logging.CRITICAL)

_MOST_BROKEN = 20  # characters of a page that may be cut in the middle
_TAG = re.compile(rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|main|article|section|div|p|h1|table)\b)", re.I)
_CHARSET = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins with a tag and soon has one that only pages have."""
    return head.lstrip().startswith(b"<") and _TAG.search(head) is not None


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Return the page as one record; raises BadRecord when it is too large."""
    yield RawRecord(origin, None, FORMAT, read_all(stream))


def article(record: RawRecord, reader: str = VERSION) -> Article:
    """Return the article of a page, read by `reader`; raises BadRecord, and NotAnArticle for a page that is none."""
    page = read_page(record)
    return article_from(page.record, page.fields, reader)


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read of a page: the record with the capture it names, the fields, all it says, and what was dropped."""

    record: RawRecord
    fields: ArticleFields
    metadata: PageMetadata
    dropped: tuple[Dropped, ...]


def read_page(record: RawRecord, every: bool = False) -> PageReading:
    """Read a page; with `every` the metadata holds the candidates of each field. Raises BadRecord."""
    text, encoding = decode_page(record)
    saved = saved_from(text)
    root = parsed(text)
    page = page_metadata(root, record.metadata.get("url") or saved.url, every)
    require_article(root, page)
    part_at_breaks(root)
    prepare(root)
    body = body_of(root)
    if body is None:
        raise BadRecord(no_body(root) or _UNKNOWN["text"])
    kept, dropped, names = own_paragraphs(paragraphs_from(paragraphs(body)), page.headline, page.byline)
    fields = ArticleFields(
        paragraphs=tuple(kept),
        described_by="the page",
        headline=page.headline,
        byline=page.byline or names,
        url=page.url,
        outlet=page.outlet or (host(saved.base) if saved.base and page.url is None else None),
        published=page.published,
        evidence=page.evidence,
        inferred=page.inferred,
        language=page.language,
        licence=page.licence,
        encoding=encoding,
        unknown=_UNKNOWN | ({"published": page.unreadable_date} if page.unreadable_date else {}),
    )
    captured = record.metadata.get("captured") or page.captured or saved.captured
    said = {**record.metadata, "captured": captured} if captured else record.metadata
    return PageReading(replace(record, metadata=said), fields, page, tuple(dropped))


def decode_page(record: RawRecord) -> tuple[str, str]:
    """Decode the bytes of a page as browsers do: stray zero bytes and a few broken characters are left out."""
    raw = record.raw
    zeros = raw.count(0)
    if zeros and zeros * 20 < len(raw) and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raw = raw.replace(b"\x00", b"")
    try:
        return decoded(raw, _declared(record))
    except BadRecord:
        mended = _without_broken(raw, [label.lower() for label, _ in _declared(record)])
        if mended is None:
            raise
        return mended


def _without_broken(raw: bytes, labels: list[str]) -> tuple[str, str] | None:
    """Return UTF-8 without its broken characters, when the page declares it and all but a few are whole."""
    if not {"utf-8", "utf8"} & set(labels):
        return None
    broken = 0

    def leave_out(error: UnicodeError) -> tuple[str, int]:
        nonlocal broken
        broken += 1
        return "", error.end if isinstance(error, UnicodeDecodeError) else 0

    codecs.register_error("onrecord-leave-out", leave_out)
    text = raw.decode("utf-8", "onrecord-leave-out")
    if broken > max(1, min(_MOST_BROKEN, len(raw) // 2_000)) or "\x00" in text or overloaded(text) is not None:
        return None
    return text, f"utf-8, declared in the page; {broken} broken character{'s' if broken > 1 else ''} left out"


def _declared(record: RawRecord) -> Iterator[tuple[str, str]]:
    head = record.raw[:4096]
    if "encoding" in record.metadata:
        yield record.metadata["encoding"], "HTTP"
    if found := _CHARSET.search(head):
        yield found[1].decode("ascii", "replace"), "meta"
    yield from declared_in_xml(head)


_UNKNOWN = {
    "text": "no text: no body of an article is found in the page",
    "url": "the page gives no address of its own, and the file does not say where it was found",
    "headline": "the page gives none in its metadata, heading or title",
    "byline": "the page names no author in its metadata",
    "licence": "the page does not say",
}
