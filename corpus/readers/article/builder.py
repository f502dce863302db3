"""What a reader found out about an article → the article: one way for every format.

The words are cleaned, the text is measured, the outlet, the day and the address are settled, and each field that
stays empty says why.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from corpus.article import Article, Provenance, article_id, utc_now
from corpus.errors import BadRecord
from corpus.outlets import UNKNOWN_OUTLET, outlet_of
from corpus.readers.io.limits import LONGEST_FIELD, LONGEST_TEXT
from corpus.readers.raw_record import GIVEN, REQUIRE_OUTLET, RawRecord
from corpus.text.cleaning import clean, one_line, overloaded
from corpus.text.dateline import Dateline, find_dateline
from corpus.text.edtf import PublicationDate, published_on
from corpus.urls import canonical, is_web_address


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found in a record; None where it says nothing.

    `published` is EDTF and `evidence` says how it is known; `inferred` is True when it is a guess, None when the
    dateline decides whether it is. `speaker` names what was read (`the page`), and `unknown` gives better reasons than
    "the page does not say" for fields left empty.
    """

    paragraphs: tuple[str, ...]
    speaker: str
    headline: str | None = None
    byline: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    evidence: str | None = None
    inferred: bool | None = False
    language: str | None = None
    licence: str | None = None
    summary: bool = False
    encoding: str | None = None
    partial: str | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)


def article_from(record: RawRecord, found: Found, reader: str) -> Article:
    """Make the article of a record; raises BadRecord when there is no text, or too much of it.

    Without a name or an address the outlet is `unknown`; it is refused when the record requires one.
    """
    text = "\n\n".join(_without_headline(found))
    if not text:
        raise BadRecord(found.unknown.get("text") or f"no text: {found.speaker} holds none of an article")
    if len(text) > LONGEST_TEXT:
        raise BadRecord(f"{len(text):,} characters; the longest text that is read has {LONGEST_TEXT:,}")
    dateline = find_dateline(text)
    found, given = _with_defaults(found, dateline, record)
    url = canonical(found.url) if found.url and is_web_address(found.url) else None
    outlet = outlet_of(found.outlet, url)
    no_outlet = (
        found.unknown.get("outlet") or f"no outlet: {found.speaker} gives neither a name nor an address; {_OPTION}"
    )
    if outlet is None and REQUIRE_OUTLET in record.said:
        raise BadRecord(no_outlet)
    known = {"headline": found.headline, "url": url, "byline": found.byline, "licence": found.licence}
    language = language_code(found.language)
    empty = [name for name, value in {**known, "dateline": dateline, "language": language}.items() if not value]
    reasons = {name: _why(name, found) for name in empty} | _partial(found)
    return Article(
        id=article_id(url, text),
        text=text,
        outlet=outlet or UNKNOWN_OUTLET,
        dateline=dateline,
        published=_published(found, dateline),
        language=language or "und",
        provenance=_provenance(
            record, text, found.encoding, f"{reader}; {', '.join(given)} {_BY_HAND}" if given else reader
        ),
        unknown=MappingProxyType(reasons if outlet else {**reasons, "outlet": no_outlet.removeprefix("no outlet: ")}),
        summary=found.summary,
        **known,
    )


def _with_defaults(found: Found, dateline: Dateline | None, record: RawRecord) -> tuple[Found, list[str]]:
    """Return the fields with the user's defaults where the record says nothing, and the names of those taken."""
    given: dict[str, Any] = {
        name.removeprefix(GIVEN): words for name, words in record.said.items() if name.startswith(GIVEN)
    }
    if not given:
        return found, []
    has_url = found.url is not None and is_web_address(found.url)
    has_day = found.published is not None or (
        dateline is not None and published_on(None, None, dateline).edtf is not None
    )
    has: dict[str, object] = {
        "outlet": outlet_of(found.outlet, found.url if has_url else None),
        "url": has_url,
        "published": has_day,
    }
    has["language"] = language_code(found.language)
    # One address for many records would make them one article.
    taken = {
        name: words for name, words in given.items() if not has[name] and (name != "url" or record.position is None)
    }
    if "published" in taken:
        taken |= {"evidence": _BY_HAND}
        return replace(found, **taken, inferred=False), [name for name in taken if name != "evidence"]
    return replace(found, **taken), list(taken)


def settled(words: str) -> str:
    """Clean a field and put it on one line; raises BadRecord for what is no text."""
    _require_text(words)
    return one_line(words)


def field_of(words: str | None) -> str | None:
    """Clean a headline, a name or a licence; None when there is none, or when it is too long to be one."""
    if not words or len(words) > LONGEST_FIELD:
        return None
    return settled(words) or None


def paragraphs_from(parts: Iterable[str]) -> tuple[str, ...]:
    """Clean paragraphs, each on one line, and leave out those without words; raises BadRecord for what is no text."""
    words = "\n".join(parts)
    _require_text(words)
    return tuple(line for part in clean(words).split("\n") if (line := part.strip()))


def language_code(words: str | None) -> str | None:
    """Return a language as the record writes it (`en`, `pt-BR`), None when the words are no code of one.

    >>> language_code("PT_br"), language_code("English")
    ('pt-BR', None)
    """
    match = _LANGUAGE.fullmatch((words or "").strip().replace("_", "-"))
    if match is None:
        return None
    region = match["region"] or ""
    return match["language"].lower() + (match["script"] or "").title() + region.upper()


def _require_text(words: str) -> None:
    if _HALF.search(words):
        raise BadRecord("not text: it holds half of a surrogate pair")
    if overloaded(words) is not None:
        raise BadRecord("not text: a character carries more than 30 marks")


def _without_headline(found: Found) -> tuple[str, ...]:
    first = found.paragraphs[:1]
    if found.headline and len(found.paragraphs) > 1 and first[0].casefold() == found.headline.casefold():
        return found.paragraphs[1:]
    return found.paragraphs


def _published(found: Found, dateline: Dateline | None) -> PublicationDate:
    date = published_on(found.published, found.evidence, dateline, found.speaker)
    if found.published is not None and found.inferred is not None:
        return replace(date, inferred=found.inferred)
    if reason := found.unknown.get("published"):
        return replace(date, evidence=f"{reason}; {date.evidence}")
    return date


def _provenance(record: RawRecord, text: str, encoding: str | None, reader: str) -> Provenance:
    return Provenance(
        origin=record.origin,
        format=record.format,
        retrieved=utc_now(),
        raw_sha256=sha256(record.raw).hexdigest(),
        text_sha256=sha256(text.encode()).hexdigest(),
        position=record.position,
        reader=reader,
        encoding=encoding,
        captured=record.said.get("captured"),
        digest=record.said.get("digest"),
    )


def _partial(found: Found) -> dict[str, str]:
    return {"text": f"the whole text: {found.partial}"} if found.partial else {}


def _why(name: str, found: Found) -> str:
    if name == "dateline":
        return "the text does not begin with one of a form we know"
    return found.unknown.get(name) or f"{found.speaker} does not say"


_BY_HAND = "given by the person who ingested"
_OPTION = "--outlet NAME says who printed it"
_HALF = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<script>-[a-z]{4})?(?P<region>-(?:[a-z]{2}|\d{3}))?(?:-[a-z0-9]{4,8}){0,2}",
    re.ASCII | re.IGNORECASE,
)
