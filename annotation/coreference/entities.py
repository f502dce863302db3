"""The people and bodies an article names: one `Person` for “Russian Foreign Minister Sergey Lavrov” and “Lavrov”."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entity_mentions import Naming, is_headline, namings
from annotation.parsing.document import Document

# What stands before a name in a handle, and between two names of one person.
_BEFORE_HANDLE = ("real", "the", "official", "sen", "rep", "gov", "mayor", "president")
_ALSO = frozenset({"now", "formerly", "née", "alias", "aka", "born", "as", "known", "also", "better", "previously"})


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the article: all forms seen, the fullest first; `gender` is "f", "m" or unknown.

    `sure` tells whether anything shows that this is a person rather than a place or a body.
    """

    name: tuple[str, ...]
    role: str | None = None
    roles: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    gender: str | None = None
    forms: dict[str, None] = field(default_factory=dict)
    times: int = 0
    sure: bool = False
    body: bool = False

    @property
    def written(self) -> str:
        """The fullest form of the name, without titles."""
        return " ".join(self.name)


@dataclass(slots=True)
class Cast:
    """Everybody named, and where. `surnames` gives the bearers of a surname by given name and by its first letter.

    `looked_at` counts the people that finding has looked at: it grows with the text and no faster.
    """

    people: list[Person] = field(default_factory=list)
    surnames: dict[str, dict[str, Person]] = field(default_factory=dict)
    leading: dict[tuple[str, str | None], Person] = field(default_factory=dict)
    named_at: dict[int, tuple[Person, Naming]] = field(default_factory=dict)
    handles: dict[str, Person] = field(default_factory=dict)
    looked_at: int = 0

    def find(self, naming: Naming) -> Person | None:
        """Give the person a naming refers to: same surname, no other given name, no other gender."""
        given, last = _ends(naming.name)
        bearers = self.surnames.get(last)
        if bearers is None:
            return None
        if given is None:
            return self._bearer_of(last, naming.gender)
        letters = given.rstrip(".")
        for key in (given, letters if len(letters) == 1 else "", given[0] + "."):
            person = bearers.get(key)
            self.looked_at += 1
            if person and _agree(person, naming, given):
                return person
        alone = bearers.get("")
        return alone if alone and len(alone.name) == 1 and _agree(alone, naming, given) else None

    def add(self, naming: Naming) -> Person:
        """Note a naming, as somebody known or new."""
        person = self.find(naming)
        if person is None:
            person = Person(naming.name)
            self.people.append(person)
        if len(naming.name) > len(person.name):
            person.name = naming.name
        person.forms.setdefault(" ".join(naming.name))
        person.times += 2 if naming.subject else 1
        person.sure = person.sure or naming.sure
        person.role = person.role or naming.role
        person.roles |= naming.roles
        person.described |= naming.described
        person.gender = person.gender or naming.gender
        self._index(person, naming)
        return person

    def again(self, naming: Naming) -> Person | None:
        """Note a bare surname if somebody bears it: by far the most namings, and nothing new is learnt from them."""
        self.looked_at += 1
        surname = naming.name[0].lower()
        person = self.leading.get((surname, None)) or self.surnames.get(surname, {}).get("")
        if person:
            person.times += 2 if naming.subject else 1
            person.forms.setdefault(naming.name[0])
        return person

    def alias(self, person: Person, naming: Naming) -> None:
        """Note another name of somebody: `Ana Ruiz, now Queen Ana`."""
        person.forms.setdefault(" ".join(naming.name))
        person.gender = person.gender or naming.gender
        self._index(person, naming)

    def owner_of(self, handle: str) -> Person | None:
        """Give whose name a handle is made of: `@AnaRuizMP`."""
        if not handle.startswith("@"):
            return None
        if not self.handles:
            self.handles.update(("".join(person.name).casefold(), person) for person in reversed(self.people))
        letters = handle[1:].casefold().replace("_", "")
        starts = [0, *(len(title) for title in _BEFORE_HANDLE if letters.startswith(title))]
        parts = (letters[start:end] for start in starts for end in range(len(letters), start + 4, -1))
        return next((self.handles[part] for part in parts if part in self.handles), None)

    def _index(self, person: Person, naming: Naming) -> None:
        given, last = _ends(naming.name)
        bearers = self.surnames.setdefault(last, {})
        if given is not None:
            bearers.setdefault(given, person)
            bearers.setdefault(given[0], person)
            if given.endswith("."):
                bearers.setdefault(given[0] + ".", person)
            self.surnames.setdefault(given, {}).setdefault("", person)
        else:
            bearers.setdefault("", person)
        for gender in (None, person.gender):
            leader = self.leading.get((last, gender))
            if leader is None or person.times > leader.times:
                self.leading[last, gender] = person

    def _bearer_of(self, surname: str, gender: str | None) -> Person | None:
        """Give whom a bare surname means: of those of its gender, whom the article names most."""
        self.looked_at += 1
        person = self.leading.get((surname, gender)) or self.surnames[surname].get("")
        if person is None or (gender and person.gender and gender != person.gender):
            person = self.leading.get((surname, None))
        return person if person and not (gender and person.gender and gender != person.gender) else None


def cast_of(document: Document) -> Cast:
    """Give everybody the article names outside quotation marks."""
    cast = Cast()
    sentences = _Sentences(document, [first for first, _ in document.sentences])
    later: list[Naming] = []
    ending: dict[int, Person] = {}
    for naming in namings(document):
        other = ending.get(_before_also(document, naming.first))
        if other:
            cast.alias(other, naming)
        elif sentences.leave_open(naming):
            later.append(naming)
        else:
            person = ending[naming.last] = cast.add(naming)
            cast.named_at[naming.first] = person, naming
    for naming in later:
        if naming.bare:
            known_one = cast.again(naming)
            if known_one:
                cast.named_at[naming.first] = known_one, naming
            elif naming.stands_alone and not sentences.in_headline(naming):
                cast.named_at[naming.first] = cast.add(naming), naming
            continue
        for known in (naming, *_shorter(naming)):
            if cast.find(known) is not None:
                cast.named_at[naming.first] = cast.add(known), naming
                break
        else:
            if (len(naming.name) > 1 or naming.stands_alone) and not sentences.in_headline(naming):
                cast.named_at[naming.first] = cast.add(naming), naming
    return cast


def _before_also(document: Document, token: int) -> int:
    """Give where the name before `, now `, `, formerly `, ` (born ` ends; the token itself where there is none."""
    if not token or document.words[token - 1] not in _ALSO:
        return token
    at = token - 1
    while at > 0 and token - at < 4 and document.words[at - 1] in _ALSO:
        at -= 1
    opened = at > 0 and document.words[at - 1] in (",", "(")
    return at - 1 if opened else token


@dataclass(slots=True)
class _Sentences:
    """Where sentences begin, and which are headlines, as far as anybody asked."""

    document: Document
    openings: list[int]
    headlines: dict[int, bool] = field(default_factory=dict)

    def leave_open(self, naming: Naming) -> bool:
        """Tell whether a naming is read only when others are: a single word, a sentence's first word, a headline."""
        if len(naming.name) == 1:
            return not (naming.titled and naming.gender)
        unknown = not naming.titled and gender_of(naming.name[0].lower()) is None
        return (unknown and self.document.sentences[self._number(naming)][0] == naming.first) or self.in_headline(
            naming
        )

    def in_headline(self, naming: Naming) -> bool:
        number = self._number(naming)
        if number not in self.headlines:
            self.headlines[number] = is_headline(self.document, *self.document.sentences[number])
        return self.headlines[number]

    def _number(self, naming: Naming) -> int:
        return bisect_right(self.openings, naming.first) - 1


def _shorter(naming: Naming) -> Iterator[Naming]:
    """Give the last word alone: `Asked Ruiz` at the start of a sentence is Ruiz, if somebody is called so."""
    if len(naming.name) > 1 and gender_of(naming.name[0].lower()) is None and not naming.titled:
        yield Naming(naming.first, naming.last, naming.name[-1:], None, None, subject=naming.subject)


def _ends(name: tuple[str, ...]) -> tuple[str | None, str]:
    """Give the given name, None for a surname alone, and the surname, in lower case."""
    return name[0].lower() if len(name) > 1 else None, name[-1].lower()


def _agree(person: Person, naming: Naming, given: str) -> bool:
    if naming.gender and person.gender and naming.gender != person.gender:
        return False
    theirs, ours = _middle(person.name), _middle(naming.name)
    if theirs and ours and theirs[0] != ours[0]:
        return False
    other = person.name[0].lower()
    return len(person.name) == 1 or other == given or 1 in (len(other.rstrip(".")), len(given.rstrip(".")))


def _middle(name: tuple[str, ...]) -> str:
    return "".join([word[0] for word in name[1:-1] if word.endswith(".") or len(word) == 1])
