"""Words of one language for the parser: its lexicon by part of speech, its reporting verbs, its typography."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotation.languages.reporting_verbs import Cue


@dataclass(frozen=True, slots=True, eq=False)
class ParsingData:
    """The lexicon of a language and what its tokenizer and its quotation marks need. Words are in lower case.

    `lexicon` holds the words by the name of their section, as `annotation/parsing/vocabulary.py` lists them.
    """

    lexicon: Mapping[str, frozenset[str]]
    reporting_verbs: tuple[Cue, ...]
    # The tokenizer.
    capitalized_abbreviations: frozenset[str]
    abbreviations: frozenset[str]
    possessive_clitic: str
    possessive_marks: frozenset[str]
    number_signs: frozenset[str]
    capitalized_places: frozenset[str]
    modal_given_names: frozenset[str]
    # Quotation marks and apostrophes.
    elided_words: frozenset[str]
    plural_possessive_ending: str
    subject_words: frozenset[str]
    attribution_verbs: frozenset[str]
    # Titles and nicknames between marks.
    works: frozenset[str]
    sayings: frozenset[str]
    title_prepositions: frozenset[str]
    genitive_prepositions: frozenset[str]
    judgement_particles: frozenset[str]
    verbs_with_hearer: frozenset[str]
    naming_words: frozenset[str]
    named_kinds: frozenset[str]
    example_phrase: tuple[str, ...]
    reference_openers: frozenset[str]
