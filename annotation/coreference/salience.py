"""Salience model: ranks recently mentioned entities as antecedents of a pronoun or role.

Each sentence has the traces of who spoke in it and who is named in it. The salience of an entity is the weight of its
best trace, less one for each sentence further back that names anybody. The most salient is the antecedent, unless
another weighs as much.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entities import Entity, EntityIndex
from annotation.coreference.entity_mentions import EntityMention
from annotation.languages import Language
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_REACH = 30  # sentences to look back
_NAMED = 6  # of them, those that name anybody
_SPEAKER, _SUBJECT, _UNNAMED_SPEAKER, _SECOND_SUBJECT, _MENTIONED = 2.6, 2.4, 2.2, 1.8, 1.3
_SAME_GENDER = 0.7
_PER_MENTION = 0.03  # for each of the first 15 mentions, those as a subject twice
_MOST_MENTIONS = 15
_OTHER_PARAGRAPH = 0.4  # less for what is in another paragraph
_BALANCE = 0.05
_LEAST = -float(_NAMED)
_NEVER = float("-inf")
_UNNAMED_REACH = 7  # tokens from the start of a sentence


@dataclass(slots=True)
class MentionTrace:
    """A mention at a token: the entity, None for an unnamed person, the gender, and its weight before any distance."""

    token: int
    entity: Entity | None
    gender: str | None
    weight: float


@dataclass(slots=True)
class SalienceModel:
    """The traces of each sentence, by its number."""

    document: Document
    traces: dict[int, list[MentionTrace]] = field(default_factory=dict)

    def add(self, token: int, entity: Entity | None, gender: str | None, weight: float) -> None:
        """Add a trace to its sentence."""
        trace = MentionTrace(token, entity, gender, weight)
        self.traces.setdefault(self.document.sentence_of[token], []).append(trace)

    def add_speaker(self, token: int, entity: Entity | None, role: str | None) -> None:
        """Add the source of a quotation; when unresolved, as an unnamed person if its role is a singular one."""
        language = self.document.language
        if entity is not None:
            opens = self.document.opens_sentence(token)
            several = len(entity.name) > 1 or entity.mention_weight > 2
            entity.is_person = entity.is_person or several or not opens
            self.add(token, entity, entity.gender, _SPEAKER)
        elif role is not None and is_singular(role, language):
            self.add(token, None, gender_of(role, language), _UNNAMED_SPEAKER)

    def add_pronoun(self, token: int, antecedent: Entity | None) -> None:
        """Add a pronoun, which keeps its antecedent the topic of the text."""
        self.add(token, antecedent, antecedent.gender if antecedent else None, _SUBJECT)

    def candidates(self, token: int, gender: str | None, reach: int = _NAMED) -> list[Entity | None]:
        """Return the most salient antecedent for a word at a token, more than one when they are balanced.

        None among them is an unnamed person. `reach` is in sentences that name anybody.
        """
        best: dict[Entity | None, float] = {}
        for traces, distance in self._before(token, reach):
            for trace in traces:
                entity = trace.entity
                weight = trace.weight - distance
                if entity is None:
                    weight += _gender_weight(trace.gender, gender)
                if weight > best.get(entity, _NEVER):
                    best[entity] = weight
        salience = {entity: weight + _prior(entity, gender) for entity, weight in best.items()}
        least = max([_LEAST, *[weight - _BALANCE for weight in salience.values()]])
        return [entity for entity, weight in salience.items() if weight > least]

    def latest(self, token: int, entities: list[Entity], reach: int = _REACH) -> Entity | None:
        """Return the last mentioned of some entities before a token."""
        ids = {id(entity) for entity in entities}
        for traces, _ in self._before(token, reach):
            for trace in reversed(traces):
                if id(trace.entity) in ids:
                    return trace.entity
        return None

    def _before(self, token: int, reach: int) -> Iterator[tuple[list[MentionTrace], float]]:
        """Yield the traces of each sentence before a token that has any, the nearest first, with their distance."""
        distance = 0.0
        here = self.document.sentence_of[token]
        paragraph = self.document.paragraph_at[here]
        for sentence in range(here, max(-1, here - _REACH), -1):
            traces = self.traces.get(sentence)
            if sentence == here and traces:
                traces = [trace for trace in traces if trace.token < token or self._is_cataphoric(token, trace)]
            if not traces:
                continue
            yield traces, distance + _OTHER_PARAGRAPH * (self.document.paragraph_at[sentence] < paragraph)
            distance += 1
            if distance >= reach:
                return

    def _is_cataphoric(self, token: int, trace: MentionTrace) -> bool:
        """Return whether a name after a comma takes up a pronoun before it: `As she left, Ruiz said`."""
        low = self.document.sentences[self.document.sentence_of[token]][0]
        opening = range(low, min(low + 2, token))
        return (
            0 < token - low < 4
            and trace.weight >= _SECOND_SUBJECT
            and self.document.sentence_of[trace.token] == self.document.sentence_of[token]
            and bool(self.document.tags[trace.token - 1] & Tag.COMMA)
            and any(self.document.tags[at] & Tag.SUBORDINATOR for at in opening)
        )


def salience_model(document: Document, index: EntityIndex) -> SalienceModel:
    """Return the model with all entities named, and the unnamed persons who open a sentence: `A nurse of the ward`."""
    model = SalienceModel(document)
    for low, high in document.sentences:
        _add_unnamed(model, low, high)
    sentences_with_subject: set[int] = set()
    previous: EntityMention | None = None
    for _, (entity, mention) in sorted(index.mention_at.items()):
        sentence = document.sentence_of[mention.first]
        coordinated = previous is not None and _are_joined(document, previous, mention)
        weight = _MENTIONED
        if mention.is_subject:
            weight = _SECOND_SUBJECT if sentence in sentences_with_subject and not coordinated else _SUBJECT
            sentences_with_subject.add(sentence)
        model.add(mention.first, entity, entity.gender, weight)
        previous = mention
    return model


def is_singular(role: str, language: Language) -> bool:
    """Return whether a role is one person's: `nurse`, not `nurses` or `people`."""
    data = language.coreference
    return role not in data.plural_roles and (
        not role.endswith(data.plural_endings) or role.endswith(data.singular_endings)
    )


def _prior(entity: Entity | None, gender: str | None) -> float:
    """Return the part of an entity's salience that does not depend on the place of its mentions."""
    if entity is None:
        return 0.0
    if entity.is_body or not (entity.is_person or (gender and entity.gender)):
        return _NEVER
    return _gender_weight(entity.gender, gender) + _PER_MENTION * min(entity.mention_weight, _MOST_MENTIONS)


def _gender_weight(theirs: str | None, gender: str | None) -> float:
    if not gender or not theirs:
        return 0.0
    return _SAME_GENDER if theirs == gender else _NEVER


def _are_joined(document: Document, one: EntityMention, other: EntityMention) -> bool:
    conjunctions = document.language.grammar.name_conjunctions
    return other.first - one.last == 1 and document.words[one.last] in conjunctions


def _add_unnamed(model: SalienceModel, low: int, high: int) -> None:
    document, language = model.document, model.document.language
    if document.words[low] not in language.coreference.unnamed_openers:
        return
    for token in range(low + 1, min(low + _UNNAMED_REACH, high)):
        tag, word = document.tags[token], document.words[token]
        if tag & Tag.ROLE and is_singular(word, language):
            if token + 1 >= high or not document.text[document.starts[token + 1]].isupper():
                model.add(token, None, gender_of(word, language), _SUBJECT)
            return
        if tag & (Tag.COMMA | Tag.DETERMINER):
            return
