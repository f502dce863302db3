"""Who is meant: “the minister”, “he”, “Lavrov” → one person of the article.

Claims are read in the order of the text. A name goes to the person of that name, a role to whoever holds it, a
pronoun to whoever the text last spoke of: the speaker or the first name of this sentence, then of those before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotation.cast import Cast, Person, cast_of, naming_at
from annotation.claims import Claim
from annotation.lexicon import section
from annotation.mentions import Form, Mention
from annotation.reading import Reading
from annotation.words import DETERMINER, NATIONALITY

_LOOK_BACK = 8  # sentences
_GENDER = {"he": "m", "she": "f"}
_WOMEN, _MEN = section("mentions.txt", "women"), section("mentions.txt", "men")
# Roles that one person is called by in turn: a foreign minister is a top diplomat.
_LIKE = {
    "diplomat": {"minister", "ambassador", "envoy", "secretary"},
    "leader": {"president", "premier", "minister", "chancellor", "chairman", "chairwoman", "speaker"},
    "lawmaker": {"senator", "sen.", "representative", "rep.", "congressman", "congresswoman"},
    "senator": {"sen.", "sen"},
    "governor": {"gov.", "gov"},
    "congressman": {"rep.", "rep", "representative"},
    "congresswoman": {"rep.", "rep", "representative"},
    "premier": {"minister"},
    "general": {"gen.", "gen"},
    "billionaire": {"businessman", "mogul", "tycoon"},
    "professor": {"prof.", "prof"},
}
_SAME_PLACE = {"us": "u.s.", "american": "u.s.", "uk": "british", "u.k.": "british"}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The person a source means, or why nobody is known; `rule` names how."""

    person: Person | None
    rule: str
    unknown: str | None = None


@dataclass(slots=True)
class _Memory:
    """Who was spoken of in each sentence, in order: speakers first."""

    speakers: dict[int, list[Person]] = field(default_factory=dict)
    named: dict[int, list[tuple[int, Person]]] = field(default_factory=dict)


def resolve(reading: Reading, claims: Iterable[Claim]) -> list[Resolution]:
    """Give for each claim the person its source means."""
    cast = cast_of(reading)
    sentence_of = _sentence_numbers(reading)
    memory = _Memory()
    for item, person in sorted(cast.named_at.items(), key=lambda pair: pair[0]):
        memory.named.setdefault(sentence_of[item], []).append((item, person))
    ordered = list(claims)
    resolved: dict[int, Resolution] = {}
    for number in sorted(range(len(ordered)), key=lambda number: _place_of(ordered[number])):
        source = ordered[number].source
        resolution = _resolve(reading, cast, memory, source, sentence_of) if source else _UNNAMED
        if resolution.person and source:
            memory.speakers.setdefault(sentence_of[source.head], []).append(resolution.person)
        resolved[number] = resolution
    return [resolved[number] for number in range(len(ordered))]


def _place_of(claim: Claim) -> int:
    return claim.source.head if claim.source else claim.content[0][0]


_UNNAMED = Resolution(None, "no-source", "the text names nobody")


def _resolve(reading: Reading, cast: Cast, memory: _Memory, source: Mention, sentence_of: list[int]) -> Resolution:
    if source.joint:
        return Resolution(None, "joint", "several speak together")
    if source.form is Form.NAME:
        return _by_name(reading, cast, source)
    if source.form is Form.PRONOUN:
        return _by_pronoun(reading, memory, source, sentence_of[source.head])
    if source.form is Form.ROLE:
        return _by_role(reading, cast, memory, source, sentence_of[source.head])
    if source.form is Form.BODY and reading.raw(source.head)[0].isupper():
        return _by_name(reading, cast, source)
    return Resolution(None, "unnamed", "the source is not a person or body with a name")


def _by_name(reading: Reading, cast: Cast, source: Mention) -> Resolution:
    naming = naming_at(reading, source.first, source.head + 1)
    if naming is None:
        return Resolution(None, "unnamed", "the name could not be read")
    person = cast.find(naming)
    if person is None:
        person = cast.add(naming)
        person.body = source.form is Form.BODY
    return Resolution(person, "name")


def _by_pronoun(reading: Reading, memory: _Memory, source: Mention, sentence: int) -> Resolution:
    word = reading.words[source.head]
    gender = _GENDER.get(word)
    if gender is None:
        return Resolution(None, "pronoun", f"“{word}” names nobody")
    for number in range(sentence, max(-1, sentence - _LOOK_BACK), -1):
        named = [person for item, person in memory.named.get(number, ()) if item < source.head]
        for person in memory.speakers.get(number, [])[::-1] + named:
            if not person.body and person.gender in (None, gender):
                person.gender = gender
                return Resolution(person, "pronoun")
    return Resolution(None, "pronoun", f"nobody whom “{word}” could mean is named shortly before")


def _by_role(reading: Reading, cast: Cast, memory: _Memory, source: Mention, sentence: int) -> Resolution:
    if not (reading.words[source.first] == "the" or reading.raw(source.first)[0].isupper()):
        return Resolution(None, "role", "somebody unnamed speaks")
    if reading.bits[source.first] & DETERMINER and reading.words[source.first] != "the":
        return Resolution(None, "role", "somebody unnamed speaks")
    head = reading.words[source.head]
    wanted = {head} | _LIKE.get(head, set())
    nations = {
        _place(reading.words[item]) for item in range(source.first, source.last) if reading.bits[item] & NATIONALITY
    }
    fitting = [
        person
        for person in cast.people
        if person.role_words & wanted and _agree(nations, {_place(word) for word in person.role_words})
    ]
    if len(fitting) > 1:
        fitting = _latest(memory, fitting, sentence)
    if len(fitting) == 1:
        return Resolution(fitting[0], "role")
    return Resolution(None, "role", "nobody named in the article holds this role" if not fitting else "several hold it")


def _latest(memory: _Memory, fitting: list[Person], sentence: int) -> list[Person]:
    for number in range(sentence, -1, -1):
        here = memory.speakers.get(number, []) + [person for _, person in memory.named.get(number, ())]
        for person in here:
            if any(person is one for one in fitting):
                return [person]
    return fitting


def _agree(nations: set[str], role: set[str]) -> bool:
    theirs = {word for word in role if word in _NATIONS}
    return not nations or not theirs or bool(nations & theirs)


def _place(word: str) -> str:
    return _SAME_PLACE.get(word, word)


_NATIONS = section("mentions.txt", "nationalities")


def _sentence_numbers(reading: Reading) -> list[int]:
    numbers = [0] * len(reading.words)
    for number, (first, last) in enumerate(reading.sentences):
        numbers[first:last] = [number] * (last - first)
    return numbers
