"""Who is meant: “the minister”, “he”, “Lavrov” → one person of the article.

Candidates are read in the order of the text. A name goes to the person of that name, a role to whoever holds it, a
pronoun to whom the text spoke of last: memory.py weighs who that is. Where two weigh the same, nobody is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entities import Cast, Person, cast_of
from annotation.coreference.entity_mentions import Naming, naming_at
from annotation.coreference.roles import (
    LOOSE,
    Holders,
    described,
    fits,
    holders_of,
    in_other_office,
    is_told,
    nations_in,
    same_role,
)
from annotation.coreference.salience import Memory, is_singular, memory_of
from annotation.grammar.noun_phrases import Form, NounPhrase
from annotation.grammar.predicates import Candidate
from annotation.languages.lexicon import section
from annotation.parsing.document import Document
from annotation.parsing.tags import (
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    STOP,
    TIME,
)

_GENDER = {
    word: gender
    for pronoun, gender in (("he", "m"), ("she", "f"))
    for word in (pronoun, *(f"{pronoun}{end}" for end in ("'d", "’d", "'ll", "’ll")))
}
_HOLDER_REACH = 12  # sentences that name anybody
_EPITHET_REACH = 4  # sentences that name anybody
# Whoever is called so has seldom been named before: “the official”, “the driver”.
_NEVER_NAMED = section("en", "mentions.txt", "unnamed")
_CLOSES_APPOSITION = COMMA | CUE | AUXILIARY | STOP | PREPOSITION | TIME | DASH
_POSSESSIVES = frozenset({"his", "her", "their"})


@dataclass(slots=True)
class Resolution:
    """The person a source means, or why nobody is known; `rule` names how. `together` is who speak jointly."""

    person: Person | None
    rule: str
    unknown: str | None = None
    anonymous: bool = False
    together: tuple[Person, ...] = ()


_UNNAMED = Resolution(None, "no-source", "the text names nobody")
_ANONYMOUS = Resolution(None, "role", "somebody unnamed speaks", anonymous=True)


def resolve(document: Document, candidates: Iterable[Candidate]) -> list[Resolution]:
    """Give for each candidate the person its source means."""
    cast = cast_of(document)
    ending = {naming.last: person for person, naming in cast.named_at.values()}
    scene = _Scene(document, cast, holders_of(cast), memory_of(document, cast), ending)
    ordered = list(candidates)
    resolved: dict[int, Resolution] = {}
    pronouns = scene.pronouns({candidate.source.head for candidate in ordered if candidate.source})
    for number in sorted(range(len(ordered)), key=lambda number: _place_of(ordered[number])):
        source = ordered[number].source
        if source and source.form in (Form.PRONOUN, Form.ROLE):
            scene.follow(pronouns, source.head)
        resolution = scene.resolve(source) if source else _UNNAMED
        if source and not source.joint:
            scene.remember(source, resolution)
        resolved[number] = resolution
    return [resolved[number] for number in range(len(ordered))]


def _place_of(candidate: Candidate) -> int:
    return candidate.source.head if candidate.source else candidate.content[0][0]


@dataclass(slots=True)
class _Scene:
    """All that deciding needs: who is in the article, what they are, and whom the text spoke of lately."""

    document: Document
    cast: Cast
    holders: Holders
    memory: Memory
    ending: dict[int, Person]

    def resolve(self, source: NounPhrase) -> Resolution:
        described = self.document.raw(source.head)[0].islower()
        beside = self._beside(source) if described and (source.joint or source.form is Form.OTHER) else None
        if beside:
            return Resolution(beside, "name")
        if source.joint:
            return Resolution(None, "joint", "several speak together", together=self._together(source))
        if source.form is Form.NAME:
            return self._by_name(source)
        if source.form is Form.PRONOUN:
            return self._by_pronoun(source)
        if source.form is Form.ROLE:
            return self._by_role(source)
        if source.form is Form.BODY and self.document.raw(source.head)[0].isupper():
            return self._by_name(source)
        return Resolution(None, "unnamed", "the source is not a person or body with a name")

    def pronouns(self, claimed: set[int]) -> list[int]:
        """Give the first “he” or “she” of each sentence, the last one first, without those that speak."""
        found: dict[int, int] = {}
        for token in self.document.all_tagged(PRONOUN):
            if self.document.words[token] in _GENDER:
                found.setdefault(self.document.sentence_of[token], token)
        return [token for token in reversed(found.values()) if token not in claimed]

    def follow(self, pronouns: list[int], end: int) -> None:
        """Remember whom the pronouns before a token mean: they stay the one the text is about."""
        while pronouns and pronouns[-1] < end:
            token = pronouns.pop()
            meant = self.memory.meant(token, _GENDER[self.document.words[token]])
            if len(meant) == 1:
                self.memory.goes_on(token, meant[0])

    def remember(self, source: NounPhrase, resolution: Resolution) -> None:
        if source.form in (Form.NAME, Form.PRONOUN, Form.ROLE):
            head = self.document.words[source.head]
            unnamed = "he" if source.form is Form.ROLE else "people"
            self.memory.spoke(source.head, resolution.person, head if source.form is Form.ROLE else unnamed)

    def _by_name(self, source: NounPhrase) -> Resolution:
        naming = self._naming(source)
        if naming is None:
            return Resolution(None, "unnamed", "the name could not be read")
        person = self.cast.find(naming) or self.cast.owner_of(naming.name[0])
        if person is None and self._may_be_no_name(source, naming):
            return Resolution(None, "unnamed", f"“{naming.name[0]}” may be no name")
        if person is None:
            person = self.cast.add(naming)
            person.body = source.form is Form.BODY
        return Resolution(person, "name")

    def _naming(self, source: NounPhrase) -> Naming | None:
        """Read the name of a source, which the cast has mostly read already."""
        _, known = self.cast.named_at.get(source.first, (None, None))
        if known and known.last == source.head + 1:
            return known
        return naming_at(self.document, source.first, source.head + 1)

    def _may_be_no_name(self, source: NounPhrase, naming: Naming) -> bool:
        """Tell of a single word that only its place may have given a capital: `Police said`, `Residents said`, `Q:`."""
        word = naming.name[0]
        if len(naming.name) > 1 or word[1:].upper() == word[1:] != "":
            return False
        begins = self.document.sentences[self.document.sentence_of[source.first]][0] == source.first
        return len(word) == 1 or (begins and (source.form is Form.BODY or word.endswith("s")))

    def _together(self, source: NounPhrase) -> tuple[Person, ...]:
        """Give the people named in `Ana and Piotr Zielinski`, the first with the surname of the second."""
        inside = [
            self.cast.named_at[token] for token in range(source.first, source.last) if token in self.cast.named_at
        ]
        people = dict.fromkeys(person for person, _ in inside)
        names = [naming for _, naming in inside]
        if len(names) == 2 and len(names[0].name) == 1 < len(names[1].name) and not names[0].titled:
            first = self.cast.add(replace(names[0], name=(*names[0].name, names[1].name[-1])))
            people = dict.fromkeys((first, inside[1][0]))
        return tuple(people) if len(people) > 1 else ()

    def _by_pronoun(self, source: NounPhrase) -> Resolution:
        word = self.document.words[source.head]
        gender = _GENDER.get(word)
        if gender is None:
            return Resolution(None, "pronoun", f"“{word}” names nobody")
        meant = self.memory.meant(source.head, gender)
        if len(meant) > 1:
            return Resolution(None, "pronoun", f"“{word}” could mean several who are named shortly before")
        if meant and meant[0] is None:
            return Resolution(None, "pronoun", "somebody unnamed speaks", anonymous=True)
        if not meant or meant[0] is None:
            return Resolution(None, "pronoun", f"nobody whom “{word}” could mean is named shortly before")
        meant[0].gender = gender
        return Resolution(meant[0], "pronoun")

    def _named_before(self, source: NounPhrase) -> Person | None:
        """Return the person named before a role: `Ruiz, the director, said`, `Ruiz, curator and director,`."""
        tags, comma = self.document.tags, source.first - 1
        closed = source.last < len(tags) and tags[source.last] & COMMA
        if not closed or not (tags[source.first] & DETERMINER or self.document.raw(source.first).islower()):
            return None
        if comma > 1 and tags[comma] & CONJUNCTION and not tags[comma - 1] & PUNCTUATION:
            comma -= 2
        return self.ending.get(comma) if comma >= 0 and tags[comma] & COMMA else None

    def _named_behind(self, source: NounPhrase) -> Person | None:
        """Give who is named behind a role: `the director of the harbour, Ana Ruiz, said`."""
        tags = self.document.tags
        comma = source.last < len(tags) and tags[source.last] & COMMA
        for token in range(source.first, source.last + (2 if comma else 1)):
            person, naming = self.cast.named_at.get(token, (None, None))
            if person and naming and naming.last > source.last:
                closed = naming.last < len(tags) and tags[naming.last] & _CLOSES_APPOSITION
                return person if closed or not comma else None
        return None

    def _beside(self, source: NounPhrase) -> Person | None:
        """Return the person named in apposition to a source without a name."""
        return self._named_before(source) or self._named_behind(source)

    def _by_role(self, source: NounPhrase) -> Resolution:
        if beside := self._beside(source):
            return Resolution(beside, "name")
        first, head = self.document.words[source.first], self.document.words[source.head]
        if not is_singular(head):
            return Resolution(None, "role", "several unnamed people speak", anonymous=True)
        holders = self.holders.of(self.document, source)
        if first in _POSSESSIVES:
            return Resolution(holders[0], "role") if len(holders) == 1 else _ANONYMOUS
        determined = bool(self.document.tags[source.first] & DETERMINER) and first != "the"
        if determined or not (first == "the" or self.document.raw(source.first)[0].isupper()):
            return _ANONYMOUS
        return self._by_holder(source, holders) or self._by_epithet(source, head)

    def _by_holder(self, source: NounPhrase, holders: list[Person]) -> Resolution | None:
        """Give who holds the role, if the article said so before, with all that the phrase tells."""
        told = described(self.document, source)
        if same_role(self.document.words[source.head]) in LOOSE and len(holders) != 1:
            return None
        sure = [person for person in holders if is_told(person, told)]
        latest = self.memory.latest(source.first, sure, _HOLDER_REACH)
        return Resolution(latest, "role") if latest else None

    def _by_epithet(self, source: NounPhrase, head: str) -> Resolution:
        """Give whom the text is about when a phrase tells of them what it did not before: “the billionaire”."""
        if self._can_be_epithet(source, head):
            told, gender = described(self.document, source), gender_of(head)
            meant = self.memory.meant(source.first, gender, _EPITHET_REACH)
            person = self._one_of(meant, source)
            fit = person and fits(person, told, gender) and is_told(person, nations_in(told))
            if person and fit and not in_other_office(person, head):
                return Resolution(person, "epithet")
        holders = self.holders.of(self.document, source) or self.holders.like(self.document, source)
        latest = holders[0] if len(holders) == 1 else self.memory.latest(source.first, holders)
        if latest and head not in _NEVER_NAMED:
            return Resolution(latest, "role")
        if head in _NEVER_NAMED and not holders:
            return _ANONYMOUS
        return Resolution(None, "role", "several hold it" if holders else "nobody named in the article holds this role")

    def _one_of(self, meant: list[Person | None], source: NounPhrase) -> Person | None:
        """Give the only one who may be meant, or of several the only one who was called so."""
        if len(meant) > 1:
            held = {id(person) for person in self.holders.of(self.document, source)}
            meant = [person for person in meant if id(person) in held] or meant
        return meant[0] if len(meant) == 1 else None

    def _can_be_epithet(self, source: NounPhrase, head: str) -> bool:
        """Tell whether a phrase can be another name for somebody: `the senator`, not `the group's senator`."""
        before = range(source.first, source.head)
        behind = source.head + 1
        return (
            head not in _NEVER_NAMED
            and self.document.words[source.first] == "the"
            and (head in LOOSE or not self.document.raw(source.head).istitle())
            and not any(self.document.tags[token] & (POSSESSIVE | PREPOSITION) for token in before)
            and (behind == source.last or bool(self.document.tags[behind] & PREPOSITION))
        )
