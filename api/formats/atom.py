"""Atom (RFC 4287): a page of quotations as a feed, built as a tree so that nothing needs escaping by hand.

Atom wants an instant where we know a day, a month or a year: `updated` is the first of it, at midnight UTC, and 1970
for what has no date. Ids do not change with the address of the server.
"""

from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from api.formats.format import Format, RenderContext
from api.formats.quoted import how, quoted
from api.formats.views import View
from corpus import day_range
from index import speakers_of

_MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_LONGEST_TITLE = 120
_NEVER = "1970-01-01T00:00:00Z"


def _feed(views: Iterable[View], context: RenderContext) -> str:
    """Return a feed with an entry for each quotation."""
    entries, links = list(views), context.links
    url = links["self"] or ""
    root = Element("feed", {"xmlns": _NAMESPACE})
    _add(root, "title", "On Record: quotations")
    _add(root, "id", url)
    for relation, where in {"self": url, "next": links.get("next"), "previous": links.get("prev")}.items():
        if where:
            SubElement(root, "link", {"rel": relation, "href": where, "type": _MEDIA_TYPE})
    _add(root, "updated", max((_updated(entry) for entry in entries), default=_NEVER))
    _add(SubElement(root, "author"), "name", "On Record")
    for quotation in entries:
        _entry(root, quotation)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _entry(root: Element, quotation: View) -> None:
    entry = SubElement(root, "entry")
    names = [speaker["name"] for speaker in speakers_of(quotation)] or ["speaker unknown"]
    words = quoted(quotation)
    shown = words if len(words) <= _LONGEST_TITLE else words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    _add(entry, "title", f"{' and '.join(names)}: {shown}")
    _add(entry, "id", f"urn:onrecord:quotation:{quotation['id']}")
    SubElement(entry, "link", {"rel": "alternate", "href": quotation["url"]})
    if quotation["deep_link"]:
        SubElement(entry, "link", {"rel": "via", "href": quotation["deep_link"]})
    _add(entry, "updated", _updated(quotation))
    for name in names:
        _add(SubElement(entry, "author"), "name", name)
    _add(entry, "summary", f"{words} ({how(quotation)} in {_where(quotation)})")


def _where(quotation: View) -> str:
    return f"{quotation['outlet']['name']}, {quotation['date'] or 'undated'}"


def _updated(quotation: View) -> str:
    return f"{day_range(quotation['date'])[0].isoformat()}T00:00:00Z" if quotation["date"] else _NEVER


def _add(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = "".join(c for c in words if _in_xml(c))


def _in_xml(character: str) -> bool:
    """Return whether XML 1.0 can hold a character (section 2.2)."""
    return character in "\t\n\r" or "\x20" <= character <= "\ud7ff" or "\ue000" <= character not in ("\ufffe", "\uffff")


FORMAT = Format(name="atom", media_type=_MEDIA_TYPE, many=_feed)
