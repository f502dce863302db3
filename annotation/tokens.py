"""A text → its tokens: words, numbers, punctuation marks, and one character for each quoted region.

The whole text is split at once, because this is much of all the work.
"""

import re
from collections import deque
from collections.abc import Iterable
from itertools import accumulate

from annotation.lexicon import section
from annotation.marks import Region
from corpus.dateline import Dateline

REGION_MARK = "\ue000"  # of private use: stands for a region where the text is split
_BREAK = "\x1e"  # white space that separates paragraphs
_ABBREVIATIONS = "|".join(sorted((re.escape(w.capitalize()) for w in section("words.txt", "abbreviations")), key=len))
# What comes first is tried first: most items are plain words, and white space is none.
_TOKEN = re.compile(
    r"([A-Za-z][a-z]*+(?=[ ,])|(?=\S)(?:"
    rf"(?:https?://|www\.)[^\s{REGION_MARK}]+|@\w+|\d+(?:[.,]\d+)+|(?:(?=[A-Z][a-z]{{1,5}}\.)(?:{_ABBREVIATIONS})|vs)\."
    r"|\d+['′]\d+[\"″]?|(?:[^\W\d_]\.){2,}|[A-Z]\.(?=[^\S\x1e]?[A-Z])|\w+(?:-\w+|&\w+|['’](?!s\b)\w+)*|['’]s\b"
    r"|--+|\.\.+|[^\w\s]))"
)


def masked(
    text: str, paragraphs: Iterable[tuple[int, int]], regions: Iterable[Region], dateline: Dateline | None
) -> str:
    """Write the text with a single character for each region, and nothing for the dateline; no offset changes.

    >>> from annotation.marks import regions
    >>> masked("“Go,” she said.", [(0, 15)], regions("“Go,” she said.", [(0, 15)]), None).replace(REGION_MARK, "_")
    '_     she said.'
    """
    text = text.replace(REGION_MARK, "\ufffd")
    kept: list[str] = []
    at = 0
    waiting = deque(regions)
    for start, end in paragraphs:
        first = dateline.end if dateline and dateline.start == start else start
        first = min(first, waiting[0].start) if waiting else first
        kept.append(_BREAK * (first - at))
        at = max(at, first)
        while waiting and waiting[0].start < end:
            region = waiting.popleft()
            kept += (text[at : region.start], REGION_MARK, " " * (region.end - max(at, region.start) - 1))
            at = region.end
        kept.append(text[at:end])
        at = max(at, end)
    return "".join(kept)


def tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """Give the tokens of a text, where they start and where they end.

    >>> tokens("Ruiz's plan.")
    (['Ruiz', "'s", 'plan', '.'], [0, 4, 7, 11], [4, 6, 11, 12])
    """
    pieces = _TOKEN.split(text)  # gap, token, gap, …, token, gap
    offsets = list(accumulate(map(len, pieces), initial=0))
    return pieces[1::2], offsets[1:-1:2], offsets[2::2]
