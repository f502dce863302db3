"""Words of one language for shallow syntax: noun phrases, subjects, complements, clause bounds, predicates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class GrammarData:
    """The closed word classes that the grammar asks for, in lower case; `en/grammar.toml` has examples."""

    given_names: frozenset[str]
    # Endings of words that no list holds.
    past_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    third_person_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    age_endings: tuple[str, ...]
    # Several layers ask for these.
    articles: frozenset[str]
    indefinite_articles: frozenset[str]
    complementizers: frozenset[str]
    infinitive_markers: frozenset[str]
    agent_prepositions: frozenset[str]
    genitive_prepositions: frozenset[str]
    clause_conjunctions: frozenset[str]
    additive_conjunctions: frozenset[str]
    possessive_clitics: frozenset[str]
    # Noun phrases.
    phrase_links: frozenset[str]
    noun_openers: frozenset[str]
    role_adjectives: frozenset[str]
    ratio_prepositions: frozenset[str]
    phrase_conjunctions: frozenset[str]
    name_conjunctions: frozenset[str]
    # Subjects.
    passive_auxiliaries: frozenset[str]
    modal_auxiliaries: frozenset[str]
    relative_openers: frozenset[str]
    personal_relatives: frozenset[str]
    subject_relatives: frozenset[str]
    apposition_openers: frozenset[str]
    time_words_and_names: frozenset[str]
    subordinate_openers: frozenset[str]
    thing_relatives: frozenset[str]
    participles: frozenset[str]
    floating_quantifiers: frozenset[str]
    never_inverted: frozenset[str]
    time_phrase: tuple[str, ...]
    past_time_postpositions: frozenset[str]
    time_quantifiers: frozenset[str]
    time_openers: frozenset[str]
    year_openers: frozenset[str]
    period_nouns: frozenset[str]
    # Predicates.
    auxiliaries_and_adverbs: frozenset[str]
    saying_verbs: frozenset[str]
    absolute_openers: frozenset[str]
    conditionals: frozenset[str]
    subject_carriers: frozenset[str]
    few_or_none: frozenset[str]
    stating_participles: frozenset[str]
    lettered_things: frozenset[str]
    stating_verbs: frozenset[str]
    saying_adjectives: frozenset[str]
    plural_pronouns: frozenset[str]
    # Complements.
    question_words: frozenset[str]
    question_openers: frozenset[str]
    embedded_clause_openers: frozenset[str]
    object_pronouns: frozenset[str]
    subject_pronouns: frozenset[str]
    hearer_prepositions: frozenset[str]
    saying_objects: frozenset[str]
    time_demonstratives: frozenset[str]
    approximators: frozenset[str]
    approximated: frozenset[str]
    # Clause bounds.
    main_saying_forms: frozenset[str]
    remark_openers: frozenset[str]
    resuming_relatives: frozenset[str]
    same_clause_pronouns: frozenset[str]
    second_report_words: frozenset[str]
    quoted_clause_openers: frozenset[str]
    kept_adjunct_openers: frozenset[str]
