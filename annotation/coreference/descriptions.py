"""What stands beside a name and tells who it is: titles, roles, appositions, ages, relations, gender."""

from collections.abc import Sequence

from annotation.parsing.document import Reading
from annotation.parsing.lexicon import section
from annotation.parsing.tags import (
    AUXILIARY,
    COMMA,
    CUE,
    DETERMINER,
    NAME,
    NATIONALITY,
    NUMBER,
    OFFICE,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    REGION,
    ROLE,
    SMALL,
    VERB,
)

_WOMEN = section("mentions.txt", "women")
_MEN = section("mentions.txt", "men")
_WOMEN_NAMED = section("given_names.txt", "women")
_MEN_NAMED = section("given_names.txt", "men")
_GENDERS = dict.fromkeys(_MEN | _MEN_NAMED, "m") | dict.fromkeys(_WOMEN | _WOMEN_NAMED, "f")
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "dr.", "dr", "sir", "dame", "lord", "lady"})
_APPOSITION = 14  # items
_DESCRIBES = OFFICE | NATIONALITY
_OPENS_APPOSITION = _DESCRIBES | DETERMINER
_ENDS_APPOSITION = PUNCTUATION | REGION | AUXILIARY
_ACTS = CUE | VERB
_NO_SUBJECT_BEHIND = PREPOSITION | POSSESSIVE


def with_role(reading: Reading, first: int) -> int:
    """Step back over the role before a name: `the North Korean leader`, `his wife, `, `opposition spokesman`."""
    at = first
    if at > 1 and reading.bits[at - 1] & COMMA and reading.bits[at - 2] & ROLE and _introduces(reading, at - 2):
        at -= 1
    while at > 0 and first - at < 6 and reading.bits[at - 1] & _DESCRIBES:
        at -= 1
    return at


def prefix_of(reading: Reading, first: int, start: int) -> list[int]:
    """Return the title or role before a name, without determiners and “Mr.”: `foreign minister`."""
    items = [item for item in range(first, start) if reading.words[item] not in _HONORIFICS]
    while items and reading.bits[items[0]] & (DETERMINER | POSSESSIVE):
        items = items[1:]
    while items and reading.bits[items[-1]] & COMMA:
        items = items[:-1]
    commas = [number for number, item in enumerate(items) if reading.bits[item] & COMMA]
    items = items[commas[-1] + 1 :] if commas else items
    return items if any(reading.bits[item] & OFFICE for item in items) else []


def apposition_of(reading: Reading, end: int) -> list[int]:
    """Return the items of `a former nurse` in `Ana Ruiz, 43, a former nurse, said`, and of `is a nurse`."""
    bits, at, count = reading.bits, end, len(reading.bits)
    if at + 2 >= count or not bits[at] & (COMMA | AUXILIARY):
        return []
    if at + 3 < count and bits[at] & COMMA and bits[at + 1] & NUMBER and bits[at + 2] & COMMA:
        at += 2
    if at + 2 >= count or (not bits[at] & COMMA and not (bits[at] & AUXILIARY and reading.words[at] in ("is", "was"))):
        return []
    opening = bits[at + 1]
    if not opening & _OPENS_APPOSITION or (opening & NAME and not opening & ROLE):
        return []
    items: list[int] = []
    for item in range(at + 1, min(at + _APPOSITION, count)):
        if bits[item] & _ENDS_APPOSITION or reading.words[item] in ("who", "and"):
            break
        items.append(item)
    return items if heads_of(reading, items) else []


def heads_of(reading: Reading, items: list[int]) -> list[str]:
    """Return the roles before the first preposition: `adviser` of `a former adviser to the governor`."""
    heads: list[str] = []
    for item in items:
        if reading.bits[item] & PREPOSITION:
            break
        if reading.bits[item] & OFFICE and reading.words[item] not in ("former", "some", "one", "most"):
            heads.append(reading.words[item])
    return heads


def words_of(reading: Reading, items: list[int]) -> frozenset[str]:
    """Return the words of a description, in lower case, without the small ones."""
    return frozenset(reading.words[item] for item in items if not reading.bits[item] & SMALL)


def gender_told(reading: Reading, described: Sequence[int], words: list[str]) -> str | None:
    """Return the gender told by a title, a role or, of a name of several words, the given name."""
    for item in described:
        if reading.bits[item] & PREPOSITION:
            break
        word = reading.words[item]
        if word in _WOMEN or word in _MEN:
            return "f" if word in _WOMEN else "m"
    return gender_of(words[0].lower()) if len(words) > 1 else None


def gender_of(word: str) -> str | None:
    """Return the gender that a title, a role or a given name tells: `congresswoman`, `ana`."""
    return _GENDERS.get(word)


def shows_person(reading: Reading, end: int, name: tuple[str, ...]) -> bool:
    """Return whether what follows a name shows a person: `Ana Ruiz, 43`, `Ana Ruiz (D-Mass.)`, `Ana Ruiz, who`, or, as
    after few names of places and bodies, a verb: `Ana Ruiz left`.
    """
    if end + 1 >= len(reading.words):
        return False
    word, bit = reading.words[end], reading.bits[end]
    if word == "(":
        return reading.words[end + 1][:2] in ("d-", "r-", "i-")
    follows = reading.words[end + 1] if bit & COMMA else word
    if follows == "who" or (follows.isdigit() and len(follows) == 2):
        return True
    return len(name) == 2 and (bool(bit & _ACTS) or word.endswith("ed"))


def acts(reading: Reading, first: int, last: int) -> bool:
    """Return whether somebody named does something: neither `to Ana Ruiz` nor `Ana Ruiz's`."""
    if last < len(reading.words) and reading.bits[last] & POSSESSIVE:
        return False
    before = reading.bits[first - 1] if first else 0
    return not before & _NO_SUBJECT_BEHIND


def _introduces(reading: Reading, role: int) -> bool:
    """Return whether a role before a comma is `his wife, ` or `the mayor, ` rather than the end of another phrase."""
    for item in range(role - 1, max(-1, role - 4), -1):
        bit = reading.bits[item]
        if bit & DETERMINER or bit & POSSESSIVE:
            return not bit & PREPOSITION and reading.words[item] not in ("a", "an")
        if bit & (PUNCTUATION | REGION | PREPOSITION):
            return False
    return False
