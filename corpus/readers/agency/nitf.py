"""NITF, the News Industry Text Format of the IPTC (3.x) → an article; also where another format carries it.

The archive of a large newspaper is in NITF too: its `block` of class `full_text` repeats the leading paragraph,
which is read once.
"""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.article import Article
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.date_parsing import day_in
from corpus.readers.io.html_tree import Element, paragraphs
from corpus.readers.io.streams import read_all
from corpus.readers.io.xml_tree import drop, language_of, parse_xml, root_name, text_at, texts_at, xml_text
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "nitf"
VERSION = "nitf 1"
STREAMS = False

_DAYS = (
    "head/docdata/date.issue/@norm",
    "head/docdata/date.release/@norm",
    "head/pubdata/@date.publication",
    "body/body.head/dateline/story.date/@norm",
)
_NOT_READ = ("media", "note", "media-caption", "media-producer", "credit", "bibliography", "custom-table", "fn")
# Elements that stand in the line around them; html_tree knows those of HTML.
_INLINE_NAMES = """
person location org function event money num chron object.title virtloc copyrite pronounce postaddr city state region
country sublocation name.given name.family alt-code classifier lang frac sub sup denom numer frac-sep
"""
_INLINE = frozenset(_INLINE_NAMES.split())


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether the root of the XML is `nitf`."""
    return root_name(head).lower() == "nitf"


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the file as one record; raises BadRecord when it is too large."""
    yield RawRecord(origin, None, FORMAT, read_all(stream))


def article(record: RawRecord) -> Article:
    """Return the article of a document; raises BadRecord."""
    text, encoding = xml_text(record.raw)
    return article_from(record, nitf_fields(parse_xml(text), encoding), VERSION)


def nitf_fields(root: Element, encoding: str | None = None) -> ArticleFields:
    """Return what a document in NITF holds; `root` is the element `nitf`, its names local."""
    parts = _paragraphs(root)
    abstract = (
        []
        if parts
        else [words for element in root.iterfind("body/body.head/abstract") for words in paragraphs(element)]
    )
    path, day = next(((path, words) for path in _DAYS for words in texts_at(root, path)), (None, None))
    return ArticleFields(
        paragraphs=paragraphs_from(parts or abstract),
        described_by="the NITF document",
        headline=field_of(text_at(root, "body/body.head/hedline/hl1", "head/title", "body/body.head/hedline")),
        byline=_byline(root),
        url=text_at(root, "head/pubdata/@ex-ref", "head/docdata/doc-id/@href"),
        outlet=field_of(_outlet(root)),
        published=day_in(day) if day else None,
        evidence=f'NITF {str(path).rpartition("/@")[0].rpartition("/")[2]} "{field_of(day)}"' if day else None,
        language=language_of(root) or text_at(root, "body/@lang"),
        licence=field_of(text_at(root, "head/docdata/doc.rights", "body/body.head/rights")),
        summary=bool(abstract),
        encoding=encoding,
        unknown=_UNKNOWN,
    )


def _outlet(root: Element) -> str | None:
    return text_at(
        root,
        "head/pubdata/@name",
        "body/body.head/distributor/org",
        "body/body.head/distributor",
        "head/docdata/doc.copyright/@holder",
    )


def _byline(root: Element) -> str | None:
    """Return the names of the first byline that has any; its `byttl` are titles."""
    for byline in root.iterfind("body/body.head/byline"):
        persons = [names_in(words) for words in texts_at(byline, ".//person")]
        if not any(persons):
            drop(byline, "byttl")
            persons = [names_in(" ".join("".join(byline.itertext()).split()))]
        if names := joined(persons):
            return names
    return None


def _paragraphs(root: Element) -> list[str]:
    drop(root, *_NOT_READ)
    for element in root.iter(*_INLINE):
        element.tag = "span"
    contents = list(root.iterfind("body/body.content"))
    whole_texts = [block for content in contents for block in content.iterfind("block[@class='full_text']")]
    return [words for element in whole_texts or contents for words in paragraphs(element)]


def nitf_root(text: str) -> Element | None:
    """Return the root of NITF that another document carries as a string, None when it is none."""
    root = parse_xml(text)
    return root if root.tag == "nitf" else root.find(".//nitf")


_UNKNOWN = {
    "text": "no text: the NITF document has neither body.content nor an abstract in words (a picture's caption "
    "is no article)",
    "url": "an agency's text has no address of its own unless pubdata gives one",
    "byline": "body.head holds no byline that names a person",
}
