"""Tokens of a document → exact spans of the text: the words, without marks and without typography around them."""

from collections.abc import Iterable

from annotation.parsing.document import Document
from annotation.parsing.tags import PUNCTUATION
from annotation.quotation import Kind, Span

TYPOGRAPHY = ".,;:–—-*_"
_Piece = tuple[int, int]
_EDGES = " \t\n\r\u00a0\u2009\u202f"
_BEFORE_CLOSING = _EDGES + ","


def content_spans(
    document: Document, content: Iterable[tuple[int, int]], typography: str = TYPOGRAPHY
) -> tuple[Span, ...]:
    """Return the spans of a content: one for each run between marks or outside, none across a paragraph's end.

    `[content|was] “[content|thin],” “[content|late]”`: the comma before a closing mark is typography, and so is what
    `typography` names at the edges of words outside marks.
    """
    edges = _EDGES + typography
    pieces = [piece for first, last in content for piece in _pieces(document, first, last, edges) if piece]
    return tuple([Span(*piece) for piece in (pieces if len(pieces) < 2 else sorted(set(pieces)))])


def kind_of(document: Document, content: Iterable[tuple[int, int]]) -> Kind:
    """Return the kind of a content: direct when all words are quoted, indirect when none, else mixed."""
    quoted = [token for first, last in content for token in document.regions_in(first, last)]
    if not quoted:
        return Kind.INDIRECT
    words = [tag for first, last in content for tag in document.tags[first:last] if not tag & PUNCTUATION]
    return Kind.DIRECT if len(quoted) == len(words) else Kind.MIXED


def _pieces(document: Document, first: int, last: int, edges: str) -> list[_Piece | None]:
    pieces: list[_Piece | None] = []
    start = first
    for token in (*document.regions_in(first, last), last):
        if token > start:
            pieces.append(_trimmed(document.text, document.starts[start], document.ends[token - 1], edges, edges))
        if token < last:
            pieces += _quoted(document, token)
        start = token + 1
    return pieces


def _quoted(document: Document, token: int) -> list[_Piece | None]:
    inner = document.region_at[token].inner
    pieces: list[_Piece | None] = []
    start = inner.start
    while (end := document.text.find("\n\n", start, inner.end)) != -1:
        pieces.append(_trimmed(document.text, start, end, _EDGES, _EDGES))
        start = end + 2
    pieces.append(_trimmed(document.text, start, inner.end, _EDGES, _BEFORE_CLOSING))
    return pieces


def _trimmed(text: str, start: int, end: int, left: str, right: str) -> _Piece | None:
    """Return the piece without the characters of `left` before and of `right` behind it; None if no word is left."""
    words = text[start:end].rstrip(right)
    end = start + len(words)
    words = words.lstrip(left)
    return (end - len(words), end) if any(map(str.isalnum, words)) else None
