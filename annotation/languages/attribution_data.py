"""Words of one language for the attribution rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class AttributionData:
    """The words that single rules ask for, all in lower case; `en/attribution.toml` has an example of each."""

    # Nouns for something that was said: “claim”, “slogan”.
    remarks: frozenset[str]
    saying_nouns: frozenset[str]
    # According to.
    according_to: tuple[str, ...]
    instructing: frozenset[str]
    # Verbs and nouns of one form.
    noun_openers: frozenset[str]
    plural_endings: tuple[str, ...]
    # Objects and infinitives.
    predicate_openers: frozenset[str]
    never_acting: frozenset[str]
    circumstance_openers: frozenset[str]
    relative_and_question_words: frozenset[str]
    list_conjunctions: frozenset[str]
    finding_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    # Passives.
    asking_verbs: frozenset[str]
    topic_prepositions: frozenset[str]
    complement_prepositions: frozenset[str]
    # Words between marks.
    judgement_particles: frozenset[str]
    judgement_openers: frozenset[str]
    owner_pronouns: frozenset[str]
    no_speaker_openers: frozenset[str]
    verb_endings: tuple[str, ...]
    clause_endings: tuple[str, ...]
    # Quoted regions that no rule governs.
    pronouns_without_speech: frozenset[str]
    so_called: tuple[str, ...]
