"""A text with marks in it → pieces that a template writes one after the other.

marked("We won, she said", {"content": [(0, 6)], "cue": [(12, 16)]})
→ [("We won", "content"), (", she ", ""), ("said", "cue")]
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from api.formats.views import View

Spans = Sequence[Sequence[int]]


class Piece(NamedTuple):
    """Some characters of a text, and the names of the marks they are in, with spaces between."""

    text: str
    marks: str


def marked(text: str, marks: Mapping[str, Spans], others: Collection[int] = ()) -> list[Piece]:
    """Cut a text where a mark begins or ends; spans are half-open, in code points, and may lie in each other.

    It is cut at `others` too.

    >>> marked("abc", {"content": [(0, 3)], "match": [(1, 2)]})
    [Piece(text='a', marks='content'), Piece(text='b', marks='content match'), Piece(text='c', marks='content')]
    """
    spans = [(start, end, name) for name, found in marks.items() for start, end in found]
    if not spans and not others:
        return [Piece(text, "")]
    cuts = sorted({0, len(text), *others, *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    return [
        Piece(text[start:end], " ".join(name for first, last, name in spans if first <= start and end <= last))
        for start, end in pairwise(cuts)
        if 0 <= start < end <= len(text)
    ]


def attributed(view: View, row: Any | None) -> list[Piece]:
    """Mark in the paragraph of a quotation its words, and the cue and the source where they stand in it.

    `row` is the quotation as the record keeps it, which knows the places of cue and source in the article.
    """
    marks: dict[str, Spans] = {"content": view["spans"]}
    if row is not None and row.content and view["article_spans"]:
        begins = view["article_spans"][0][0] - view["spans"][0][0]
        for name in ("source", "cue"):
            if place := row.attribution[name]:
                start, end = place[0] - begins, place[1] - begins
                marks[name] = [(start, end)] if start >= 0 and end <= len(view["paragraph"]) else []
    return marked(view["paragraph"], marks)
