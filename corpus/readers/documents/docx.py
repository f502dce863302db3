"""DOCX (Office Open XML), as press releases are sent → one article.

Paragraphs, and those in tables, are read from the main part; insertions that are tracked are read and deletions are
not; headers, footers, notes, comments and text that is drawn twice for old programs are left.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.date_parsing import day_in
from corpus.readers.documents.press_release import release_layout
from corpus.readers.io.html_tree import Element
from corpus.readers.io.limits import LARGEST_FILE
from corpus.readers.io.streams import read_all
from corpus.readers.io.xml_tree import parse_xml, text_at, xml_text
from corpus.readers.io.zip_parts import SIGNATURE, member, opened_zip
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "docx"
VERSION = "docx 1"
STREAMS = False

_MAIN = "word/document.xml"
_TITLES = re.compile(r"(?:title|titel|titre|título|heading ?1|überschrift ?1|titre ?1|headline)", re.IGNORECASE)
_TYPE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
# What a ZIP is that is no DOCX: a name inside it, what it is, what to do.
_OTHERS = (
    ("META-INF/container.xml", "EPUB: save its chapters as pages and ingest those"),
    ("xl/workbook.xml", "a spreadsheet (XLSX): save it as CSV and ingest that"),
    ("ppt/presentation.xml", "a presentation (PPTX), which is not read"),
    ("content.xml", "an OpenDocument file: save it as DOCX, HTML or text and ingest that"),
)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file is a ZIP; `records` names what it is when it is no DOCX."""
    return head.startswith(SIGNATURE)


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the document as one record; raises BadRecord when it is another ZIP or unfolds beyond reason."""
    raw = read_all(stream, LARGEST_FILE)
    _main_part(raw)
    yield RawRecord(origin, None, FORMAT, raw)


def article(record: RawRecord) -> Article:
    """Return the article of a document; raises BadRecord."""
    main, core, app = _main_part(record.raw)
    root = parse_xml(xml_text(main)[0])
    lines = list(_paragraphs(root))
    titled = next((words for words, style in lines[:8] if _TITLES.fullmatch(style or "")), None)
    layout = release_layout([words for words, _ in lines], titled)
    properties = parse_xml(xml_text(core)[0]) if core else None
    created = text_at(properties, "created") if properties is not None else None
    day = layout.published or day_in(created or "")
    fields = ArticleFields(
        paragraphs=paragraphs_from(layout.body),
        described_by="the document",
        headline=field_of(layout.headline) or _property(properties, "title"),
        byline=None,
        outlet=field_of(text_at(parse_xml(xml_text(app)[0]), "Company")) if app else None,
        published=day,
        evidence=_evidence(layout.words, created) if day else None,
        inferred=layout.published is None,
        language=_property(properties, "language") or _language(root),
        unknown=_UNKNOWN,
    )
    return article_from(record, fields, VERSION)


def _main_part(raw: bytes) -> tuple[bytes, bytes | None, bytes | None]:
    """Return the main part and the two with properties; raises BadRecord."""
    with opened_zip(io.BytesIO(raw)) as archive:
        main = member(archive, _MAIN)
        if main is None:
            names = set(archive.namelist())
            other = next((words for name, words in _OTHERS if name in names), "a ZIP: unpack it and ingest the folder")
            raise BadRecord(f"unknown format: {other}")
        return main, member(archive, "docProps/core.xml"), member(archive, "docProps/app.xml")


def _paragraphs(root: Element) -> Iterator[tuple[str, str | None]]:
    """Yield the words of each paragraph and the name of its style."""
    for fallback in list(root.iter("Fallback")):
        fallback.getparent().remove(fallback)
    for paragraph in root.iter("p"):
        words = " ".join(_words(paragraph).split())
        style = paragraph.find("pPr/pStyle")
        if words:
            yield words, style.get(_TYPE) if style is not None else None


def _words(paragraph: Element) -> str:
    parts: list[str] = []
    for element in paragraph.iter("t", "tab", "br", "cr", "noBreakHyphen"):
        owner = next((above for above in element.iterancestors("p")), None)
        if owner is paragraph:  # a text box holds paragraphs of its own
            parts.append({"t": element.text or "", "noBreakHyphen": "-"}.get(element.tag, " "))
    return "".join(parts)


def _property(properties: Element | None, name: str) -> str | None:
    return field_of(text_at(properties, name)) if properties is not None else None


def _language(root: Element) -> str | None:
    return next((element.get(_TYPE) for element in root.iter("lang") if element.get(_TYPE)), None)


def _evidence(words: str | None, created: str | None) -> str:
    if words is not None:
        return f'the line "{field_of(words)}" above the text'
    return f'document property created "{field_of(created)}", which is when it was begun'


_UNKNOWN = {
    "text": "no text: the document holds no words",
    "url": "a document has no address",
    "byline": "a document's author is whoever typed it",
    "licence": "the document does not say",
}
