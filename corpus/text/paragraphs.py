"""Paragraph segmentation: offsets of the paragraphs of a text."""

import re
from collections.abc import Iterator

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_ENDS = re.compile(r"\n+")


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield each paragraph of `text` as half-open (start, end) code points, without white space at its edges.

    Paragraphs are separated by blank lines; in a text without any, every line is one.

    >>> list(paragraph_spans("One.\\n\\nTwo,\\nstill two."))
    [(0, 4), (6, 21)]
    """
    separator = _BLANK_LINES if _BLANK_LINES.search(text) else _LINE_ENDS
    start = 0
    for gap in separator.finditer(text):
        end, next_start = gap.span()
        if paragraph := _trimmed(text, start, end):
            yield paragraph
        start = next_start
    if paragraph := _trimmed(text, start, len(text)):
        yield paragraph


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    body = text[start:end].rstrip()
    words = body.lstrip()
    return (start + len(body) - len(words), start + len(body)) if words else None
