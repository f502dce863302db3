"""Where an article names somebody, and what it says of them there: `Senator Ana Ruiz, 43, a former nurse`.

A run of capitalised words is a naming unless its words or what stands before it show that it is a place or a body.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotation.descriptions import (
    acts,
    apposition_of,
    gender_of,
    gender_told,
    heads_of,
    prefix_of,
    shows_person,
    with_role,
    words_of,
)
from annotation.lexicon import section
from annotation.reading import Reading
from annotation.words import (
    AUXILIARY,
    BODY,
    COMMA,
    DETERMINER,
    DOCUMENT,
    NAME,
    NATIONALITY,
    NUMBER,
    PARTICLE,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
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
_SUFFIXES = section("mentions.txt", "suffixes")
_ABBREVIATIONS = section("words.txt", "abbreviations")
_MARKS = "\"“”'’‘"
_THINGS = section("mentions.txt", "things")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
_PARTIES = frozenset({"republican", "democrat", "democratic", "conservative", "former", "deputy", "chief", "head"})
_WITHIN = PARTICLE | TITLE
_DESCRIBES = ROLE | TITLE | NATIONALITY | COMMA
_DESCRIBES_BEHIND = COMMA | AUXILIARY | SUBORDINATOR | SYMBOL
_THING = BODY | PLACE | DOCUMENT


class Naming(NamedTuple):
    """A place where the article names somebody: items, the name without titles, the title or role before it.

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


def naming_at(reading: Reading, first: int, last: int) -> Naming | None:
    """Read items as a name with its titles: `Russian Foreign Minister Sergey Lavrov`.

    >>> from annotation.reading import read
    >>> naming_at(read("Russian Foreign Minister Sergey Lavrov"), 0, 5).name
    ('Sergey', 'Lavrov')
    """
    start, end = _name_in(reading, first, last) if last - first > 1 else (first, last)
    if start >= end or (reading.bits[end - 1] & (TITLE | ROLE) and end - start == 1 and start > first):
        return None
    words = [_written(reading, item) for item in range(start, end)]
    name = tuple(words[:-1]) if len(words) > 1 and words[-1].lower() in _SUFFIXES else tuple(words)
    apposition = apposition_of(reading, end)
    if start == first and not apposition:
        gender = gender_of(words[0].lower()) if len(words) > 1 else None
        sure = gender is not None or gender_of(name[0].lower()) is not None or shows_person(reading, end, name)
        return Naming(first, last, name, None, gender, sure=sure, subject=acts(reading, first, last))
    prefix = prefix_of(reading, first, start)
    gender = gender_told(reading, range(first, start), words) or gender_told(reading, apposition, [])
    bare = not prefix and not apposition
    return Naming(
        first=first,
        last=last,
        name=name,
        role=reading.text[reading.starts[prefix[0]] : reading.ends[prefix[-1]]] if prefix else None,
        gender=gender,
        roles=_NOTHING if bare else frozenset(heads_of(reading, prefix)[-1:] + heads_of(reading, apposition)),
        described=_NOTHING if bare else words_of(reading, [*prefix, *apposition]),
        sure=not bare or bool(gender or gender_of(name[0].lower())) or shows_person(reading, end, name),
        subject=acts(reading, first, last),
    )


def namings(reading: Reading) -> Iterator[Naming]:
    """Give each place outside quotation marks where the article names somebody, in order."""
    bits, count = reading.bits, len(reading.bits)
    last = 0
    for item in reading.all(NAME):
        if item < last:
            continue
        last = item + 1
        while last < count and (bits[last] & NAME or (bits[last] & _WITHIN and _name_follows(bits, last))):
            last += 1
        if bits[last - 1] & (_THING | NATIONALITY | ROLE):
            continue
        if (
            last - item == 1
            and not bits[item - 1] & _DESCRIBES
            and (last == count or not bits[last] & _DESCRIBES_BEHIND)
        ):
            naming: Naming | None = _bare(reading, item)
        else:
            naming = naming_at(reading, with_role(reading, item), last)
        if naming and not _names_a_thing(reading, naming):
            yield naming


def _name_follows(bits: list[int], item: int) -> bool:
    """Tell whether a name goes on behind one or two small words: `von der Linden`."""
    behind = bits[item + 1 : item + 3]
    return bool(behind and (behind[0] & NAME or (behind[0] & PARTICLE and behind[-1] & NAME)))


def _bare(reading: Reading, item: int) -> Naming:
    """Read a single word with nothing around it that describes: most namings are a surname alone."""
    name = _written(reading, item)
    known = gender_of(name.lower()) is not None
    return Naming(item, item + 1, (name,), None, None, sure=known, subject=acts(reading, item, item + 1))


def _written(reading: Reading, item: int) -> str:
    """Give a word of a name as written; only a nickname keeps its marks: `“Big Tony”`."""
    word = reading.raw(item)
    if word.isalpha():
        return word
    word = word.translate(_INVISIBLE)
    nickname = len(word) > 2 and word[0] in _MARKS and word[-1] in _MARKS
    return word if nickname else word.strip(_MARKS)


def _name_in(reading: Reading, first: int, last: int) -> tuple[int, int]:
    start = first
    for item in range(first, last - 1):
        if reading.bits[item] & (TITLE | ROLE | NATIONALITY | DETERMINER | POSSESSIVE | PREPOSITION | COMMA) or (
            not reading.bits[item] & NAME and not reading.bits[item] & PARTICLE
        ):
            start = item + 1
    end = last
    while end > start and not reading.bits[end - 1] & NAME:
        end -= 1
    return start, end


def _names_a_thing(reading: Reading, naming: Naming) -> bool:
    """Tell `New York Times`, `The Islamic State`, `CBS News` from people."""
    last = naming.name[-1].lower()
    if last in _THINGS or (last.rstrip(".") in _ABBREVIATIONS and last.endswith(".")):
        return True
    if naming.titled:
        return False
    if len(naming.name) == 1:
        return reading.words[naming.first - 1] == "the" if naming.first else False
    given = naming.name[0].lower()
    named = gender_of(given) is not None
    start = naming.last - len(naming.name)
    if not named and naming.first and reading.words[naming.first - 1] == "the":
        return True
    if len(naming.name[0]) > 2 and naming.name[0].isupper() and naming.name[0].isalpha():
        return True
    return not named and any(
        reading.words[item] in _THINGS or (reading.bits[item] & _THING and not reading.bits[item] & ROLE)
        for item in range(start, naming.last)
    )


def is_headline(reading: Reading, low: int, high: int) -> bool:
    """Tell whether all words of a sentence but the small ones are capitalised, so that capitals tell no names."""
    seen = 0
    for item in range(low, high):
        bit = reading.bits[item]
        if bit & (SMALL | PUNCTUATION | REGION | NUMBER | POSSESSIVE) or not bit & WORD:
            continue
        if not reading.text[reading.starts[item]].isupper():
            return False
        seen += 1
    return seen > 3
