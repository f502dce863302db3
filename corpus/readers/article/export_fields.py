"""The fields of an export (an object of JSON, a row of CSV) → what they say about an article.

`EXPORT_FIELD_NAMES` lists the names exports use, the more telling first; case, `_`, `-` and spaces in them do not
matter. A field that is a list of names or has a `name` inside (`{"source": {"name": "TASS"}}`) is read too.
`--map text=story` says which field holds one of ours, with dots for what lies inside (`text=article.body`).
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.date_parsing import day_in
from corpus.readers.article.headline import without_outlet
from corpus.readers.io.html_tree import loose_paragraphs
from corpus.readers.io.strict_json import value_of
from corpus.readers.raw_record import RawRecord
from corpus.urls import host, is_web_address

EXPORT_FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "maintext",
        "article_text",
        "article_body",
        "body_text",
        "full_text",
        "content_html",
        "content_text",
        "body_html",
        "text_html",
        "article_text_html",
        "article",
    ),
    "summary": ("summary", "description", "abstract", "short_description", "excerpt"),
    "headline": ("headline", "title"),
    "url": ("url", "link", "canonical_url", "web_url", "article_url", "source_url"),
    "published": (
        "published",
        "date_publish",
        "date_published",
        "published_at",
        "publish_date",
        "publication_date",
        "pub_date",
        "published_date",
        "date",
        "datetime",
        "web_publication_date",
        "first_created",
        "content_created",
        "version_created",
    ),
    "outlet": ("outlet", "source", "source_name", "site", "site_name", "publication", "publisher", "source_domain"),
    "byline": ("byline", "author", "authors", "creator"),
    "language": ("language", "lang"),
    "licence": ("licence", "license", "rights"),
}
_BETWEEN = re.compile(r"[\s_-]+")
_OUR_ARTICLE = re.compile(r"a-[0-9a-hjkmnp-tv-z]{12}", re.ASCII)
_MOST_NAMES = 20


def article_of(
    record: RawRecord, fields: Mapping[str, Any], encoding: str | None, reader: str, partial: str | None = None
) -> Article:
    """Make the article that an export's fields tell of; raises BadRecord."""
    export = _Export(fields, mapping_in(record))
    body = export.body("text")
    summary = export.body("summary") if body is None else None
    day, evidence, unreadable_date = export.published()
    outlet = export.words("outlet")
    headline = export.words("headline")
    found = ArticleFields(
        paragraphs=paragraphs_from(loose_paragraphs(body or summary or "")),
        described_by="the export",
        headline=field_of(without_outlet(headline, [outlet]) if headline and outlet else headline),
        byline=field_of(export.words("byline")),
        url=export.words("url"),
        outlet=host(outlet) if outlet and is_web_address(outlet) else field_of(outlet),
        published=day,
        evidence=evidence,
        language=export.words("language"),
        licence=field_of(export.words("licence")),
        summary=summary is not None or partial is not None,
        encoding=encoding,
        partial=partial,
        unknown={"text": _no_text(fields), **({"published": unreadable_date} if unreadable_date else {})},
    )
    return article_from(record, found, reader)


def fields_in(text: str) -> Mapping[str, Any]:
    """Read one object of an export; raises BadRecord, also for a line of On Record's own export."""
    value = value_of(text)
    if not isinstance(value, dict):
        raise BadRecord("not an object with the fields of an article")
    kind, name = value.get("type"), value.get("id")
    is_our_article = kind == "article" and isinstance(name, str) and _OUR_ARTICLE.fullmatch(name)
    if kind in ("quotation", "correction") or is_our_article:
        raise BadRecord(f"a line of On Record's own export ({kind}), which is read only as part of a whole export")
    return value


def names_text(names: list[str], mapping: Mapping[str, str]) -> bool:
    """Return whether one of the names of fields is known to hold the text of an article."""
    wanted = {_plain(name) for name in ([mapping["text"]] if "text" in mapping else EXPORT_FIELD_NAMES["text"])}
    return any(_plain(name) in wanted for name in names)


def names_other(names: list[str]) -> bool:
    """Return whether one of the names is a field that tells of an article, such as its headline."""
    known = {_plain(name) for ours, theirs in EXPORT_FIELD_NAMES.items() if ours != "text" for name in theirs}
    return any(_plain(name) in known for name in names)


def names_field(ours: str, names: list[str]) -> bool:
    """Return whether one of the names is one that exports use for a field of ours."""
    return bool({_plain(name) for name in EXPORT_FIELD_NAMES[ours]} & {_plain(name) for name in names})


def require_known(mapping: Mapping[str, str]) -> None:
    """Raise BadRecord when `--map` names a field that we do not have."""
    for name in mapping:
        if name not in EXPORT_FIELD_NAMES:
            raise BadRecord(f"--map {name[:40]}=…: known are {', '.join(EXPORT_FIELD_NAMES)}")


def mapping_in(record: RawRecord) -> dict[str, str]:
    """Return the mapping that came along with a record."""
    mapping: dict[str, str] = json.loads(record.metadata.get("map", "{}"))
    return mapping


class _Export:
    """One object of an export, asked by our names."""

    def __init__(self, fields: Mapping[str, Any], mapping: Mapping[str, str]) -> None:
        self._fields = fields
        self._mapping = mapping
        self._by_name: dict[str, tuple[str, Any]] = {}
        for name, value in fields.items():
            self._by_name.setdefault(_plain(name), (name, value))

    def body(self, ours: str) -> str | None:
        """Return a text as it is; a list of strings are its paragraphs."""
        for _, value in self._values(ours):
            parts = [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)]
            if any(part.strip() for part in parts):
                return "\n\n".join(parts)
        return None

    def words(self, ours: str) -> str | None:
        """Return the first words that one of the field's names has."""
        return next((words for _, words in self._words(ours)), None)

    def published(self) -> tuple[str | None, str | None, str | None]:
        """Return the day and its evidence, or why what is said is none."""
        unreadable_date = None
        for name, words in self._words("published"):
            said = f'field {_shown(name)} "{_shown(words)}"'
            if (day := day_in(words)) is not None:
                return day, said, None
            unreadable_date = unreadable_date or f"{said} is no day that can be read for sure"
        return None, None, unreadable_date

    def _words(self, ours: str) -> Iterator[tuple[str, str]]:
        for name, value in self._values(ours):
            parts = value[:_MOST_NAMES] if isinstance(value, list) else [value]
            words = list(dict.fromkeys(filter(None, map(_word, parts))))
            if words:
                yield name, ", ".join(words)

    def _values(self, ours: str) -> Iterator[tuple[str, Any]]:
        if ours in self._mapping:
            yield self._mapping[ours], self._inside(self._mapping[ours])
            return
        for name in EXPORT_FIELD_NAMES[ours]:
            if (found := self._by_name.get(_plain(name))) is not None:
                yield found

    def _inside(self, path: str) -> Any:
        if path in self._fields:
            return self._fields[path]
        value: Any = self._fields
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value


def _word(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


@lru_cache(maxsize=4_096)
def _plain(name: str) -> str:
    return _BETWEEN.sub("", name).casefold()


def _shown(words: str) -> str:
    return field_of(words[:100]) or "…"


def _no_text(fields: Mapping[str, Any]) -> str:
    names = ", ".join(ascii(name[:40])[1:-1] for name in list(fields)[:20])
    return f"no text: the fields are {names or 'none'}; say which one holds it with --map text=FIELD"
