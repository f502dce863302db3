"""Role resolver: the antecedent of “the minister”, “the director of the harbour, Ana Ruiz”, “the billionaire”."""

from dataclasses import dataclass, replace

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entities import Entity, EntityIndex
from annotation.coreference.entity_mentions import mention_at
from annotation.coreference.resolution import ANONYMOUS_ROLE, Resolution
from annotation.coreference.roles import (
    RoleIndex,
    canonical_role,
    holds_other_office,
    is_compatible,
    is_described,
    nations_in,
    origins_in,
)
from annotation.coreference.salience import SalienceModel, is_singular
from annotation.grammar.noun_phrases import NounPhrase
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_HOLDER_REACH = 12  # sentences that name anybody
_EPITHET_REACH = 4  # sentences that name anybody


_IN_ROLE = Tag.PLACE | Tag.BODY  # “State” and “Britain” behind the preposition of a role
_CLOSES_APPOSITION = Tag.COMMA | Tag.CUE | Tag.AUXILIARY | Tag.STOP | Tag.PREPOSITION | Tag.TIME | Tag.DASH


@dataclass(slots=True)
class RoleResolver:
    """Resolves roles; `entity_ending_at` has the entities by the last token of their mentions."""

    document: Document
    index: EntityIndex
    roles: RoleIndex
    salience: SalienceModel
    entity_ending_at: dict[int, Entity]

    def resolve(self, source: NounPhrase) -> Resolution:
        """Return the antecedent of a role: beside it, its only holder, or the topic of the text."""
        data, words = self.document.language.coreference, self.document.words
        if beside := self.beside(source):
            return Resolution(beside, "name")
        first = words[source.first]
        if not is_singular(words[source.head], self.document.language):
            return Resolution(None, "role", "several unnamed people speak", anonymous=True)
        holders = self.roles.holders(source)
        if first in data.possessive_pronouns:
            return Resolution(holders[0], "role") if len(holders) == 1 else ANONYMOUS_ROLE
        definite = first in data.definite_articles
        determined = bool(self.document.tags[source.first] & Tag.DETERMINER) and not definite
        if determined or not (definite or self.document.raw(source.first)[0].isupper()):
            return ANONYMOUS_ROLE
        return self._by_holder(source, holders) or self._by_epithet(source)

    def beside(self, source: NounPhrase) -> Entity | None:
        """Return the entity named in apposition to a source without a name."""
        return self._named_before(source) or self._named_behind(source) or self._named_at_end(source)

    def _named_before(self, source: NounPhrase) -> Entity | None:
        """Return the entity named before a role: `Ruiz, the director, said`, `Ruiz, curator and director,`."""
        tags, comma = self.document.tags, source.first - 1
        relatives = self.document.language.coreference.personal_relatives
        closed = source.last < len(tags) and (
            tags[source.last] & Tag.COMMA or self.document.words[source.last] in relatives
        )
        if not closed or not (tags[source.first] & Tag.DETERMINER or self.document.raw(source.first).islower()):
            return None
        if comma > 1 and tags[comma] & Tag.CONJUNCTION and not tags[comma - 1] & Tag.PUNCTUATION:
            comma -= 2
        return self.entity_ending_at.get(comma) if comma >= 0 and tags[comma] & Tag.COMMA else None

    def _named_behind(self, source: NounPhrase) -> Entity | None:
        """Return the entity named behind a role: `the director of the harbour, Ana Ruiz, said`."""
        tags = self.document.tags
        comma = source.last < len(tags) and tags[source.last] & Tag.COMMA
        for token in range(source.first, source.last + (2 if comma else 1)):
            entity, mention = self.index.mention_at.get(token, (None, None))
            if entity and mention and mention.last > source.last:
                closed = mention.last < len(tags) and tags[mention.last] & _CLOSES_APPOSITION
                return entity if closed or not comma else None
        return None

    def _named_at_end(self, source: NounPhrase) -> Entity | None:
        """Return the entity that closes a role: `Secretary of State Tom Hale`, `the envoy to Britain Liv Dahl`."""
        tags = self.document.tags
        first = source.last
        while first - 1 > source.head and tags[first - 1] & Tag.NAME and not _ends_role(self.document, source, first):
            first -= 1
        governed = (
            first - 2 > source.head and _ends_role(self.document, source, first) and tags[first - 2] & Tag.PREPOSITION
        )
        mention = mention_at(self.document, first, source.last) if governed and source.last - first > 1 else None
        if mention is None or len(mention.name) < 2:
            return None
        mention = replace(mention, role=self.document.span(source.first, first).of(self.document.text), is_person=True)
        return self.index.find(mention) or self.index.add(mention)

    def _by_holder(self, source: NounPhrase, holders: list[Entity]) -> Resolution | None:
        """Resolve to the holder of the role, if the article gave it to them with all that the phrase says."""
        data, origins = self.document.language.coreference, origins_in(self.document, source)
        role = canonical_role(self.document.words[source.head], data)
        if role in data.generic_roles and len(holders) != 1:
            return None
        described = [entity for entity in holders if is_described(entity, origins, data)]
        latest = self.salience.latest(source.first, described, _HOLDER_REACH)
        return Resolution(latest, "role") if latest else None

    def _by_epithet(self, source: NounPhrase) -> Resolution:
        """Resolve a phrase that says something new of the topic, “the billionaire”, else to any possible holder."""
        data, head = self.document.language.coreference, self.document.words[source.head]
        if self._can_be_epithet(source, head):
            origins, gender = origins_in(self.document, source), gender_of(head, self.document.language)
            topic = self._topic(source, gender)
            if (
                topic
                and is_compatible(topic, origins, gender, data)
                and is_described(topic, nations_in(origins, data), data)
                and not holds_other_office(topic, head, data)
            ):
                return Resolution(topic, "epithet")
        holders = self.roles.holders(source) or self.roles.broad_holders(source)
        latest = holders[0] if len(holders) == 1 else self.salience.latest(source.first, holders)
        if latest and head not in data.unnamed_roles:
            return Resolution(latest, "role")
        if head in data.unnamed_roles and not holders:
            return ANONYMOUS_ROLE
        return Resolution(None, "role", "several hold it" if holders else "nobody named in the article holds this role")

    def _topic(self, source: NounPhrase, gender: str | None) -> Entity | None:
        """Return the only salient entity, or of several the only one who holds the role."""
        salient = self.salience.candidates(source.first, gender, _EPITHET_REACH)
        if len(salient) > 1:
            holders = {id(entity) for entity in self.roles.holders(source)}
            salient = [entity for entity in salient if id(entity) in holders] or salient
        return salient[0] if len(salient) == 1 else None

    def _can_be_epithet(self, source: NounPhrase, head: str) -> bool:
        """Return whether a phrase can be an epithet: `the senator`, not `the group's senator`."""
        document, data, behind = self.document, self.document.language.coreference, source.head + 1
        before = document.tags[source.first : source.head]
        return (
            head not in data.unnamed_roles
            and document.words[source.first] in data.definite_articles
            and (head in data.generic_roles or not document.raw(source.head).istitle())
            and not any(tag & (Tag.POSSESSIVE | Tag.PREPOSITION) for tag in before)
            and (behind == source.last or bool(document.tags[behind] & Tag.PREPOSITION))
        )


def _ends_role(document: Document, source: NounPhrase, token: int) -> bool:
    """Return whether a role ends before a token: with a place or body, or before the given name of its holder."""
    before, data = document.tags[token - 1], document.language.grammar
    if before & _IN_ROLE:
        return True
    given = token < source.last and document.words[token] in data.given_names
    return given and bool(before & Tag.NAME) and not before & Tag.OFFICE
