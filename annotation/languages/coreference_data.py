"""Words of one language for coreference: who a name, a role or a pronoun refers to."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class CoreferenceData:
    """The words that coreference asks for, in lower case; `en/coreference.toml` has examples."""

    # Gender, of nouns and titles, of given names, and of pronouns.
    feminine_nouns: frozenset[str]
    masculine_nouns: frozenset[str]
    feminine_given_names: frozenset[str]
    masculine_given_names: frozenset[str]
    feminine_pronouns: frozenset[str]
    masculine_pronouns: frozenset[str]
    possessive_pronouns: frozenset[str]
    body_pronouns: frozenset[str]
    # Names and the words beside them.
    honorifics: frozenset[str]
    name_suffixes: frozenset[str]
    alias_openers: frozenset[str]
    handle_titles: tuple[str, ...]
    weak_titles: frozenset[str]
    thing_words: frozenset[str]
    definite_articles: frozenset[str]
    copulas: frozenset[str]
    personal_relatives: frozenset[str]
    apposition_closers: frozenset[str]
    party_prefixes: tuple[str, ...]
    # Roles.
    role_modifiers: frozenset[str]
    role_variants: dict[str, frozenset[str]]
    narrower_roles: dict[str, frozenset[str]]
    generic_roles: frozenset[str]
    unnamed_roles: frozenset[str]
    offices: frozenset[str]
    parties: frozenset[str]
    nationalities: frozenset[str]
    places: frozenset[str]
    place_variants: dict[str, frozenset[str]]
    # Number.
    plural_roles: frozenset[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    anybody: frozenset[str]
    unnamed_openers: frozenset[str]
    # The same by word: "f" or "m", and the canonical form of a variant.
    noun_genders: Mapping[str, str] = field(init=False)
    genders: Mapping[str, str] = field(init=False)
    pronoun_genders: Mapping[str, str] = field(init=False)
    canonical_roles: Mapping[str, str] = field(init=False)
    canonical_places: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        feminine = self.feminine_nouns | self.feminine_given_names
        masculine = self.masculine_nouns | self.masculine_given_names
        for name, table in (
            ("noun_genders", _genders(self.feminine_nouns, self.masculine_nouns)),
            ("genders", _genders(feminine, masculine)),
            ("pronoun_genders", _genders(self.feminine_pronouns, self.masculine_pronouns)),
            ("canonical_roles", _canonical(self.role_variants)),
            ("canonical_places", _canonical(self.place_variants)),
        ):
            object.__setattr__(self, name, table)


def _genders(feminine: frozenset[str], masculine: frozenset[str]) -> dict[str, str]:
    return dict.fromkeys(masculine, "m") | dict.fromkeys(feminine, "f")


def _canonical(variants: dict[str, frozenset[str]]) -> dict[str, str]:
    return {variant: canonical for canonical, words in variants.items() for variant in words}
