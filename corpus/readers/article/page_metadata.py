"""What a page says about its article, and which of its many places is believed first.

`PLACES` is the order: for each field the places that may say it, the one that says most first. The first place that
says something usable decides; the others are not asked.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from corpus.outlets import outlet_of
from corpus.readers.article.builder import field_of, language_code
from corpus.readers.article.byline import names_in
from corpus.readers.article.date_parsing import day_in
from corpus.readers.article.headline import voted_headline
from corpus.readers.article.json_ld import article_node, persons, words
from corpus.readers.article.saved_page import unarchived
from corpus.readers.article.visible_page import author_lines, visible_days
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
        ("itemprop", "headline"),
        ("class", "headline"),
        ("JSON-LD", "name"),
    ),
    "byline": (
        ("JSON-LD", "author"),
        ("meta", "author"),
        ("meta", "citation_author"),
        ("meta", "dc.creator"),
        ("meta", "parsely-author"),
        ("meta", "byl"),
        ("meta", "sailthru.author"),
        ("meta", "article:author"),
        ("itemprop", "author"),
        ("hCard", "author vcard"),
        ("class", "byline"),
        ("link", "author"),
        ("class", "author"),
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
        ("class", "date"),
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
class Candidate:
    """A value that a place gives for a field, with the words it is read from."""

    value: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the page says; None where it says nothing usable.

    `published` is EDTF, `evidence` the words it is from; it is `inferred` when it is only shown on the page.
    `unreadable_date` says which words might be a day but cannot be read as one. `captured` is the instant of a web
    archive's capture that the page's own address names, and `candidates` are all values for each field, the most
    believed first.
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
    captured: str | None = None
    candidates: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)


def page_metadata(root: Element, address: str | None, every: bool = False) -> PageMetadata:
    """Read what a page says about its article; `address` is where it was found, None when nobody knows.

    With `every` the candidates of all fields are kept, which costs time.
    """
    page = _Page(root)
    found_at, captured = unarchived(address if address and is_web_address(address) else None)
    outlet = _first(page, "outlet", field_of)
    url = _first(page, "url", lambda said: _address(said, found_at)) or found_at
    language = _first(page, "language", language_code)
    days = page.days(language)
    day = next(days, None)
    headlines = list(_usable(page, "headline", field_of))
    names = [name for name in (outlet, *_names_of_host(url)) if name]
    return PageMetadata(
        headline=voted_headline([found.value for found in headlines], names),
        byline=_byline(page, outlet),
        outlet=outlet,
        url=url,
        language=language,
        licence=_first(page, "licence", field_of),
        published=day.value if day else None,
        evidence=f'{day.place} "{field_of(day.words)}"' if day else None,
        inferred=day is not None and day.place in _SHOWN,
        unreadable_date=None if day else next(map(_unreadable_date, _usable(page, "published", str)), None),
        captured=captured or next((instant for said in _said(page, "url") if (instant := unarchived(said)[1])), None),
        candidates=_candidates(page, headlines, outlet, found_at, day, days) if every else {},
    )


def _candidates(
    page: "_Page",
    headlines: list[Candidate],
    outlet: str | None,
    address: str | None,
    day: Candidate | None,
    days: Iterator[Candidate],
) -> dict[str, tuple[Candidate, ...]]:
    return {
        "headline": tuple(headlines),
        "byline": tuple(page.bylines(outlet)),
        "published": (*([day] if day else []), *days),
        "outlet": tuple(_usable(page, "outlet", field_of)),
        "url": tuple(_usable(page, "url", lambda said: _address(said, address))),
        "language": tuple(_usable(page, "language", language_code)),
        "licence": tuple(_usable(page, "licence", field_of)),
    }


def _first(page: "_Page", name: str, usable: Callable[[str], str | None]) -> str | None:
    return next((found.value for found in _usable(page, name, usable)), None)


def _usable(page: "_Page", name: str, usable: Callable[[str], str | None]) -> Iterator[Candidate]:
    """Yield each usable value of a field, the place that says it, and its words, the most believed first."""
    for place in PLACES[name]:
        for said in page.words_at(place):
            if value := usable(said):
                yield Candidate(value, " ".join(place), said)


def _said(page: "_Page", name: str) -> Iterator[str]:
    return (said for place in PLACES[name] for said in page.words_at(place))


def _byline(page: "_Page", outlet: str | None) -> str | None:
    """Return the first byline, or one that the page shows and that has its names and more."""
    bylines = page.bylines(outlet)
    first = next(bylines, None)
    if first is None:
        return None
    if not _is_single(first.value):
        return first.value
    return next(
        (other.value for other in bylines if not _is_single(other.value) and first.value in other.value), first.value
    )


def _is_single(names: str) -> bool:
    return "," not in names and " and " not in names


def _names_of_host(url: str | None) -> tuple[str, ...]:
    """Return the names by which the host of an address may stand in a headline: `courier.example`, `courier`."""
    place = host(url) if url else ""
    known = outlet_of(None, url) if url else None
    return (known.name if known else "", place, place.rpartition(".")[0].rpartition(".")[2])


def _unreadable_date(found: Candidate) -> str:
    return f'{found.place} "{field_of(found.words[:100])}" is no day that can be read for sure'


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

    def words_at(self, place: tuple[str, str]) -> Iterator[str]:
        """Yield the words of one place; several authors are joined by commas."""
        kind, name = place
        found: list[str]
        if kind == "JSON-LD":
            found = [words(self._node, name) or ""]
        elif kind == "meta":
            found = list(dict.fromkeys(self._meta.get(name, [])[:20]))
            found = [", ".join(found)] if "author" in name else found[:1]
        else:
            found = [said.strip() for said in self._elements(kind, name) if said]
            found = found[:_MOST_HEADINGS] if name in ("h1", "headline") else found[:1]
        yield from filter(None, found)

    def bylines(self, outlet: str | None) -> Iterator[Candidate]:
        """Yield the names that each place gives, last those of an organisation that JSON-LD gives as the author."""
        shown: list[tuple[str, str]] | None = None
        for place in PLACES["byline"]:
            name = " ".join(place) if place[0] != "hCard" else "hCard"
            if place[0] in ("JSON-LD", "meta"):
                found = [
                    (persons(self._node, place[1]) if place[0] == "JSON-LD" else next(self.words_at(place), None)) or ""
                ]
                yield from (Candidate(value, name, said) for said in found if (value := names_in(said, outlet)))
            else:
                shown = list(author_lines(self._root, outlet)) if shown is None else shown
                yield from (Candidate(names, name, names) for names, mark in shown if mark == name)
        if value := names_in(words(self._node, "author") or "", outlet):
            yield Candidate(value, "JSON-LD author", value)

    def days(self, language: str | None) -> Iterator[Candidate]:
        """Yield the days that the page gives: of its metadata in their order, then those it shows."""
        for place in PLACES["published"]:
            if place == ("element", "time"):
                break
            yield from (
                Candidate(day, " ".join(place), said)
                for said in self.words_at(place)
                if (day := day_in(said, language))
            )
        yield from (Candidate(*found) for found in visible_days(self._root, language))

    def _elements(self, kind: str, name: str) -> Iterator[str | None]:
        if kind == "link":
            for element in self._root.iter("link", "a"):
                if name in (element.get("rel") or "").lower().split():
                    yield element.get("href") if element.tag == "link" or name == "license" else _text(element)
        elif kind == "itemprop":
            for element in self._root.iterfind(f".//*[@itemprop='{name}']"):
                yield element.get("datetime") or element.get("content") or _text(element)
        elif kind == "class":
            for element in self._root.iter(*_HEADINGS) if name == "headline" else ():
                if _HEADLINE_CLASS.search(element.get("class") or ""):
                    yield _text(element)
        elif name == "html":
            yield self._root.get("lang") or self._root.get("{http://www.w3.org/XML/1998/namespace}lang")
        elif name == "time":
            yield from (element.get("datetime") for element in self._root.iter("time"))
        else:
            yield from (_text(element) for element in self._root.iter(name))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _address(said: str, address: str | None) -> str | None:
    """Return an absolute address; where it is known at which one the page was found, only one of the same site.

    None for the front page when the page was found deeper: a common mistake.
    """
    said = unarchived(said)[0] or said
    try:
        found = urljoin(address, said) if address else said
    except ValueError:
        return None
    if not is_web_address(found) or (address is not None and not _same_site(host(found), host(address))):
        return None
    is_front = urlsplit(found).path in ("", "/") and not urlsplit(found).query
    is_deeper = address is not None and (urlsplit(address).path not in ("", "/") or urlsplit(address).query)
    return None if is_front and is_deeper else found


def _same_site(one: str, other: str) -> bool:
    """Return whether two hosts are one site's: the same but for `m.` or `amp.`, or one inside the other."""
    one, other = (_MOBILE.sub("", name) for name in (one, other))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


_MOBILE = re.compile(r"(?:m|mobile|amp)\.(?=.+\.)")
_SHOWN = ("time datetime", "time", "the date shown")
_HEADINGS = ("h1", "h2", "h3", "div", "span", "p", "td")
_HEADLINE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:headline|entry-title|article-title|post-title|story-title|page-title|hed)(?=$|[ ])", re.IGNORECASE
)
_MOST_HEADINGS = 5
