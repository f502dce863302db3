"""Article, outlet and provenance: the types of this package, and the ids made of them."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from corpus.text.dateline import Dateline
from corpus.text.edtf import PublicationDate


@dataclass(frozen=True, slots=True)
class Outlet:
    """The publisher of an article: `id` is a slug of the name (`radio-habana-cuba`), `name` is written in full."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class LanguageEvidence:
    """How the language of a text is known: BCP 47 tags as declared and as detected, None where there is none.

    `evidence` is "declared" or "detected", after the one that holds, or "assumed" for English without either.
    """

    declared: str | None
    detected: str | None
    evidence: str

    @property
    def language(self) -> str:
        """The BCP 47 tag that holds."""
        return {"declared": self.declared, "detected": self.detected}.get(self.evidence) or "en"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article came from, and checksums to prove it.

    `origin` is the file's path as the user wrote it, `position` the record in it (`line 7`, `record 3`), None when the
    file is one record; `format` and `reader` name what read it (`html`, `html 1, trafilatura 2.0.0`); `encoding` is
    the one the bytes were read in and how it was found (`utf-8, declared`). `retrieved` is the UTC instant of reading
    and `captured` of the capture in a web archive (`2018-06-13T09:00:00Z`). `raw_sha256` is over the bytes of the
    record, `text_sha256` over `Article.text` in UTF-8, `digest` the one an archive gives for its record.
    `language_evidence` is None in what was read before languages were detected.
    """

    origin: str
    format: str
    retrieved: str
    raw_sha256: str
    text_sha256: str
    position: str | None = None
    reader: str | None = None
    encoding: str | None = None
    captured: str | None = None
    digest: str | None = None
    language_evidence: LanguageEvidence | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A published article. `text` is final: every offset in the system counts code points of it.

    `summary` is True when what came in is only a summary of the article, as in many feeds.
    `unknown` says for each field that is None why we do not know it: `{"url": "the text received holds no address"}`.
    """

    id: str
    text: str
    headline: str | None
    outlet: Outlet
    url: str | None
    byline: str | None
    dateline: Dateline | None
    published: PublicationDate
    language: str
    provenance: Provenance
    licence: str | None = None
    unknown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    summary: bool = False


def article_id(url: str | None, text: str) -> str:
    """Return the id of an article, made of its address, or of its text without one: `a-` and 12 letters or digits."""
    return stable_id("a", url if url is not None else text)


def stable_id(prefix: str, *parts: str) -> str:
    """Return an id that depends on the parts alone: 60 bits of SHA-256 in Crockford's base 32.

    >>> stable_id("a", "https://example.org/1")
    'a-330q867nnp1f'
    """
    digest = hashlib.sha256("\x00".join(parts).encode()).digest()
    n, two = int.from_bytes(digest[:8], "big") >> 4, _BASE32
    return (
        f"{prefix}-{two[n >> 50]}{two[n >> 40 & 1023]}{two[n >> 30 & 1023]}"
        f"{two[n >> 20 & 1023]}{two[n >> 10 & 1023]}{two[n & 1023]}"
    )


def utc_now() -> str:
    """Return this instant as the store writes it: UTC, to the second, `2018-06-13T09:00:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def slug(name: str) -> str:
    """Return a name as a slug: `Radio Habana Cuba` → `radio-habana-cuba`; other scripts are kept as they are."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.replace("'", "").replace("’", "")).split()
    return "-".join(words)


_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_BASE32 = [high + low for high in _DIGITS for low in _DIGITS]  # two digits at a time
