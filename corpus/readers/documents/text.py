"""Reader of plain text and Markdown with front matter: one article a file.

The text a reader of the page would read becomes `Article.text`: the standfirst and the body, paragraphs parted by a
blank line. The headline, the address and the outlet's name go where they belong; site navigation and rules go.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from corpus.article import Article
from corpus.readers.article.builder import ArticleFields, article_from
from corpus.readers.article.front_matter import FrontMatter, load, split
from corpus.readers.article.text_layout import Layout, lay_out
from corpus.readers.io.encodings import decoded
from corpus.readers.io.streams import read_all
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.text.cleaning import clean, paragraphs, rejoined

FORMAT = "text"
VERSION = "text 2"
STREAMS = False


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins as text does: with front matter, or with words that are no other format's."""
    start = head.lstrip()
    if b"\x00" in head or start.startswith(_OTHERS) or _TAG.match(start):
        return False
    # Bytes that no text holds, such as those of an unknown archive.
    return sum(byte < 32 and byte not in b"\t\n\x0b\x0c\r\x1b" for byte in start) * 100 <= len(start)


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the file as one record; raises BadRecord when it is too large."""
    yield RawRecord(origin, None, FORMAT, read_all(stream))


def article(record: RawRecord) -> Article:
    """Return the article of a text; raises BadRecord or BadFrontMatter."""
    text, encoding = decoded(record.raw)
    yaml_bytes, body = split(text.encode())
    front = load(yaml_bytes) if yaml_bytes is not None else FrontMatter()
    layout = lay_out(paragraphs(clean(_QUOTE_MARKS.sub("", body.decode()))))
    fields = ArticleFields(
        paragraphs=tuple(rejoined(list(_without_repeated_headline(layout, front)))),
        described_by="the front matter",
        headline=front.headline or layout.headline,
        byline=front.byline or layout.byline,
        url=front.url or layout.url,
        outlet=front.outlet or layout.outlet,
        published=front.published,
        evidence=front.published_evidence,
        inferred=None,
        language=front.language,
        licence=front.licence,
        encoding=encoding,
        unknown=_UNKNOWN,
    )
    return article_from(record, fields, VERSION)


def _without_repeated_headline(layout: Layout, front: FrontMatter) -> tuple[str, ...]:
    """Return the body without its first line when that is the headline the front matter gives."""
    if layout.headline is None and layout.body and layout.body[0] == front.headline:
        return layout.body[1:]
    return layout.body


_TAG = re.compile(rb"<(?!https?://)[!?/a-zA-Z]")
_OTHERS = (b"%PDF-", b"{\\rtf", b"WARC/", b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_QUOTE_MARKS = re.compile(r"(?m)^(?:> ?)+")
# Why a field is None, in words for whoever asks.
_UNKNOWN = {
    "text": "no body: there is no text below the front matter",
    "outlet": "no outlet: say who printed it with 'outlet: NAME' in front matter above the text, or with --outlet NAME",
    "url": "no address is printed below the text received, and the front matter gives none",
    "headline": "no line of the text received is set off as one, and the front matter gives none",
    "byline": "no line under the headline names an author, nor does the front matter",
    "licence": "the front matter does not say",
}
