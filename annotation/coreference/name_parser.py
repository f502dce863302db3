"""Name parser: titles, given names, surname and suffix of a name as written, with an in-process cache.

Articles repeat their names, and share many of them, so each written form is parsed once. The context of a name tells
more: entity_mentions.py looks at that each time.
"""

from dataclasses import dataclass

from annotation.coreference.descriptions import described_gender, gender_of, heads_of, prefix_of, words_of
from annotation.languages import Language
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

THING = Tag.BODY | Tag.PLACE | Tag.DOCUMENT
_MARKS = "\"“”'’‘"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
_BEFORE_NAME = Tag.OFFICE | Tag.NATIONALITY | Tag.DETERMINER | Tag.POSSESSIVE | Tag.PREPOSITION | Tag.COMMA
_IN_NAME = Tag.NAME | Tag.PARTICLE
_CACHE_SIZE = 20_000  # names
_LONGEST_CACHED = 60  # code points


@dataclass(slots=True)
class ParsedName:
    """A name as written: its words without titles, the number of tokens up to their end, the title or role before it.

    `roles` are the heads of its description and `description` all words of it, in lower case. `is_person` is True when
    a title or a given name shows a person, `is_thing` when the words name something else, and `is_thing_with_article`
    when they do so behind “the”.
    """

    words: tuple[str, ...]
    length: int
    role: str | None
    gender: str | None
    roles: frozenset[str]
    description: frozenset[str]
    is_person: bool
    is_thing: bool
    is_thing_with_article: bool


_cache: dict[tuple[Language, str], ParsedName | None] = {}


def parse_name(document: Document, first: int, last: int) -> ParsedName | None:
    """Parse tokens as a name with its titles; None when they hold nothing but titles.

    >>> from annotation.parsing.document import parse
    >>> parse_name(parse("Russian Foreign Minister Sergey Lavrov"), 0, 5).role
    'Russian Foreign Minister'
    """
    written = document.text[document.starts[first] : document.ends[last - 1]]
    key = document.language, written
    if key in _cache:
        return _cache[key]
    name = _parse(document, first, last)
    if len(written) < _LONGEST_CACHED:
        if len(_cache) == _CACHE_SIZE:
            _cache.clear()
        _cache[key] = name
    return name


def _parse(document: Document, first: int, last: int) -> ParsedName | None:
    start, end = _without_titles(document, first, last) if last - first > 1 else (first, last)
    if start >= end or (document.tags[end - 1] & Tag.OFFICE and end - start == 1 and start > first):
        return None
    words = [_written(document, token) for token in range(start, end)]
    suffixed = len(words) > 1 and words[-1].lower() in document.language.coreference.name_suffixes
    name = tuple(words[:-1]) if suffixed else tuple(words)
    prefix = prefix_of(document, first, start)
    gender = described_gender(document, range(first, start), words)
    has_given_name = gender_of(name[0], document.language) is not None
    tokens = range(last - len(name), last)
    is_thing, is_thing_with_article = _names_thing(document, tokens, name, bool(prefix), has_given_name)
    return ParsedName(
        words=name,
        length=end - first,
        role=document.text[document.starts[prefix[0]] : document.ends[prefix[-1]]] if prefix else None,
        gender=gender,
        roles=frozenset(heads_of(document, prefix)[-1:]),
        description=words_of(document, prefix),
        is_person=bool(prefix or gender or has_given_name),
        is_thing=is_thing,
        is_thing_with_article=is_thing_with_article,
    )


def _without_titles(document: Document, first: int, last: int) -> tuple[int, int]:
    start = first
    for token in range(first, last - 1):
        if document.tags[token] & _BEFORE_NAME or not document.tags[token] & _IN_NAME:
            start = token + 1
    end = last
    while end > start and not document.tags[end - 1] & Tag.NAME:
        end -= 1
    return start, end


def _written(document: Document, token: int) -> str:
    """Return a word of a name as written; only a nickname keeps its marks: `“Big Tony”`."""
    word = document.raw(token)
    if word.isalpha():
        return word
    word = word.translate(_INVISIBLE)
    nickname = len(word) > 2 and word[0] in _MARKS and word[-1] in _MARKS
    return word if nickname else word.strip(_MARKS)


def _names_thing(
    document: Document, tokens: range, name: tuple[str, ...], has_title: bool, has_given_name: bool
) -> tuple[bool, bool]:
    """Return whether a name is no person's, `New York Times`, and whether it is none behind “the”: `Islamic State`."""
    things, last = document.language.coreference.thing_words, name[-1].lower()
    abbreviations = document.language.parsing.capitalized_abbreviations
    if last in things or (last.rstrip(".") in abbreviations and last.endswith(".")):
        return True, True
    if has_title:
        return False, False
    if len(name) == 1:
        return False, True
    if len(name[0]) > 2 and name[0].isupper() and name[0].isalpha():
        return True, True
    if has_given_name:
        return False, False
    tags = document.tags
    return any(
        document.words[token] in things or (tags[token] & THING and not tags[token] & Tag.ROLE) for token in tokens
    ), True
