"""Words between marks that no rule gave to anybody, with who in their sentence may have said them.

`Ruiz runs on “hope for all”`: the subject of the nearest reporting verb before the marks, else that of the sentence,
else whoever a later verb names.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotation.grammar.noun_phrases import Form, Mention, phrase_after
from annotation.grammar.subjects import Subject, can_speak, subject_before, subject_of_sentence
from annotation.parsing.cues import Cue, cue_at
from annotation.parsing.document import Reading
from annotation.parsing.tags import ADVERB, AUXILIARY, COMMA, CUE, DETERMINER, STOP

_NAMED = frozenset({Form.NAME, Form.PRONOUN})
_NOBODY = frozenset({"it", "you", "none", "most", "that", "i", "we"})
_BESIDE_VERB = ADVERB | AUXILIARY
_VERBS = 6  # reporting verbs before a passage that are asked for their subject


class Passage(NamedTuple):
    """The region at `item`, in the sentence from item `low` up to, not including, `high`.

    `source` may have said it. `hidden` says that a passive verb tells nobody: `is known as “the cave”`; `reported` that
    the sentence has a verb that reports something else.
    """

    reading: Reading
    item: int
    low: int
    high: int
    source: Mention | None
    hidden: bool
    reported: bool

    @property
    def words(self) -> list[str]:
        """The words between the marks."""
        return self.reading.region_at[self.item].inner.of(self.reading.text).split()

    @property
    def late(self) -> bool:
        """Whether the source stands behind the passage."""
        return self.source is not None and self.source.first > self.item

    @property
    def word_before(self) -> str:
        """The word before the marks, empty at the beginning of the sentence."""
        return self.reading.words[self.item - 1] if self.item > self.low else ""

    @property
    def before(self) -> int:
        """The bits of that word."""
        return self.reading.bits[self.item - 1] if self.item > self.low else 0

    @property
    def behind(self) -> int:
        """The bits of what follows the marks, those of a full stop at the end of the sentence."""
        return self.reading.bits[self.item + 1] if self.item + 1 < self.high else STOP


def passage_at(reading: Reading, item: int, low: int, high: int, reported: bool) -> Passage:
    """Read the region at an item with who may have said it."""
    verbs = list(_verbs_before(reading, low, item))
    hidden = bool(verbs) and verbs[0][1].past and verbs[0][2].passive
    subjects = [(at, subject.mention) for at, _, subject in verbs]
    source = _by_whom(reading, item, high) if hidden else _source(reading, item, low, high, subjects)
    return Passage(reading, item, low, high, source, hidden, reported)


def _verbs_before(reading: Reading, low: int, item: int) -> Iterator[tuple[int, Cue, Subject]]:
    """Return the reporting verbs before a passage with their subjects, the nearest first."""
    for at in reversed(reading.items(CUE, low, item)[-_VERBS:]):
        cue, subject = cue_at(reading.words, at), subject_before(reading, at, low)
        if cue and subject and (subject.passive or not cue.participle):
            yield at, cue, subject


def _source(reading: Reading, item: int, low: int, high: int, subjects: list[tuple[int, Mention]]) -> Mention | None:
    named = (one for _, one in subjects if one.form in _NAMED and reading.words[one.head] not in _NOBODY)
    return (
        next(named, None)
        or _subject_before(reading, low, item)
        or next((one for at, one in subjects if _is_thing(reading, one, at, low)), None)
        or _subject_behind(reading, item, high)
    )


def _by_whom(reading: Reading, item: int, high: int) -> Mention | None:
    """Return who stands right behind a passage: `is called “the cave” by Ruiz`."""
    if item + 1 >= high or reading.words[item + 1] != "by":
        return None
    mention = phrase_after(reading, item + 2, high)
    return mention if mention and can_speak(mention) else None


def _subject_before(reading: Reading, low: int, item: int) -> Mention | None:
    """Return the subject of the sentence, if it is somebody."""
    mention = subject_of_sentence(reading, low, item)
    while mention and reading.words[mention.head] in _NOBODY:
        mention = subject_of_sentence(reading, mention.last, item)
    return mention


def _is_thing(reading: Reading, mention: Mention, verb: int, low: int) -> bool:
    """Return whether a phrase, whatever it is, is just the subject of a verb: `The plan promises …`."""
    begins = mention.first == low or bool(reading.bits[mention.first - 1] & COMMA)
    between = reading.bits[mention.last : verb]
    return begins and bool(reading.bits[mention.first] & DETERMINER) and all(bit & _BESIDE_VERB for bit in between)


def _subject_behind(reading: Reading, item: int, high: int) -> Mention | None:
    """Return the subject of the next reporting verb: `, as Ruiz said`, or who stands between."""
    verb = next((at for at in range(item + 1, high) if reading.bits[at] & CUE), None)
    if verb is None:
        return None
    subject = subject_before(reading, verb, item + 1)
    if subject and subject.mention.form in _NAMED:
        return subject.mention
    return subject_of_sentence(reading, item + 1, verb)
