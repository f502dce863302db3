"""Entities: the people and bodies of an article with their mentions: “Foreign Minister Ana Ruiz” and “Ruiz” are one."""

from bisect import bisect_right
from dataclasses import dataclass, field

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entity_mentions import EntityMention, find_mentions, is_headline
from annotation.languages import Language
from annotation.parsing.document import Document

_MOST_ALIAS_OPENERS = 4
_SHORTEST_HANDLE = 4  # code points of a name in a handle


@dataclass(slots=True, eq=False)
class Entity:
    """A person or body of an article: `name` is the fullest form, `forms` holds all; `gender` is "f", "m" or None.

    `roles` and `description` are words in lower case. `mention_weight` counts the mentions, those as a subject twice.
    `is_person` is True when anything shows a person rather than a place or a body, `is_body` for a body that speaks.
    """

    name: tuple[str, ...]
    role: str | None = None
    roles: set[str] = field(default_factory=set)
    description: set[str] = field(default_factory=set)
    gender: str | None = None
    forms: dict[str, None] = field(default_factory=dict)
    mention_weight: int = 0
    is_person: bool = False
    is_body: bool = False

    @property
    def full_name(self) -> str:
        """The fullest form of the name, without titles."""
        return " ".join(self.name)


@dataclass(slots=True)
class EntityIndex:
    """The entities of an article by name and by token.

    `by_surname` holds the bearers of a surname by given name, its first letter, or "" for those of a single name;
    `most_mentioned` the leading bearer by surname and gender. `mention_at` is by first token. `lookups` counts the
    entities that searches compared, which grow in proportion to the text.
    """

    language: Language
    entities: list[Entity] = field(default_factory=list)
    by_surname: dict[str, dict[str, Entity]] = field(default_factory=dict)
    most_mentioned: dict[tuple[str, str | None], Entity] = field(default_factory=dict)
    mention_at: dict[int, tuple[Entity, EntityMention]] = field(default_factory=dict)
    handles: dict[str, Entity] = field(default_factory=dict)
    lookups: int = 0

    def find(self, mention: EntityMention) -> Entity | None:
        """Return the entity of a mention: same surname, no other given name, no other gender."""
        given, surname = _ends(mention.name)
        bearers = self.by_surname.get(surname)
        if bearers is None:
            return None
        if given is None:
            return self._bearer_of(surname, mention.gender)
        letters = given.rstrip(".")
        for key in (given, letters if len(letters) == 1 else "", given[0] + "."):
            entity = bearers.get(key)
            self.lookups += 1
            if entity and _agree(entity, mention, given):
                return entity
        single = bearers.get("")
        return single if single and len(single.name) == 1 and _agree(single, mention, given) else None

    def add(self, mention: EntityMention) -> Entity:
        """Merge a mention into its entity, a new one if there is none, and return that."""
        entity = self.find(mention)
        if entity is None:
            entity = Entity(mention.name)
            self.entities.append(entity)
        if len(mention.name) > len(entity.name):
            entity.name = mention.name
        entity.forms.setdefault(" ".join(mention.name))
        entity.mention_weight += 2 if mention.is_subject else 1
        entity.is_person = entity.is_person or mention.is_person
        entity.role = entity.role or mention.role
        entity.roles |= mention.roles
        entity.description |= mention.description
        entity.gender = entity.gender or mention.gender
        self._index(entity, mention)
        return entity

    def add_surname(self, mention: EntityMention) -> Entity | None:
        """Count a bare surname for its bearer and return that: by far the most mentions, and they tell nothing new."""
        self.lookups += 1
        surname = mention.name[0].lower()
        entity = self.most_mentioned.get((surname, None)) or self.by_surname.get(surname, {}).get("")
        if entity:
            entity.mention_weight += 2 if mention.is_subject else 1
            entity.forms.setdefault(mention.name[0])
        return entity

    def add_alias(self, entity: Entity, mention: EntityMention) -> None:
        """Add the name of a mention to the forms of an entity: `Ana Ruiz, now Queen Ana`."""
        entity.forms.setdefault(" ".join(mention.name))
        entity.gender = entity.gender or mention.gender
        self._index(entity, mention)

    def owner_of(self, handle: str) -> Entity | None:
        """Return the entity whose name a handle is made of: `@AnaRuizMP`."""
        if not handle.startswith("@"):
            return None
        if not self.handles:
            self.handles.update(("".join(entity.name).casefold(), entity) for entity in reversed(self.entities))
        letters = handle[1:].casefold().replace("_", "")
        titles = self.language.coreference.handle_titles
        starts = [0, *(len(title) for title in titles if letters.startswith(title))]
        parts = (letters[start:end] for start in starts for end in range(len(letters), start + _SHORTEST_HANDLE, -1))
        return next((self.handles[part] for part in parts if part in self.handles), None)

    def _index(self, entity: Entity, mention: EntityMention) -> None:
        given, surname = _ends(mention.name)
        bearers = self.by_surname.setdefault(surname, {})
        if given is not None:
            bearers.setdefault(given, entity)
            bearers.setdefault(given[0], entity)
            if given.endswith("."):
                bearers.setdefault(given[0] + ".", entity)
            self.by_surname.setdefault(given, {}).setdefault("", entity)
        else:
            bearers.setdefault("", entity)
        for gender in (None, entity.gender):
            leader = self.most_mentioned.get((surname, gender))
            if leader is None or entity.mention_weight > leader.mention_weight:
                self.most_mentioned[surname, gender] = entity

    def _bearer_of(self, surname: str, gender: str | None) -> Entity | None:
        """Return the bearer of a bare surname: the most mentioned one of its gender."""
        self.lookups += 1
        entity = self.most_mentioned.get((surname, gender)) or self.by_surname[surname].get("")
        if entity is None or (gender and entity.gender and gender != entity.gender):
            entity = self.most_mentioned.get((surname, None))
        return entity if entity and not (gender and entity.gender and gender != entity.gender) else None


def index_entities(document: Document) -> EntityIndex:
    """Return the entities that the article names outside quotation marks.

    Two passes: mentions that are ambiguous by themselves are resolved against the entities of the others.
    """
    language = document.language
    index = EntityIndex(language)
    sentences = _Sentences(document, [first for first, _ in document.sentences])
    ambiguous: list[EntityMention] = []
    by_end: dict[int, Entity] = {}
    for mention in find_mentions(document):
        if other := by_end.get(_end_before_alias(document, mention.first)):
            index.add_alias(other, mention)
        elif sentences.is_ambiguous(mention):
            ambiguous.append(mention)
        else:
            entity = by_end[mention.last] = index.add(mention)
            index.mention_at[mention.first] = entity, mention
    for mention in ambiguous:
        if mention.is_bare:
            if bearer := index.add_surname(mention):
                index.mention_at[mention.first] = bearer, mention
                continue
        elif resolved := next((form for form in _shortened(mention, language) if index.find(form)), None):
            index.mention_at[mention.first] = index.add(resolved), mention
            continue
        is_name = len(mention.name) > 1 or mention.stands_alone(language)
        if is_name and not sentences.in_headline(mention):
            index.mention_at[mention.first] = index.add(mention), mention
    return index


def _end_before_alias(document: Document, token: int) -> int:
    """Return the end of the name before `, now `, `, formerly `, ` (born `; the token itself where there is none."""
    openers = document.language.coreference.alias_openers
    if not token or document.words[token - 1] not in openers:
        return token
    start = token - 1
    while start > 0 and token - start < _MOST_ALIAS_OPENERS and document.words[start - 1] in openers:
        start -= 1
    return start - 1 if start > 0 and document.words[start - 1] in (",", "(") else token


@dataclass(slots=True)
class _Sentences:
    """The sentences of a document by token, with a cache of those that are headlines."""

    document: Document
    openings: list[int]
    headlines: dict[int, bool] = field(default_factory=dict)

    def is_ambiguous(self, mention: EntityMention) -> bool:
        """Return whether a mention needs others to be read: a single word, a sentence's first word, a headline."""
        if len(mention.name) == 1:
            return not (mention.has_title and mention.gender)
        unknown = not mention.has_title and gender_of(mention.name[0], self.document.language) is None
        opens = self.document.sentences[self._number(mention)][0] == mention.first
        return (unknown and opens) or self.in_headline(mention)

    def in_headline(self, mention: EntityMention) -> bool:
        number = self._number(mention)
        if number not in self.headlines:
            self.headlines[number] = is_headline(self.document, *self.document.sentences[number])
        return self.headlines[number]

    def _number(self, mention: EntityMention) -> int:
        return bisect_right(self.openings, mention.first) - 1


def _shortened(mention: EntityMention, language: Language) -> list[EntityMention]:
    """Return a mention, and its last word alone: `Asked Ruiz` at the start of a sentence is Ruiz, if there is one."""
    if len(mention.name) == 1 or mention.has_title or gender_of(mention.name[0], language) is not None:
        return [mention]
    surname = EntityMention(mention.first, mention.last, mention.name[-1:], None, None, is_subject=mention.is_subject)
    return [mention, surname]


def _ends(name: tuple[str, ...]) -> tuple[str | None, str]:
    """Return the given name, None for a surname alone, and the surname, in lower case."""
    return name[0].lower() if len(name) > 1 else None, name[-1].lower()


def _agree(entity: Entity, mention: EntityMention, given: str) -> bool:
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return False
    theirs, ours = _middle(entity.name), _middle(mention.name)
    if theirs and ours and theirs[0] != ours[0]:
        return False
    other = entity.name[0].lower()
    return len(entity.name) == 1 or other == given or 1 in (len(other.rstrip(".")), len(given.rstrip(".")))


def _middle(name: tuple[str, ...]) -> str:
    return "".join([word[0] for word in name[1:-1] if word.endswith(".") or len(word) == 1])
