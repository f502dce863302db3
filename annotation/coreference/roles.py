"""Role index: who holds a role. “the senator” → Senator Ana Ruiz, “the Russian top diplomat” → Russia's minister."""

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entities import Entity
from annotation.grammar.noun_phrases import NounPhrase
from annotation.languages.coreference_data import CoreferenceData
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_MOST_HOLDERS = 13  # of one role; of more, only those mentioned lately can be meant


class RoleIndex:
    """The entities of an article by each role they hold."""

    def __init__(self, document: Document, entities: list[Entity]) -> None:
        self._document = document
        self._data = document.language.coreference
        self._by_role: dict[str, list[Entity]] = {}
        for entity in entities:
            for role in sorted({canonical_role(role, self._data) for role in entity.roles}):
                self._by_role.setdefault(role, []).append(entity)

    def holders(self, source: NounPhrase) -> list[Entity]:
        """Return the holders of just this role, without those of another nation, party or gender."""
        return self._compatible(source, {self._role(source)})

    def broad_holders(self, source: NounPhrase) -> list[Entity]:
        """Return the holders of a role that the word may stand for: a foreign minister is a top diplomat."""
        return self._compatible(source, self._data.narrower_roles.get(self._role(source), frozenset()))

    def _role(self, source: NounPhrase) -> str:
        return canonical_role(self._document.words[source.head], self._data)

    def _compatible(self, source: NounPhrase, roles: set[str] | frozenset[str]) -> list[Entity]:
        gender = gender_of(self._document.words[source.head], self._document.language)
        origins = origins_in(self._document, source)
        by_id = {id(one): one for role in sorted(roles) for one in self._by_role.get(role, ())[:_MOST_HOLDERS]}
        return [entity for entity in by_id.values() if is_compatible(entity, origins, gender, self._data)]


def canonical_role(word: str, data: CoreferenceData) -> str:
    """Return the word that stands for all variants of a role: `senator` for `sen.`."""
    return data.canonical_roles.get(word, word)


def origins_in(document: Document, source: NounPhrase) -> set[str]:
    """Return the places, nations and parties that a phrase names: `{"vermont"}` of `the Vermont senator`."""
    canonical = document.language.coreference.canonical_places
    return {
        canonical.get(document.words[token], document.words[token])
        for token in range(source.first, source.last)
        if token != source.head
        and document.tags[token] & (Tag.NATIONALITY | Tag.PLACE)
        and not document.tags[token] & Tag.DETERMINER
    }


def is_compatible(entity: Entity, origins: set[str], gender: str | None, data: CoreferenceData) -> bool:
    """Return whether nothing known of an entity contradicts the gender and the origins of a phrase."""
    if entity.is_body or (gender and entity.gender and gender != entity.gender):
        return False
    known = _origins_of(entity, data)
    for kind in (data.parties, data.nationalities - data.parties, data.places):
        here, there = origins & kind, known & kind
        if here and there and not here & there:
            return False
    return True


def is_described(entity: Entity, origins: set[str], data: CoreferenceData) -> bool:
    """Return whether the article gives an entity all the origins of a phrase: that the senator is from Vermont."""
    return origins <= _origins_of(entity, data)


def nations_in(origins: set[str], data: CoreferenceData) -> set[str]:
    """Return the nations among the origins of a phrase."""
    return origins & (data.nationalities - data.parties)


def holds_other_office(entity: Entity, role: str, data: CoreferenceData) -> bool:
    """Return whether an entity holds one office and a role names another: Governor Ruiz is not “the senator”."""
    role = canonical_role(role, data)
    held = {canonical_role(word, data) for word in entity.roles} & data.offices
    return role in data.offices and bool(held) and role not in held


def _origins_of(entity: Entity, data: CoreferenceData) -> set[str]:
    return {data.canonical_places.get(word, word) for word in entity.description}
