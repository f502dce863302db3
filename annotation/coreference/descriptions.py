"""What stands beside a name and tells who it is: titles, roles, appositions, ages, relations, gender."""

from collections.abc import Sequence

from annotation.languages.lexicon import section
from annotation.parsing.document import Document
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

_WOMEN = section("en", "mentions.txt", "women")
_MEN = section("en", "mentions.txt", "men")
_WOMEN_NAMED = section("en", "given_names.txt", "women")
_MEN_NAMED = section("en", "given_names.txt", "men")
_GENDERS = dict.fromkeys(_MEN | _MEN_NAMED, "m") | dict.fromkeys(_WOMEN | _WOMEN_NAMED, "f")
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "dr.", "dr", "sir", "dame", "lord", "lady"})
_APPOSITION = 14  # tokens
_DESCRIBES = OFFICE | NATIONALITY
_OPENS_APPOSITION = _DESCRIBES | DETERMINER
_ENDS_APPOSITION = PUNCTUATION | REGION | AUXILIARY
_ACTS = CUE | VERB
_NO_SUBJECT_BEHIND = PREPOSITION | POSSESSIVE


def with_role(document: Document, first: int) -> int:
    """Step back over the role before a name: `the North Korean leader`, `his wife, `, `opposition spokesman`."""
    at = first
    if at > 1 and document.tags[at - 1] & COMMA and document.tags[at - 2] & ROLE and _introduces(document, at - 2):
        at -= 1
    while at > 0 and first - at < 6 and document.tags[at - 1] & _DESCRIBES:
        at -= 1
    return at


def prefix_of(document: Document, first: int, start: int) -> list[int]:
    """Give the title or role before a name, without determiners and “Mr.”: `foreign minister`."""
    tokens = [token for token in range(first, start) if document.words[token] not in _HONORIFICS]
    while tokens and document.tags[tokens[0]] & (DETERMINER | POSSESSIVE):
        tokens = tokens[1:]
    while tokens and document.tags[tokens[-1]] & COMMA:
        tokens = tokens[:-1]
    commas = [number for number, token in enumerate(tokens) if document.tags[token] & COMMA]
    tokens = tokens[commas[-1] + 1 :] if commas else tokens
    return tokens if any(document.tags[token] & OFFICE for token in tokens) else []


def apposition_of(document: Document, end: int) -> list[int]:
    """Give the tokens of `a former nurse` in `Ana Ruiz, 43, a former nurse, said`, and of `is a nurse`."""
    tags, at, count = document.tags, end, len(document.tags)
    if at + 2 >= count or not tags[at] & (COMMA | AUXILIARY):
        return []
    if at + 3 < count and tags[at] & COMMA and tags[at + 1] & NUMBER and tags[at + 2] & COMMA:
        at += 2
    if at + 2 >= count or (not tags[at] & COMMA and not (tags[at] & AUXILIARY and document.words[at] in ("is", "was"))):
        return []
    opening = tags[at + 1]
    if not opening & _OPENS_APPOSITION or (opening & NAME and not opening & ROLE):
        return []
    tokens: list[int] = []
    for token in range(at + 1, min(at + _APPOSITION, count)):
        if tags[token] & _ENDS_APPOSITION or document.words[token] in ("who", "and"):
            break
        tokens.append(token)
    return tokens if heads_of(document, tokens) else []


def heads_of(document: Document, tokens: list[int]) -> list[str]:
    """Give the roles before the first preposition: `adviser` of `a former adviser to the governor`."""
    heads: list[str] = []
    for token in tokens:
        if document.tags[token] & PREPOSITION:
            break
        if document.tags[token] & OFFICE and document.words[token] not in ("former", "some", "one", "most"):
            heads.append(document.words[token])
    return heads


def words_of(document: Document, tokens: list[int]) -> frozenset[str]:
    """Give the words of a description, in lower case, without the small ones."""
    return frozenset(document.words[token] for token in tokens if not document.tags[token] & SMALL)


def gender_told(document: Document, described: Sequence[int], words: list[str]) -> str | None:
    """Give the gender told by a title, a role or, of a name of several words, the given name."""
    for token in described:
        if document.tags[token] & PREPOSITION:
            break
        word = document.words[token]
        if word in _WOMEN or word in _MEN:
            return "f" if word in _WOMEN else "m"
    return gender_of(words[0].lower()) if len(words) > 1 else None


def gender_of(word: str) -> str | None:
    """Give the gender that a title, a role or a given name tells: `congresswoman`, `ana`."""
    return _GENDERS.get(word)


def shows_person(document: Document, end: int, name: tuple[str, ...]) -> bool:
    """Tell whether what follows a name shows a person: `Ana Ruiz, 43`, `Ana Ruiz (D-Mass.)`, `Ana Ruiz, who`, or, as
    after few names of places and bodies, a verb: `Ana Ruiz left`.
    """
    if end + 1 >= len(document.words):
        return False
    word, tag = document.words[end], document.tags[end]
    if word == "(":
        return document.words[end + 1][:2] in ("d-", "r-", "i-")
    follows = document.words[end + 1] if tag & COMMA else word
    if follows == "who" or (follows.isdigit() and len(follows) == 2):
        return True
    return len(name) == 2 and (bool(tag & _ACTS) or word.endswith("ed"))


def acts(document: Document, first: int, last: int) -> bool:
    """Tell whether somebody named does something: neither `to Ana Ruiz` nor `Ana Ruiz's`."""
    if last < len(document.words) and document.tags[last] & POSSESSIVE:
        return False
    before = document.tags[first - 1] if first else 0
    return not before & _NO_SUBJECT_BEHIND


def _introduces(document: Document, role: int) -> bool:
    """Tell whether a role before a comma is `his wife, ` or `the mayor, ` rather than the end of another phrase."""
    for token in range(role - 1, max(-1, role - 4), -1):
        tag = document.tags[token]
        if tag & DETERMINER or tag & POSSESSIVE:
            return not tag & PREPOSITION and document.words[token] not in ("a", "an")
        if tag & (PUNCTUATION | REGION | PREPOSITION):
            return False
    return False
