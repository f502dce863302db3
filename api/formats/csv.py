"""CSV (RFC 4180): a header, then a row for each quotation; safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with one of `= + - @`, a tab or a line end as a formula, so such a cell is given
an apostrophe in front (OWASP, "CSV Injection"). `excel=1` puts a byte-order mark first, by which Excel knows UTF-8.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.formats.format import Format, Matches, RenderContext
from api.formats.views import View, parsed_json

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_LIKE_A_FORMULA = re.compile('"[=+\\-@\t\r\n＝＋－＠]')  # a cell that begins so, or a quotation mark inside one
_COLUMNS_OF = {
    "id": ("id",),
    "text": ("text",),
    "kind": ("kind",),
    "speaker": ("speaker", "speaker_id", "as_written", "role"),
    "date": ("date",),
    "outlet": ("outlet", "outlet_id"),
    "headline": ("headline",),
    "source_url": ("source_url",),
    "attribution": ("cue", "rule", "confidence", "status", "statement", "anonymous", "act"),
    "occasion": ("said", "place", "event", "medium", "addressee", "spoken_language"),
    "language": ("language",),
    "paragraph": ("paragraph",),
    "paragraph_number": ("paragraph_number",),
    "article": ("article",),
    "url": ("url",),
    "article_url": ("article_url",),
    "deep_link": ("deep_link",),
}
_TRUTH = {True: "true", False: "false"}
MEMBERS = frozenset(_COLUMNS_OF)
"""The members of a quotation's JSON that have columns."""


def columns(members: Collection[str] = ()) -> tuple[str, ...]:
    """Return the columns of some members of the JSON, by default of all, always in the same order."""
    return tuple(column for name, of in _COLUMNS_OF.items() if not members or name in members for column in of)


def row(quotation: Mapping[str, Any], wanted: Sequence[str]) -> list[str]:
    """Return some columns of a quotation's JSON as cells; null is empty."""
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
        "act": attribution["act"],
        **_occasion_cells(quotation["occasion"] or {}),
        "language": quotation["language"],
        "paragraph": quotation["paragraph"],
        "paragraph_number": str(quotation["paragraph_number"]),
        "article": quotation["article"],
        "url": quotation["url"],
        "article_url": quotation["article_url"],
        "deep_link": quotation["deep_link"],
    }
    return [values[column] or "" for column in wanted]


def _occasion_cells(occasion: Mapping[str, Any]) -> dict[str, str | None]:
    told = {name: occasion.get(name) for name in ("said", "place", "event", "medium", "addressee")}
    return told | {"spoken_language": occasion.get("language")}


def lines(quotations: Iterable[Mapping[str, Any]], members: Collection[str], excel: bool) -> Iterator[str]:
    """Yield the header and then a line for the JSON of each quotation, lazily.

    `members` are as in `columns`. Every cell is quoted: asking each whether it has to be takes longer.

    >>> next(lines([], ["id", "outlet"], False))
    'id,outlet,outlet_id\\r\\n'
    """
    wanted = columns(members)
    yield ("\ufeff" if excel else "") + ",".join(wanted) + "\r\n"
    for quotation in quotations:
        cells = row(quotation, wanted)
        line = _quoted(cells)
        if _LIKE_A_FORMULA.search(line):
            line = _quoted([f"'{cell}" if cell[:1] in _FORMULA else cell for cell in cells])
        yield line + '"\r\n'


def _quoted(cells: Iterable[str]) -> str:
    """Return cells between quotation marks, without the last mark."""
    return '"' + '","'.join([cell.replace('"', '""') if '"' in cell else cell for cell in cells])


def _lines(quotations: Iterable[Mapping[str, Any]], context: RenderContext) -> Iterator[str]:
    return lines(quotations, context.parameters.get("fields", ()), context.parameters.get("excel") == "1")


def _many(views: Iterable[View], context: RenderContext) -> Iterator[str]:
    return _lines(({**view, "article": view["article_id"]} for view in views), context)


def _stream(matches: Matches, context: RenderContext) -> Iterator[str]:
    return _lines(parsed_json(matches), context)


FORMAT = Format(
    name="csv",
    media_type="text/csv",
    is_text=True,
    many=_many,
    stream=_stream,
    parameters=frozenset({"fields", "excel"}),
    filename="quotations.csv",
)
