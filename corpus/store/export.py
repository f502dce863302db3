"""Export of the store as NDJSON: article histories to lines and back; the only place that knows the format.

    {"type":"record","format":2}                             the first line
    {"type":"revision","article":"a-…","number":1,"text":…}  a text that was replaced, the oldest first
    {"type":"article","id":"a-…","revision":2,"text":…}      the article
    {"type":"quotation","article":"a-…","id":"q-…",…}        all quotations ever found in it, by id
    {"type":"correction","article":"a-…","quotation":"q-…",…}
    {"type":"digest","article":"a-…","number":1,…}           the chain of its digests, the oldest first
    {"type":"erased","article":"a-…","day":…,"reason":…}      an erased one, with its digests; after all
    {"type":"end","articles":1,"quotations":1,"corrections":1}

Articles come in the order of their ids, each with its own lines together, so that writing and reading need the memory
of one article. Equal stores give equal lines. Format 1, of earlier versions, has no digests.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, TypeVar, get_origin

from corpus.article import Article, LanguageEvidence, Outlet, Provenance, article_id
from corpus.errors import BadDate
from corpus.store.chain import digests
from corpus.store.chain.lines import lines_of
from corpus.store.chain.tombstones import Tombstone, line_of
from corpus.store.chain.tombstones import fault as tombstone_fault
from corpus.store.corrections import CORRECTION_KINDS, Correction, is_speaker
from corpus.store.history import AnnotationVersion, ArticleHistory, Entry, QuotationHistory, Withdrawal, faults
from corpus.store.mapping import QuotationRow, Revision
from corpus.store.store import Store
from corpus.text.dateline import Dateline
from corpus.text.edtf import PublicationDate, day_range

FORMAT, FORMATS = 2, (1, 2)
TYPES = ("record", "revision", "article", "quotation", "correction", "digest", "erased", "end")

NotAnArticle = (AttributeError, BadDate, IndexError, KeyError, TypeError, ValueError)
"""Exceptions of `history_from` for values that `lines` would not write."""

_T = TypeVar("_T")


def lines(store: Store) -> Iterator[str]:
    """Yield the lines of the whole store, as of one instant, without line ends."""
    counts: Counter[str] = Counter(articles=0, quotations=0, corrections=0)
    yield _json({"type": "record", "format": FORMAT})
    for history in store.histories():
        counts.update(
            articles=1,
            quotations=len(history.quotations),
            corrections=sum(len(quotation.corrections) for quotation in history.quotations),
        )
        yield from map(_json, _values(history))
    for tombstone in store.tombstones():
        counts.update(erased=1)
        yield from map(_json, _tombstone_values(tombstone))
    yield _json({"type": "end", **counts})


def _tombstone_values(tombstone: Tombstone) -> Iterator[dict[str, Any]]:
    yield line_of(tombstone)
    yield from _digest_values(tombstone.article_id, tombstone.entries)


def _digest_values(article: str, entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        yield {"type": "digest", "article": article, **asdict(entry)}


def _values(history: ArticleHistory) -> Iterator[dict[str, Any]]:
    """Yield the values of the lines of one article."""
    yield from lines_of(history)
    yield from _digest_values(history.article.id, history.entries)


def recognises(head: bytes) -> bool:
    """Return whether a file that begins with these bytes was written by `lines`."""
    return head.startswith(b'{"type":"record",')


def tombstone_from(values: list[dict[str, Any]]) -> Tombstone:
    """Return the tombstone that `lines` wrote; raises one of `NotAnArticle` unless it would be written just so."""
    own, *rest = values
    entries = tuple(_entry(value) for value in rest)
    named = {"article_id": own["article"], "day": own["day"], "reason": own["reason"]}
    tombstone = _checked(Tombstone, named | {"entries": entries})
    if fault := tombstone_fault(tombstone):
        raise ValueError(fault)
    _require(values == list(_tombstone_values(tombstone)), "tombstone")
    return tombstone


def history_from(values: list[dict[str, Any]]) -> ArticleHistory:
    """Return the history that `_values` wrote; raises one of `NotAnArticle` unless it would be written just so."""
    by_type = {name: [value for value in values if value["type"] == name] for name in TYPES}
    [own] = by_type["article"]
    corrections = [_correction(value) for value in by_type["correction"]]
    history = ArticleHistory(
        article=_article(own),
        revision=own["revision"],
        annotator=own["annotator"],
        kept=own["kept"],
        revisions=tuple(_revision(value) for value in by_type["revision"]),
        quotations=tuple(_quotation(value, corrections) for value in by_type["quotation"]),
        entries=tuple(_entry(value) for value in by_type["digest"]),
    )
    if fault := next(faults(history), None) or (history.entries and digests.fault(history)):
        raise ValueError(fault)
    for quotation in history.quotations:
        for version in quotation.versions:
            _require_spans(version.row.attribution, len(history.text(version.revision) or ""))
    for actual, expected in zip_longest(values, _values(history)):
        if actual is None or expected is None or _json(actual) != _json(expected):
            raise ValueError(f"the line of type {(actual or expected or {})['type']} is not as it was written")
    "".join(map(_json, values)).encode()  # raises ValueError for half a character
    return history


def _article(values: Mapping[str, Any]) -> Article:
    own = {name: value for name, value in values.items() if name not in ("type", "revision", "annotator", "kept")}
    line = own["dateline"]
    parts = {
        "outlet": _checked(Outlet, own["outlet"]),
        "dateline": line and _checked(Dateline, line),
        "published": _checked(PublicationDate, own["published"]),
        "provenance": _provenance(own["provenance"]),
        "unknown": MappingProxyType(dict(own["unknown"])),
    }
    article = _checked(Article, own | parts)
    _require(article.url is None or article.url.startswith(("http://", "https://")), "url")
    _require(article.id == article_id(article.url, article.text), "id")
    _require(line is None or 0 <= line["start"] <= line["end"] <= len(article.text), "dateline")
    if article.published.edtf is not None:
        day_range(article.published.edtf)
    return article


def _provenance(values: Mapping[str, Any]) -> Provenance:
    evidence = values.get("language_evidence")
    checked = evidence and _checked(LanguageEvidence, evidence)
    return _checked(Provenance, {**values, **({"language_evidence": checked} if checked else {})})


def _revision(values: Mapping[str, Any]) -> Revision:
    own = {name: value for name, value in values.items() if name not in ("type", "article")}
    named = {"article_id": values["article"], "provenance": _provenance(own["provenance"])}
    return _checked(Revision, own | named)


def _quotation(values: Mapping[str, Any], corrections: list[Correction]) -> QuotationHistory:
    id, article = values["id"], values["article"]
    _require(isinstance(id, str) and id.startswith("q-") and id.isascii() and id.isprintable(), "id of a quotation")
    _require(isinstance(values["first_revision"], int), "first_revision")
    return QuotationHistory(
        id=id,
        article_id=article,
        first_revision=values["first_revision"],
        versions=tuple(_version(id, article, version) for version in [*values["earlier"], values]),
        corrections=tuple(correction for correction in corrections if correction.quotation_id == id),
    )


def _version(id: str, article: str, values: Mapping[str, Any]) -> AnnotationVersion:
    withdrawal = values["withdrawn"] and _checked(Withdrawal, values["withdrawn"])
    is_complete = withdrawal is None or (withdrawal.by in ("revision", "annotator") and withdrawal.revision is not None)
    _require(is_complete, "withdrawn")
    attribution = values["attribution"]
    _require(_ATTRIBUTION <= attribution.keys() <= _ATTRIBUTION | _LATER.keys(), "attribution")
    complete = {**_LATER, **attribution}
    _require(is_speaker(attribution["speaker"]), "attribution")
    _require(all(isinstance(complete[name], bool) for name in ("statement", "anonymous")), "attribution")
    _require(isinstance(complete["together"], list), "attribution")
    _require(all(speaker is not None and is_speaker(speaker) for speaker in complete["together"]), "attribution")
    _require(isinstance(attribution["rule"], str), "attribution")
    _require(isinstance(attribution["confidence"], int | float) and 0 <= attribution["confidence"] <= 1, "attribution")
    _require(all(isinstance(complete[name], str | None) for name in ("unknown", "act")), "attribution")
    _require(isinstance(complete["occasion"], dict | None), "attribution")
    _require(values["kind"] in CORRECTION_KINDS, "kind")
    content = tuple((start, end) for start, end in values["content"])
    row = QuotationRow(id, article, values["kind"], content, MappingProxyType(attribution))
    own = {name: values[name] for name in ("revision", "annotator", "found")}
    return _checked(AnnotationVersion, {"row": row, **own, "withdrawal": withdrawal})


def _require_spans(attribution: Mapping[str, Any], length: int) -> None:
    told = attribution.get("occasion") or {}
    evidence = [circumstance["span"] for circumstance in told.values() if isinstance(circumstance, dict)]
    for span in (attribution["source"], attribution["cue"], *evidence):
        if span is not None:
            start, end = span
            _require(0 <= start < end <= length, "attribution")


def _correction(values: Mapping[str, Any]) -> Correction:
    own = {name: value for name, value in values.items() if name not in ("type", "article", "quotation")}
    both = {name: MappingProxyType(own[name]) for name in ("was", "now")}
    return Correction(**own | both, quotation_id=values["quotation"])


def _entry(values: Mapping[str, Any]) -> Entry:
    return _checked(Entry, {name: value for name, value in values.items() if name not in ("type", "article")})


_ATTRIBUTION = {"speaker", "source", "cue", "rule", "confidence", "unknown"}
# Keys that later annotators add, and their values where an earlier one has none.
_LATER: Mapping[str, Any] = {"statement": True, "anonymous": False, "together": [], "act": None, "occasion": None}


def _checked(cls: type[_T], values: Mapping[str, Any]) -> _T:
    """Construct a dataclass; raises TypeError when a value is not of its field's type."""
    for field in fields(cls):  # type: ignore[arg-type]
        kind: Any = get_origin(field.type) if get_origin(field.type) in (Mapping, tuple) else field.type
        if field.name in values and not isinstance(values[field.name], kind):
            raise TypeError(f"{field.name} is {values[field.name]!r}")
    return cls(**values)


def _require(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(f"{name} does not hold")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
