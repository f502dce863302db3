"""The record as NDJSON: dossiers → lines and lines → dossiers; the form of the lines stands here and nowhere else.

    {"type":"record","format":1}                             the first line
    {"type":"revision","article":"a-…","number":1,"text":…}  a text that was replaced, the oldest first
    {"type":"article","id":"a-…","revision":2,"text":…}      the article
    {"type":"quotation","article":"a-…","id":"q-…",…}        what was ever found in it, by id
    {"type":"correction","article":"a-…","quotation":"q-…",…}
    {"type":"end","articles":1,"quotations":1,"corrections":1}

Articles come in the order of their ids, each with its own lines together, so that writing and reading need the memory
of one article. Equal records give equal lines.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, TypeVar, get_origin

from corpus.article import Article, LanguageEvidence, Outlet, Provenance, article_id
from corpus.errors import BadDate
from corpus.store.corrections import CORRECTION_KINDS, Correction, is_speaker
from corpus.store.history import AnnotationVersion, ArticleHistory, QuotationHistory, Withdrawal, faults
from corpus.store.mapping import QuotationRow, Revision
from corpus.store.store import Store
from corpus.text.dateline import Dateline
from corpus.text.edtf import PublicationDate, day_range

FORMAT = 1
TYPES = ("record", "revision", "article", "quotation", "correction", "end")

NotAnArticle = (AttributeError, BadDate, IndexError, KeyError, TypeError, ValueError)
"""What `dossier_from` raises for values that `lines` would not write."""

_T = TypeVar("_T")


def lines(store: Store) -> Iterator[str]:
    """Give the whole record, as it is at one instant, line by line without line ends."""
    counts: Counter[str] = Counter(articles=0, quotations=0, corrections=0)
    yield _json({"type": "record", "format": FORMAT})
    for dossier in store.dossiers():
        counts.update(
            articles=1,
            quotations=len(dossier.quotations),
            corrections=sum(len(quotation.corrections) for quotation in dossier.quotations),
        )
        yield from map(_json, _values(dossier))
    yield _json({"type": "end", **counts})


def recognises(head: bytes) -> bool:
    """Say whether a file that begins with these bytes was written by `lines`."""
    return head.startswith(b'{"type":"record",')


def _values(dossier: ArticleHistory) -> Iterator[dict[str, Any]]:
    """Give the lines of a dossier."""
    article = dossier.article
    for revision in dossier.revisions:
        row = _written(revision)
        yield {"type": "revision", "article": row.pop("article_id"), **row}
    own = {"revision": dossier.revision, "annotator": dossier.annotator, "kept": dossier.kept}
    yield {"type": "article", "id": article.id, **own, **_written(replace(article, unknown=dict(article.unknown)))}
    for quotation in dossier.quotations:
        *earlier, last = map(_finding_values, quotation.findings)
        yield {
            "type": "quotation",
            "article": article.id,
            "id": quotation.id,
            "text": dossier.words(quotation.last),
            "state": "withdrawn" if quotation.withdrawal else "live",
            "first_revision": quotation.first_revision,
            **last,
            "earlier": earlier,
        }
        for made in quotation.corrections:
            row = {name: getattr(made, name) for name in Correction.__slots__}
            named = {"type": "correction", "article": article.id, "quotation": row.pop("quotation_id")}
            yield {**named, **row, "was": dict(made.was), "now": dict(made.now)}


def _written(one: Article | Revision) -> dict[str, Any]:
    """Return the fields; the evidence of the language only where there is any, as exports from before it have none."""
    values = asdict(one)
    if values["provenance"]["language_evidence"] is None:
        del values["provenance"]["language_evidence"]
    return values


def _finding_values(finding: AnnotationVersion) -> dict[str, Any]:
    return {
        "kind": finding.row.kind,
        "content": [list(span) for span in finding.row.content],
        "attribution": dict(finding.row.attribution),
        "revision": finding.revision,
        "annotator": finding.annotator,
        "found": finding.found,
        "withdrawn": finding.withdrawal and asdict(finding.withdrawal),
    }


def dossier_from(values: list[dict[str, Any]]) -> ArticleHistory:
    """Give the dossier that `_values` wrote; raises one of `NotAnArticle` unless it would be written just so."""
    of = {name: [value for value in values if value["type"] == name] for name in TYPES}
    [own] = of["article"]
    made = [_correction(value) for value in of["correction"]]
    dossier = ArticleHistory(
        article=_article(own),
        revision=own["revision"],
        annotator=own["annotator"],
        kept=own["kept"],
        revisions=tuple(_revision(value) for value in of["revision"]),
        quotations=tuple(_quotation(value, made) for value in of["quotation"]),
    )
    if fault := next(faults(dossier), None):
        raise ValueError(fault)
    for quotation in dossier.quotations:
        for finding in quotation.findings:
            _require_spans(finding.row.attribution, len(dossier.text(finding.revision) or ""))
    for given, ours in zip_longest(values, _values(dossier)):
        if given is None or ours is None or _json(given) != _json(ours):
            raise ValueError(f"the line of type {(given or ours or {})['type']} is not as it was written")
    "".join(map(_json, values)).encode()  # raises ValueError for half a character
    return dossier


def _article(values: Mapping[str, Any]) -> Article:
    mine = {name: value for name, value in values.items() if name not in ("type", "revision", "annotator", "kept")}
    line = mine["dateline"]
    parts = {
        "outlet": _made(Outlet, mine["outlet"]),
        "dateline": line and _made(Dateline, line),
        "published": _made(PublicationDate, mine["published"]),
        "provenance": _provenance(mine["provenance"]),
        "unknown": MappingProxyType(dict(mine["unknown"])),
    }
    article = _made(Article, mine | parts)
    _require(article.url is None or article.url.startswith(("http://", "https://")), "url")
    _require(article.id == article_id(article.url, article.text), "id")
    _require(line is None or 0 <= line["start"] <= line["end"] <= len(article.text), "dateline")
    if article.published.edtf is not None:
        day_range(article.published.edtf)
    return article


def _provenance(values: Mapping[str, Any]) -> Provenance:
    evidence = values.get("language_evidence")
    made = evidence and _made(LanguageEvidence, evidence)
    return _made(Provenance, {**values, **({"language_evidence": made} if made else {})})


def _revision(values: Mapping[str, Any]) -> Revision:
    mine = {name: value for name, value in values.items() if name not in ("type", "article")}
    named = {"article_id": values["article"], "provenance": _provenance(mine["provenance"])}
    return _made(Revision, mine | named)


def _quotation(values: Mapping[str, Any], made: list[Correction]) -> QuotationHistory:
    id, article = values["id"], values["article"]
    _require(isinstance(id, str) and id.startswith("q-") and id.isascii() and id.isprintable(), "id of a quotation")
    _require(isinstance(values["first_revision"], int), "first_revision")
    return QuotationHistory(
        id=id,
        article_id=article,
        first_revision=values["first_revision"],
        findings=tuple(_finding(id, article, one) for one in [*values["earlier"], values]),
        corrections=tuple(one for one in made if one.quotation_id == id),
    )


def _finding(id: str, article: str, values: Mapping[str, Any]) -> AnnotationVersion:
    ended = values["withdrawn"] and _made(Withdrawal, values["withdrawn"])
    _require(ended is None or (ended.by in ("revision", "annotator") and ended.revision is not None), "withdrawn")
    attribution = values["attribution"]
    _require(_ATTRIBUTION <= attribution.keys() <= _ATTRIBUTION | _LATER.keys(), "attribution")
    later = {**_LATER, **attribution}
    _require(is_speaker(attribution["speaker"]), "attribution")
    _require(all(isinstance(later[name], bool) for name in ("statement", "anonymous")), "attribution")
    _require(isinstance(later["together"], list), "attribution")
    _require(all(one is not None and is_speaker(one) for one in later["together"]), "attribution")
    _require(isinstance(attribution["rule"], str), "attribution")
    _require(isinstance(attribution["confidence"], int | float) and 0 <= attribution["confidence"] <= 1, "attribution")
    _require(isinstance(attribution["unknown"], str | None), "attribution")
    _require(values["kind"] in CORRECTION_KINDS, "kind")
    content = tuple((start, end) for start, end in values["content"])
    row = QuotationRow(id, article, values["kind"], content, MappingProxyType(attribution))
    own = {name: values[name] for name in ("revision", "annotator", "found")}
    return _made(AnnotationVersion, {"row": row, **own, "withdrawal": ended})


def _require_spans(attribution: Mapping[str, Any], length: int) -> None:
    for span in (attribution["source"], attribution["cue"]):
        if span is not None:
            start, end = span
            _require(0 <= start < end <= length, "attribution")


def _correction(values: Mapping[str, Any]) -> Correction:
    mine = {name: value for name, value in values.items() if name not in ("type", "article", "quotation")}
    both = {name: MappingProxyType(mine[name]) for name in ("was", "now")}
    return Correction(**mine | both, quotation_id=values["quotation"])


_ATTRIBUTION = {"speaker", "source", "cue", "rule", "confidence", "unknown"}
# What later annotators say besides, and what is meant where an earlier one did not.
_LATER: Mapping[str, Any] = {"statement": True, "anonymous": False, "together": []}


def _made(cls: type[_T], values: Mapping[str, Any]) -> _T:
    """Make a dataclass; raises TypeError when a field has another type than it says."""
    for field in fields(cls):  # type: ignore[arg-type]
        kind: Any = get_origin(field.type) if get_origin(field.type) in (Mapping, tuple) else field.type
        if field.name in values and not isinstance(values[field.name], kind):
            raise TypeError(f"{field.name} is {values[field.name]!r}")
    return cls(**values)


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"{what} does not hold")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
