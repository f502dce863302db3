"""PDF with a text layer → one article. pypdf, an extra, gives the words; a scanned page has none and is named so."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.date_parsing import day_in
from corpus.readers.documents.press_release import release_layout
from corpus.readers.io.limits import LARGEST_RECORD, LONGEST_TEXT
from corpus.readers.io.streams import read_all
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.text.cleaning import clean, rejoined

FORMAT = "pdf"
VERSION = "pdf 1"
STREAMS = False

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_MOST_PAGES = 300
_FINAL = (".", "!", "?", ".”", '."', "?”", "!”", ":", ".’", ".'", "…")
_HYPHEN = re.compile(r"(?<=[a-zß-öø-ÿ])[-\u00ad]\Z")
_CREATED = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins as PDF does."""
    return b"%PDF-" in head[:1024]


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the file as one record; raises BadRecord when it is too large."""
    yield RawRecord(origin, None, FORMAT, read_all(stream, LARGEST_RECORD))


def article(record: RawRecord) -> Article:
    """Return the article of a PDF; raises BadRecord when it is encrypted, scanned or broken, or pypdf is missing."""
    pages, properties = _read(record.raw)
    lines = [line for page in _without_running_lines(pages) for line in page]
    layout = release_layout(_reflowed(lines))
    created = properties.get("created") or ""
    match = _CREATED.match(created)
    day = layout.published or (day_in("-".join(match.groups())) if match else None)
    fields = ArticleFields(
        paragraphs=paragraphs_from(layout.body),
        described_by="the document",
        headline=field_of(layout.headline) or field_of(properties.get("title")),
        published=day,
        evidence=_evidence(layout.words, created) if day else None,
        inferred=layout.published is None,
        language=properties.get("language"),
        unknown=_UNKNOWN,
    )
    return article_from(record, fields, VERSION)


def _read(raw: bytes) -> tuple[list[list[str]], dict[str, str]]:
    """Return the lines of each page, and title, day of creation and language; raises BadRecord."""
    try:
        import pypdf
    except ImportError as error:
        raise BadRecord("PDF is read with the package pypdf: pip install 'onrecord[formats]'") from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadRecord("the PDF is encrypted; save it without a password and ingest that")
        if len(reader.pages) > _MOST_PAGES:
            raise BadRecord(f"a PDF of {len(reader.pages):,} pages; the longest that is read has {_MOST_PAGES}")
        pages = [_lines(page.extract_text() or "") for page in reader.pages]
        properties = _properties(reader)
    except BadRecord:
        raise
    except Exception as error:  # a broken file may break pypdf in ways nobody lists
        needs = "; pip install 'onrecord[formats]'" if type(error).__name__ == "DependencyError" else ""
        raise BadRecord(
            f"the PDF is broken or packed in a way that is not read ({type(error).__name__}){needs}"
        ) from error
    if sum(len(line) for page in pages for line in page) < 20:
        raise BadRecord("no text: the PDF has no text layer; it is scanned, so recognise its text (OCR) first")
    if sum(len(line) for page in pages for line in page) > LONGEST_TEXT:
        raise BadRecord(f"a PDF of more than {LONGEST_TEXT:,} characters")
    missing = sum(line.count("\ufffd") for page in pages for line in page)
    if missing * 50 > sum(len(line) for page in pages for line in page):
        raise BadRecord("no text: the PDF does not say which letters its signs are; recognise its text (OCR) first")
    return [[line.replace("\ufffd", "") for line in page] for page in pages], properties


def _properties(reader: Any) -> dict[str, str]:
    information = reader.metadata or {}
    language = reader.trailer["/Root"].get("/Lang")
    found = {"title": information.get("/Title"), "created": information.get("/CreationDate"), "language": language}
    return {name: str(words).replace("\ufffd", "") for name, words in found.items() if words}


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in clean(text.encode("utf-8", "replace").decode()).split("\n")]


def _without_running_lines(pages: Sequence[list[str]]) -> list[list[str]]:
    """Return the pages without their numbers, and without the lines at the edges that most pages repeat."""
    if len(pages) > 1:
        edges = [{re.sub(r"\d+", "", line) for line in [*page[:2], *page[-2:]] if line} for page in pages]
        repeated = {line for line in set().union(*edges) if sum(line in edge for edge in edges) * 2 > len(pages)}
    else:
        repeated = set()
    kept = []
    for page in pages:
        body = [
            line
            for place, line in enumerate(page)
            if not (_at_edge(place, page) and re.sub(r"\d+", "", line) in repeated)
        ]
        while body and (
            not body[-1] or re.fullmatch(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?", body[-1], re.IGNORECASE)
        ):
            body.pop()
        kept.append(body)
    return kept


def _at_edge(place: int, page: list[str]) -> bool:
    return place < 2 or place >= len(page) - 2


def _reflowed(lines: list[str]) -> list[str]:
    """Return paragraphs of lines that a column broke: a paragraph ends at a blank line, or at a short line that ends
    a sentence."""
    widths = sorted(len(line) for line in lines if line)
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    parts: list[str] = []
    current = ""
    for line in [*lines, ""]:
        if not line:
            parts.append(current)
            current = ""
            continue
        if current and _HYPHEN.search(current) and line[:1].islower():
            current = current[:-1] + line
        else:
            current = f"{current} {line}".strip()
        is_short = len(line) < 0.75 * usual
        if is_short and (line.endswith(_FINAL) or len(current) == len(line)):
            parts.append(current)
            current = ""
    return rejoined([part for part in parts if part])


def _evidence(words: str | None, created: str | None) -> str:
    if words is not None:
        return f'the line "{field_of(words)}" above the text'
    return f'document property CreationDate "{field_of(created)}", which is when the file was made'


_UNKNOWN = {
    "text": "no text: the PDF has no text layer; it is scanned, so recognise its text (OCR) first",
    "url": "a document has no address",
    "byline": "no line of the document is known to name its author",
    "licence": "the document does not say",
}
