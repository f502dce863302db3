"""Who holds a role: “the senator” → Senator Ana Ruiz, “the Russian top diplomat” → the foreign minister of Russia."""

from dataclasses import dataclass, field

from annotation.coreference.descriptions import gender_of
from annotation.coreference.entities import Cast, Person
from annotation.grammar.noun_phrases import NounPhrase
from annotation.languages.lexicon import section
from annotation.parsing.document import Document
from annotation.parsing.tags import DETERMINER, NATIONALITY, PLACE

_MANY = 12  # holders of one role; of more, only those lately spoken of can be meant

# Several words for one role: the first stands for all.
_SAME = {
    word: words[0]
    for words in (
        ("senator", "sen.", "sen"),
        ("governor", "gov.", "gov"),
        ("representative", "rep.", "rep", "congressman", "congresswoman"),
        ("president", "pres."),
        ("professor", "prof.", "prof"),
        ("general", "gen.", "gen"),
        ("lawyer", "attorney", "solicitor", "barrister"),
        ("chair", "chairman", "chairwoman", "chairperson"),
        ("spokesperson", "spokesman", "spokeswoman"),
        ("executive", "ceo", "cfo", "coo"),
        ("adviser", "advisor", "aide"),
        ("judge", "justice"),
        ("actor", "actress"),
        ("republican", "gop"),
    )
    for word in words
}
# A word that holders of any of these roles are called by.
_WIDER = {
    "diplomat": {"minister", "ambassador", "envoy", "secretary"},
    "leader": {"president", "premier", "minister", "chancellor", "chair", "speaker"},
    "lawmaker": {"senator", "representative", "assemblyman", "assemblywoman", "legislator", "delegate"},
    "legislator": {"senator", "representative", "lawmaker"},
    "candidate": {"nominee", "contender", "hopeful", "frontrunner", "front-runner", "rival"},
    "nominee": {"candidate"},
    "contender": {"candidate", "hopeful"},
    "hopeful": {"candidate", "contender"},
    "frontrunner": {"candidate", "nominee", "front-runner"},
    "front-runner": {"candidate", "nominee", "frontrunner"},
    "premier": {"minister"},
    "businessman": {"billionaire", "mogul", "tycoon", "magnate", "developer", "executive", "entrepreneur", "investor"},
    "businesswoman": {"billionaire", "mogul", "tycoon", "magnate", "executive", "entrepreneur", "investor"},
    "billionaire": {"businessman", "businesswoman", "mogul", "tycoon", "magnate"},
    "mogul": {"businessman", "billionaire", "tycoon", "magnate"},
    "tycoon": {"businessman", "billionaire", "mogul", "magnate"},
    "magnate": {"businessman", "billionaire", "mogul", "tycoon"},
    "surgeon": {"neurosurgeon", "doctor"},
    "scholar": {"professor", "historian", "economist"},
    "cleric": {"bishop", "archbishop", "imam", "pastor", "priest", "rabbi", "ayatollah"},
}
# What so many are called that whoever the text is about is likelier meant than who was once called so.
LOOSE = section("en", "mentions.txt", "loose")
_OFFICES = frozenset(
    {"president", "senator", "governor", "representative", "mayor", "minister", "chancellor", "judge", "general"}
)
_SAME_PLACE = {"us": "u.s.", "american": "u.s.", "uk": "british", "u.k.": "british", "gop": "republican"}
_PARTIES = frozenset({"republican", "democratic", "democrat", "independent", "socialist"})
_NATIONS = section("en", "mentions.txt", "nationalities")
_PLACES = section("en", "mentions.txt", "places") - {"north", "south", "west", "east", "new", "state", "city", "house"}


@dataclass(slots=True)
class Holders:
    """The people of an article by each role they hold."""

    by_role: dict[str, list[Person]] = field(default_factory=dict)

    def of(self, document: Document, source: NounPhrase) -> list[Person]:
        """Give who holds just this role, without those of another nation, party or gender."""
        return self._fitting(document, source, {same_role(document.words[source.head])})

    def like(self, document: Document, source: NounPhrase) -> list[Person]:
        """Give who holds a role that the word may stand for: a foreign minister is a top diplomat."""
        return self._fitting(document, source, _WIDER.get(same_role(document.words[source.head]), set()))

    def _fitting(self, document: Document, source: NounPhrase, roles: set[str]) -> list[Person]:
        gender, told = gender_of(document.words[source.head]), described(document, source)
        found = {id(person): person for role in sorted(roles) for person in self.by_role.get(role, ())[: _MANY + 1]}
        return [person for person in found.values() if fits(person, told, gender)]


def holders_of(cast: Cast) -> Holders:
    """Note who holds which role."""
    holders = Holders()
    for person in cast.people:
        for role in sorted({same_role(role) for role in person.roles}):
            holders.by_role.setdefault(role, []).append(person)
    return holders


def same_role(word: str) -> str:
    """Give the word that stands for a role: `senator` for `sen.`."""
    return _SAME.get(word, word)


def described(document: Document, source: NounPhrase) -> set[str]:
    """Give the places, nations and parties that a phrase names: `{"vermont"}` of `the Vermont senator`."""
    return {
        _SAME_PLACE.get(document.words[token], document.words[token])
        for token in range(source.first, source.last)
        if token != source.head
        and document.tags[token] & (NATIONALITY | PLACE)
        and not document.tags[token] & DETERMINER
    }


def fits(person: Person, told: set[str], gender: str | None) -> bool:
    """Tell whether nothing known of a person speaks against what a phrase tells."""
    if person.body or (gender and person.gender and gender != person.gender):
        return False
    theirs = {_SAME_PLACE.get(word, word) for word in person.described}
    for kind in (_PARTIES, _NATIONS - _PARTIES, _PLACES):
        here, there = told & kind, theirs & kind
        if here and there and not here & there:
            return False
    return True


def is_told(person: Person, told: set[str]) -> bool:
    """Tell whether the article said of a person all that a phrase tells: that the senator is from Vermont."""
    return told <= {_SAME_PLACE.get(word, word) for word in person.described}


def nations_in(told: set[str]) -> set[str]:
    """Give the nations among what a phrase tells."""
    return told & (_NATIONS - _PARTIES)


def in_other_office(person: Person, role: str) -> bool:
    """Tell whether a person holds one office and a role names another: Governor Ruiz is not “the senator”."""
    held = {same_role(word) for word in person.roles} & _OFFICES
    return same_role(role) in _OFFICES and bool(held) and same_role(role) not in held
