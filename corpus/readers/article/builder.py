"""Builder of an article from the fields that a reader extracted, the same for every format.

It cleans the words, limits the length, determines outlet, day and address, and gives a reason for each empty field.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from corpus.article import Article, LanguageEvidence, Provenance, article_id, utc_now
from corpus.errors import BadRecord
from corpus.outlets import UNKNOWN_OUTLET, outlet_of
from corpus.readers.article.language import identify
from corpus.readers.io.limits import LONGEST_FIELD, LONGEST_TEXT
from corpus.readers.raw_record import DEFAULT, REQUIRE_OUTLET, RawRecord
from corpus.text.cleaning import SURROGATE, clean, one_line, overloaded
from corpus.text.dateline import Dateline, find_dateline
from corpus.text.edtf import PublicationDate, published_on
from corpus.urls import canonical, is_web_address


@dataclass(frozen=True, slots=True)
class ArticleFields:
    """The fields of an article as a reader extracted them from a record; None where it has none.

    `published` is EDTF and `evidence` says how it is known; `inferred` is True when it is a guess, None when the
    dateline decides whether it is. `described_by` names what was read (`the page`), `partial` is why the text is not
    the whole article's, and `unknown` gives better reasons than "the page does not say" for fields left empty.
    """

    paragraphs: tuple[str, ...]
    described_by: str
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


def article_from(record: RawRecord, fields: ArticleFields, reader: str) -> Article:
    """Return the article of a record; raises BadRecord when there is no text, or too much of it.

    Without a name or an address the outlet is `unknown`; it is refused when the record requires one.
    """
    text = "\n\n".join(_without_headline(fields))
    if not text:
        raise BadRecord(fields.unknown.get("text") or f"no text: {fields.described_by} holds none of an article")
    if len(text) > LONGEST_TEXT:
        raise BadRecord(f"{len(text):,} characters; the longest text that is read has {LONGEST_TEXT:,}")
    dateline = find_dateline(text)
    fields, defaults = _with_defaults(fields, dateline, record)
    url = canonical(fields.url) if fields.url and is_web_address(fields.url) else None
    outlet = outlet_of(fields.outlet, url)
    if outlet is None and REQUIRE_OUTLET in record.metadata:
        raise BadRecord(_no_outlet(fields))
    optional = {"headline": fields.headline, "url": url, "byline": fields.byline, "licence": fields.licence}
    language = identify(text, language_code(fields.language))
    return Article(
        id=article_id(url, text),
        text=text,
        outlet=outlet or UNKNOWN_OUTLET,
        dateline=dateline,
        published=_published(fields, dateline),
        language=language.language,
        provenance=_provenance(record, text, fields.encoding, f"{reader}{_defaults_note(defaults)}", language),
        unknown=_reasons({**optional, "dateline": dateline, "outlet": outlet}, fields),
        summary=fields.summary,
        **optional,
    )


def _reasons(values: Mapping[str, object], fields: ArticleFields) -> Mapping[str, str]:
    """Return why fields are empty, the outlet is unknown, and the text is not whole."""
    reasons = {name: _why(name, fields) for name, value in values.items() if not value}
    if fields.partial:
        reasons["text"] = f"the whole text: {fields.partial}"
    return MappingProxyType(reasons)


def _no_outlet(fields: ArticleFields) -> str:
    return fields.unknown.get("outlet") or (
        f"no outlet: {fields.described_by} gives neither a name nor an address; --outlet NAME says who printed it"
    )


def _with_defaults(
    fields: ArticleFields, dateline: Dateline | None, record: RawRecord
) -> tuple[ArticleFields, list[str]]:
    """Return the fields with the user's defaults where the record says nothing, and the names of those taken."""
    defaults: dict[str, Any] = {
        name.removeprefix(DEFAULT): words for name, words in record.metadata.items() if name.startswith(DEFAULT)
    }
    if not defaults:
        return fields, []
    has_url = fields.url is not None and is_web_address(fields.url)
    dated = dateline is not None and published_on(None, None, dateline).edtf is not None
    has: dict[str, object] = {
        "outlet": outlet_of(fields.outlet, fields.url if has_url else None),
        # One address for many records would make them one article.
        "url": has_url or record.position is not None,
        "published": fields.published is not None or dated,
        "language": language_code(fields.language),
    }
    taken = {name: words for name, words in defaults.items() if not has[name]}
    if "published" in taken:
        return replace(fields, **taken, evidence=_BY_USER, inferred=False), list(taken)
    return replace(fields, **taken), list(taken)


def _defaults_note(names: list[str]) -> str:
    return f"; {', '.join(names)} {_BY_USER}" if names else ""


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
    """Return a language as the store writes it (`en`, `pt-BR`), None when the words are no code of one.

    >>> language_code("PT_br"), language_code("English")
    ('pt-BR', None)
    """
    match = _LANGUAGE.fullmatch((words or "").strip().replace("_", "-"))
    if match is None:
        return None
    region = match["region"] or ""
    return match["language"].lower() + (match["script"] or "").title() + region.upper()


def _require_text(words: str) -> None:
    if SURROGATE.search(words):
        raise BadRecord("not text: it holds half of a surrogate pair")
    if overloaded(words) is not None:
        raise BadRecord("not text: a character carries more than 30 marks")


def _without_headline(fields: ArticleFields) -> tuple[str, ...]:
    first = fields.paragraphs[:1]
    if fields.headline and len(fields.paragraphs) > 1 and first[0].casefold() == fields.headline.casefold():
        return fields.paragraphs[1:]
    return fields.paragraphs


def _published(fields: ArticleFields, dateline: Dateline | None) -> PublicationDate:
    date = published_on(fields.published, fields.evidence, dateline, fields.described_by)
    if fields.published is not None and fields.inferred is not None:
        return replace(date, inferred=fields.inferred)
    if reason := fields.unknown.get("published"):
        return replace(date, evidence=f"{reason}; {date.evidence}")
    return date


def _provenance(
    record: RawRecord, text: str, encoding: str | None, reader: str, language: LanguageEvidence
) -> Provenance:
    return Provenance(
        origin=record.origin,
        format=record.format,
        retrieved=utc_now(),
        raw_sha256=sha256(record.raw).hexdigest(),
        text_sha256=sha256(text.encode()).hexdigest(),
        position=record.position,
        reader=reader,
        encoding=encoding,
        captured=record.metadata.get("captured"),
        digest=record.metadata.get("digest"),
        language_evidence=language,
    )


def _why(name: str, fields: ArticleFields) -> str:
    if name == "dateline":
        return "the text does not begin with one of a form we know"
    if name == "outlet":
        return _no_outlet(fields).removeprefix("no outlet: ")
    return fields.unknown.get(name) or f"{fields.described_by} does not say"


_BY_USER = "given by the person who ingested"
_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<script>-[a-z]{4})?(?P<region>-(?:[a-z]{2}|\d{3}))?(?:-[a-z0-9]{4,8}){0,2}",
    re.ASCII | re.IGNORECASE,
)
