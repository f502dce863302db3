"""Metadata of a page (JSON-LD, meta, link, microdata, elements) in order of precedence.

`PLACES` is the order: for each field the places that may hold it, the most reliable first. The first place with a
usable value decides; the others are not read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from corpus.readers.article.builder import field_of, language_code
from corpus.readers.article.date_parsing import day_in
from corpus.readers.article.json_ld import article_node, words
from corpus.readers.io.html_tree import Element
from corpus.urls import host, is_web_address

# ("JSON-LD", key), ("meta", name or property), ("link", rel), ("itemprop", name), ("element", tag)
PLACES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "headline": (
        ("JSON-LD", "headline"),
        ("meta", "og:title"),
        ("meta", "citation_title"),
        ("meta", "dc.title"),
        ("meta", "twitter:title"),
        ("element", "h1"),
        ("element", "title"),
    ),
    "byline": (
        ("JSON-LD", "author"),
        ("meta", "author"),
        ("meta", "citation_author"),
        ("meta", "dc.creator"),
        ("meta", "parsely-author"),
        ("meta", "article:author"),
        ("itemprop", "author"),
        ("link", "author"),
    ),
    "published": (
        ("JSON-LD", "datePublished"),
        ("meta", "article:published_time"),
        ("meta", "citation_publication_date"),
        ("meta", "citation_date"),
        ("meta", "dc.date.issued"),
        ("meta", "dcterms.issued"),
        ("meta", "dc.date"),
        ("meta", "parsely-pub-date"),
        ("meta", "pubdate"),
        ("meta", "date"),
        ("itemprop", "datePublished"),
        ("JSON-LD", "dateCreated"),
        ("element", "time"),
    ),
    "outlet": (
        ("meta", "og:site_name"),
        ("JSON-LD", "publisher"),
        ("meta", "citation_publisher"),
        ("meta", "dc.publisher"),
        ("meta", "application-name"),
    ),
    "url": (
        ("link", "canonical"),
        ("meta", "og:url"),
        ("JSON-LD", "mainEntityOfPage"),
        ("JSON-LD", "url"),
    ),
    "language": (
        ("element", "html"),
        ("JSON-LD", "inLanguage"),
        ("meta", "content-language"),
        ("meta", "og:locale"),
        ("meta", "dc.language"),
    ),
    "licence": (
        ("JSON-LD", "license"),
        ("link", "license"),
        ("meta", "dc.rights"),
    ),
}


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The fields that a page states; None where it has no usable value.

    `published` is EDTF, `evidence` the words it is from; it is `inferred` when it is only the first time on the page.
    `unreadable_date` names words that may be a day but cannot be read as one.
    """

    headline: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    language: str | None
    licence: str | None
    published: str | None
    evidence: str | None
    inferred: bool
    unreadable_date: str | None


def page_metadata(root: Element, address: str | None) -> PageMetadata:
    """Return the metadata of a page; `address` is the URL it was fetched from, None when unknown."""
    page = _Page(root)
    day = next(_usable(page, "published", day_in), None)
    return PageMetadata(
        headline=_first(page, "headline", field_of),
        byline=_first(page, "byline", _byline),
        outlet=_first(page, "outlet", field_of),
        url=_first(page, "url", lambda value: _address(value, address)) or address,
        language=_first(page, "language", language_code),
        licence=_first(page, "licence", field_of),
        published=day[0] if day else None,
        evidence=f'{day[1]} "{field_of(day[2])}"' if day else None,
        inferred=day is not None and day[1] == _PLACE_IN_WORDS["element", "time"],
        unreadable_date=None if day else next(map(_unreadable_date, _usable(page, "published", str)), None),
    )


def _first(page: "_Page", name: str, usable: Callable[[str], str | None]) -> str | None:
    return next((value for value, _, _ in _usable(page, name, usable)), None)


def _usable(page: "_Page", name: str, usable: Callable[[str], str | None]) -> Iterator[tuple[str, str, str]]:
    """Yield each usable value of a field with the name of its place and its words, the most reliable first."""
    for place in PLACES[name]:
        printed = page.words_at(place)
        if printed and (value := usable(printed)):
            yield value, _PLACE_IN_WORDS.get(place, " ".join(place)), printed


def _unreadable_date(usable: tuple[str, str, str]) -> str:
    return f'{usable[1]} "{field_of(usable[2][:100])}" is no day that can be read for sure'


class _Page:
    """The places of one page, looked up once."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._node: dict[str, Any] = article_node(root)
        self._meta: dict[str, list[str]] = {}
        for meta in root.iter("meta"):
            content = meta.get("content")
            names = {(meta.get(key) or "").strip().lower() for key in ("name", "property", "http-equiv")}
            for name in names - {""} if content and content.strip() else ():
                self._meta.setdefault(name, []).append(content.strip())

    def words_at(self, place: tuple[str, str]) -> str | None:
        """Return the words of one place; several authors are joined by commas."""
        kind, name = place
        if kind == "JSON-LD":
            return words(self._node, name)
        if kind == "meta":
            contents = self._meta.get(name, [])
            return ", ".join(dict.fromkeys(contents[:20])) if "author" in name else next(iter(contents), None)
        return next((value.strip() for value in self._elements(kind, name) if value and value.strip()), None)

    def _elements(self, kind: str, name: str) -> Iterator[str | None]:
        if kind == "link":
            for element in self._root.iter("link", "a"):
                if name in (element.get("rel") or "").lower().split():
                    yield element.get("href") if element.tag == "link" or name == "license" else _text(element)
        elif kind == "itemprop":
            for element in self._root.iterfind(f".//*[@itemprop='{name}']"):
                yield element.get("datetime") or element.get("content") or _text(element)
        elif name == "html":
            yield self._root.get("lang") or self._root.get("{http://www.w3.org/XML/1998/namespace}lang")
        elif name == "time":
            yield from (element.get("datetime") for element in self._root.iter("time"))
        else:
            yield from (_text(element) for element in self._root.iter(name))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _byline(names: str) -> str | None:
    """Return the names without "By"; an address of a profile is no name."""
    words = field_of(names)
    if words is None or "://" in words or words.startswith("@"):
        return None
    return words[3:].strip() if words[:3].lower() == "by " else words


def _address(href: str, address: str | None) -> str | None:
    """Return an absolute address; where it is known at which one the page was found, only one of the same site.

    None for the front page when the page was found deeper: a common mistake.
    """
    try:
        url = urljoin(address, href) if address else href
    except ValueError:
        return None
    if not is_web_address(url) or (address is not None and not _same_site(host(url), host(address))):
        return None
    is_front = urlsplit(url).path in ("", "/") and not urlsplit(url).query
    is_deeper = address is not None and (urlsplit(address).path not in ("", "/") or urlsplit(address).query)
    return None if is_front and is_deeper else url


def _same_site(left: str, right: str) -> bool:
    """Return whether two hosts are one site's: the same but for `m.` or `amp.`, or one inside the other."""
    left, right = (_MOBILE.sub("", name) for name in (left, right))
    return left == right or left.endswith(f".{right}") or right.endswith(f".{left}")


_MOBILE = re.compile(r"(?:m|mobile|amp)\.(?=.+\.)")
_PLACE_IN_WORDS = {("element", "time"): "time datetime", ("element", "html"): "html lang"}
