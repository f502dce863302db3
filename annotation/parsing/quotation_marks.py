"""Quotation marks → quoted regions, whatever the style of the marks.

Each paragraph is read from scratch, so that a mark forgotten in one cannot turn the next inside out:

1. `_mark` reads each mark of the paragraph and whether it can open, close or both;
2. `_pair` pairs them with a stack, so that nested marks stay inside;
3. a region without a closer ends with the paragraph, before the attribution where its closer was forgotten, or after
   3,000 characters, and `_carried_on` joins it to the next paragraph when a page break only cut a sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotation.languages import ENGLISH, Language
from annotation.parsing.vocabulary import Vocabulary, vocabulary_of
from annotation.quotation import Span


@dataclass(slots=True)
class Region:
    """Text between outermost marks: `inner` without them, `start` and `end` with them.

    `closed` is False when no closing mark follows; `continues` is True when the speech goes on in the next
    paragraph, which opens anew.
    """

    start: int
    end: int
    inner: Span
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    level: str  # '"' double, "'" single, "«" or "„" of their own kind
    opens: bool
    closes: bool


# One set of characters is searched for fastest; what follows it tells whether two of them are one mark. Of three
# apostrophes after a word the first closes an inner quotation, before a word the last opens one; one within a word is
# no mark.
_MARK = re.compile(
    r"[“”\"„«»‘’'‹›`](?!(?<=[^\W_][‘’'‹›])[^\W_])(?:(?<=')(?:(?<=\S')(?=''(?!'))|'?)|(?<=`)`|(?<=‘)‘?|(?<=’)’?|(?<=[“”\"„«»‹›]))"
)
_SPACE_OR_OPENER = frozenset(" \t\n\r\u00a0\u2009\u202f([{—–-/‘“\"'")
_SPACE_OR_CLOSER = frozenset(" \t\n\r\u00a0\u2009\u202f)]}.,;:!?—–-/’”\"'…")
_NOT_OPENED = _SPACE_OR_CLOSER - {'"', "“", "'"}  # behind a single mark
_NOT_CLOSED = _SPACE_OR_OPENER - {'"', "”", "-", "—", "–", "'"}  # before a single mark
_LONGEST_UNCLOSED = 3000
_INCHES = re.compile(r"\d['′]\s?\d{1,2}$")


def regions(text: str, paragraphs: Iterable[tuple[int, int]], language: Language = ENGLISH) -> list[Region]:
    """Return the regions between outermost marks, in the order of the text.

    >>> [region.inner.of('“Go,” she said.') for region in regions('“Go,” she said.', [(0, 15)])]
    ['Go,']
    """
    vocabulary = vocabulary_of(language)
    pairs: list[Region] = []
    matches = _MARK.finditer(text)
    match = next(matches, None)
    for start, end in paragraphs:
        marks: list[_Mark] = []
        while match and match.start() < end:
            mark = _mark(vocabulary, text, match, start, end) if match.start() >= start else None
            if mark:
                marks.append(mark)
            match = next(matches, None)
        if pairs and pairs[-1].continues:
            pairs[-1] = _carried_on(text, pairs[-1], marks, start)
        if marks:
            pairs += _pair(vocabulary, text, marks, end)
    if pairs and pairs[-1].continues:
        pairs[-1] = replace(pairs[-1], continues=False)
    return pairs


def _mark(vocabulary: Vocabulary, text: str, match: re.Match[str], start: int, end: int) -> _Mark | None:
    """Return the mark that matched in the paragraph from `start` to `end`; None for an apostrophe or inches."""
    mark, at, after = match[0], match.start(), match.end()
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    if mark in "'’‘‹›" and len(mark) == 1:
        return _single(vocabulary, text, mark, at, before, behind)
    if mark in ("“", "``", "‘‘"):
        # „…“ closes with the mark that opens elsewhere
        closes = mark == "“" and before not in _SPACE_OR_OPENER and behind in _SPACE_OR_CLOSER
        return _Mark(at, after, '"', True, closes)
    if mark in ("”", "’’"):
        return _Mark(at, after, '"', False, True)
    if mark == "„":
        return _Mark(at, after, '"', True, False)
    if mark in "«»":
        # French «so», Danish and German »so«: whichever comes first opens
        return _Mark(at, after, "«", True, True)
    if mark == '"' and _INCHES.search(text, max(start, at - 5), at):
        return None
    return _Mark(at, after, '"', *_sides(before, behind))


def _single(vocabulary: Vocabulary, text: str, mark: str, at: int, before: str, behind: str) -> _Mark | None:
    opens = mark != "’" and before in _SPACE_OR_OPENER and behind not in _NOT_OPENED
    opens = opens and not vocabulary.elided.match(text, at + 1)
    closes = mark != "‘" and before not in _NOT_CLOSED and not behind.isalnum()
    return _Mark(at, at + 1, "'", opens, closes) if opens or closes else None


def _sides(before: str, behind: str) -> tuple[bool, bool]:
    """Return from the characters around it whether a symmetric mark can open and whether it can close."""
    left, right = before in _SPACE_OR_OPENER, behind in _SPACE_OR_CLOSER
    return (left or not right, right or not left)


def _pair(vocabulary: Vocabulary, text: str, marks: list[_Mark], end: int) -> list[Region]:
    """Pair the marks of one paragraph; what is still open at its end continues or was forgotten."""
    closers = _later_closers(text, marks)
    pairs: list[Region] = []
    outer: _Mark | None = None
    for number, mark in enumerate(marks):
        if outer is None:
            if mark.opens and (mark.level != "'" or closers[number]):
                outer = mark
        elif mark.level == outer.level:
            if mark.closes and not _opens_here(text, mark) and not _possessive(vocabulary, text, mark, closers[number]):
                pairs.append(Region(outer.start, mark.end, Span(outer.end, max(mark.start, outer.end + 1))))
                outer = None
            elif mark.opens and mark.level == '"':
                pairs.append(_forgotten(vocabulary, text, outer, mark.start))
                outer = mark
    if outer is not None and outer.end < end:
        pairs.append(_forgotten(vocabulary, text, outer, end, last=True))
    return [region for region in pairs if text[region.inner.start : region.inner.end].strip()]


def _later_closers(text: str, marks: list[_Mark]) -> list[bool]:
    """Return for each mark whether a mark of its level that can close follows it."""
    follows: dict[str, bool] = {}
    can_close: list[bool] = []
    for mark in reversed(marks):
        can_close.append(follows.get(mark.level, False))
        if mark.closes and not mark.opens:
            follows[mark.level] = True
        elif mark.opens and mark.level == "'":
            follows[mark.level] = False
    return can_close[::-1]


def _opens_here(text: str, mark: _Mark) -> bool:
    """Return whether a mark that may do either stands where a new quotation starts: after a space, before a word."""
    if not mark.opens or mark.level == "«":
        return False
    before = text[mark.start - 1 : mark.start]
    return before in " \t\n\u00a0" and not text[mark.end : mark.end + 1].isspace()


def _possessive(vocabulary: Vocabulary, text: str, mark: _Mark, closer_follows: bool) -> bool:
    """Return whether a single mark after an s is an apostrophe: “the workers' winter'” closes only at the last."""
    ending = vocabulary.data.plural_possessive_ending
    return mark.level == "'" and closer_follows and text[mark.start - 1 : mark.start] == ending


def _forgotten(vocabulary: Vocabulary, text: str, opener: _Mark, limit: int, last: bool = False) -> Region:
    """End a region that has no closer: before an attribution if one follows a comma, else at `limit` if it is near."""
    last = last and limit <= opener.end + _LONGEST_UNCLOSED
    limit = min(limit, opener.end + _LONGEST_UNCLOSED)
    attribution = vocabulary.forgotten_closer.search(text, opener.end, limit)
    stop = attribution.end() if attribution else limit
    stop = opener.end + max(1, len(text[opener.end : stop].rstrip()))
    return Region(opener.start, stop, Span(opener.end, stop), closed=False, continues=last and stop == limit)


def _carried_on(text: str, last: Region, marks: list[_Mark], start: int) -> Region:
    """Decide whether an unclosed region goes on in the paragraph at `start`.

    It does when the paragraph opens anew, or when a page break cut a sentence: it starts in lower case and closes
    before anything opens.
    """
    first = marks[0] if marks else None
    if first and first.opens and first.start == start:
        return last
    if first and first.closes and not first.opens and text[start].islower():
        return Region(last.start, first.end, Span(last.inner.start, first.start))
    return replace(last, continues=False)
