"""Paragraphs of nothing but quotation: the speaker comes from the paragraph before or the one behind.

`The mayor released a statement: ¶ “We are open.”` is introduced, `“We are open.” ¶ - Ana Ruiz` is signed, and where two
people ask and answer they take turns.
"""

from dataclasses import replace

from annotation.attribution.quote_chains import LEAD_IN, QuoteChains
from annotation.grammar.noun_phrases import NounPhrase, phrase_after
from annotation.grammar.predicates import Candidate
from annotation.grammar.subjects import can_speak, subject_before, subject_of_sentence
from annotation.parsing.document import Document
from annotation.parsing.tags import COLON, CUE, DASH, PUNCTUATION
from annotation.rule import Rule

_SIGNATURE = 25  # tokens of a paragraph that signs the one before

SIGNATURE = Rule(
    name="signature",
    reads="A paragraph of words between marks, signed in the next.",
    precision=0.95,
    example="“[content|It held all night.]” ¶ - [source|Ana Ruiz], Tallinn",
    outcome=("signature/name: Ana Ruiz",),
    explanation="The words are signed by {source} in the line below.",
)
QUOTED_THEN_SPEAKER = Rule(
    name="quoted-then-speaker",
    reads="Words between marks, and the person named behind them.",
    precision=0.85,
    example="“[content|A night without end]” — that was how [source|Ana Ruiz] described it.",
    outcome=("quoted-then-speaker/name: Ana Ruiz",),
    explanation="{source} follows the words between marks.",
)
GOES_ON = Rule(
    name="goes-on",
    reads="A paragraph of words between marks after one that names its speaker.",
    precision=0.8,
    example="[source|Ana Ruiz] [cue|said] [content|the dam would hold]. ¶ “[content 2|It was close, though.]”",
    outcome=("subject-verb-clause/name: Ana Ruiz", "goes-on/name: Ana Ruiz"),
    explanation="The paragraph is nothing but quotation, and the one before names {source}.",
)
TURN = Rule(
    name="turn",
    reads="A paragraph of words between marks in a dialogue of two.",
    precision=0.8,
    example="“[content|Did it hold?]” [source|Ruiz] [cue|asked]. ¶ “[content 2|It did.]” ¶ “[content 3|All night?]” ¶ "
    "“[content 4|All night],” [source 4|Novak] [cue 4|said].",
    outcome=(
        "quoted-subject-verb/name: Ruiz",
        "turn/name: Novak",
        "turn/name: Ruiz",
        "quoted-subject-verb/name: Novak",
    ),
    explanation="Two people speak in turn, and it is the turn of {source}.",
)


class Dialogue:
    """The chain of paragraphs of nothing but quotation; `turns` holds one that asks and those that follow."""

    def __init__(self, chains: QuoteChains) -> None:
        self.chains = chains
        self.document = chains.document
        self.turns: list[int] = []

    def place(self, token: int, number: int) -> None:
        """Attribute a region that is a whole paragraph to the speaker who is introduced, signs or continues."""
        document, chains = self.document, self.chains
        sentences = document.sentences
        signature = signed_by(document, *sentences[number + 1]) if number + 1 < len(sentences) else None
        introduction = _introduced(document, sentences[number - 1]) if number else None
        if signature:
            chains.start(token, Candidate((), signature, None, SIGNATURE))
        elif introduction:
            chains.start(token, Candidate((), introduction, None, LEAD_IN))
        elif chains.latest is None and (witness := _named_behind(document, number)):
            chains.start(token, Candidate((), witness, None, QUOTED_THEN_SPEAKER))
        elif chains.latest is not None:
            self._continue(chains.latest, token, chains.latest_paragraph == document.paragraph_at[number] - 1)

    def _continue(self, latest: int, token: int, near: bool) -> None:
        question = self.chains.ends_with_question(latest)
        if near and not question and not self.turns and self.chains.ends_quoted(latest):
            self.chains.extend(latest, token)
            return
        if question and not self.turns:
            self.turns = [latest]
        number = self.chains.start_like(token, latest, GOES_ON)
        if self.turns:
            self.turns.append(number)

    def settle(self, number: int) -> None:
        """Attribute the turns before a candidate with a speaker to the two speakers in turn, if their number fits."""
        candidates = self.chains.candidates
        first, other = (candidates[n].source for n in (self.turns[0] if self.turns else number, number))
        words = self.document.words
        if first and other and len(self.turns) % 2 and words[first.head] != words[other.head]:
            for turn, candidate in enumerate(self.turns[1:]):
                candidates[candidate] = replace(candidates[candidate], source=first if turn % 2 else other, rule=TURN)
        self.turns = []


def is_region_alone(document: Document, sentence: tuple[int, int]) -> bool:
    """Return whether a sentence is a region and nothing else but a full stop."""
    low, high = sentence
    return all(document.tags[token] & PUNCTUATION for token in range(low + 1, min(high, low + 4))) and high - low < 4


def _introduced(document: Document, sentence: tuple[int, int]) -> NounPhrase | None:
    """Return the speaker announced at the end of a sentence: `Ruiz put out a statement:`."""
    low, high = sentence
    if not document.tags[high - 1] & COLON:
        return None
    for cue in reversed(document.tagged(CUE, low, high - 1)):
        subject = subject_before(document, cue, low)
        if subject and can_speak(subject.phrase):
            return subject.phrase
    return subject_of_sentence(document, low, high - 1)


def signed_by(document: Document, low: int, high: int) -> NounPhrase | None:
    """Return the speaker who signs the words before tokens `low` to `high`: `- Ana Ruiz, Tallinn`."""
    if not 1 < high - low <= _SIGNATURE or not (document.tags[low] & DASH or document.words[low] == "-"):
        return None
    phrase = phrase_after(document, low + 1, high)
    closed = phrase is not None and (phrase.last == high or bool(document.tags[phrase.last] & PUNCTUATION))
    return phrase if phrase and closed and can_speak(phrase) else None


def _named_behind(document: Document, number: int) -> NounPhrase | None:
    """Return the subject of the next sentence of the paragraph: `“Gone.” Maria Vega stared at the ash.`"""
    if document.paragraph_at[number : number + 2] != [document.paragraph_at[number]] * 2:
        return None
    return subject_of_sentence(document, *document.sentences[number + 1])
