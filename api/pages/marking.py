"""Split a text at the spans marked in it, into pieces that a template writes one after the other.

split_at_marks("We won, she said", {"content": [(0, 6)], "cue": [(12, 16)]})
→ [("We won", "content"), (", she ", ""), ("said", "cue")]
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from api.formats.views import View

Spans = Sequence[Sequence[int]]


class Piece(NamedTuple):
    """A piece of a text, and the names of the marks it is in, space separated (CSS classes)."""

    text: str
    marks: str


def split_at_marks(text: str, marks: Mapping[str, Spans], others: Collection[int] = ()) -> list[Piece]:
    """Split a text where a mark begins or ends, and at the offsets in `others`.

    Spans are half-open, in code points, and may be nested.

    >>> split_at_marks("abc", {"content": [(0, 3)], "match": [(1, 2)]})
    [Piece(text='a', marks='content'), Piece(text='b', marks='content match'), Piece(text='c', marks='content')]
    """
    spans = [(start, end, name) for name, places in marks.items() for start, end in places]
    if not spans and not others:
        return [Piece(text, "")]
    cuts = sorted({0, len(text), *others, *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    return [
        Piece(text[start:end], " ".join(name for first, last, name in spans if first <= start and end <= last))
        for start, end in pairwise(cuts)
        if 0 <= start < end <= len(text)
    ]


def attributed(view: View, row: Any | None) -> list[Piece]:
    """Split the paragraph of a quotation at its content, cue and source.

    `row` is the stored quotation, which has the spans of cue and source in the article; None leaves both unmarked.
    """
    marks: dict[str, Spans] = {"content": view["spans"]}
    if row is not None and row.content and view["article_spans"]:
        begins = view["article_spans"][0][0] - view["spans"][0][0]
        for name in ("source", "cue"):
            if place := row.attribution[name]:
                start, end = place[0] - begins, place[1] - begins
                marks[name] = [(start, end)] if start >= 0 and end <= len(view["paragraph"]) else []
    return split_at_marks(view["paragraph"], marks)
