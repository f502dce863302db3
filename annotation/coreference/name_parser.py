"""What the words of a name tell by themselves, wherever they stand: `Russian Foreign Minister Sergey Lavrov`.

An article repeats its names and the next article has many of them too, so each written form is worked out once. What
stands around a name tells more: namings.py looks at that each time.
"""

from dataclasses import dataclass

from annotation.coreference.descriptions import gender_of, gender_told, heads_of, prefix_of, words_of
from annotation.languages.lexicon import section
from annotation.parsing.document import Document
from annotation.parsing.tags import (
    BODY,
    COMMA,
    DETERMINER,
    DOCUMENT,
    NAME,
    NATIONALITY,
    OFFICE,
    PARTICLE,
    PLACE,
    POSSESSIVE,
    PREPOSITION,
    ROLE,
)

THING = BODY | PLACE | DOCUMENT
_SUFFIXES = section("en", "mentions.txt", "suffixes")
_ABBREVIATIONS = section("en", "words.txt", "abbreviations")
_THINGS = section("en", "mentions.txt", "things")
_MARKS = "\"“”'’‘"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
_BEFORE_NAME = OFFICE | NATIONALITY | DETERMINER | POSSESSIVE | PREPOSITION | COMMA
_IN_NAME = NAME | PARTICLE
# So that memory does not grow with the articles.
_MOST_KEPT = 20_000
_LONGEST_KEPT = 60


@dataclass(slots=True)
class Name:
    """A name as written: the words without titles, the number of tokens up to their end, the title or role before them.

    `roles` are the words that say what they are and `described` all words of the description, in lower case; `sure`
    tells whether anything shows a person; `thing` whether the words name something else, `thing_with_the` whether
    they do so behind “the”.
    """

    words: tuple[str, ...]
    length: int
    role: str | None
    gender: str | None
    roles: frozenset[str]
    described: frozenset[str]
    sure: bool
    thing: bool
    thing_with_the: bool


_KEPT: dict[str, Name | None] = {}


def name_of(document: Document, first: int, last: int) -> Name | None:
    """Read tokens as a name with its titles; None when they hold nothing but titles.

    >>> from annotation.parsing.document import parse
    >>> name_of(parse("Russian Foreign Minister Sergey Lavrov"), 0, 5).role
    'Russian Foreign Minister'
    """
    written = document.text[document.starts[first] : document.ends[last - 1]]
    if written in _KEPT:
        return _KEPT[written]
    name = _read(document, first, last)
    if len(written) < _LONGEST_KEPT:
        if len(_KEPT) == _MOST_KEPT:
            _KEPT.clear()  # the names of other days
        _KEPT[written] = name
    return name


def _read(document: Document, first: int, last: int) -> Name | None:
    start, end = _without_titles(document, first, last) if last - first > 1 else (first, last)
    if start >= end or (document.tags[end - 1] & OFFICE and end - start == 1 and start > first):
        return None
    words = [_written(document, token) for token in range(start, end)]
    name = tuple(words[:-1]) if len(words) > 1 and words[-1].lower() in _SUFFIXES else tuple(words)
    prefix = prefix_of(document, first, start)
    gender = gender_told(document, range(first, start), words)
    known = gender_of(name[0].lower()) is not None
    thing, thing_with_the = _names_a_thing(document, range(last - len(name), last), name, bool(prefix), known)
    return Name(
        words=name,
        length=end - first,
        role=document.text[document.starts[prefix[0]] : document.ends[prefix[-1]]] if prefix else None,
        gender=gender,
        roles=frozenset(heads_of(document, prefix)[-1:]),
        described=words_of(document, prefix),
        sure=bool(prefix or gender or known),
        thing=thing,
        thing_with_the=thing_with_the,
    )


def _without_titles(document: Document, first: int, last: int) -> tuple[int, int]:
    start = first
    for token in range(first, last - 1):
        if document.tags[token] & _BEFORE_NAME or not document.tags[token] & _IN_NAME:
            start = token + 1
    end = last
    while end > start and not document.tags[end - 1] & NAME:
        end -= 1
    return start, end


def _written(document: Document, token: int) -> str:
    """Give a word of a name as written; only a nickname keeps its marks: `“Big Tony”`."""
    word = document.raw(token)
    if word.isalpha():
        return word
    word = word.translate(_INVISIBLE)
    nickname = len(word) > 2 and word[0] in _MARKS and word[-1] in _MARKS
    return word if nickname else word.strip(_MARKS)


def _names_a_thing(
    document: Document, tokens: range, name: tuple[str, ...], titled: bool, known: bool
) -> tuple[bool, bool]:
    """Tell `New York Times`, `CBS News` from people, and `The Islamic State` if “the” is before it.

    `known` tells that the first word is a given name.
    """
    last = name[-1].lower()
    if last in _THINGS or (last.rstrip(".") in _ABBREVIATIONS and last.endswith(".")):
        return True, True
    if titled:
        return False, False
    if len(name) == 1:
        return False, True
    if len(name[0]) > 2 and name[0].isupper() and name[0].isalpha():
        return True, True
    if known:
        return False, False
    things = [
        token
        for token in tokens
        if document.words[token] in _THINGS or (document.tags[token] & THING and not document.tags[token] & ROLE)
    ]
    return bool(things), True
