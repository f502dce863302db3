"""Descriptions beside a name: titles, roles, appositions, ages, relations, and the gender they imply."""

from collections.abc import Sequence

from annotation.languages import Language
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_LONGEST_APPOSITION = 14  # tokens
_DESCRIBES = Tag.OFFICE | Tag.NATIONALITY
_OPENS_APPOSITION = _DESCRIBES | Tag.DETERMINER
_CLOSES_APPOSITION = Tag.PUNCTUATION | Tag.REGION | Tag.AUXILIARY
_ACTS = Tag.CUE | Tag.VERB
_NO_SUBJECT_BEHIND = Tag.PREPOSITION | Tag.POSSESSIVE


def with_role(document: Document, first: int) -> int:
    """Return the token at which the role before a name begins: `the North Korean leader`, `his wife, `."""
    tags, start = document.tags, first
    if start > 1 and tags[start - 1] & Tag.COMMA and tags[start - 2] & Tag.ROLE and _introduces(document, start - 2):
        start -= 1
    while start > 0 and first - start < 6 and tags[start - 1] & _DESCRIBES:
        start -= 1
    return start


def prefix_of(document: Document, first: int, start: int) -> list[int]:
    """Return the tokens of the title or role before a name, without determiners and “Mr.”: `foreign minister`."""
    tags, honorifics = document.tags, document.language.coreference.honorifics
    tokens = [token for token in range(first, start) if document.words[token] not in honorifics]
    while tokens and tags[tokens[0]] & (Tag.DETERMINER | Tag.POSSESSIVE):
        tokens = tokens[1:]
    while tokens and tags[tokens[-1]] & Tag.COMMA:
        tokens = tokens[:-1]
    commas = [number for number, token in enumerate(tokens) if tags[token] & Tag.COMMA]
    tokens = tokens[commas[-1] + 1 :] if commas else tokens
    return tokens if any(tags[token] & Tag.OFFICE for token in tokens) else []


def apposition_of(document: Document, end: int) -> list[int]:
    """Return the tokens of `a former nurse` in `Ana Ruiz, 43, a former nurse, said`, and of `is a nurse`."""
    tags, words, at, count = document.tags, document.words, end, len(document.tags)
    data = document.language.coreference
    if at + 2 >= count or not tags[at] & (Tag.COMMA | Tag.AUXILIARY):
        return []
    if at + 3 < count and tags[at] & Tag.COMMA and tags[at + 1] & Tag.NUMBER and tags[at + 2] & Tag.COMMA:
        at += 2
    copula = tags[at] & Tag.AUXILIARY and words[at] in data.copulas
    if at + 2 >= count or not (tags[at] & Tag.COMMA or copula):
        return []
    opening = tags[at + 1]
    if not opening & _OPENS_APPOSITION or (opening & Tag.NAME and not opening & Tag.ROLE):
        return []
    tokens: list[int] = []
    for token in range(at + 1, min(at + _LONGEST_APPOSITION, count)):
        if tags[token] & _CLOSES_APPOSITION or words[token] in data.apposition_closers:
            break
        tokens.append(token)
    return tokens if heads_of(document, tokens) else []


def heads_of(document: Document, tokens: list[int]) -> list[str]:
    """Return the roles before the first preposition: `adviser` of `a former adviser to the governor`."""
    modifiers = document.language.coreference.role_modifiers
    heads: list[str] = []
    for token in tokens:
        if document.tags[token] & Tag.PREPOSITION:
            break
        if document.tags[token] & Tag.OFFICE and document.words[token] not in modifiers:
            heads.append(document.words[token])
    return heads


def words_of(document: Document, tokens: list[int]) -> frozenset[str]:
    """Return the words of a description, in lower case, without function words."""
    return frozenset(document.words[token] for token in tokens if not document.tags[token] & Tag.SMALL)


def described_gender(document: Document, description: Sequence[int], name: list[str]) -> str | None:
    """Return the gender of a title, a role or, in a name of several words, the given name: "f", "m" or None."""
    genders = document.language.coreference.noun_genders
    for token in description:
        if document.tags[token] & Tag.PREPOSITION:
            break
        if gender := genders.get(document.words[token]):
            return gender
    return gender_of(name[0], document.language) if len(name) > 1 else None


def gender_of(word: str, language: Language) -> str | None:
    """Return the gender of a title, a role or a given name: `congresswoman`, `Ana`; "f", "m" or None."""
    return language.coreference.genders.get(word.lower())


def shows_person(document: Document, end: int, name: tuple[str, ...]) -> bool:
    """Return whether the words behind a name show a person: `Ana Ruiz, 43`, `Ana Ruiz (D-Mass.)`, `Ana Ruiz, who`.

    A verb behind two words does too, as few places and bodies have one: `Ana Ruiz left`.
    """
    words, data = document.words, document.language.coreference
    if end + 1 >= len(words):
        return False
    word, tag = words[end], document.tags[end]
    if word == "(":
        return words[end + 1].startswith(data.party_prefixes)
    next_word = words[end + 1] if tag & Tag.COMMA else word
    if next_word in data.personal_relatives or (next_word.isdigit() and len(next_word) == 2):
        return True
    return len(name) == 2 and (bool(tag & _ACTS) or word.endswith(document.language.grammar.past_endings))


def is_subject(document: Document, first: int, last: int) -> bool:
    """Return whether a name can be a subject: neither `to Ana Ruiz`, `of his cousin Ana Ruiz` nor `Ana Ruiz's`."""
    if last < len(document.words) and document.tags[last] & Tag.POSSESSIVE:
        return False
    while first > 0 and document.tags[first - 1] & Tag.DETERMINER:
        first -= 1
    return not (document.tags[first - 1] if first else 0) & _NO_SUBJECT_BEHIND


def _introduces(document: Document, role: int) -> bool:
    """Return whether a role before a comma is `his wife, ` or `the mayor, ` rather than the end of another phrase."""
    indefinite = document.language.grammar.indefinite_articles
    for token in range(role - 1, max(-1, role - 4), -1):
        tag = document.tags[token]
        if tag & Tag.DETERMINER or tag & Tag.POSSESSIVE:
            return not tag & Tag.PREPOSITION and document.words[token] not in indefinite
        if tag & (Tag.PUNCTUATION | Tag.REGION | Tag.PREPOSITION):
            return False
    return False
