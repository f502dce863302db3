"""A quotation as one flat row: the columns that CSV has, each with the member of the JSON that it comes from."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

_COLUMNS_OF = {
    "id": ("id",),
    "text": ("text",),
    "kind": ("kind",),
    "speaker": ("speaker", "speaker_id", "as_written", "role"),
    "date": ("date",),
    "outlet": ("outlet", "outlet_id"),
    "headline": ("headline",),
    "source_url": ("source_url",),
    "attribution": ("cue", "rule", "confidence", "status", "statement", "anonymous"),
    "language": ("language",),
    "paragraph": ("paragraph",),
    "paragraph_number": ("paragraph_number",),
    "article": ("article",),
    "url": ("url",),
    "article_url": ("article_url",),
    "deep_link": ("deep_link",),
}
MEMBERS = frozenset(_COLUMNS_OF)
"""The members of a quotation's JSON that have columns."""


def columns(members: Collection[str] = ()) -> tuple[str, ...]:
    """Return the columns of some members of the JSON, or all, always in the same order."""
    return tuple(column for name, of in _COLUMNS_OF.items() if not members or name in members for column in of)


def row(quotation: Mapping[str, Any], wanted: Sequence[str]) -> list[str]:
    """Return some columns of a quotation's JSON as words; what is unknown is empty."""
    # Several who speak together share a cell; the semicolon is in no name.
    speaker = quotation["speaker"] or {
        "name": "; ".join([one["name"] for one in quotation["together"]]),
        "id": "; ".join([one["id"] for one in quotation["together"]]),
        "as_written": None,
        "role": None,
    }
    outlet, attribution = quotation["outlet"], quotation["attribution"]
    values = {
        "id": quotation["id"],
        "text": quotation["text"],
        "kind": quotation["kind"],
        "speaker": speaker["name"],
        "speaker_id": speaker["id"],
        "as_written": speaker["as_written"],
        "role": speaker["role"],
        "date": quotation["date"],
        "outlet": outlet["name"],
        "outlet_id": outlet["id"],
        "headline": quotation["headline"],
        "source_url": quotation["source_url"],
        "cue": attribution["cue"],
        "rule": attribution["rule"],
        "confidence": str(attribution["confidence"]),
        "status": attribution["status"],
        "statement": _TRUTH[attribution["statement"]],
        "anonymous": _TRUTH[attribution["anonymous"]],
        "language": quotation["language"],
        "paragraph": quotation["paragraph"],
        "paragraph_number": str(quotation["paragraph_number"]),
        "article": quotation["article"],
        "url": quotation["url"],
        "article_url": quotation["article_url"],
        "deep_link": quotation["deep_link"],
    }
    return [values[column] or "" for column in wanted]


_TRUTH = {True: "true", False: "false"}
