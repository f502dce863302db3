"""Paragraphs of nothing but quotation: who speaks, from the paragraph before or the one behind.

`The mayor released a statement: ¶ “We are open.”` is introduced, `“We are open.” ¶ - Ana Ruiz` is signed, and where two
people ask and answer they take turns.
"""

from annotation.grammar.noun_phrases import Mention, phrase_after
from annotation.grammar.subjects import can_speak, subject_before, subject_of_sentence
from annotation.parsing.document import Reading
from annotation.parsing.tags import COLON, CUE, DASH, PUNCTUATION

_SIGNATURE = 25  # items of a paragraph that signs the one before

Sentence = tuple[int, int]


def alone(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence is a region and nothing else but a full stop."""
    low, high = sentence
    return all(reading.bits[item] & PUNCTUATION for item in range(low + 1, min(high, low + 4))) and high - low < 4


def introduced(reading: Reading, sentence: Sentence) -> Mention | None:
    """Return who is about to speak at the end of a sentence: `Ruiz put out a statement:`."""
    low, high = sentence
    if not reading.bits[high - 1] & COLON:
        return None
    for cue in reversed(reading.items(CUE, low, high - 1)):
        subject = subject_before(reading, cue, low)
        if subject and can_speak(subject.mention):
            return subject.mention
    return subject_of_sentence(reading, low, high - 1)


def signed(reading: Reading, sentence: Sentence) -> Mention | None:
    """Return who signs the paragraph before: `- Ana Ruiz, Tallinn`."""
    low, high = sentence
    dash = reading.bits[low] & DASH or reading.words[low] == "-"
    if not dash or high - low > _SIGNATURE:
        return None
    mention = phrase_after(reading, low + 1, high)
    return mention if mention and can_speak(mention) else None


def asks(reading: Reading, content: list[tuple[int, int]]) -> bool:
    """Return whether content ends with a question, which somebody else may answer."""
    region = reading.region_at.get(content[-1][1] - 1) if content else None
    return region is not None and reading.text[region.inner.end - 1] == "?"
