"""Where an article names somebody, and what it says of them there: `Senator Ana Ruiz, 43, a former nurse`.

A run of capitalised words is a naming unless its words or what stands before it show that it is a place or a body.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from annotation.coreference.descriptions import (
    acts,
    apposition_of,
    gender_of,
    gender_told,
    heads_of,
    shows_person,
    with_role,
    words_of,
)
from annotation.coreference.name_parser import THING, Name, name_of
from annotation.parsing.document import Document
from annotation.parsing.tags import (
    AUXILIARY,
    COMMA,
    NAME,
    NATIONALITY,
    NUMBER,
    PARTICLE,
    POSSESSIVE,
    PUNCTUATION,
    REGION,
    ROLE,
    SMALL,
    SUBORDINATOR,
    SYMBOL,
    TITLE,
    WORD,
)

_NOTHING: frozenset[str] = frozenset()
_PARTIES = frozenset({"republican", "democrat", "democratic", "conservative", "former", "deputy", "chief", "head"})
_WITHIN = PARTICLE | TITLE
_DESCRIBES = ROLE | TITLE | NATIONALITY | COMMA
_DESCRIBES_BEHIND = COMMA | AUXILIARY | SUBORDINATOR | SYMBOL
_NO_PERSON = THING | NATIONALITY | ROLE
_NO_CAPITAL_NEEDED = SMALL | PUNCTUATION | REGION | NUMBER | POSSESSIVE


@dataclass(slots=True)
class Naming:
    """A place where the article names somebody: tokens, the name without titles, the title or role before it.

    `roles` are the words that say what they are and `described` all words of their description, in lower case; `sure`
    tells whether anything there shows a person; `subject` whether they do something there.
    """

    first: int
    last: int
    name: tuple[str, ...]
    role: str | None
    gender: str | None
    roles: frozenset[str] = _NOTHING
    described: frozenset[str] = _NOTHING
    sure: bool = False
    subject: bool = False

    @property
    def titled(self) -> bool:
        """Whether a title or role stands before the name."""
        return self.role is not None

    @property
    def bare(self) -> bool:
        """Whether this is a single word of which nothing is told."""
        return len(self.name) == 1 and not self.gender and not self.described

    @property
    def stands_alone(self) -> bool:
        """Whether a single word is a name without help: `President Ruiz`, `Ana`."""
        return bool(self.gender or gender_of(self.name[0].lower())) or (self.titled and not self.roles <= _PARTIES)


def naming_at(document: Document, first: int, last: int) -> Naming | None:
    """Read tokens as a name with its titles and what stands behind: `Russian Foreign Minister Sergey Lavrov, 68`.

    >>> from annotation.parsing.document import parse
    >>> naming_at(parse("Russian Foreign Minister Sergey Lavrov"), 0, 5).name
    ('Sergey', 'Lavrov')
    """
    name = name_of(document, first, last)
    return _naming(document, first, last, name) if name else None


def _naming(document: Document, first: int, last: int, name: Name) -> Naming:
    end = first + name.length
    subject = acts(document, first, last)
    apposition = apposition_of(document, end)
    if not apposition:
        sure = name.sure or shows_person(document, end, name.words)
        return Naming(first, last, name.words, name.role, name.gender, name.roles, name.described, sure, subject)
    gender = name.gender or gender_told(document, apposition, [])
    roles = name.roles.union(heads_of(document, apposition))
    described = name.described | words_of(document, apposition)
    return Naming(first, last, name.words, name.role, gender, roles, described, True, subject)


def namings(document: Document) -> Iterator[Naming]:
    """Give each place outside quotation marks where the article names somebody, in order."""
    tags, count = document.tags, len(document.tags)
    last = 0
    for token in document.all_tagged(NAME):
        if token < last:
            continue
        last = token + 1
        while last < count and (tags[last] & NAME or (tags[last] & _WITHIN and _name_follows(tags, last))):
            last += 1
        if tags[last - 1] & _NO_PERSON:
            continue
        alone = last - token == 1 and not tags[token - 1] & _DESCRIBES
        first = token if alone else with_role(document, token)
        name = name_of(document, first, last)
        if name is None or name.thing or (name.thing_with_the and first and document.words[first - 1] == "the"):
            continue
        if alone and (last == count or not tags[last] & _DESCRIBES_BEHIND):
            # nothing around it describes it: most namings are a surname alone
            yield Naming(token, last, name.words, None, None, sure=name.sure, subject=acts(document, token, last))
        else:
            yield _naming(document, first, last, name)


def _name_follows(tags: list[int], token: int) -> bool:
    """Tell whether a name goes on behind one or two small words: `von der Linden`."""
    behind = tags[token + 1 : token + 3]
    return bool(behind and (behind[0] & NAME or (behind[0] & PARTICLE and behind[-1] & NAME)))


def is_headline(document: Document, low: int, high: int) -> bool:
    """Tell whether all words of a sentence but the small ones are capitalised, so that capitals tell no names."""
    seen = 0
    for token in range(low, high):
        tag = document.tags[token]
        if tag & _NO_CAPITAL_NEEDED or not tag & WORD:
            continue
        if not document.text[document.starts[token]].isupper():
            return False
        seen += 1
    return seen > 3
