"""Entity mentions: where an article names a person or body, with what it says of them: `Senator Ana Ruiz, 43`.

A run of capitalised words is a mention unless its words or the one before it show a place or a body.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from annotation.coreference.descriptions import (
    apposition_of,
    described_gender,
    gender_of,
    heads_of,
    is_subject,
    shows_person,
    with_role,
    words_of,
)
from annotation.coreference.name_parser import THING, ParsedName, parse_name
from annotation.grammar.noun_phrases import Form, phrase_before
from annotation.languages import Language
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_NONE: frozenset[str] = frozenset()
_WITHIN = Tag.PARTICLE | Tag.TITLE
_DESCRIBES = Tag.ROLE | Tag.TITLE | Tag.NATIONALITY | Tag.COMMA
_DESCRIBES_BEHIND = Tag.COMMA | Tag.AUXILIARY | Tag.SUBORDINATOR | Tag.SYMBOL
_NO_PERSON = THING | Tag.NATIONALITY | Tag.ROLE
_NO_CAPITAL_NEEDED = Tag.SMALL | Tag.PUNCTUATION | Tag.REGION | Tag.NUMBER | Tag.POSSESSIVE


@dataclass(slots=True)
class EntityMention:
    """One mention by name: its tokens, the name without titles, the title or role before it.

    `roles` are the heads of its description and `description` all words of it, in lower case. `is_person` is True when
    anything there shows a person, `is_subject` when they do something there.
    """

    first: int
    last: int
    name: tuple[str, ...]
    role: str | None
    gender: str | None
    roles: frozenset[str] = _NONE
    description: frozenset[str] = _NONE
    is_person: bool = False
    is_subject: bool = False

    @property
    def has_title(self) -> bool:
        """Whether a title or role stands before the name."""
        return self.role is not None

    @property
    def is_bare(self) -> bool:
        """Whether this is a single word without description."""
        return len(self.name) == 1 and not self.gender and not self.description

    def stands_alone(self, language: Language) -> bool:
        """Return whether a single word is a name without another mention: `President Ruiz`, `Ana`."""
        weak = self.roles <= language.coreference.weak_titles
        return bool(self.gender or gender_of(self.name[0], language)) or (self.has_title and not weak)


def mention_at(document: Document, first: int, last: int) -> EntityMention | None:
    """Parse tokens as a name with its titles and the apposition behind it; None when they hold no name.

    >>> from annotation.parsing.document import parse
    >>> mention_at(parse("Russian Foreign Minister Sergey Lavrov"), 0, 5).name
    ('Sergey', 'Lavrov')
    """
    name = parse_name(document, first, last)
    return _mention(document, first, last, name) if name else None


def _mention(document: Document, first: int, last: int, name: ParsedName) -> EntityMention:
    end = first + name.length
    subject = is_subject(document, first, last)
    apposition = apposition_of(document, end)
    gender, roles, description = name.gender, name.roles, name.description
    if apposition:
        gender = gender or described_gender(document, apposition, [])
        roles = roles.union(heads_of(document, apposition))
        description |= words_of(document, apposition)
    if before := _role_before(document, first, end):
        roles = roles.union(heads_of(document, before))
        description |= words_of(document, before)
    is_person = bool(apposition or before) or name.is_person or shows_person(document, end, name.words)
    return EntityMention(first, last, name.words, name.role, gender, roles, description, is_person, subject)


def _role_before(document: Document, first: int, end: int) -> list[int]:
    """Return the tokens of a role before a name between commas: `Norra’s envoy to Elm, Ana Ruiz, left`."""
    tags = document.tags
    if first < 3 or end >= len(tags) or not tags[first - 1] & tags[end] & Tag.COMMA or tags[first - 2] & Tag.ROLE:
        return []
    low = document.sentences[document.sentence_of[first]][0]
    role = phrase_before(document, first - 1, low)
    if role is None or role.form is not Form.ROLE or not tags[role.last - 1] & Tag.NAME:
        return []
    return list(range(role.first, role.last))


def find_mentions(document: Document) -> Iterator[EntityMention]:
    """Yield each mention by name outside quotation marks, in order."""
    tags, count = document.tags, len(document.tags)
    articles = document.language.coreference.definite_articles
    last = 0
    for token in document.all_tagged(Tag.NAME):
        if token < last:
            continue
        last = token + 1
        while last < count and (tags[last] & Tag.NAME or (tags[last] & _WITHIN and _name_follows(tags, last))):
            last += 1
        if tags[last - 1] & _NO_PERSON:
            continue
        if last - token > 2 and tags[token] & Tag.CUE and document.opens_sentence(token):
            token += 1  # “Ask Damien Shaw” opens with a verb
        alone = last - token == 1 and not tags[token - 1] & _DESCRIBES
        first = token if alone else with_role(document, token)
        name = parse_name(document, first, last)
        if name is None or name.is_thing:
            continue
        if name.is_thing_with_article and first and document.words[first - 1] in articles:
            continue
        if alone and (last == count or not tags[last] & _DESCRIBES_BEHIND):
            # nothing around it describes it: most mentions are a surname alone
            subject = is_subject(document, token, last)
            yield EntityMention(token, last, name.words, None, None, is_person=name.is_person, is_subject=subject)
        else:
            yield _mention(document, first, last, name)


def _name_follows(tags: list[int], token: int) -> bool:
    """Return whether a name goes on behind one or two particles: `von der Linden`."""
    behind = tags[token + 1 : token + 3]
    return bool(behind and (behind[0] & Tag.NAME or (behind[0] & Tag.PARTICLE and behind[-1] & Tag.NAME)))


def is_headline(document: Document, low: int, high: int) -> bool:
    """Return whether all content words of a sentence are capitalised, so that capitals are no sign of a name."""
    capitalised = 0
    for token in range(low, high):
        tag = document.tags[token]
        if tag & _NO_CAPITAL_NEEDED or not tag & Tag.WORD:
            continue
        if not document.text[document.starts[token]].isupper():
            return False
        capitalised += 1
    return capitalised > 3
