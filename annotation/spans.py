"""Items of a reading → exact spans of the text: the words, without marks and without typography around them."""

from collections.abc import Iterable, Iterator

from annotation.quotation import Kind, Span
from annotation.reading import Reading
from annotation.words import PUNCTUATION, REGION

TYPOGRAPHY = ".,;:–—-*_"
_EDGES = " \t\n\r\u00a0\u2009\u202f"


def content_spans(
    reading: Reading, content: Iterable[tuple[int, int]], typography: str = TYPOGRAPHY
) -> tuple[Span, ...]:
    """Give the spans of a content: one for each run between marks or outside, none across a paragraph's end.

    `[content|was] “[content|thin],” “[content|late]”`: the comma before a closing mark is typography, and so is what
    `typography` names at the edges of words outside marks.
    """
    edges = _EDGES + typography
    found = [span for first, last in content for span in _pieces(reading, first, last, edges)]
    return tuple(found if len(found) < 2 else sorted(dict.fromkeys(found)))


def kind_of(reading: Reading, content: Iterable[tuple[int, int]]) -> Kind:
    """Tell how the words are given: all between marks, none, or some."""
    bits = [bit for first, last in content for bit in reading.bits[first:last] if not bit & PUNCTUATION]
    quoted = len([bit for bit in bits if bit & REGION])
    if quoted == 0:
        return Kind.INDIRECT
    return Kind.DIRECT if quoted == len(bits) else Kind.MIXED


def _pieces(reading: Reading, first: int, last: int, edges: str) -> Iterator[Span]:
    start = first
    for item in (*reading.items(REGION, first, last), last):
        if item > start:
            yield from _trimmed(reading.text, reading.starts[start], reading.ends[item - 1], edges, edges)
        if item < last:
            yield from _quoted(reading, item)
        start = item + 1


def _quoted(reading: Reading, item: int) -> Iterator[Span]:
    inner = reading.region_at[item].inner
    start = inner.start
    while (end := reading.text.find("\n\n", start, inner.end)) != -1:
        yield from _trimmed(reading.text, start, end, _EDGES, _EDGES)
        start = end + 2
    yield from _trimmed(reading.text, start, inner.end, _EDGES, _EDGES + ",")


def _trimmed(text: str, start: int, end: int, left: str, right: str) -> Iterator[Span]:
    """Give the span without the characters of `left` at its beginning and those of `right` at its end."""
    words = text[start:end].rstrip(right)
    end = start + len(words)
    words = words.lstrip(left)
    if any(map(str.isalnum, words)):
        yield Span(end - len(words), end)
