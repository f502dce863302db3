"""Words of one language that tell when, where, to whom and by which medium something was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class OccasionData:
    """The words of reporting clauses, in lower case; `en/occasion.toml` has an example of each."""

    # When.
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    day_parts: frozenset[str]
    calendar_units: tuple[str, ...]
    ago: frozenset[str]
    previous: frozenset[str]
    present: frozenset[str]
    yesterday: frozenset[str]
    today: frozenset[str]
    following: frozenset[str]
    time_prepositions: frozenset[str]
    year_prepositions: frozenset[str]
    gerund_endings: tuple[str, ...]
    issued: frozenset[str]
    numbers: dict[str, frozenset[str]]
    seasons: dict[str, frozenset[str]]
    # Where, to whom and how.
    place_prepositions: frozenset[str]
    name_prepositions: frozenset[str]
    venue_prepositions: frozenset[str]
    event_prepositions: frozenset[str]
    medium_prepositions: frozenset[str]
    network_prepositions: frozenset[str]
    hearer_prepositions: frozenset[str]
    partner_prepositions: frozenset[str]
    language_prepositions: frozenset[str]
    event_links: frozenset[str]
    event_hosts: frozenset[str]
    agents: frozenset[str]
    clause_openers: frozenset[str]
    lead_openers: frozenset[str]
    condition_openers: frozenset[str]
    breaks: frozenset[str]
    hearer_verbs: frozenset[str]
    written_to: frozenset[str]
    object_pronouns: frozenset[str]
    partner_nouns: frozenset[str]
    no_hearers: frozenset[str]
    crowds: frozenset[str]
    event_edges: frozenset[str]
    no_places: frozenset[str]
    article_verbs: frozenset[str]
    events: frozenset[str]
    venues: frozenset[str]
    networks: frozenset[str]
    platforms: frozenset[str]
    media: dict[str, frozenset[str]]
    medium_verbs: dict[str, frozenset[str]]
    languages: dict[str, frozenset[str]]
    # The same by word: the number of a weekday (Monday is 0) and of a month, of “two”, the first month of a season, the
    # medium of a noun of one word or of two, the last words of these, the medium of a verb, the code of a language.
    weekday_of: Mapping[str, int] = field(init=False)
    month_of: Mapping[str, int] = field(init=False)
    number_of: Mapping[str, int] = field(init=False)
    season_of: Mapping[str, int] = field(init=False)
    medium_of: Mapping[str, str] = field(init=False)
    medium_heads: frozenset[str] = field(init=False)
    medium_of_verb: Mapping[str, str] = field(init=False)
    language_of: Mapping[str, str] = field(init=False)
    # Words without any of which a reporting clause tells no time, place, event, medium or language.
    signs: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        full = self.months[:12]
        short = {month[:3]: number for number, month in enumerate(full, 1)}
        for name, table in (
            ("weekday_of", {word: number for number, word in enumerate(self.weekdays)}),
            ("month_of", {word: short[word[:3]] for word in self.months}),
            ("number_of", _numbers(self.numbers)),
            ("season_of", _numbers(self.seasons)),
            ("medium_of", _by_word(self.media)),
            ("medium_heads", frozenset(noun.split("_")[-1] for nouns in self.media.values() for noun in nouns)),
            ("medium_of_verb", _by_word(self.medium_verbs)),
            ("language_of", _by_word(self.languages)),
            ("signs", self._signs()),
        ):
            object.__setattr__(self, name, table)

    def _signs(self) -> frozenset[str]:
        times = {*self.weekdays, *self.months, *self.calendar_units, *self.day_parts, *self.yesterday, *self.today}
        prepositions = self.venue_prepositions | self.event_prepositions | self.medium_prepositions
        return frozenset(times) | prepositions | self.time_prepositions | self.issued | self.previous | self.present


def _by_word(lists: Mapping[str, frozenset[str]]) -> dict[str, str]:
    return {_spaced(word): _spaced(name) for name, words in lists.items() for word in words}


def _numbers(lists: Mapping[str, frozenset[str]]) -> dict[str, int]:
    return {word: int(name) for name, words in lists.items() for word in words}


def _spaced(words: str) -> str:
    return words.replace("_", " ")
