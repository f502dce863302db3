"""One pass over the text: its words outside quotation marks, each with what it can be, and its sentences.

Rules look at `Reading.items`, where each quoted region is a single item: `REGION said Ana Ruiz . REGION`. What stands
between marks is never read for names or verbs, so nobody in it can become a speaker.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from annotation.parsing.lexicon import section
from annotation.parsing.quotation_marks import Region, regions
from annotation.parsing.scare_quotes import Marked, reason
from annotation.parsing.tags import (
    CAPITAL,
    CIRCUMSTANCE,
    COLON,
    COMMA,
    CUE,
    NAME,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    REGION,
    STOP,
    WORD,
    bits_of,
)
from annotation.quotation import Span
from corpus import find_dateline, paragraph_spans

_ABBREVIATIONS = "|".join(sorted((re.escape(w.capitalize()) for w in section("words.txt", "abbreviations")), key=len))
# What comes first is tried first: most items are plain words, and white space is none.
_TOKEN = re.compile(
    r"([A-Za-z][a-z]*+(?=[ ,])|(?=\S)(?:"
    rf"(?:https?://|www\.)\S+|@\w+|\d+(?:[.,]\d+)+|(?:(?=[A-Z][a-z]{{1,5}}\.)(?:{_ABBREVIATIONS})|vs)\."
    r"|\d+['′]\d+[\"″]?|(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s?[A-Z])|\w+(?:-\w+|&\w+|['’](?!s\b)\w+)*|['’]s\b"
    r"|--+|\.\.+|[^\w\s]))"
)
_TELLING = STOP | REGION | CUE | COLON | PRONOUN | NAME
_NEED_NO_CAPITAL = REGION | NUMBER
_INTRODUCES = COLON | COMMA
_NO_ATTRIBUTION = REGION | STOP | COLON | PREPOSITION
_BEHIND_VERB = STOP | COMMA | CIRCUMSTANCE
_EDGE = REGION | STOP | COLON | COMMA
_STOP = re.compile(r"[.?!:“\"\n]")
_QUESTION = 300  # characters of a question
_LONGEST = 300  # items; a longer sentence is none, and every rule may look through a whole sentence


@dataclass(slots=True)
class Reading:
    """The items of a text, as columns: words in lower case, bits, offsets; and the sentences as ranges of items."""

    text: str
    regions: list[Region]
    paragraphs: list[tuple[int, int]]
    words: list[str] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    region_at: dict[int, Region] = field(default_factory=dict)
    quoted: list[int] = field(default_factory=list)  # the items that are regions
    sentence_of: list[int] = field(default_factory=list)  # the number of the sentence of each item
    paragraph_at: list[int] = field(default_factory=list)  # the number of the paragraph of each sentence
    telling: list[int] = field(default_factory=list)  # the items that are more than words between others
    double: bool = False  # whether the text quotes between double marks

    def span(self, first: int, last: int) -> Span:
        """Return the text from item `first` up to, not including, item `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def items(self, bit: int, low: int, high: int) -> list[int]:
        """Return the items from `low` up to, not including, `high` that can be `bit`."""
        return [item for item, bits in enumerate(self.bits[low:high], low) if bits & bit]

    def all(self, bit: int) -> list[int]:
        """Return all items that can be `bit`, which is one of those that tell something."""
        bits = self.bits
        return [item for item in self.telling if bits[item] & bit]

    def quoted_in(self, low: int, high: int) -> list[int]:
        """Return the regions from item `low` up to, not including, item `high`."""
        first = bisect_left(self.quoted, low)
        return self.quoted[first : bisect_left(self.quoted, high, first)]

    def by_sentence(self, found: list[int]) -> list[list[int]]:
        """Return for each sentence those of some items that stand in it."""
        by_sentence: list[list[int]] = [[] for _ in self.sentences]
        for item in found:
            by_sentence[self.sentence_of[item]].append(item)
        return by_sentence

    def raw(self, item: int) -> str:
        """Return the item as written."""
        return self.text[self.starts[item] : self.ends[item]]


def read(text: str) -> Reading:
    """Read a text once.

    >>> read('“Go,” she said.').words
    ['', 'she', 'said', '.']
    """
    paragraphs = list(paragraph_spans(text))
    found = regions(text, paragraphs)
    reading = Reading(text, found, _rejoined(paragraphs, found))
    reading.double = not all(_in_single_marks(text, region) for region in found)
    dateline = find_dateline(text)
    waiting = iter(found)
    region = next(waiting, None)
    openings: list[int] = []
    for start, end in reading.paragraphs:
        first = len(reading.words)
        openings.append(first)
        position = dateline.end if dateline and dateline.start == start else start
        while region is not None and region.start < end:
            if position < region.start:
                _tokenize(reading, position, region.start)
            _add_region(reading, region, first)
            position = region.end
            region = next(waiting, None)
        if position < end:
            _tokenize(reading, position, end)
    if "Will " in text:
        _name_will(reading)
    reading.telling = reading.items(_TELLING, 0, len(reading.words))
    _add_sentences(reading, [*openings, len(reading.words)])
    return reading


def _name_will(reading: Reading) -> None:
    """Take “Will” for a name where nothing is asked and no name stands before: `Will wrote`, `said Will Doyle`."""
    bits = reading.bits
    for item, word in enumerate(reading.words):
        if word != "will" or not bits[item] & CAPITAL or (item and bits[item - 1] & NAME):
            continue
        stop = _STOP.search(reading.text, reading.ends[item], reading.ends[item] + _QUESTION)
        if stop is None or stop[0] != "?":
            bits[item] = WORD | CAPITAL | NAME


def _rejoined(paragraphs: list[tuple[int, int]], found: list[Region]) -> list[tuple[int, int]]:
    """Join the paragraphs that a page break made out of one: a region runs from one into the other."""
    joined: list[tuple[int, int]] = []
    waiting = iter(found)
    reach = 0  # where the regions that begin before this paragraph end
    region = next(waiting, None)
    for start, end in paragraphs:
        if joined and reach > start:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
        while region is not None and region.start < end:
            reach = region.end
            region = next(waiting, None)
    return joined


def _tokenize(reading: Reading, start: int, end: int) -> None:
    """Add the items of a stretch of text, a column at a time: this is half of all the work."""
    pieces = _TOKEN.split(reading.text[start:end])  # gap, token, gap, …, token, gap
    offsets = list(accumulate(map(len, pieces), initial=start))
    tokens = pieces[1::2]
    reading.words += map(str.lower, tokens)
    reading.bits += map(bits_of, tokens)
    reading.starts += offsets[1:-1:2]
    reading.ends += offsets[2::2]


def _add_region(reading: Reading, region: Region, first: int) -> None:
    """Add a region as one item; what only names a thing is a word, with the comma or full stop inside its marks."""
    inner = region.inner.of(reading.text)
    behind = reading.text[region.end : region.end + 50].partition("\n")[0]
    start, end = region.start, region.end
    odd = reading.double and _in_single_marks(reading.text, region)
    named = reason(Marked(reading.words, reading.bits, first, inner.strip(), behind, odd))
    if named is None:
        reading.region_at[len(reading.words)] = region
        reading.quoted.append(len(reading.words))
        _add(reading, "", REGION, start, end)
        return
    stop = region.inner.end - 1
    typography = inner[-1] in ",.?!" and stop > region.inner.start
    _add(
        reading,
        inner.lower(),
        WORD | (CAPITAL | NAME if named == "nickname" else 0),
        start,
        stop if typography else end,
    )
    if typography:
        _add(reading, inner[-1], bits_of(inner[-1]), stop, end)


def _in_single_marks(text: str, region: Region) -> bool:
    return text[region.start] in "'‘" and region.inner.start - region.start == 1


def _add(reading: Reading, word: str, bits: int, start: int, end: int) -> None:
    reading.words.append(word)
    reading.bits.append(bits)
    reading.starts.append(start)
    reading.ends.append(end)


def _add_sentences(reading: Reading, openings: list[int]) -> None:
    """Add the sentences, each with the number of its paragraph; `openings` are where paragraphs begin."""
    stops = reading.all(STOP | REGION)
    at = 0
    for number, (start, last) in enumerate(pairwise(openings)):
        high = bisect_left(stops, last - 1, at)
        for end in [*[item + 1 for item in stops[at:high] if _ends_sentence(reading, item, last)], last]:
            while start < end:
                limit = min(end, start + _LONGEST)
                reading.sentence_of += [len(reading.sentences)] * (limit - start)
                reading.sentences.append((start, limit))
                reading.paragraph_at.append(number)
                start = limit
        at = bisect_left(stops, last, high)


def _ends_sentence(reading: Reading, item: int, last: int) -> bool:
    following = reading.bits[item + 1]
    if not following & _NEED_NO_CAPITAL and not reading.text[reading.starts[item + 1]].isupper():
        return False
    if following & NUMBER and item and reading.words[item - 1] == "no":
        return False
    if reading.bits[item] & STOP:
        return reading.words[item] != ";" and not (following & REGION and reading.words[item][0] in "…")
    inner = reading.text[reading.region_at[item].inner.end - 1]
    if inner not in ".?!…":
        return False
    introduced = item > 0 and reading.bits[item - 1] & _INTRODUCES
    return bool(following & REGION or introduced) or not _attribution_follows(reading, item + 1, last)


def _attribution_follows(reading: Reading, item: int, last: int) -> bool:
    """Return whether `Vega asked.` or `Vega, a retired nurse, asked.` follows: a verb soon, and no content after it."""
    for at in range(item, min(item + 7, last)):
        bit = reading.bits[at]
        if bit & CUE and at > item:
            return _says_no_more(reading, at, last)
        if bit & COMMA and at > item:
            closing = next((at for at in range(at + 1, min(at + 20, last - 1)) if _is_edge(reading, at)), None)
            return (
                closing is not None
                and bool(reading.bits[closing] & COMMA)
                and _says_no_more(reading, closing + 1, last)
            )
        if bit & _NO_ATTRIBUTION:
            return False
    return False


def _is_edge(reading: Reading, item: int) -> bool:
    """Return whether an item ends a phrase; the full stop of `R-Pa.,` does not."""
    bit = reading.bits[item]
    return bool(bit & _EDGE) and not (bit & STOP and reading.bits[item + 1] & COMMA)


def _says_no_more(reading: Reading, item: int, last: int) -> bool:
    """Return whether an item is a reporting verb without a clause of its own."""
    bit = reading.bits[item]
    behind = reading.bits[item + 1] if item + 1 < last else STOP
    return bool(bit & CUE and behind & _BEHIND_VERB) and not bit & CAPITAL
