"""NewsML-G2 of the IPTC → an article for each news item that holds a text.

`newsItem` is an item, `newsMessage` holds several. The content is NITF, XHTML or plain text inside the item.
Pictures and other media, events, packages and items that were cancelled or withheld are skipped with that reason: a
caption is never taken for an article.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.agency.nitf import nitf_fields
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.date_parsing import day_in
from corpus.readers.io.html_tree import Element, fragment_paragraphs, loose_paragraphs, paragraphs
from corpus.readers.io.streams import read_all
from corpus.readers.io.xml_tree import drop, language_of, parse_xml, root_name, text_at, texts_at, xml_text
from corpus.readers.raw_record import NotAnArticle, RawRecord, ReadOptions, SkippedRecord, UnreadableRecord
from corpus.urls import host, is_web_address

FORMAT = "newsml-g2"
VERSION = "newsml-g2 1"
STREAMS = False

_NO_TEXT = {
    "packageItem": "a NewsML-G2 package: it names other items and holds no text; ingest those items",
    "conceptItem": "a NewsML-G2 concept, no article",
    "knowledgeItem": "a NewsML-G2 list of concepts, no article",
    "planningItem": "a NewsML-G2 planning item, no article",
    "catalogItem": "a NewsML-G2 catalogue, no article",
}
_ROOTS = frozenset({"newsItem", "newsMessage", "contentSet", *_NO_TEXT})
_MEDIA = frozenset({"picture", "graphic", "video", "audio", "animation"})
_DAYS = ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")
_PLAIN = ("text/plain", "")


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether the root of the XML is one of NewsML-G2's items or a message of them."""
    return root_name(head) in _ROOTS


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each item of the file, and what holds no text as skipped; raises BadRecord."""
    raw = read_all(stream)
    text, encoding = xml_text(raw)
    root = parse_xml(text)
    if root.tag in ("newsItem", "contentSet"):
        yield RawRecord(origin, None, FORMAT, raw)
        return
    items = [item for items in root.iter("itemSet") for item in items] if root.tag == "newsMessage" else [root]
    if not items:
        raise BadRecord("a NewsML-G2 message without items")
    for number, item in enumerate(items, start=1):
        position = f"item {number}" if root.tag == "newsMessage" else None
        if item.tag == "newsItem":
            yield RawRecord(
                origin,
                position,
                FORMAT,
                etree.tostring(item, encoding="utf-8", with_tail=False),
                {"encoding": encoding},
            )
        else:
            yield SkippedRecord(origin, position, _NO_TEXT.get(item.tag, "an item that is no news item of NewsML-G2"))


def article(record: RawRecord) -> Article:
    """Return the article of an item; raises BadRecord, and NotAnArticle for items without a text."""
    text, encoding = xml_text(record.raw)
    root = parse_xml(text)
    _require_text(root)
    content = _content(root)
    day, evidence = _day(root)
    fields = replace(
        content,
        described_by="the NewsML-G2 item",
        headline=field_of(text_at(root, "contentMeta/headline")) or content.headline,
        byline=_byline(root) or content.byline,
        url=root.get("guid") if is_web_address(root.get("guid") or "") else content.url,
        outlet=field_of(_outlet(root)) or content.outlet,
        published=day or content.published,
        evidence=evidence if day else content.evidence,
        inferred=day is not None,
        language=text_at(root, "contentMeta/language/@tag") or language_of(root) or content.language,
        licence=field_of(_licence(root)) or content.licence,
        encoding=record.metadata.get("encoding", encoding),
        unknown=_UNKNOWN,
    )
    return article_from(record, fields, VERSION)


def _require_text(root: Element) -> None:
    kind = _code(root, "itemMeta/itemClass")
    if kind in _MEDIA:
        raise NotAnArticle(f"a NewsML-G2 item of class {kind}: its caption is no article")
    status = _code(root, "itemMeta/pubStatus")
    if status in ("canceled", "cancelled", "withheld"):
        raise NotAnArticle(f"a NewsML-G2 item that was {status} (pubStatus)")
    if root.find(".//inlineXML/events") is not None or root.find(".//inlineXML/event") is not None:
        raise NotAnArticle("a NewsML-G2 item of events, no article")


def _code(root: Element, path: str) -> str:
    """Return the code of an element without its scheme: `ninat:text` and `http://…/ninature/text` are `text`."""
    element = root.find(path)
    words = (element.get("qcode") or element.get("uri") or "") if element is not None else ""
    return words.replace("/", ":").rpartition(":")[2]


def _content(root: Element) -> ArticleFields:
    """Return what the longest of the item's contents holds."""
    found = [_inline(element) for element in root.iter("inlineXML", "inlineData")]
    contents = [content for content in found if content.paragraphs]
    if contents:
        return max(contents, key=lambda content: sum(map(len, content.paragraphs)))
    if root.find(".//remoteContent") is not None:
        raise BadRecord("no text: the item names a file that holds it (remoteContent); ingest that file")
    raise BadRecord("no text: the item's content is empty")


def _inline(element: Element) -> ArticleFields:
    nitf = element.find(".//nitf")
    if nitf is not None:
        return nitf_fields(nitf)
    kind = (element.get("contenttype") or "").partition(";")[0].strip().lower()
    if len(element):
        body = element.find(".//body")
        content = body if body is not None else element
        drop(content, "figure", "figcaption", "h1")
        parts = paragraphs(content)
    else:
        words = element.text or ""
        parts = loose_paragraphs(words) if kind in _PLAIN else fragment_paragraphs(words)
    headline = text_at(element, ".//h1", ".//head/title")
    return ArticleFields(paragraphs_from(parts), "the NewsML-G2 item", headline=field_of(headline))


def _byline(root: Element) -> str | None:
    by = joined(names_in(words) for words in texts_at(root, "contentMeta/by"))
    if by is not None:
        return by
    creators = [element for element in root.iterfind("contentMeta/creator") if "org" not in (element.get("type") or "")]
    return joined(names_in(name) for element in creators if (name := text_at(element, "name")))


def _outlet(root: Element) -> str | None:
    named = text_at(
        root,
        "itemMeta/provider/name",
        "rightsInfo/copyrightHolder/name",
        "contentMeta/infoSource/name",
        "contentMeta/creditline",
        "itemMeta/provider/@literal",
        "rightsInfo/copyrightHolder/@literal",
    )
    address = text_at(root, "itemMeta/provider/@uri") or ""
    return named or (host(address) if is_web_address(address) else _code(root, "itemMeta/provider") or None)


def _day(root: Element) -> tuple[str | None, str | None]:
    for path in _DAYS:
        if (words := text_at(root, path)) and (day := day_in(words)):
            return (
                day,
                f'NewsML-G2 {path.rpartition("/")[2]} "{field_of(words)}", which need not be when it was printed',
            )
    return None, None


def _licence(root: Element) -> str | None:
    terms = (text_at(root, "rightsInfo/copyrightNotice"), text_at(root, "rightsInfo/usageTerms"))
    return "; ".join(filter(None, terms)) or None


_UNKNOWN = {
    "url": "an agency's item has no address of its own unless its guid is one",
    "byline": "contentMeta names no author",
}
