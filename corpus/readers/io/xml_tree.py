"""XML → its tree without namespaces. Entities are never expanded, nothing is fetched, sizes and depth are bounded."""

import html.entities
import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import BadRecord
from corpus.readers.io.encodings import decoded
from corpus.readers.io.html_tree import Element

_DECLARATION = re.compile(r"\A\s{0,99}<\?xml\b[^>]{0,400}\?>")
_ENCODING = re.compile(rb"\A\s{0,99}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
# What may stand before the root: declaration, processing instructions, comments, a document type.
_PROLOGUE = rb"(?:\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
_ROOT = re.compile(rb"\A" + _PROLOGUE + rb"<(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})", re.IGNORECASE)
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_OWN = frozenset({"lt", "gt", "amp", "quot", "apos"})
_MOST_TAGS = 500_000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def root_name(head: bytes) -> str:
    """Return the local name of the root element of the XML that begins with `head`, "" when there is none.

    >>> root_name(b'<?xml version="1.0"?><!-- x --><n:newsItem xmlns:n="urn:n">')
    'newsItem'
    """
    match = _ROOT.match(head)
    return match[1].decode() if match else ""


def xml_text(raw: bytes) -> tuple[str, str]:
    """Decode XML; return the text without its declaration, and the encoding. Raises BadRecord, also for entities."""
    declared = _ENCODING.match(raw)
    text, encoding = decoded(raw, [(declared[1].decode(), "XML")] if declared else [])
    if "<!ENTITY" in text:
        raise BadRecord("the XML declares entities of its own, which are not read")
    return _DECLARATION.sub("", text, count=1), encoding


def parse_xml(text: str) -> Element:
    """Return the root of an XML document, all names local; raises BadRecord where it is not well-formed."""
    if text.count("<") > _MOST_TAGS:
        raise BadRecord(f"XML of more than {_MOST_TAGS:,} tags")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_REFERENCE.sub(_character, text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise BadRecord(f"XML that is not well-formed{_place(error)}") from error
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return root


def text_at(root: Element, *paths: str) -> str | None:
    """Return the words of the first of the paths that has any, on one line."""
    return next((words for path in paths for words in texts_at(root, path)), None)


def texts_at(root: Element, path: str) -> Iterator[str]:
    """Yield the words of each element at a path that has any, on one line; `path/@name` is an attribute."""
    path, _, attribute = path.partition("/@")
    for element in root.iterfind(path):
        words = element.get(attribute) if attribute else "".join(element.itertext())
        if words and words.strip():
            yield " ".join(words.split())


def language_of(root: Element) -> str | None:
    """Return the `xml:lang` of an element."""
    language: str | None = root.get(_LANGUAGE)
    return language


def drop(root: Element, *names: str) -> None:
    """Remove all elements of these names, and leave the text behind them."""
    for element in list(root.iter(*names)):
        if element is not root and element.getparent() is not None:
            _remove(element)


def _remove(element: Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def _character(reference: "re.Match[str]") -> str:
    """Write a reference that HTML defines and XML does not (`&nbsp;`) as its character."""
    if reference[1] in _XML_OWN:
        return reference[0]
    return html.entities.html5.get(f"{reference[1]};", reference[0])


def _place(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f" in line {line}" if line else ""
