"""HTML reader: the metadata of a page, and the body of the article as trafilatura extracts it.

Boilerplate (navigation, comments, related articles, captions) goes; each paragraph, subheading, list item and table
cell of the body is a paragraph of the article, in the order of the page, however short.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from importlib.metadata import version
from typing import BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, paragraphs_from
from corpus.readers.article.page_metadata import page_metadata
from corpus.readers.io.encodings import declared_in_xml, decoded
from corpus.readers.io.html_tree import Element, paragraphs, parsed, part_at_breaks
from corpus.readers.io.streams import read_all
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "html"
VERSION = f"html 1, trafilatura {version('trafilatura')}"
STREAMS = False

# What trafilatura has to say about a page would hold words of the page.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("justext").setLevel(logging.CRITICAL)

_USUALLY_LONG = 250  # characters; trafilatura's own measure
_TAG = re.compile(rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|main|article|section|div|p|h1|table)\b)", re.I)
_CHARSET = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins with a tag and soon has one that only pages have."""
    return head.lstrip().startswith(b"<") and _TAG.search(head) is not None


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the page as one record; raises BadRecord when it is too large."""
    yield RawRecord(origin, None, FORMAT, read_all(stream))


def article(record: RawRecord, reader: str = VERSION) -> Article:
    """Return the article of a page, read by `reader`; raises BadRecord."""
    text, encoding = decoded(record.raw, _declared(record))
    root = parsed(text)
    page = page_metadata(root, record.metadata.get("url"))
    part_at_breaks(root)
    fields = ArticleFields(
        paragraphs=paragraphs_from(paragraphs(_body(root))),
        described_by="the page",
        headline=page.headline,
        byline=page.byline,
        url=page.url,
        outlet=page.outlet,
        published=page.published,
        evidence=page.evidence,
        inferred=page.inferred,
        language=page.language,
        licence=page.licence,
        encoding=encoding,
        unknown=_UNKNOWN | ({"published": page.unreadable_date} if page.unreadable_date else {}),
    )
    return article_from(record, fields, reader)


def _body(root: Element) -> Element:
    """Return the body that trafilatura finds; raises BadRecord when it finds none.

    Of a body of few characters it makes one paragraph of all it can get, with the headline; asked to be content with
    less, it keeps the paragraphs.
    """
    body = _extracted(root)
    if body is None or len(body) == 1 or _length(body) < _USUALLY_LONG:
        again = _extracted(root, shortest=1)
        if again is not None and (body is None or 3 * _length(again) >= _length(body)):
            body = again
    if body is None:
        raise BadRecord(_UNKNOWN["text"])
    return body


def _extracted(root: Element, shortest: int = _USUALLY_LONG) -> Element | None:
    import trafilatura  # a fifth of a second, which commands that read no page need not wait for
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(shortest)
    try:
        document = trafilatura.bare_extraction(
            root, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False, config=config
        )
    except Exception as error:  # a page may break it in ways nobody foresaw; that costs this page only
        raise BadRecord(f"trafilatura cannot read the page: {type(error).__name__}") from error
    return None if document is None or isinstance(document, dict) else document.body


def _length(body: Element) -> int:
    return sum(len(words) for words in body.itertext())


def _declared(record: RawRecord) -> Iterator[tuple[str, str]]:
    head = record.raw[:4096]
    if "encoding" in record.metadata:
        yield record.metadata["encoding"], "HTTP"
    if charset := _CHARSET.search(head):
        yield charset[1].decode("ascii", "replace"), "meta"
    yield from declared_in_xml(head)


_UNKNOWN = {
    "text": "no text: no body of an article is found in the page",
    "url": "the page gives no address of its own, and the file does not say where it was found",
    "headline": "the page gives none in its metadata, heading or title",
    "byline": "the page names no author in its metadata",
    "licence": "the page does not say",
}
