"""Items of a reading → exact spans of the text: the words, without marks and without typography around them."""

from collections.abc import Iterable

from annotation.parsing.document import Reading
from annotation.parsing.tags import PUNCTUATION
from annotation.quotation import Kind, Span

TYPOGRAPHY = ".,;:–—-*_"
_Piece = tuple[int, int]
_EDGES = " \t\n\r\u00a0\u2009\u202f"
_BEFORE_CLOSING = _EDGES + ","


def content_spans(
    reading: Reading, content: Iterable[tuple[int, int]], typography: str = TYPOGRAPHY
) -> tuple[Span, ...]:
    """Return the spans of a content: one for each run between marks or outside, none across a paragraph's end.

    `[content|was] “[content|thin],” “[content|late]”`: the comma before a closing mark is typography, and so is what
    `typography` names at the edges of words outside marks.
    """
    edges = _EDGES + typography
    found = [piece for first, last in content for piece in _pieces(reading, first, last, edges) if piece]
    return tuple([Span(*piece) for piece in (found if len(found) < 2 else sorted(set(found)))])


def kind_of(reading: Reading, content: Iterable[tuple[int, int]]) -> Kind:
    """Return how the words are given: all between marks, none, or some."""
    quoted = [item for first, last in content for item in reading.quoted_in(first, last)]
    if not quoted:
        return Kind.INDIRECT
    words = [bit for first, last in content for bit in reading.bits[first:last] if not bit & PUNCTUATION]
    return Kind.DIRECT if len(quoted) == len(words) else Kind.MIXED


def _pieces(reading: Reading, first: int, last: int, edges: str) -> list[_Piece | None]:
    pieces: list[_Piece | None] = []
    start = first
    for item in (*reading.quoted_in(first, last), last):
        if item > start:
            pieces.append(_trimmed(reading.text, reading.starts[start], reading.ends[item - 1], edges, edges))
        if item < last:
            pieces += _quoted(reading, item)
        start = item + 1
    return pieces


def _quoted(reading: Reading, item: int) -> list[_Piece | None]:
    inner = reading.region_at[item].inner
    pieces: list[_Piece | None] = []
    start = inner.start
    while (end := reading.text.find("\n\n", start, inner.end)) != -1:
        pieces.append(_trimmed(reading.text, start, end, _EDGES, _EDGES))
        start = end + 2
    pieces.append(_trimmed(reading.text, start, inner.end, _EDGES, _BEFORE_CLOSING))
    return pieces


def _trimmed(text: str, start: int, end: int, left: str, right: str) -> _Piece | None:
    """Return the piece without the characters of `left` before and of `right` behind it; None if no word is left."""
    words = text[start:end].rstrip(right)
    end = start + len(words)
    words = words.lstrip(left)
    return (end - len(words), end) if any(map(str.isalnum, words)) else None
