"""Text and Markdown with front matter → one article.

The text a reader of the page would read becomes `Article.text`: the standfirst and the body, paragraphs parted by a
blank line. The headline, the address and the outlet's name go where they belong; site navigation and rules go.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from corpus.article import Article, Outlet, Provenance, article_id, slug, utc_now
from corpus.cleaning import clean, overloaded, paragraphs, rejoined
from corpus.dateline import find_dateline
from corpus.dates import published_on
from corpus.errors import BadFrontMatter, UnreadableFile, shown
from corpus.readers.front_matter import FrontMatter, load, split
from corpus.readers.layout import Layout, lay_out

FORMAT = "text"

LONGEST_TEXT = 2_000_000


def recognises(head: bytes) -> bool:
    """Say whether a file begins as text does: with front matter, or with words that are no other format's."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return b"\x00" not in head and not start.startswith((b"%PDF-", b"{", b"WARC/")) and not _TAG.match(start)


def read(path: Path) -> Iterator[Article]:
    """Give the one article in a file of text or Markdown; raises UnreadableFile."""
    try:
        raw = path.read_bytes()
        source, body = split(raw)
        front = load(source) if source is not None else FrontMatter()
    except OSError as error:
        raise UnreadableFile(path, error.strerror or "cannot be read") from error
    except BadFrontMatter as error:
        raise UnreadableFile(path, str(error)) from error
    yield _article(shown(path), raw, front, _decoded(path, body))


def _article(origin: str, raw: bytes, front: FrontMatter, body: str) -> Article:
    layout = lay_out(paragraphs(clean(_QUOTED.sub("", body))))
    text = "\n\n".join(rejoined(list(_without_repeated_headline(layout, front))))
    if not text:
        raise UnreadableFile(origin, "no body: there is no text below the front matter")
    if len(text) > LONGEST_TEXT:
        raise UnreadableFile(origin, f"{len(text):,} characters; the longest text that is read has {LONGEST_TEXT:,}")
    dateline = find_dateline(text)
    known = {
        "headline": front.headline or layout.headline,
        "url": front.url or layout.url,
        "byline": front.byline or layout.byline,
        "licence": front.licence,
    }
    unknown = {name for name, words in {**known, "dateline": dateline, "language": front.language}.items() if not words}
    return Article(
        id=article_id(known["url"], text),
        text=text,
        outlet=_outlet(origin, front.outlet or layout.outlet),
        dateline=dateline,
        published=published_on(front.published, front.published_evidence, dateline),
        language=front.language or "und",
        provenance=Provenance(origin, FORMAT, utc_now(), sha256(raw).hexdigest(), sha256(text.encode()).hexdigest()),
        unknown=MappingProxyType({name: reason for name, reason in _UNKNOWN.items() if name in unknown}),
        **known,
    )


def _outlet(origin: str, name: str | None) -> Outlet:
    if name is None or not slug(name):
        raise UnreadableFile(origin, "no outlet: say who printed it with 'outlet: NAME' in front matter above the text")
    return Outlet(slug(name), name)


def _without_repeated_headline(layout: Layout, front: FrontMatter) -> tuple[str, ...]:
    """Give the body without its first line when that is the headline the front matter gives."""
    if layout.headline is None and layout.body and layout.body[0] == front.headline:
        return layout.body[1:]
    return layout.body


def _decoded(path: Path, body: bytes) -> str:
    if b"\x00" in body:
        raise UnreadableFile(path, "not text: it holds zero bytes")
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        where = f"{body[error.start]:#04x} in byte {error.start + 1} of the body"
        raise UnreadableFile(path, f"not UTF-8 text: {where}") from error
    if (position := overloaded(text)) is not None:
        raise UnreadableFile(path, f"not text: character {position + 1} of the body carries more than 30 marks")
    return text


_TAG = re.compile(rb"<(?!https?://)[!?/a-zA-Z]")
_QUOTED = re.compile(r"(?m)^(?:> ?)+")
# Why a field is None, in words for whoever asks.
_UNKNOWN = {
    "url": "no address is printed below the text received, and the front matter gives none",
    "headline": "no line of the text received is set off as one, and the front matter gives none",
    "byline": "no line under the headline names an author, nor does the front matter",
    "dateline": "the text does not begin with one of a form we know",
    "language": "the front matter does not say",
    "licence": "the front matter does not say",
}
