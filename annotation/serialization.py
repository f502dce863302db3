"""Serialization: a quotation to its row in the store and back."""

from collections.abc import Mapping
from typing import Any

from annotation.quotation import CIRCUMSTANCES, Act, Attribution, Circumstance, Kind, Occasion, Quotation, Span, Speaker
from corpus import QuotationRow

_ACTS = {act.value: act for act in Act}


def to_row(quotation: Quotation) -> QuotationRow:
    """Return a quotation as plain values, the inverse of `from_row`."""
    attribution = quotation.attribution
    return QuotationRow(
        id=quotation.id,
        article_id=quotation.article_id,
        kind=quotation.kind.value,
        content=tuple((span.start, span.end) for span in quotation.content),
        attribution={
            "speaker": attribution.speaker and speaker_values(attribution.speaker),
            "source": _span_values(attribution.source),
            "cue": _span_values(attribution.cue),
            "rule": attribution.rule,
            "confidence": attribution.confidence,
            "unknown": attribution.unknown,
            "statement": attribution.statement,
            "anonymous": attribution.anonymous,
            "together": [speaker_values(speaker) for speaker in attribution.together],
            "act": attribution.act and attribution.act.value,
            "occasion": quotation.occasion and _occasion_values(quotation.occasion),
        },
        status=attribution.status,
    )


def from_row(row: QuotationRow) -> Quotation:
    """Return the quotation of a row that `to_row` made."""
    values = row.attribution
    attribution = Attribution(
        speaker=_speaker(values["speaker"]),
        source=_span(values["source"]),
        cue=_span(values["cue"]),
        rule=values["rule"],
        confidence=values["confidence"],
        unknown=values["unknown"],
        statement=values.get("statement", True),  # rows written before version 4 do not tell
        anonymous=values.get("anonymous", False),
        together=tuple([speaker for one in values.get("together", ()) if (speaker := _speaker(one))]),
        status=row.status,
        act=_ACTS[act] if (act := values.get("act")) else None,  # rows written before version 8 do not tell
    )
    content = tuple([Span(start, end) for start, end in row.content])
    occasion = _occasion(told) if (told := values.get("occasion")) else None  # nor do these
    return Quotation(row.id, row.article_id, Kind(row.kind), content, attribution, occasion)


def speaker_values(speaker: Speaker) -> dict[str, Any]:
    """Return a speaker as plain values, in an attribution or a correction."""
    return {"id": speaker.id, "name": speaker.name, "role": speaker.role, "aliases": list(speaker.aliases)}


def _occasion_values(occasion: Occasion) -> dict[str, Any]:
    """Return what an occasion tells: of each circumstance its value, span and rule."""
    circumstances = {name: circumstance for name in CIRCUMSTANCES if (circumstance := getattr(occasion, name))}
    told: dict[str, Any] = {
        name: {"value": one.value, "span": _span_values(one.evidence), "rule": one.rule}
        for name, one in circumstances.items()
    }
    return told | ({"undated": occasion.undated} if occasion.undated else {})


def _occasion(values: Mapping[str, Any]) -> Occasion:
    told = {
        name: Circumstance(one["value"], Span(*one["span"]), one["rule"])
        for name in CIRCUMSTANCES
        if (one := values.get(name))
    }
    return Occasion(**told, undated=values.get("undated"))


def _speaker(values: Mapping[str, Any] | None) -> Speaker | None:
    if values is None:
        return None
    return Speaker(values["id"], values["name"], values["role"], tuple(values["aliases"]))


def _span_values(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(values: list[int] | None) -> Span | None:
    return None if values is None else Span(*values)
