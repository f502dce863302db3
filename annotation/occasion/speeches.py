"""Speeches: what a speaker goes on to say in a paragraph has the occasion of what came before.

Nothing is handed on to a quotation whose own sentence tells another time, place, event or medium, or that was said at
another time by its words: “has said”, “later said”.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from annotation.grammar.predicates import Candidate
from annotation.occasion.circumstance_rule import CircumstanceRule
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document
from annotation.quotation import CIRCUMSTANCES, Circumstance, Occasion

SAME_SPEECH = CircumstanceRule(
    name="same-speech",
    reads="What the same speaker goes on to say in the paragraph.",
    example="“It held,” Ana Ruiz said in an interview on Wednesday. “It was close,” she said.",
    outcome=(
        "said 2018-05-30 “on Wednesday”; medium interview “an interview”",
        "said 2018-05-30 “on Wednesday”; medium interview “an interview”",
    ),
)
ONE_SPEECH = CircumstanceRule(
    name="one-speech",
    reads="What the one speaker of an article that reports one event goes on to say in later paragraphs.",
    example="Ana Ruiz said at Wednesday’s news conference that the dam held. ¶ “It was close,” she said.",
    outcome=(
        "said 2018-05-30 “Wednesday”; event news conference; medium news conference “Wednesday’s news conference”",
        "said 2018-05-30 “Wednesday”; event news conference; medium news conference “Wednesday’s news conference”",
    ),
)
RULES = (SAME_SPEECH, ONE_SPEECH)
_BEFORE_CUE = 3  # tokens in which “has” or “later” stands


@dataclass(slots=True)
class Utterance:
    """A quotation on the way to its occasion: its candidate, paragraph and speaker, and what its own sentence tells.

    `deed` is True for what was done or thought, which belongs to no speech.
    """

    candidate: Candidate
    paragraph: int
    speaker: Hashable | None
    deed: bool
    occasion: Occasion | None


def handed_on(document: Document, utterances: list[Utterance]) -> None:
    """Give each utterance, in the order of the text, the occasion of the speech that it continues."""
    if not any(utterance.occasion for utterance in utterances):
        return
    single = _reports_one_speech(utterances)
    latest: Utterance | None = None
    for utterance in utterances:
        if latest is not None and latest.occasion and _continues(document, utterance, latest):
            if utterance.paragraph == latest.paragraph:
                utterance.occasion = _with(utterance.occasion, latest.occasion, SAME_SPEECH)
            elif single:
                utterance.occasion = _with(utterance.occasion, latest.occasion, ONE_SPEECH)
        if not utterance.deed:
            latest = utterance


def _continues(document: Document, utterance: Utterance, latest: Utterance) -> bool:
    if utterance.deed or utterance.speaker is None or utterance.speaker != latest.speaker:
        return False
    own = utterance.occasion
    if own and (own.said or own.place or own.event or own.medium or own.undated):
        return False
    cue = utterance.candidate.cue
    if cue is None:
        return True
    data, words = document.language.occasion, document.words
    if not data.breaks.isdisjoint(words[max(0, cue[0] - _BEFORE_CUE) : cue[0]]):
        return False
    low, high = document.sentences[document.sentence_of[cue[0]]]
    content = utterance.candidate.content
    return not any(
        words[token] in data.weekday_of or words[token] in data.month_of or words[token] in data.yesterday
        for token in document.tagged(Tag.TIME, low, high)
        if not any(first <= token < last for first, last in content)
    )


def _reports_one_speech(utterances: Iterable[Utterance]) -> bool:
    """Return whether an article has one speaker and one event, so that all words after it were said there."""
    speakers = {utterance.speaker for utterance in utterances if utterance.speaker}
    occasions = [utterance.occasion for utterance in utterances if utterance.occasion]
    dated = [occasion for occasion in occasions if occasion.said or occasion.place or occasion.event or occasion.medium]
    return len(speakers) == 1 and len(dated) == 1 and dated[0].event is not None


def _with(own: Occasion | None, earlier: Occasion, rule: CircumstanceRule) -> Occasion:
    """Return an occasion with what an earlier one tells beside it."""
    own = own or Occasion()
    parts: dict[str, Circumstance] = {}
    for name in CIRCUMSTANCES:
        circumstance: Circumstance | None = getattr(earlier, name)
        if circumstance and getattr(own, name) is None:
            parts[name] = replace(circumstance, rule=rule.name)
    return replace(own, **parts)  # type: ignore[arg-type]
