"""HTML parser (lxml) with limits, and the paragraphs of a tree."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from corpus.errors import BadRecord
from corpus.text.cleaning import clean, overloaded
from corpus.text.cleaning import paragraphs as plain_paragraphs

# An element of the tree. lxml has no type hints.
Element = Any

# Elements whose text stands in the line around them; every other one begins and ends a paragraph.
_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data del dfn em font hi i ins kbd label mark q ref rp rt ruby s samp small span
strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_BREAKS = ("br", "lb")
# What is not read aloud: code, forms, pictures and the words under them.
_SKIPPED_NAMES = """
applet audio button canvas datalist embed figcaption figure graphic iframe img input map math noscript object
option picture script select style svg template textarea title video
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBER = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|section|article|table)\b[^<>]{0,500}>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</(?:span|a|b|i|em|strong|u|font)>", re.IGNORECASE)
# What stands between "<" and ">", taken apart as browsers do: spaces and slashes, and attributes, in whose names a
# stray
# quotation mark is a character like any other; the insides of scripts and comments are stepped over. Every
# alternative eats what it matches, so a page is gone through once.
_PIECE = r"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"']?[^\s>]*+))?+)"""
_MOST_PIECES = 2_000
_TAGS = re.compile(
    r"<!--(?:[^-]|-(?!->))*+|<(script|style)\b(?:[^<]|<(?!/\1))*+"
    rf"|<[a-z](?:{_PIECE}){{0,{_MOST_PIECES}}}+(?=(?P<more>{_PIECE})?)",
    re.IGNORECASE,
)
_MOST_ELEMENTS = 30_000
_MOST_CHILDREN = 10_000
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8});", re.IGNORECASE)


def parsed(text: str) -> Element:
    """Return the root of a page or a fragment; raises BadRecord when it is empty, or nested or grown beyond reason."""
    # Time grows with the square of an element's attributes, in the parser itself.
    if any(tag["more"] for tag in _TAGS.finditer(text)):
        raise BadRecord("HTML with a tag of more than a thousand attributes")
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = html.document_fromstring(_UNREADABLE.sub("", _NUMBER.sub(_character, text)).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise BadRecord("no text: the page is empty") from error
    # Past its limits the parser stops, and what follows would be lost without a word.
    if any(entry.level == etree.ErrorLevels.FATAL or "depth" in entry.message for entry in parser.error_log):
        raise BadRecord("HTML with elements nested deeper than 255")
    _write_marks(root)
    sizes = [len(element) for element in root.iter()]
    if len(sizes) > _MOST_ELEMENTS:
        raise BadRecord(f"HTML of more than {_MOST_ELEMENTS:,} elements")
    if max(sizes) > _MOST_CHILDREN:
        raise BadRecord(f"HTML with more than {_MOST_CHILDREN:,} elements side by side")
    return root


def looks_like_html(words: str) -> bool:
    """Return whether words are marked up: they have tags of HTML, or references such as `&quot;`."""
    return any(form.search(words) for form in (_BLOCK_TAG, _INLINE_TAG, _REFERENCE))


def loose_paragraphs(words: str) -> list[str]:
    """Return the paragraphs of a text that may be plain or marked up, as fields of exports and feeds are.

    Where there are tags of blocks, they part the paragraphs; else blank lines or line ends do.
    """
    if overloaded(words) is not None:
        raise BadRecord("not text: a character carries more than 30 marks")
    if _BLOCK_TAG.search(words):
        return fragment_paragraphs(words)
    parts = plain_paragraphs(clean(words))
    if not looks_like_html(words):
        return parts
    return [" ".join(fragment_paragraphs(part)) for part in parts]


def fragment_paragraphs(words: str) -> list[str]:
    """Return the paragraphs of a piece of HTML: all text that is read aloud. Raises BadRecord."""
    return paragraphs(parsed(f"<div>{words}</div>")) if words.strip() else []


def paragraphs(root: Element) -> list[str]:
    """Return the text of each block element, and of what two line breaks part, in the order of the page."""
    return [words for part in _parts(root) if (words := " ".join("".join(part).split()))]


def part_at_breaks(root: Element) -> None:
    """Wrap in paragraphs the text between double line breaks, as older pages set them: `One.<br><br>Two.`"""
    for parent in dict.fromkeys(line_break.getparent() for line_break in root.iter("br") if _is_double(line_break)):
        if parent.getparent() is not None:
            _part(parent)


def _parts(root: Element) -> Iterator[list[str]]:
    part: list[str] = []
    breaks = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED:
                walk.skip_subtree()
                continue
            breaks = breaks + 1 if tag in _BREAKS else breaks
            if tag in _BREAKS and breaks < 2:
                part.append(" ")
            elif tag not in _INLINE:
                yield part
                part = []
            words = element.text
        else:
            if tag not in _INLINE and tag not in _BREAKS and tag not in _SKIPPED:
                yield part
                part = []
            words = element.tail if element is not root else None
        if words:
            part.append(words)
            breaks = 0 if words.strip() else breaks
    yield part


def _write_marks(root: Element) -> None:
    """Write the quotation marks that a browser draws around `<q>`."""
    for quoted in list(root.iter("q")):
        is_inner = next(quoted.iterancestors("q"), None) is not None
        opening, closing = "‘’" if is_inner else "“”"
        quoted.text = opening + (quoted.text or "")
        if len(quoted):
            quoted[-1].tail = (quoted[-1].tail or "") + closing
        else:
            quoted.text += closing
        quoted.tag = "span"


def _character(number: re.Match[str]) -> str:
    """Return a character reference, or nothing for one to no character: a parser would put U+FFFD there."""
    digits, base = (number[1], 16) if number[1] else (number[2], 10)
    digits = digits.lstrip("0")
    code = int(digits or "0", base) if len(digits) <= 9 else 0
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return number[0] if is_character else ""


def _is_double(line_break: Element) -> bool:
    following = line_break.getnext()
    return following is not None and following.tag == "br" and not (line_break.tail or "").strip()


def _part(parent: Element) -> None:
    """Wrap the content between double breaks in paragraphs, in the place of a parent that is one, else inside it."""
    children = [(child, child.tag == "br" and (_is_double(child) or _follows_break(child))) for child in parent]
    pieces: list[Element] = [_paragraph(parent.text)]
    for child, parts in children:
        if parts:
            pieces.append(_paragraph(child.tail))
        elif child.tag in _INLINE or child.tag == "br":
            pieces[-1].append(child)
        else:
            tail, child.tail = child.tail, None
            pieces += [child, _paragraph(tail)]
    if parent.tag == "p":
        pieces[-1].tail, parent.tail = parent.tail, None
        for piece in reversed(pieces):
            parent.addnext(piece)
        parent.getparent().remove(parent)
        return
    for child in list(parent):
        parent.remove(child)
    parent.text = None
    parent.extend(pieces)
    if parent.tag in _INLINE:
        parent.tag = "div"


def _follows_break(line_break: Element) -> bool:
    previous = line_break.getprevious()
    return previous is not None and previous.tag == "br" and not (previous.tail or "").strip()


def _paragraph(text: str | None) -> Element:
    element = html.Element("p")
    element.text = text
    return element
