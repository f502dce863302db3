"""Whom the text spoke of lately, and who of them “he” or “the senator” is most likely to mean.

Each sentence remembers who spoke in it and who is named in it. A candidate's weight is its place there, less one for
each sentence further back that names anybody; the heaviest is meant, unless another weighs as much.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entities import Cast, Person
from annotation.coreference.entity_mentions import Naming
from annotation.parsing.document import Reading
from annotation.parsing.tags import COMMA, DETERMINER, ROLE, SUBORDINATOR

_REACH = 30  # sentences to look back
_NAMED = 6  # of them, those that name anybody
_SPOKE, _SUBJECT, _SPOKE_UNNAMED, _ACTS, _NAMED_THERE = 2.6, 2.4, 2.2, 1.8, 1.3
_GENDER_KNOWN = 0.7
_OFTEN = 0.03  # for each time the article names the person, up to 15; twice where they do something
_PARAGRAPH = 0.4  # what is said in another paragraph weighs less
_BALANCE = 0.05
_LEAST = -float(_NAMED)
_NEVER = float("-inf")

_SINGULAR_ENDINGS = ("ss", "us", "boss")
_MANY = frozenset({"people", "men", "women", "police", "children", "some", "many", "most", "others", "both", "family"})


@dataclass(slots=True)
class Trace:
    """Somebody spoken of at an item: a person, or None for somebody unnamed, and how much that weighs."""

    item: int
    person: Person | None
    gender: str | None
    weight: float


@dataclass(slots=True)
class Memory:
    """Who was spoken of in each sentence, and where each person was last heard."""

    reading: Reading
    traces: dict[int, list[Trace]] = field(default_factory=dict)

    def note(self, trace: Trace) -> None:
        """Remember a trace in its sentence."""
        self.traces.setdefault(self.reading.sentence_of[trace.item], []).append(trace)

    def spoke(self, item: int, person: Person | None, head: str) -> None:
        """Remember who is given what is said at an item; somebody unnamed by the role that stands for them."""
        if person is not None:
            opens = self.reading.sentences[self.reading.sentence_of[item]][0] == item
            person.sure = person.sure or len(person.name) > 1 or person.times > 2 or not opens
            self.note(Trace(item, person, person.gender, _SPOKE))
        elif is_singular(head):
            self.note(Trace(item, None, gender_of(head), _SPOKE_UNNAMED))

    def goes_on(self, item: int, person: Person | None) -> None:
        """Remember that a pronoun at an item keeps somebody the one the text is about."""
        self.note(Trace(item, person, person.gender if person else None, _SUBJECT))

    def meant(self, item: int, gender: str | None, reach: int = _NAMED) -> list[Person | None]:
        """Return the likeliest person for a word at an item, more than one when the evidence is balanced."""
        places: dict[Person | None, float] = {}
        for traces, distance in self._before(item, reach):
            for trace in traces:
                person = trace.person
                place = trace.weight - distance
                if person is None:
                    place += _gender_weight(trace.gender, gender)
                if place > places.get(person, _NEVER):
                    places[person] = place
        weights = {person: place + _weight(person, gender) for person, place in places.items()}
        least = max([_LEAST, *[weight - _BALANCE for weight in weights.values()]])
        return [person for person, weight in weights.items() if weight > least]

    def latest(self, item: int, people: list[Person], reach: int = _REACH) -> Person | None:
        """Return who of some people was last spoken of before an item."""
        wanted = {id(person) for person in people}
        for traces, _ in self._before(item, reach):
            for trace in reversed(traces):
                if id(trace.person) in wanted:
                    return trace.person
        return None

    def _before(self, item: int, reach: int) -> Iterator[tuple[list[Trace], float]]:
        """Return the traces of each sentence before an item that has any, the nearest first, and how far they are."""
        distance = 0.0
        here = self.reading.sentence_of[item]
        paragraph = self.reading.paragraph_at[here]
        for sentence in range(here, max(-1, here - _REACH), -1):
            traces = self.traces.get(sentence)
            if sentence == here and traces:
                traces = [trace for trace in traces if trace.item < item or self._comes_soon(item, trace)]
            if not traces:
                continue
            yield traces, distance + _PARAGRAPH * (self.reading.paragraph_at[sentence] < paragraph)
            distance += 1
            if distance >= reach:
                return

    def _comes_soon(self, item: int, trace: Trace) -> bool:
        """Return whether a name after a comma takes up a pronoun before it: `As she left, Ruiz said`."""
        low = self.reading.sentences[self.reading.sentence_of[item]][0]
        opening = range(low, min(low + 2, item))
        return (
            0 < item - low < 4
            and trace.weight >= _ACTS
            and self.reading.sentence_of[trace.item] == self.reading.sentence_of[item]
            and bool(self.reading.bits[trace.item - 1] & COMMA)
            and any(self.reading.bits[at] & SUBORDINATOR for at in opening)
        )


def memory_of(reading: Reading, cast: Cast) -> Memory:
    """Remember everybody named, and the unnamed who open a sentence: `A nurse of the ward`."""
    memory = Memory(reading)
    for low, high in reading.sentences:
        unnamed = _unnamed(reading, low, high)
        if unnamed:
            memory.note(unnamed)
    subjects: set[int] = set()
    previous: Naming | None = None
    for _, (person, naming) in sorted(cast.named_at.items()):
        sentence = reading.sentence_of[naming.first]
        coordinated = previous is not None and _joined(reading, previous, naming)
        weight = _NAMED_THERE
        if naming.subject:
            weight = _ACTS if sentence in subjects and not coordinated else _SUBJECT
            subjects.add(sentence)
        memory.note(Trace(naming.first, person, person.gender, weight))
        previous = naming
    return memory


def is_singular(role: str) -> bool:
    """Return whether a role is one person's: `nurse`, not `nurses` or `people`."""
    return role not in _MANY and (not role.endswith("s") or role.endswith(_SINGULAR_ENDINGS))


def _weight(person: Person | None, gender: str | None) -> float:
    """Return what somebody weighs wherever they are spoken of."""
    if person is None:
        return 0.0
    if person.body or not (person.sure or (gender and person.gender)):
        return _NEVER
    return _gender_weight(person.gender, gender) + _OFTEN * min(person.times, 15)


def _gender_weight(theirs: str | None, gender: str | None) -> float:
    if not gender or not theirs:
        return 0.0
    return _GENDER_KNOWN if theirs == gender else _NEVER


def _joined(reading: Reading, one: Naming, other: Naming) -> bool:
    return other.first - one.last == 1 and reading.words[one.last] in ("and", "&")


def _unnamed(reading: Reading, low: int, high: int) -> Trace | None:
    if reading.words[low] not in ("a", "an", "one", "another"):
        return None
    for item in range(low + 1, min(low + 7, high)):
        bit = reading.bits[item]
        if bit & ROLE and is_singular(reading.words[item]):
            named = item + 1 < high and reading.text[reading.starts[item + 1]].isupper()
            return None if named else Trace(item, None, gender_of(reading.words[item]), _SUBJECT)
        if bit & (COMMA | DETERMINER):
            return None
    return None
