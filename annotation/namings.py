"""Where an article names somebody, and what it says of them there: `Senator Ana Ruiz, 43, a former nurse`.

A run of capitalised words is a naming unless its words or what stands before it show that it is a place or a body.
"""

from collections.abc import Iterator
from typing import NamedTuple

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
_WOMEN = section("mentions.txt", "women")
_MEN = section("mentions.txt", "men")
WOMEN_NAMED = section("given_names.txt", "women")
MEN_NAMED = section("given_names.txt", "men")
_SUFFIXES = section("mentions.txt", "suffixes")
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "dr.", "dr", "sir", "dame", "lord", "lady"})
_ABBREVIATIONS = section("words.txt", "abbreviations")
_MARKS = "\"“”'’‘"
_THINGS = section("mentions.txt", "things")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
_PARTIES = frozenset({"republican", "democrat", "democratic", "conservative", "former", "deputy", "chief", "head"})
_APPOSITION = 14  # items
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
    prefix = _prefix(reading, first, start) if start > first else []
    apposition = _apposition(reading, end)
    gender = _gender(reading, [*range(first, start)], words) or _gender(reading, apposition, [])
    bare = not prefix and not apposition
    return Naming(
        first=first,
        last=last,
        name=name,
        role=reading.text[reading.starts[prefix[0]] : reading.ends[prefix[-1]]] if prefix else None,
        gender=gender,
        roles=_NOTHING if bare else frozenset(_heads(reading, prefix)[-1:] + _heads(reading, apposition)),
        described=_NOTHING if bare else _described(reading, [*prefix, *apposition]),
        sure=not bare or bool(gender or gender_of(name[0].lower())) or _aged_or_who(reading, end),
        subject=_acts(reading, first, last),
    )


def namings(reading: Reading) -> Iterator[Naming]:
    """Give each place outside quotation marks where the article names somebody, in order."""
    bits, count = reading.bits, len(reading.bits)
    last = 0
    for item in [at for at, bit in enumerate(bits) if bit & NAME]:
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
            naming = naming_at(reading, _with_role(reading, item), last)
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
    return Naming(item, item + 1, (name,), None, None, sure=known, subject=_acts(reading, item, item + 1))


def _written(reading: Reading, item: int) -> str:
    """Give a word of a name as written; only a nickname keeps its marks: `“Big Tony”`."""
    word = reading.raw(item).translate(_INVISIBLE)
    nickname = len(word) > 2 and word[0] in _MARKS and word[-1] in _MARKS
    return word if nickname else word.strip(_MARKS)


def gender_of(word: str) -> str | None:
    """Give the gender that a title, a role or a given name tells: `congresswoman`, `ana`."""
    if word in _WOMEN or word in WOMEN_NAMED:
        return "f"
    return "m" if word in _MEN or word in MEN_NAMED else None


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


def _with_role(reading: Reading, first: int) -> int:
    """Step back over the role before a name: `the North Korean leader`, `his wife, `, `opposition spokesman`."""
    at = first
    if at > 1 and reading.bits[at - 1] & COMMA and reading.bits[at - 2] & ROLE and _introduces(reading, at - 2):
        at -= 1
    while at > 0 and first - at < 6 and reading.bits[at - 1] & (ROLE | TITLE | NATIONALITY):
        at -= 1
    return at


def _introduces(reading: Reading, role: int) -> bool:
    """Tell whether a role before a comma is `his wife, ` or `the mayor, ` rather than the end of another phrase."""
    for item in range(role - 1, max(-1, role - 4), -1):
        bit = reading.bits[item]
        if bit & DETERMINER or bit & POSSESSIVE:
            return not bit & PREPOSITION and reading.words[item] not in ("a", "an")
        if bit & (PUNCTUATION | REGION | PREPOSITION):
            return False
    return False


def _prefix(reading: Reading, first: int, start: int) -> list[int]:
    items = [item for item in range(first, start) if reading.words[item] not in _HONORIFICS]
    while items and reading.bits[items[0]] & (DETERMINER | POSSESSIVE):
        items = items[1:]
    while items and reading.bits[items[-1]] & COMMA:
        items = items[:-1]
    commas = [number for number, item in enumerate(items) if reading.bits[item] & COMMA]
    items = items[commas[-1] + 1 :] if commas else items
    return items if any(reading.bits[item] & (TITLE | ROLE) for item in items) else []


def _described(reading: Reading, items: list[int]) -> frozenset[str]:
    return frozenset(reading.words[item] for item in items if not reading.bits[item] & SMALL)


def _apposition(reading: Reading, end: int) -> list[int]:
    """Give the items of `a former nurse` in `Ana Ruiz, 43, a former nurse, said`, and of `is a nurse`."""
    bits, at, count = reading.bits, end, len(reading.bits)
    if at + 2 >= count or not bits[at] & (COMMA | AUXILIARY):
        return []
    if at + 3 < count and bits[at] & COMMA and bits[at + 1] & NUMBER and bits[at + 2] & COMMA:
        at += 2
    if at + 2 >= count or (not bits[at] & COMMA and not (bits[at] & AUXILIARY and reading.words[at] in ("is", "was"))):
        return []
    opening = bits[at + 1]
    if not opening & (DETERMINER | ROLE | TITLE | NATIONALITY) or (reading.bits[at + 1] & NAME and not opening & ROLE):
        return []
    items: list[int] = []
    for item in range(at + 1, min(at + _APPOSITION, count)):
        if bits[item] & (PUNCTUATION | REGION | AUXILIARY) or reading.words[item] in ("who", "and"):
            break
        items.append(item)
    return items if _heads(reading, items) else []


def _heads(reading: Reading, items: list[int]) -> list[str]:
    """Give the roles before the first preposition: `adviser` of `a former adviser to the governor`."""
    heads: list[str] = []
    for item in items:
        if reading.bits[item] & PREPOSITION:
            break
        if reading.bits[item] & (ROLE | TITLE) and reading.words[item] not in ("former", "some", "one", "most"):
            heads.append(reading.words[item])
    return heads


def _gender(reading: Reading, described: list[int], words: list[str]) -> str | None:
    for item in described:
        if reading.bits[item] & PREPOSITION:
            break
        word = reading.words[item]
        if word in _WOMEN or word in _MEN:
            return "f" if word in _WOMEN else "m"
    return gender_of(words[0].lower()) if len(words) > 1 else None


def _aged_or_who(reading: Reading, end: int) -> bool:
    """Tell whether an age, a party or `who` follows: `Ana Ruiz, 43`, `Ana Ruiz (D-Mass.)`, `Ana Ruiz, who`."""
    if end + 1 >= len(reading.words):
        return False
    if reading.words[end] == "(":
        return reading.words[end + 1][:2] in ("d-", "r-", "i-")
    follows = reading.words[end + 1] if reading.bits[end] & COMMA else reading.words[end]
    return follows == "who" or (follows.isdigit() and len(follows) == 2)


def _acts(reading: Reading, first: int, last: int) -> bool:
    if last < len(reading.words) and reading.bits[last] & POSSESSIVE:
        return False
    before = reading.bits[first - 1] if first else 0
    return not before & (PREPOSITION | POSSESSIVE)


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
