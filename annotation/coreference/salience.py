"""Whom the text spoke of lately, and who of them “he” or “the senator” is most likely to mean.

Each sentence remembers who spoke in it and who is named in it. A candidate's weight is its place there, less one for
each sentence further back that names anybody; the heaviest is meant, unless another weighs as much.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entities import Cast, Person
from annotation.coreference.entity_mentions import Naming
from annotation.parsing.document import Document
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
    """Somebody spoken of at a token: a person, or None for somebody unnamed, and how much that weighs."""

    token: int
    person: Person | None
    gender: str | None
    weight: float


@dataclass(slots=True)
class Memory:
    """Who was spoken of in each sentence, and where each person was last heard."""

    document: Document
    traces: dict[int, list[Trace]] = field(default_factory=dict)

    def note(self, trace: Trace) -> None:
        """Remember a trace in its sentence."""
        self.traces.setdefault(self.document.sentence_of[trace.token], []).append(trace)

    def spoke(self, token: int, person: Person | None, head: str) -> None:
        """Remember who is given what is said at a token; somebody unnamed by the role that stands for them."""
        if person is not None:
            opens = self.document.sentences[self.document.sentence_of[token]][0] == token
            person.sure = person.sure or len(person.name) > 1 or person.times > 2 or not opens
            self.note(Trace(token, person, person.gender, _SPOKE))
        elif is_singular(head):
            self.note(Trace(token, None, gender_of(head), _SPOKE_UNNAMED))

    def goes_on(self, token: int, person: Person | None) -> None:
        """Remember that a pronoun at a token keeps somebody the one the text is about."""
        self.note(Trace(token, person, person.gender if person else None, _SUBJECT))

    def meant(self, token: int, gender: str | None, reach: int = _NAMED) -> list[Person | None]:
        """Give the likeliest person for a word at a token, more than one when the evidence is balanced."""
        places: dict[Person | None, float] = {}
        for traces, distance in self._before(token, reach):
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

    def latest(self, token: int, people: list[Person], reach: int = _REACH) -> Person | None:
        """Give who of some people was last spoken of before a token."""
        wanted = {id(person) for person in people}
        for traces, _ in self._before(token, reach):
            for trace in reversed(traces):
                if id(trace.person) in wanted:
                    return trace.person
        return None

    def _before(self, token: int, reach: int) -> Iterator[tuple[list[Trace], float]]:
        """Give the traces of each sentence before a token that has any, the nearest first, and how far they are."""
        distance = 0.0
        here = self.document.sentence_of[token]
        paragraph = self.document.paragraph_at[here]
        for sentence in range(here, max(-1, here - _REACH), -1):
            traces = self.traces.get(sentence)
            if sentence == here and traces:
                traces = [trace for trace in traces if trace.token < token or self._comes_soon(token, trace)]
            if not traces:
                continue
            yield traces, distance + _PARAGRAPH * (self.document.paragraph_at[sentence] < paragraph)
            distance += 1
            if distance >= reach:
                return

    def _comes_soon(self, token: int, trace: Trace) -> bool:
        """Tell whether a name after a comma takes up a pronoun before it: `As she left, Ruiz said`."""
        low = self.document.sentences[self.document.sentence_of[token]][0]
        opening = range(low, min(low + 2, token))
        return (
            0 < token - low < 4
            and trace.weight >= _ACTS
            and self.document.sentence_of[trace.token] == self.document.sentence_of[token]
            and bool(self.document.tags[trace.token - 1] & COMMA)
            and any(self.document.tags[at] & SUBORDINATOR for at in opening)
        )


def memory_of(document: Document, cast: Cast) -> Memory:
    """Remember everybody named, and the unnamed who open a sentence: `A nurse of the ward`."""
    memory = Memory(document)
    for low, high in document.sentences:
        unnamed = _unnamed(document, low, high)
        if unnamed:
            memory.note(unnamed)
    subjects: set[int] = set()
    previous: Naming | None = None
    for _, (person, naming) in sorted(cast.named_at.items()):
        sentence = document.sentence_of[naming.first]
        coordinated = previous is not None and _joined(document, previous, naming)
        weight = _NAMED_THERE
        if naming.subject:
            weight = _ACTS if sentence in subjects and not coordinated else _SUBJECT
            subjects.add(sentence)
        memory.note(Trace(naming.first, person, person.gender, weight))
        previous = naming
    return memory


def is_singular(role: str) -> bool:
    """Tell whether a role is one person's: `nurse`, not `nurses` or `people`."""
    return role not in _MANY and (not role.endswith("s") or role.endswith(_SINGULAR_ENDINGS))


def _weight(person: Person | None, gender: str | None) -> float:
    """Give what somebody weighs wherever they are spoken of."""
    if person is None:
        return 0.0
    if person.body or not (person.sure or (gender and person.gender)):
        return _NEVER
    return _gender_weight(person.gender, gender) + _OFTEN * min(person.times, 15)


def _gender_weight(theirs: str | None, gender: str | None) -> float:
    if not gender or not theirs:
        return 0.0
    return _GENDER_KNOWN if theirs == gender else _NEVER


def _joined(document: Document, one: Naming, other: Naming) -> bool:
    return other.first - one.last == 1 and document.words[one.last] in ("and", "&")


def _unnamed(document: Document, low: int, high: int) -> Trace | None:
    if document.words[low] not in ("a", "an", "one", "another"):
        return None
    for token in range(low + 1, min(low + 7, high)):
        tag = document.tags[token]
        if tag & ROLE and is_singular(document.words[token]):
            named = token + 1 < high and document.text[document.starts[token + 1]].isupper()
            return None if named else Trace(token, None, gender_of(document.words[token]), _SUBJECT)
        if tag & (COMMA | DETERMINER):
            return None
    return None
