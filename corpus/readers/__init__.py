"""Files → records → articles, one module a format.

A reader is a module with a `FORMAT`, a function `recognises(head)` that looks at how a file begins, a function
`records` that parts the file, and a function `article` that reads one record. `READERS` is the list, asked from top
to bottom; what a file is called decides nothing, but for a text called `.csv`. A reader never guesses: what it cannot
read is given as an `UnreadableRecord` with the reason, and the next record follows.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from corpus.article import Article
from corpus.errors import BadFrontMatter, BadRecord, shown
from corpus.readers.agency import newsml_g2, nitf
from corpus.readers.archives import arc, wacz, warc
from corpus.readers.documents import docx, email_message, pdf, text
from corpus.readers.exports import csv_rows, json_document, jsonl, mediawiki
from corpus.readers.io.streams import GZIP, STANDARD_INPUT, gunzipped, in_utf8, opened, peeked, require_size
from corpus.readers.io.xml_tree import root_name
from corpus.readers.raw_record import NotAnArticle, RawRecord, Reader, ReadOptions, SkippedRecord, UnreadableRecord
from corpus.readers.web import feed, html, json_feed, mhtml

# The order matters: what only one reader takes comes first, text takes almost anything. On Record's own export belongs
# above jsonl, which refuses its lines.
READERS: tuple[Reader, ...] = cast(
    tuple[Reader, ...],
    (
        *(warc, arc, wacz, docx, pdf),
        *(nitf, newsml_g2, mediawiki, feed, html),
        *(mhtml, email_message),
        *(json_feed, jsonl, json_document, csv_rows, text),
    ),
)
_BY_FORMAT = {reader.FORMAT: reader for reader in READERS}
_PLAIN = ReadOptions()


def records(
    path_or_stream: Path | BinaryIO, options: ReadOptions = _PLAIN, name: str = "standard input"
) -> Iterator[RawRecord | UnreadableRecord]:
    """Return the records of a file of any format we know; `-` and a stream are called by `name`. Raises nothing."""
    origin = shown(path_or_stream) if isinstance(path_or_stream, Path) and path_or_stream != STANDARD_INPUT else name
    try:
        with opened(path_or_stream) as stream:
            defaults = options.as_metadata()
            for record in _records(stream, origin, options):
                if defaults and isinstance(record, RawRecord):
                    record = replace(record, metadata={**record.metadata, **defaults})
                yield record
    except OSError as error:
        yield UnreadableRecord(origin, None, error.strerror or "cannot be read")
    except BadRecord as error:
        yield UnreadableRecord(origin, None, str(error))


def article(record: RawRecord) -> Article:
    """Return the article of a record; raises UnreadableRecord."""
    try:
        return _BY_FORMAT[record.format].article(record)
    except NotAnArticle as error:
        raise SkippedRecord(record.origin, record.position, f"skipped: {error}") from error
    except (BadRecord, BadFrontMatter) as error:
        raise UnreadableRecord(record.origin, record.position, str(error)) from error


def _records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    head, stream = peeked(stream)
    is_packed = head.startswith(GZIP)
    if is_packed:
        head, stream = peeked(gunzipped(stream))
        if head.startswith(GZIP):
            raise BadRecord("gzip inside gzip")
    start = in_utf8(head)
    if not start.strip():
        raise BadRecord("empty")
    reader = _reader_of(start, origin, options)
    if not is_packed and (reader is None or not reader.STREAMS):
        require_size(stream)
    if reader is None:
        raise BadRecord(f"{_name_of(start)}; what can be read: {', '.join(reader.FORMAT for reader in READERS)}")
    yield from reader.records(stream, origin, options)


def _reader_of(start: bytes, origin: str, options: ReadOptions) -> Reader | None:
    reader = next((reader for reader in READERS if reader.recognises(start, options)), None)
    is_named_table = origin.lower().endswith((".csv", ".tsv", ".csv.gz", ".tsv.gz"))
    if reader is _BY_FORMAT[text.FORMAT] and (is_named_table or _looks_like_table(start)):
        return _BY_FORMAT[csv_rows.FORMAT]  # it knows how to say which column is missing
    return reader


def _looks_like_table(start: bytes) -> bool:
    """Return whether the first lines are parted alike, without a space behind the marks, as no prose is."""
    rows = [line for line in start.split(b"\n")[:5] if line.strip()]
    return len(rows) > 1 and any(
        rows[0].count(mark) > 0 and mark + b" " not in rows[0] and len({row.count(mark) for row in rows}) == 1
        for mark in (b",", b";", b"\t")
    )


def _name_of(start: bytes) -> str:
    if root := _XML_ROOTS.get(root_name(start).lower()):
        return f"unknown format: {root}"
    first = start.lstrip()[:20].lower()
    for signature, name in _SIGNATURES:
        if first.startswith(signature):
            return f"unknown format: {name}"
    return "unknown format: not text" if b"\x00" in start else "unknown format"


# Formats of XML that no reader takes, by the name of the root: what it is, and what to do.
_XML_ROOTS = {
    "tei": "TEI; save the text of each article as text with front matter, or as HTML, and ingest that",
    "teicorpus": "TEI; save the text of each article as text with front matter, or as HTML, and ingest that",
    "urlset": "a sitemap: it holds addresses and no text; save the pages and ingest those",
    "sitemapindex": "a sitemap: it holds addresses and no text; save the pages and ingest those",
    "newsml": "NewsML 1; ask the agency for NewsML-G2 or NITF",
    "opml": "OPML, a list of feeds; save the feeds and ingest those",
    "package": "the description of an EPUB; save its chapters as HTML and ingest those",
    "svg": "SVG image",
}
# What a file looks like that no reader takes; only for the words of the refusal.
_SIGNATURES = (
    (b"{\\rtf", "RTF"),
    (b"<?xml", "XML that is no feed"),
    (b"<", "XML that is no feed"),
    (b"warc/", "WARC of a version other than 1.0 and 1.1"),
    (b"\x89png", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"gif8", "GIF image"),
    (b"riff", "WebP image or another RIFF file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"7z\xbc\xaf", "7-Zip; unpack it and ingest the folder"),
    (b"bzh", "bzip2; unpack it first: bzcat FILE | onrecord ingest -"),
    (b"\xfd7zxz", "xz; unpack it first: xzcat FILE | onrecord ingest -"),
    (b"\x28\xb5\x2f\xfd", "Zstandard; unpack it first: zstdcat FILE | onrecord ingest -"),
    (b"sqlite format 3", "SQLite"),
)
