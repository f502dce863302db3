"""What a rule looks at, a `Verb` in its sentence, and what it gives, a `Claim`.

Items are positions in the `Reading`; a quoted region is one item.
"""

from dataclasses import dataclass

from annotation.grammar.noun_phrases import Mention
from annotation.grammar.subjects import Subject, can_speak, subject_before, subject_of_sentence
from annotation.parsing.cues import Cue
from annotation.parsing.document import Reading
from annotation.parsing.tags import ADVERB, AUXILIARY, COMMA, CONJUNCTION, NEGATION, REGION, SUBORDINATOR

_JOINS = COMMA | CONJUNCTION
_BETWEEN = AUXILIARY | ADVERB
_HAVE = frozenset({"has", "have", "had", "also", "then", "again", "later"})


@dataclass(slots=True)
class Claim:
    """Somebody said something: ranges of items, what they are, and by which rule."""

    content: tuple[tuple[int, int], ...]
    source: Mention | None
    cue: tuple[int, int] | None
    rule: str


@dataclass(slots=True)
class Verb:
    """A reporting verb in its sentence, with its subject if that stands before it.

    `earlier` is the source of the verb before it in the same sentence. `speaker` is the subject if it can speak;
    `source` is that or, for a verb without its own, the subject of the sentence.
    """

    reading: Reading
    low: int
    high: int
    first: int
    last: int
    cue: Cue
    subject: Subject | None
    earlier: Mention | None
    speaker: Mention | None = None
    source: Mention | None = None

    @property
    def place(self) -> tuple[int, int]:
        """The items of the verb."""
        return self.first, self.last

    @property
    def infinitive(self) -> bool:
        """Whether the verb follows a `to` that belongs to its subject's verb: `wants to say`."""
        return self.subject is not None and self.subject.infinitive

    @property
    def base_after_to(self) -> bool:
        """Whether the verb is an infinitive: `to reject the offer`."""
        return self.cue.base and self.first > self.low and self.reading.words[self.first - 1] == "to"

    @property
    def relative(self) -> bool:
        """Whether the verb belongs to a relative clause: `voters who said …`."""
        return self.subject is not None and self.subject.relative

    @property
    def aside(self) -> bool:
        """Whether a comma sets the relative clause of the verb apart: `Ruiz, who said …, left`."""
        return self.relative and self.subject is not None and self._begins(self.subject.mention.last + 1)

    @property
    def opening(self) -> bool:
        """Whether the verb's sentence has yet to begin: `While Ruiz said …, Novak`, `Asked if …, Novak`."""
        if self.subject is None or self.cue.participle:
            return self.first == self.low or (self.first == self.low + 1 and bool(self.before & SUBORDINATOR))
        before = self.subject.mention.first - 1
        return before >= self.low and bool(self.reading.bits[before] & SUBORDINATOR) and self._begins(before)

    @property
    def supposed(self) -> bool:
        """Whether the verb stands in a condition: `if Ruiz says it is over`."""
        before = self.subject.mention.first - 1 if self.subject else -1
        return before >= self.low and self.reading.words[before] in ("if", "unless")

    @property
    def before(self) -> int:
        """The bits of the item before the verb."""
        return self.reading.bits[self.first - 1]

    def _begins(self, item: int) -> bool:
        return item <= self.low + 1 or bool(self.reading.bits[item - 1] & _JOINS)


def verb_at(reading: Reading, low: int, high: int, first: int, cue: Cue, earlier: Mention | None) -> Verb:
    """Read the verb at item `first` with its subject; `earlier` is the source of the verb before it in its sentence."""
    subject = subject_before(reading, first, low)
    own = _own_speaker(reading, subject, cue, low)
    source = own or (
        earlier or subject_of_sentence(reading, low, first) if _carries(reading, low, first, cue) else None
    )
    if source is None and cue.participle and first <= low + 1:
        source = _behind_comma(reading, first, high)
    return Verb(reading, low, high, first, first + len(cue.words), cue, subject, earlier, own, source)


def _own_speaker(reading: Reading, subject: Subject | None, cue: Cue, low: int) -> Mention | None:
    if subject is None or (cue.participle and not subject.passive and not _absolute(reading, subject, low)):
        return None
    return subject.mention if can_speak(subject.mention) or cue.verb in ("say", "tell") else None


def _absolute(reading: Reading, subject: Subject, low: int) -> bool:
    """Whether a participle has a subject of its own: `with Ruiz calling it “a shame”`."""
    return subject.mention.first > low and reading.words[subject.mention.first - 1] == "with"


def _carries(reading: Reading, low: int, verb: int, cue: Cue) -> bool:
    """Return whether a verb has its subject from before: `, noting that`, `and said`, `went on to say`."""
    before = _joint(reading, low, verb)
    return cue.participle or before == "to" or (before in ("and", "but", "then") and not cue.base)


def _joint(reading: Reading, low: int, verb: int) -> str:
    """Return the word before a verb and its auxiliaries: “but” in `but has said`, “not” in `but has not said`."""
    words, bits, at = reading.words, reading.bits, verb - 1
    while at > low and bits[at] & _BETWEEN and not bits[at] & NEGATION and words[at] in _HAVE:
        at -= 1
    return words[at] if at >= low else ""


def _behind_comma(reading: Reading, item: int, high: int) -> Mention | None:
    """Return the subject of the main clause after an opening participle: `Citing “errors”, Ruiz left`."""
    for at in range(item, high):
        inner = reading.region_at[at].inner.end - 1 if reading.bits[at] & REGION else None
        if reading.bits[at] & COMMA or (inner is not None and reading.text[inner] == ","):
            return subject_of_sentence(reading, at + 1, high)
    return None
