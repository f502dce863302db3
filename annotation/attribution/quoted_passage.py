"""Quoted regions that no rule attributes, with the possible speaker of their sentence.

`Ruiz runs on “hope for all”`: the subject of the nearest reporting verb before the marks, else that of the sentence,
else whoever a later verb names.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotation.grammar.noun_phrases import Form, NounPhrase, owes_capital_to_place, phrase_after, within_name
from annotation.grammar.predicates import hardly_anybody
from annotation.grammar.subjects import Subject, can_speak, subject_before, subject_of_sentence
from annotation.languages.reporting_verbs import Cue
from annotation.parsing.document import Document
from annotation.parsing.tags import ADVERB, AUXILIARY, COMMA, CUE, DETERMINER, STOP

_NAMED = frozenset({Form.NAME, Form.PRONOUN})
_BESIDE_VERB = ADVERB | AUXILIARY
_VERBS = 6  # reporting verbs before a passage that are asked for their subject


class Passage(NamedTuple):
    """The region at `token`, in the sentence from token `low` up to, not including, `high`.

    `source` is the possible speaker. `hidden`: a passive verb has no agent, `is known as “the cave”`; `reported`: the
    sentence has another candidate.
    """

    document: Document
    token: int
    low: int
    high: int
    source: NounPhrase | None
    hidden: bool
    reported: bool

    @property
    def words(self) -> list[str]:
        """The words between the marks."""
        return self.document.region_at[self.token].inner.of(self.document.text).split()

    @property
    def late(self) -> bool:
        """Whether the source stands behind the passage."""
        return self.source is not None and self.source.first > self.token

    @property
    def word_before(self) -> str:
        """The word before the marks, empty at the beginning of the sentence."""
        return self.document.words[self.token - 1] if self.token > self.low else ""

    @property
    def tags_before(self) -> int:
        """The tags of that word."""
        return self.document.tags[self.token - 1] if self.token > self.low else 0

    @property
    def tags_behind(self) -> int:
        """The tags of the token behind the marks, those of a full stop at the end of the sentence."""
        return self.document.tags[self.token + 1] if self.token + 1 < self.high else STOP


def passage_at(document: Document, token: int, low: int, high: int, reported: bool) -> Passage | None:
    """Return the region at a token with its possible speaker; None where hardly anybody speaks: `Few say “…”`."""
    verbs = list(_verbs_before(document, low, token))
    hidden = bool(verbs) and verbs[0][1].past and verbs[0][2].passive
    subjects = [(at, subject.phrase) for at, _, subject in verbs]
    if any(hardly_anybody(document, phrase) for _, phrase in subjects):
        return None
    source = _by_whom(document, token, high) if hidden else _source(document, token, low, high, subjects)
    return Passage(document, token, low, high, source, hidden, reported)


def _verbs_before(document: Document, low: int, token: int) -> Iterator[tuple[int, Cue, Subject]]:
    """Yield the reporting verbs before a passage with their subjects, the nearest first."""
    for at in reversed(document.tagged(CUE, low, token)[-_VERBS:]):
        if within_name(document, at):
            continue
        cue, subject = document.cue_at(at), subject_before(document, at, low)
        if cue and subject and (subject.passive or not cue.participle):
            yield at, cue, subject


def _source(
    document: Document, token: int, low: int, high: int, subjects: list[tuple[int, NounPhrase]]
) -> NounPhrase | None:
    nobody = document.language.attribution.pronouns_without_speech
    named = (phrase for _, phrase in subjects if phrase.form in _NAMED and document.words[phrase.head] not in nobody)
    return (
        next(named, None)
        or _subject_before(document, low, token)
        or next((phrase for at, phrase in subjects if _is_thing(document, phrase, at, low)), None)
        or _subject_behind(document, token, high)
    )


def _by_whom(document: Document, token: int, high: int) -> NounPhrase | None:
    """Return the speaker who stands right behind a passage: `is called “the cave” by Ruiz`."""
    if token + 1 >= high or document.words[token + 1] not in document.language.grammar.agent_prepositions:
        return None
    phrase = phrase_after(document, token + 2, high)
    return phrase if phrase and can_speak(phrase) else None


def _subject_before(document: Document, low: int, token: int) -> NounPhrase | None:
    """Return the first subject of the sentence that can speak."""
    phrase = subject_of_sentence(document, low, token)
    while phrase and document.words[phrase.head] in document.language.attribution.pronouns_without_speech:
        phrase = subject_of_sentence(document, phrase.last, token)
    return None if phrase and owes_capital_to_place(document, phrase, low) else phrase


def _is_thing(document: Document, phrase: NounPhrase, verb: int, low: int) -> bool:
    """Return whether a phrase, whatever it is, is just the subject of a verb: `The plan promises …`."""
    begins = phrase.first == low or bool(document.tags[phrase.first - 1] & COMMA)
    between = document.tags[phrase.last : verb]
    return begins and bool(document.tags[phrase.first] & DETERMINER) and all(tag & _BESIDE_VERB for tag in between)


def _subject_behind(document: Document, token: int, high: int) -> NounPhrase | None:
    """Return the subject of the next reporting verb: `, as Ruiz said`, or of the words between."""
    verb = next((at for at in range(token + 1, high) if document.tags[at] & CUE), None)
    if verb is None:
        return None
    subject = subject_before(document, verb, token + 1)
    if subject and subject.phrase.form in _NAMED:
        return subject.phrase
    phrase = subject_of_sentence(document, token + 1, verb)
    return None if phrase and owes_capital_to_place(document, phrase, token + 1) else phrase
