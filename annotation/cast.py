"""The people and bodies an article names: one `Person` for “Russian Foreign Minister Sergey Lavrov” and “Lavrov”."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from annotation.lexicon import section
from annotation.reading import Reading
from annotation.words import (
    BODY,
    DETERMINER,
    DOCUMENT,
    NAME,
    NATIONALITY,
    PARTICLE,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    ROLE,
    TITLE,
)

_WOMEN = section("mentions.txt", "women")
_MEN = section("mentions.txt", "men")
_SUFFIXES = section("mentions.txt", "suffixes")
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "dr.", "dr", "sir", "dame", "lord", "lady"})
_NO_NAME = TITLE | ROLE | NATIONALITY | DETERMINER | POSSESSIVE | PREPOSITION


@dataclass(slots=True)
class Person:
    """Somebody named in the article: all forms seen, the fullest first; `gender` is "f", "m" or unknown."""

    name: tuple[str, ...]
    role: str | None = None
    role_words: set[str] = field(default_factory=set)
    gender: str | None = None
    forms: list[str] = field(default_factory=list)
    body: bool = False

    @property
    def written(self) -> str:
        """The fullest form of the name, without titles."""
        return " ".join(self.name)


class Naming(NamedTuple):
    """A place where the article names somebody: items, the name without titles, the title or role before it."""

    first: int
    last: int
    name: tuple[str, ...]
    role: str | None
    gender: str | None
    titled: bool


@dataclass(slots=True)
class Cast:
    """Everybody named: by the last word of the name, and by the item where each is named."""

    people: list[Person] = field(default_factory=list)
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    named_at: dict[int, Person] = field(default_factory=dict)

    def find(self, naming: Naming) -> Person | None:
        """Give the person a naming refers to: same surname, no other given name, no other gender."""
        *given, last = (word.lower() for word in naming.name)
        for person in self.by_word.get(last, ()):
            others = [word.lower() for word in person.name]
            if naming.gender and person.gender and naming.gender != person.gender:
                continue
            if not given or len(others) == 1 or (others[-1] == last and _same_given(given[0], others[0])):
                return person
        return None

    def add(self, naming: Naming) -> Person:
        """Note a naming, as somebody known or new."""
        person = self.find(naming)
        if person is None:
            person = Person(naming.name)
            self.people.append(person)
        if len(naming.name) > len(person.name):
            person.name = naming.name
        form = " ".join(naming.name)
        if form not in person.forms:
            person.forms.append(form)
        if naming.role and naming.titled:
            person.role = person.role or naming.role
            person.role_words.update(naming.role.lower().split())
        person.gender = person.gender or naming.gender
        for word in {naming.name[-1].lower(), naming.name[0].lower()} if len(naming.name) > 1 else {form.lower()}:
            holders = self.by_word.setdefault(word, [])
            if person not in holders:
                holders.append(person)
        return person


def cast_of(reading: Reading) -> Cast:
    """Give everybody the article names outside quotation marks."""
    cast = Cast()
    single: list[Naming] = []
    for naming in _namings(reading):
        if len(naming.name) > 1 or (naming.titled and naming.gender):
            cast.named_at[naming.first] = cast.add(naming)
        else:
            single.append(naming)
    for naming in single:
        person = cast.find(naming)
        if person is not None:
            cast.named_at[naming.first] = cast.add(naming)
    return cast


def naming_at(reading: Reading, first: int, last: int) -> Naming | None:
    """Read items as a name with its titles: `Russian Foreign Minister Sergey Lavrov`.

    >>> from annotation.reading import read
    >>> naming_at(read("Russian Foreign Minister Sergey Lavrov"), 0, 5).name
    ('Sergey', 'Lavrov')
    """
    bits, start = reading.bits, first
    for item in range(first, last - 1):
        if bits[item] & _NO_NAME or not bits[item] & (NAME | PARTICLE):
            start = item + 1
    end = last
    while end > start and not bits[end - 1] & NAME:
        end -= 1
    if start >= end or (bits[end - 1] & (TITLE | ROLE) and end - start == 1 and start > first):
        return None
    words = tuple(reading.raw(item).strip("\"“”'’‘") for item in range(start, end))
    name = words[:-1] if len(words) > 1 and words[-1].lower() in _SUFFIXES else words
    role = _role(reading, first, start) if start > first else None
    return Naming(first, last, name, role, _gender(reading, first, start, words), role is not None)


def _namings(reading: Reading) -> Iterator[Naming]:
    bits, last = reading.bits, 0
    count = len(bits)
    for item in [item for item, bit in enumerate(bits) if bit & NAME]:
        if item < last:
            continue
        last = item + 1
        while last < count and (
            bits[last] & NAME or (bits[last] & (PARTICLE | TITLE) and last + 1 < count and bits[last + 1] & NAME)
        ):
            last += 1
        if bits[last - 1] & (BODY | PLACE | DOCUMENT | NATIONALITY | ROLE):
            continue
        naming = naming_at(reading, _with_role(reading, item), last)
        if naming:
            yield naming


def _with_role(reading: Reading, first: int) -> int:
    """Step back over the role before a name: `the North Korean leader`, `opposition spokesman`."""
    at = first
    while at > 0 and first - at < 6 and reading.bits[at - 1] & (ROLE | TITLE | NATIONALITY):
        at -= 1
    return at


def _role(reading: Reading, first: int, start: int) -> str | None:
    words = [item for item in range(first, start) if reading.words[item] not in _HONORIFICS]
    while words and reading.bits[words[0]] & DETERMINER:
        words = words[1:]
    if not words or not any(reading.bits[item] & (TITLE | ROLE) for item in words):
        return None
    return reading.text[reading.starts[words[0]] : reading.ends[words[-1]]]


def _gender(reading: Reading, first: int, start: int, words: tuple[str, ...]) -> str | None:
    hints = [reading.words[item] for item in range(first, start)]
    hints += [words[0].lower()] if len(words) > 1 else []
    for hint in hints:
        if hint in _WOMEN:
            return "f"
        if hint in _MEN:
            return "m"
    return None


def _same_given(one: str, other: str) -> bool:
    return one == other or (len(one.rstrip(".")) == 1 and one[0] == other[0]) or other.rstrip(".") == one[0]
