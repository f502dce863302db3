"""Paragraphs that begin with who speaks and a colon: headlines and transcripts.

`Ruiz: Harbour plan ‘must go ahead’` is a headline and reports its sentence; `KASK: Did you sign it?` stands in a
transcript, whose whole paragraph was said.
"""

from collections import Counter
from collections.abc import Iterator

from annotation.grammar.noun_phrases import Mention, phrase_after
from annotation.grammar.predicates import Claim
from annotation.grammar.subjects import can_speak
from annotation.parsing.document import Reading
from annotation.parsing.tags import CAPITAL, COLON, DETERMINER, REGION, SMALL, STOP, TIME

_LONGEST = 8  # items of a label
_SHORTEST = 3  # items of what was said
TRANSCRIPT = "transcript"


def labelled(reading: Reading) -> Iterator[tuple[int, Claim]]:
    """Return what stands behind a speaker's label, with the number of the sentence that the label begins."""
    candidates = list(_candidates(reading))
    if not candidates:
        return
    dialogue = sum(_in_capitals(reading, number, colon) for number, colon in candidates) > 1
    often = Counter([word for word, bit in zip(reading.words, reading.bits, strict=True) if bit & CAPITAL])
    for number, colon in candidates:
        low, high = reading.sentences[number]
        source = phrase_after(reading, low, colon)
        transcript = dialogue and _in_capitals(reading, number, colon)
        if source is None or source.last != colon or not can_speak(source):
            continue
        if not transcript and not _a_name(reading, source, often):
            continue
        content = colon + 1, _paragraph_end(reading, number) if transcript else _without_stop(reading, high)
        if content[1] - content[0] >= _SHORTEST or reading.bits[colon + 1] & REGION:
            yield number, Claim((content,), source, (colon, colon + 1), TRANSCRIPT if transcript else "label")


def _candidates(reading: Reading) -> Iterator[tuple[int, int]]:
    """Return the sentences that begin a paragraph with a capitalised label, and the label's colon."""
    seen = -1  # the latest sentence that has a colon
    for colon in reading.all(COLON):
        number = reading.sentence_of[colon]
        low, high = reading.sentences[number]
        first, seen = number != seen, number
        begins = not number or reading.paragraph_at[number - 1] != reading.paragraph_at[number]
        label = reading.bits[low] & CAPITAL and not reading.bits[low] & (SMALL | TIME)
        if first and begins and label and colon < min(low + _LONGEST, high - 1):
            yield number, colon


def _a_name(reading: Reading, source: Mention, often: Counter[str]) -> bool:
    """Return whether a label is a name: two words, or one that the text has elsewhere, unlike `Breaking:`."""
    if reading.bits[source.first] & DETERMINER:
        return False
    return source.last - source.first > 1 or often[reading.words[source.head]] > 1


def _in_capitals(reading: Reading, number: int, colon: int) -> bool:
    """Return whether a label is in capitals, and what follows is not."""
    label = reading.text[reading.starts[reading.sentences[number][0]] : reading.ends[colon]]
    first = reading.raw(colon + 1)
    return label.isupper() and not (first.isupper() and len(first) > 1)


def _without_stop(reading: Reading, last: int) -> int:
    return last - 1 if reading.bits[last - 1] & STOP else last


def _paragraph_end(reading: Reading, number: int) -> int:
    paragraph = reading.paragraph_at[number]
    while number + 1 < len(reading.sentences) and reading.paragraph_at[number + 1] == paragraph:
        number += 1
    return reading.sentences[number][1]
