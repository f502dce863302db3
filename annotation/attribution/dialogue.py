"""Paragraphs of nothing but quotation: who speaks, from the paragraph before or the one behind.

`The mayor released a statement: ¶ “We are open.”` is introduced, `“We are open.” ¶ - Ana Ruiz` is signed, and where two
people ask and answer they take turns.
"""

from annotation.grammar.noun_phrases import NounPhrase, phrase_after
from annotation.grammar.subjects import can_speak, subject_before, subject_of_sentence
from annotation.parsing.document import Document
from annotation.parsing.tags import COLON, CUE, DASH, PUNCTUATION

_SIGNATURE = 25  # tokens of a paragraph that signs the one before

Sentence = tuple[int, int]


def alone(document: Document, sentence: Sentence) -> bool:
    """Tell whether a sentence is a region and nothing else but a full stop."""
    low, high = sentence
    return all(document.tags[token] & PUNCTUATION for token in range(low + 1, min(high, low + 4))) and high - low < 4


def introduced(document: Document, sentence: Sentence) -> NounPhrase | None:
    """Give who is about to speak at the end of a sentence: `Ruiz put out a statement:`."""
    low, high = sentence
    if not document.tags[high - 1] & COLON:
        return None
    for cue in reversed(document.tagged(CUE, low, high - 1)):
        subject = subject_before(document, cue, low)
        if subject and can_speak(subject.phrase):
            return subject.phrase
    return subject_of_sentence(document, low, high - 1)


def signed(document: Document, sentence: Sentence) -> NounPhrase | None:
    """Give who signs the paragraph before: `- Ana Ruiz, Tallinn`."""
    low, high = sentence
    dash = document.tags[low] & DASH or document.words[low] == "-"
    if not dash or high - low > _SIGNATURE:
        return None
    phrase = phrase_after(document, low + 1, high)
    return phrase if phrase and can_speak(phrase) else None


def asks(document: Document, content: list[tuple[int, int]]) -> bool:
    """Tell whether content ends with a question, which somebody else may answer."""
    region = document.region_at.get(content[-1][1] - 1) if content else None
    return region is not None and document.text[region.inner.end - 1] == "?"
