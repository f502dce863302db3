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
    """Give the columns of some members of the JSON, or all, always in the same order."""
    return tuple(column for name, of in _COLUMNS_OF.items() if not members or name in members for column in of)


def row(quotation: Mapping[str, Any], wanted: Sequence[str]) -> list[str]:
    """Give some columns of a quotation as words; what is unknown is empty.

    >>> row({"speaker": None, "together": [], "outlet": {"id": "tass", "name": "TASS"}, "attribution": {}}, ["outlet"])
    ['TASS']
    """
    # Several who speak together share a cell; the semicolon is in no name.
    speaker = quotation["speaker"] or {
        "name": "; ".join(one["name"] for one in quotation["together"]),
        "id": "; ".join(one["id"] for one in quotation["together"]),
    }
    values = {
        **quotation,
        **quotation["attribution"],
        "speaker": speaker["name"],
        "speaker_id": speaker["id"],
        "as_written": speaker.get("as_written"),
        "role": speaker.get("role"),
        "outlet": quotation["outlet"]["name"],
        "outlet_id": quotation["outlet"]["id"],
        "article": quotation.get("article_id"),
    }
    return [value if value.__class__ is str else _words(value) for value in map(values.get, wanted)]


def _words(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
