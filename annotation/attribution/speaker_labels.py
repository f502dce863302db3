"""Speaker labels, a name and a colon at the start of a paragraph: headlines and transcripts.

`Ruiz: Harbour plan ‘must go ahead’` is a headline and reports its sentence; `KASK: Did you sign it?` stands in a
transcript, whose whole paragraph was said.
"""

from collections import Counter
from collections.abc import Iterator

from annotation.grammar.noun_phrases import NounPhrase, phrase_after
from annotation.grammar.predicates import Candidate
from annotation.grammar.subjects import can_speak
from annotation.parsing.document import Document
from annotation.parsing.tags import CAPITAL, COLON, DETERMINER, OFFICE, REGION, SMALL, STOP, TIME
from annotation.rule import Rule

_LONGEST = 8  # tokens of a label
_SHORTEST = 3  # tokens of what was said


LABEL = Rule(
    name="label",
    reads="A headline that begins with the speaker and a colon.",
    precision=0.94,
    example="[source|Ana Ruiz][cue|:] [content|Harbour plan is dead]",
    outcome=("label/name: Ana Ruiz",),
    explanation="The headline or line begins with {source} and a colon.",
)


TRANSCRIPT = Rule(
    name="transcript",
    reads="A paragraph of a transcript: the speaker in capitals, a colon, direct speech without any marks.",
    precision=0.97,
    example="[source|RUIZ][cue|:] [content|Did you sign it?] ¶ [source 2|NOVAK][cue 2|:] [content 2|I did not.]",
    outcome=("transcript/name: RUIZ", "transcript/name: NOVAK"),
    explanation="It is a transcript, and the turn begins with {source}.",
)


def labelled_paragraphs(document: Document) -> Iterator[tuple[int, Candidate]]:
    """Yield the candidate of each speaker label, with the number of the sentence that the label begins."""
    labels = list(_labels(document))
    if not labels:
        return
    dialogue = sum(_in_capitals(document, number, colon) for number, colon in labels) > 1
    counts = Counter([word for word, tag in zip(document.words, document.tags, strict=True) if tag & CAPITAL])
    for number, colon in labels:  # how often a word is there beside labels
        counts.subtract(document.words[document.sentences[number][0] : colon])
    for number, colon in labels:
        low, high = document.sentences[number]
        source = phrase_after(document, low, colon)
        transcript = dialogue and _in_capitals(document, number, colon)
        if source is None or source.last != colon or not can_speak(source):
            continue
        if not transcript and not _is_person(document, number, source, counts):
            continue
        content = colon + 1, _paragraph_end(document, number) if transcript else _without_stop(document, high)
        if content[1] - content[0] >= _SHORTEST or document.tags[colon + 1] & REGION:
            yield number, Candidate((content,), source, (colon, colon + 1), TRANSCRIPT if transcript else LABEL)


def _labels(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the sentences that begin a paragraph with a capitalised label, and the label's colon."""
    seen = -1  # the latest sentence that has a colon
    for colon in document.all_tagged(COLON):
        number = document.sentence_of[colon]
        low, high = document.sentences[number]
        first, seen = number != seen, number
        begins = not number or document.paragraph_at[number - 1] != document.paragraph_at[number]
        label = document.tags[low] & CAPITAL and not document.tags[low] & (SMALL | TIME)
        if first and begins and label and colon < min(low + _LONGEST, high - 1):
            yield number, colon


def _is_person(document: Document, number: int, source: NounPhrase, counts: Counter[str]) -> bool:
    """Return whether a label is a name that the text has elsewhere, or two words that are one.

    Two words are a name with a given name or a title, and in the first paragraph, a headline; `Breaking:`, `Price
    Alerts:` and `Availability:`, however often it begins a paragraph, are none.
    """
    if document.tags[source.first] & DETERMINER:
        return False
    words = document.words[source.first : source.last]
    if counts[document.words[source.head]] > 0:
        return True
    is_headline = document.paragraph_at[number] == document.paragraph_at[0]
    genders = document.language.coreference.genders
    has_title = any(tag & OFFICE for tag in document.tags[source.first : source.last])
    return len(words) > 1 and (is_headline or has_title or any(word.lower() in genders for word in words))


def _in_capitals(document: Document, number: int, colon: int) -> bool:
    """Return whether a label is in capitals, and what follows is not."""
    label = document.text[document.starts[document.sentences[number][0]] : document.ends[colon]]
    first = document.raw(colon + 1)
    return label.isupper() and not (first.isupper() and len(first) > 1)


def _without_stop(document: Document, last: int) -> int:
    return last - 1 if document.tags[last - 1] & STOP else last


def _paragraph_end(document: Document, number: int) -> int:
    paragraph = document.paragraph_at[number]
    while number + 1 < len(document.sentences) and document.paragraph_at[number + 1] == paragraph:
        number += 1
    return document.sentences[number][1]
