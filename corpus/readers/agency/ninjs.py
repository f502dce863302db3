"""ninjs 1 to 3, news in JSON of the IPTC → the fields of an export; each object is an item.

Texts and composites with a body are read, pictures and other media are not: a caption is never taken for an article.
Version 1 has `body_html` and `headline`, versions 2 and 3 lists (`bodies`, `headlines`) with a role each.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.errors import BadRecord
from corpus.readers.agency.nitf import nitf_fields, nitf_root
from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.object_fields import ObjectFields, first_words, html_first, name_of
from corpus.readers.raw_record import NotAnArticle

FORMAT = "ninjs"
VERSION = "ninjs 1"

_TYPES = frozenset(
    {"text", "audio", "video", "picture", "graphic", "composite", "planning", "component", "event", "animation"}
)
_MARKS = (
    {
        "versioncreated",
        "versionCreated",
        "firstCreated",
        "firstcreated",
        "bodies",
        "headlines",
        "descriptions",
        "pubstatus",
        "pubStatus",
    },
    {"body_text", "body_html", "body_xhtml", "body_nitf", "description_text", "renditions", "associations"},
)
_DAYS = ("firstCreated", "firstcreated", "contentCreated", "contentcreated", "versionCreated", "versioncreated")
_HEADLINE_ROLES = ("main", "headline", "", None)


def matches(names: set[str]) -> bool:
    """Return whether an object with these names is an item of ninjs: it has an id, a type and a member only ninjs
    has."""
    return {"uri", "type"} <= names and any(marks & names for marks in _MARKS)


def fields_of(item: Mapping[str, Any]) -> ObjectFields:
    """Return the fields of an item; raises NotAnArticle when it is a picture or was cancelled, BadRecord without a
    text."""
    kind, status = item.get("type"), first_words(item, "pubStatus", "pubstatus") or ""
    text = _body(item)
    if kind in _TYPES - {"text", "composite"} or (kind == "composite" and text is None):
        raise NotAnArticle(f"a ninjs item of type {kind}: its caption is no article")
    if status.rpartition(":")[2] in ("canceled", "cancelled", "withheld"):
        raise NotAnArticle(f"a ninjs item that was {status.rpartition(':')[2]} (pubStatus)")
    fields: dict[str, Any] = {
        "headline": first_words(item, "headline")
        or _of_role(item.get("headlines"), _HEADLINE_ROLES)
        or first_words(item, "title"),
        "byline": _byline(item),
        "url": item.get("uri"),
        "outlet": _outlet(item),
        "language": item.get("language"),
        "licence": first_words(item, "copyrightnotice", "copyrightNotice", "usageterms", "usageTerms"),
        **{name: item[name] for name in _DAYS if isinstance(item.get(name), str)},
    }
    summary = None if text else _summary(item)
    if not text and not summary:
        raise BadRecord("no text: the ninjs item has neither a body nor a description in words")
    return ObjectFields({**fields, "text": text, "summary": summary})


def _body(item: Mapping[str, Any]) -> str | list[str] | None:
    """Return the body: HTML before plain text, which has no paragraphs, and NITF as its paragraphs."""
    bodies = {
        name: value
        for name, value in item.items()
        if name.startswith("body_") and isinstance(value, str) and value.strip()
    }
    for part in item.get("bodies") or () if isinstance(item.get("bodies"), list) else ():
        if isinstance(part, dict) and isinstance(part.get("value"), str) and part["value"].strip():
            bodies.setdefault(f"{part.get('contentType') or ''} {part.get('role') or ''}".lower(), part["value"])
    for name, words in bodies.items():
        if "nitf" in name and (root := nitf_root(words)) is not None:
            return list(nitf_fields(root).paragraphs)
    return html_first(bodies)


def _summary(item: Mapping[str, Any]) -> str | None:
    return first_words(
        item, "description_text", "description_html", "description_xhtml", "description_caption"
    ) or _of_role(item.get("descriptions"), ("main", "summary", "lead", "", None))


def _of_role(parts: Any, roles: Sequence[str | None]) -> str | None:
    """Return the value of the part with the first of the roles, else of the first part."""
    texts = (
        [part for part in parts if isinstance(part, dict) and isinstance(part.get("value"), str)]
        if isinstance(parts, list)
        else []
    )
    by_role = sorted(texts, key=lambda part: roles.index(part.get("role")) if part.get("role") in roles else len(roles))
    return by_role[0]["value"] if by_role else None


def _byline(item: Mapping[str, Any]) -> str | None:
    words = first_words(item, "byline", "by")
    return (
        names_in(words)
        if words
        else joined(name_of(part) for part in item.get("bylines") or () if isinstance(part, dict))
    )


def _outlet(item: Mapping[str, Any]) -> str | None:
    """Return the agency: of the sources that which is marked so, else the holder of the copyright."""
    for name in ("infoSources", "infosource", "infosources"):
        sources = (
            [part for part in item.get(name) or () if isinstance(part, dict)]
            if isinstance(item.get(name), list)
            else []
        )
        sources.sort(key=lambda part: not str(part.get("role") or "").endswith(("agency", "provider")))
        if source := next(filter(None, map(name_of, sources)), None):
            return source
    return first_words(item, "copyrightholder", "copyrightHolder", "creditline", "creditLine")
