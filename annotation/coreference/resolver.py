"""Coreference resolver: the antecedent of each source, “the minister”, “he”, “Lavrov” → one entity of the article.

Sources are resolved in the order of the text. A name refers to the entity of that name, a role to its holder, a
pronoun to the most salient entity (salience.py). Where two are equally salient, the source stays unresolved.
"""

from collections.abc import Iterable
from dataclasses import replace

from annotation.coreference.bodies import BodyIndex
from annotation.coreference.entities import Entity, EntityIndex, index_entities
from annotation.coreference.entity_mentions import EntityMention, mention_at
from annotation.coreference.resolution import NO_SOURCE, Resolution
from annotation.coreference.role_resolver import RoleResolver
from annotation.coreference.roles import RoleIndex
from annotation.coreference.salience import salience_model
from annotation.grammar.noun_phrases import Form, NounPhrase
from annotation.grammar.predicates import Candidate
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document


def resolve(document: Document, candidates: Iterable[Candidate]) -> list[Resolution]:
    """Return the resolution of the source of each candidate, in the order given."""
    resolver = Resolver(document)
    ordered = list(candidates)
    resolutions = [NO_SOURCE] * len(ordered)
    pronouns = resolver.pronouns({candidate.source.head for candidate in ordered if candidate.source})
    for number in sorted(range(len(ordered)), key=lambda number: _place_of(ordered[number])):
        if source := ordered[number].source:
            if source.form in (Form.PRONOUN, Form.ROLE):
                resolver.follow(pronouns, source.head)
            resolutions[number] = resolver.resolve(source)
            if not source.joint:
                resolver.record(source, resolutions[number])
    return resolutions


_UNNAMED = Resolution(None, "unnamed", "the source is not a person or body with a name")


def _place_of(candidate: Candidate) -> int:
    return candidate.source.head if candidate.source else candidate.content[0][0]


class Resolver:
    """Resolves the sources of one document by its entities, their roles and their salience."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._genders = document.language.coreference.pronoun_genders
        self._index = index = index_entities(document)
        self._salience = salience_model(document, index)
        self._bodies = BodyIndex(document)
        roles = RoleIndex(document, index.entities)
        ending_at = {mention.last: entity for entity, mention in index.mention_at.values()}
        self._roles = RoleResolver(document, index, roles, self._salience, ending_at)

    def resolve(self, source: NounPhrase) -> Resolution:
        """Return the antecedent of a source, or why there is none."""
        described = self._document.raw(source.head)[0].islower()
        if described and (source.joint or source.form is Form.OTHER) and (beside := self._roles.beside(source)):
            return Resolution(beside, "name")
        if source.joint:
            return Resolution(None, "joint", "several speak together", together=self._together(source))
        if source.form is Form.NAME:
            return self._by_name(source)
        if source.form is Form.PRONOUN:
            return self._by_pronoun(source)
        if source.form is Form.ROLE:
            return self._roles.resolve(source)
        if source.form is Form.BODY and self._document.raw(source.head)[0].isupper():
            return self._by_name(source)
        if source.form is Form.BODY and self._document.words[source.first] in self._document.language.grammar.articles:
            return self._body(self._bodies.named_like(source), "role") or _UNNAMED
        return _UNNAMED

    def pronouns(self, sources: set[int]) -> list[int]:
        """Return the first “he” or “she” of each sentence, the last one first, without those that are sources."""
        by_sentence: dict[int, int] = {}
        for token in self._document.all_tagged(Tag.PRONOUN):
            if self._document.words[token] in self._genders:
                by_sentence.setdefault(self._document.sentence_of[token], token)
        return [token for token in reversed(by_sentence.values()) if token not in sources]

    def follow(self, pronouns: list[int], end: int) -> None:
        """Resolve the pronouns before a token, and pop them: their antecedents stay the topic of the text."""
        while pronouns and pronouns[-1] < end:
            token = pronouns.pop()
            antecedents = self._salience.candidates(token, self._genders[self._document.words[token]])
            if len(antecedents) == 1:
                self._salience.add_pronoun(token, antecedents[0])

    def record(self, source: NounPhrase, resolution: Resolution) -> None:
        """Add a resolved source to the salience model."""
        if source.form in (Form.NAME, Form.PRONOUN, Form.ROLE):
            role = self._document.words[source.head] if source.form is Form.ROLE else None
            self._salience.add_speaker(source.head, resolution.entity, role)

    def _by_name(self, source: NounPhrase) -> Resolution:
        mention = self._mention(source)
        if mention is None:
            return Resolution(None, "unnamed", "the name could not be read")
        entity = self._index.find(mention) or self._index.owner_of(mention.name[0])
        if entity is None and _may_be_no_name(self._document, source, mention):
            return Resolution(None, "unnamed", f"“{mention.name[0]}” may be no name")
        if entity is None:
            entity = self._index.add(mention)
            entity.is_body = source.form is Form.BODY or _is_paper(self._document, source, mention)
        return Resolution(entity, "name")

    def _body(self, tokens: tuple[int, int] | None, rule: str) -> Resolution | None:
        """Return the body whose name stands at some tokens as a resolution by a rule."""
        mention = mention_at(self._document, *tokens) if tokens else None
        if mention is None:
            return None
        entity = self._index.find(mention) or self._index.add(mention)
        entity.is_body = True
        return Resolution(entity, rule)

    def _mention(self, source: NounPhrase) -> EntityMention | None:
        """Return the mention of a source, mostly one that is indexed already."""
        _, mention = self._index.mention_at.get(source.first, (None, None))
        if mention and mention.last == source.head + 1:
            return mention
        return mention_at(self._document, source.first, source.head + 1)

    def _together(self, source: NounPhrase) -> tuple[Entity, ...]:
        """Return the entities named in `Ana and Piotr Zielinski`, the first with the surname of the second."""
        indexed = self._index.mention_at
        pairs = [indexed[token] for token in range(source.first, source.last) if token in indexed]
        entities = dict.fromkeys(entity for entity, _ in pairs)
        mentions = [mention for _, mention in pairs]
        if len(mentions) == 2 and len(mentions[0].name) == 1 < len(mentions[1].name) and not mentions[0].has_title:
            full_name = (*mentions[0].name, mentions[1].name[-1])
            entities = dict.fromkeys((self._index.add(replace(mentions[0], name=full_name)), pairs[1][0]))
        return tuple(entities) if len(entities) > 1 else ()

    def _by_pronoun(self, source: NounPhrase) -> Resolution:
        word = self._document.words[source.head]
        gender = self._genders.get(word)
        if word in self._document.language.coreference.body_pronouns:
            body = self._body(self._bodies.latest(source.head), "pronoun")
            return body or Resolution(
                None, "pronoun", f"no single body that “{word}” could mean is named shortly before"
            )
        if gender is None:
            return Resolution(None, "pronoun", f"“{word}” names nobody")
        antecedents = self._salience.candidates(source.head, gender)
        if len(antecedents) > 1:
            return Resolution(None, "pronoun", f"“{word}” could mean several who are named shortly before")
        if not antecedents and (named := _named_next(self._document, self._index, source, gender)):
            return Resolution(named, "pronoun")
        if not antecedents:
            return Resolution(None, "pronoun", f"nobody whom “{word}” could mean is named shortly before")
        if (antecedent := antecedents[0]) is None:
            return Resolution(None, "pronoun", "somebody unnamed speaks", anonymous=True)
        antecedent.gender = gender
        return Resolution(antecedent, "pronoun")


def _named_next(document: Document, index: EntityIndex, source: NounPhrase, gender: str) -> Entity | None:
    """Return who opens the next sentence of the paragraph: `He wrote, “It held.” Lord Bryne never sent it.`"""
    number = document.sentence_of[source.head] + 1
    if document.paragraph_at[number - 1 : number + 1] != [document.paragraph_at[number - 1]] * 2:
        return None
    entity, mention = index.mention_at.get(document.sentences[number][0], (None, None))
    if entity is None or mention is None or not mention.is_subject or entity.is_body:
        return None
    return entity if entity.is_person and (entity.gender or gender) == gender else None


def _is_paper(document: Document, source: NounPhrase, mention: EntityMention) -> bool:
    """Return whether a name behind an article, or with a word for a thing, is no person's: `the Norra Courier`."""
    article = document.words[source.first] in document.language.grammar.articles
    thing = mention.name[-1].lower() in document.language.coreference.thing_words
    return not (mention.has_title or mention.gender) and (thing or (article and len(mention.name) > 1))


def _may_be_no_name(document: Document, source: NounPhrase, mention: EntityMention) -> bool:
    """Return whether a word may be capitalised only for its place: `Police said`, `Residents said`, `Q:`."""
    word = mention.name[0]
    if len(mention.name) > 1 or word[1:].upper() == word[1:] != "":
        return False
    opens = document.opens_sentence(source.first)
    data = document.language.coreference
    plural = word.endswith(data.plural_endings) and not word.endswith(data.singular_endings)
    anybody = word.lower() in data.anybody or word.endswith(document.language.grammar.adverb_endings)
    return len(word) == 1 or (opens and (source.form is Form.BODY or plural or anybody))
