"""Noun phrases that can name a source: names, titles, roles, pronouns, organisations."""

from dataclasses import dataclass, replace
from enum import StrEnum

from annotation.parsing import tags as Tag
from annotation.parsing.document import Document


class Form(StrEnum):
    """The form of a noun phrase."""

    NAME = "name"
    PRONOUN = "pronoun"
    ROLE = "role"
    BODY = "body"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(slots=True)
class NounPhrase:
    """A noun phrase: tokens `first` up to, not including, `last`; `head` is its head noun."""

    first: int
    last: int
    head: int
    form: Form
    joint: bool = False


_GOVERNS = (Form.ROLE, Form.BODY, Form.DOCUMENT)  # what a phrase such as `in New York` may belong to
_QUALIFIER = 3  # words between marks that qualify a noun
_REACH = 30  # tokens; a longer noun phrase is a sentence read wrongly
_CLAUSE_EDGE = Tag.PUNCTUATION | Tag.REGION
_OUTSIDE_PHRASE = _CLAUSE_EDGE | Tag.VERB | Tag.AUXILIARY | Tag.CONJUNCTION | Tag.PREPOSITION
_NO_PERSON = Tag.ROLE | Tag.BODY | Tag.DOCUMENT
_KNOWN = _NO_PERSON | Tag.TITLE | Tag.NATIONALITY
_NO_TRADE = Tag.SMALL | Tag.CAPITAL | Tag.VERBAL | Tag.PUNCTUATION | Tag.TIME | Tag.NUMBER | Tag.REGION
_NAMES = _KNOWN | Tag.NAME
_GOES_ON = _NAMES | Tag.PARTICLE | Tag.POSSESSIVE


def phrase_before(document: Document, end: int, low: int) -> NounPhrase | None:
    """Return the noun phrase that ends before token `end`, looking back no further than token `low`.

    >>> from annotation.parsing.document import parse
    >>> document = parse("However, a spokesman for the ministry said no.")
    >>> phrase = phrase_before(document, 7, 0); document.span(phrase.first, phrase.last).of(document.text)
    'a spokesman for the ministry'
    """
    if end - low > _REACH:
        low = end - _REACH
    at = end - 1
    if at >= low and document.words[at] == ")":
        at = _before_brackets(document, at, low)
    if at < low:
        return None
    if document.tags[at] & Tag.PRONOUN and not document.tags[at] & Tag.DETERMINER:
        return NounPhrase(at, at + 1, at, Form.PRONOUN)
    first = _left_edge(document, at, low)
    if first > at:
        return None
    phrase = _noun_phrase(document, first, at + 1)
    return _joined_left(document, phrase, low) if phrase else None


def phrase_after(document: Document, start: int, high: int) -> NounPhrase | None:
    """Return the noun phrase that begins at token `start` and ends before token `high`."""
    if high - start > _REACH:
        high = start + _REACH
    if start + 1 < high and _begins_clause(document, start):
        start += 1
    if start >= high:
        return None
    if document.tags[start] & Tag.PRONOUN and not document.tags[start] & Tag.DETERMINER:
        return NounPhrase(start, start + 1, start, Form.PRONOUN)
    last = _right_edge(document, start, high)
    phrase = _noun_phrase(document, start, last) if last > start else None
    return _joined_right(document, phrase, high) if phrase else None


def owes_capital_to_place(document: Document, phrase: NounPhrase, low: int) -> bool:
    """Return whether a name of one word, first in its sentence, is a name nowhere else: `Vinegar or any cleaner`."""
    if phrase.form is not Form.NAME or phrase.first != low or phrase.last - phrase.first != 1:
        return False
    word = document.words[low]
    return word not in document.language.grammar.given_names and word not in document.inner_names()


def qualifies_noun(document: Document, token: int) -> bool:
    """Return whether the words between marks at a token only say which thing is meant: `the “rising tide” argument`."""
    if not 0 < token < len(document.tags) - 1:
        return False
    before, behind = document.tags[token - 1], document.tags[token + 1]
    words = document.region_at[token].inner.of(document.text).split()
    noun = behind & Tag.WORD and not behind & _NO_TRADE
    return bool(before & (Tag.DETERMINER | Tag.POSSESSIVE) and noun) and len(words) <= _QUALIFIER


def within_name(document: Document, token: int) -> bool:
    """Return whether a word that could be a verb is part of a name: `State` in `Norra State University`.

    In a headline, where every word has a capital, it is a verb.
    """
    tags = document.tags
    if not tags[token] & Tag.CAPITAL:  # nearly every verb
        return False
    low, high = document.sentences[document.sentence_of[token]]
    if not (low < token < high - 1 and tags[token - 1] & tags[token + 1] & Tag.NAME):
        return False
    near = tags[max(low, token - 6) : min(high, token + 8)]
    return any(tag & Tag.WORD and not tag & (Tag.CAPITAL | Tag.SMALL) for tag in near)


def _before_brackets(document: Document, at: int, low: int) -> int:
    """Step over `(D-Mass.)` after a name."""
    for opening in range(at - 1, max(low, at - 9) - 1, -1):
        if document.words[opening] == "(":
            return opening - 1
    return at


def _left_edge(document: Document, at: int, low: int) -> int:
    tags = document.tags
    first = at + 1
    for token in range(at, low - 1, -1):
        tag = tags[token]
        if tag & Tag.DETERMINER and not tag & Tag.PRONOUN:
            clause = first <= at and _begins_clause(document, token)
            first = token if not clause and (token < at or tag & Tag.ROLE or not tag & Tag.SMALL) else first
            break
        in_name = tag & Tag.PARTICLE and first <= at and document.tags[first] & Tag.NAME
        if not in_name and not _inside_phrase(document, token):
            break
        first = token
    return _trimmed(document, first, at)


def _begins_clause(document: Document, token: int) -> bool:
    """Return whether a word is the “that” of a clause, as before a name, and no determiner."""
    return document.words[token] in document.language.grammar.complementizers and bool(
        document.tags[token + 1] & Tag.NAME
    )


def _trimmed(document: Document, first: int, at: int) -> int:
    """Drop what only happens to stand before a name: “thinks” in “thinks Trump”."""
    tags = document.tags
    if first > at or tags[first] & Tag.DETERMINER or not tags[at] & Tag.NAME:
        return first
    token = at
    while token > first and tags[token - 1] & _GOES_ON:
        token -= 1
    return token


def _inside_phrase(document: Document, token: int) -> bool:
    tag = document.tags[token]
    if tag & _OUTSIDE_PHRASE and not tag & Tag.POSSESSIVE:
        return False
    if tag & Tag.NAME:
        return True
    if tag & Tag.NO_NAME:
        return bool(tag & Tag.TIME and token + 1 < len(document.tags) and document.tags[token + 1] & Tag.POSSESSIVE)
    noun = (
        not tag & Tag.CUE
        or tag & _KNOWN
        or (token > 0 and document.words[token - 1] in document.language.grammar.noun_openers)
    )
    return bool(noun) or _opens_with_noun(document, token)


def _opens_with_noun(document: Document, token: int) -> bool:
    """Return whether a word that could be a verb opens its sentence before “of”: `Plans of the Water Office`."""
    opens = token == 0 or bool(document.tags[token - 1] & Tag.STOP)
    genitives = document.language.grammar.genitive_prepositions
    return opens and token + 1 < len(document.words) and document.words[token + 1] in genitives


def _right_edge(document: Document, start: int, high: int) -> int:
    token = start
    while token < high and document.tags[token] & Tag.DETERMINER:
        token += 1
    while token < high:
        tag = document.tags[token]
        if not _inside_phrase(document, token) and not (
            tag & Tag.PARTICLE and token + 1 < high and document.tags[token + 1] & Tag.NAME
        ):
            break
        if (
            token > start
            and document.tags[token - 1] & Tag.NAME
            and not _goes_on(document, token, high)
            and not _closes_owned(document, start, token, high)
        ):
            break
        if token > start and document.tags[token - 1] & _KNOWN and _verb_behind(document, token):
            break
        token += 1
    return token


def _verb_behind(document: Document, token: int) -> bool:
    """Return whether a token is the verb of the listed noun before it: `the senator wanted`, `the ad targets us`."""
    if document.tags[token - 1] & Tag.DETERMINER or document.tags[token] & (_KNOWN | Tag.CAPITAL):
        return False
    word, data = document.words[token], document.language.grammar
    behind = document.tags[token + 1] if token + 1 < len(document.tags) else 0
    return word.endswith(data.past_endings) or (
        word.endswith(data.third_person_endings) and bool(behind & (Tag.DETERMINER | Tag.REGION))
    )


def _goes_on(document: Document, token: int, high: int) -> bool:
    """Return whether a phrase goes on after a name: `Ruiz campaign manager`, but not `Ruiz disagreed`."""
    if document.tags[token] & _GOES_ON:
        return True
    data = document.language.grammar
    if document.words[token].endswith(data.past_endings):
        return False
    if _is_trade(document, token, high):
        return True
    return any(
        document.tags[at] & Tag.ROLE and not document.tags[at] & Tag.SMALL and _inside_phrase(document, at)
        for at in range(token + 1, min(token + 3, high))
    )


def _closes_owned(document: Document, start: int, token: int, high: int) -> bool:
    """Return whether a noun closes a phrase whose name only describes it: `their Tokara trainer.`"""
    owned = document.words[start] in document.language.coreference.possessive_pronouns
    noun = document.tags[token] & Tag.WORD and not document.tags[token] & _NO_TRADE
    return bool(owned and noun and (token + 1 >= high or document.tags[token + 1] & _CLAUSE_EDGE))


def _is_trade(document: Document, token: int, high: int) -> bool:
    """Return whether a noun stands between a place and a name: `Port Elmer locksmith Dr. Jan Gorden`."""
    tag, word = document.tags[token], document.words[token]
    if token + 1 >= high or tag & _NO_TRADE:
        return False
    adverb = word.endswith(document.language.grammar.adverb_endings)
    return bool(tag & Tag.WORD and not adverb and document.tags[token + 1] & Tag.NAME)


def _noun_phrase(document: Document, first: int, last: int) -> NounPhrase | None:
    head = last - 1
    while head > first and document.tags[head] & Tag.POSSESSIVE:
        head -= 1
    if not document.tags[head] & _NAMES:
        # “people familiar”, “officials briefed”: the role before is the head
        roles = [token for token in range(first, head) if document.tags[token] & Tag.ROLE]
        head = roles[-1] if roles else head
    tag = document.tags[head]
    if tag & Tag.DETERMINER and head == first and not tag & Tag.ROLE:
        return None
    form = _form(document, head)
    if (
        form is Form.OTHER
        and document.tags[first] & Tag.DETERMINER
        and (tag & Tag.TITLE or _tells_age(document, first, head + 1))
    ):
        form = Form.ROLE  # “the House speaker”, “the 61-year-old weaver”, “the 61-year-old”
    return NounPhrase(first, last, head, form)


def _tells_age(document: Document, first: int, last: int) -> bool:
    """Return whether a phrase tells an age, so that it means a person: `the 61-year-old weaver`."""
    endings = document.language.grammar.age_endings
    return any(document.words[at].endswith(endings) for at in range(first, last) if document.tags[at] & Tag.NUMBER)


def _form(document: Document, head: int) -> Form:
    tag = document.tags[head]
    if tag & Tag.CAPITAL and not tag & _NO_PERSON:
        return Form.NAME
    if tag & Tag.BODY and (tag & Tag.CAPITAL or not tag & Tag.ROLE):
        return Form.BODY
    if tag & Tag.DOCUMENT:
        named_before = head > 0 and tag & document.tags[head - 1] & Tag.NAME
        return Form.NAME if named_before else Form.DOCUMENT
    if tag & Tag.ROLE:
        return Form.ROLE
    return Form.OTHER


def _joined_left(document: Document, phrase: NounPhrase, low: int) -> NounPhrase:
    """Add `a spokesman for` before `the ministry`, and `Ana and` before `Piotr`."""
    link = phrase.first - 1
    if link <= low:
        return phrase
    word, tag, data = document.words[link], document.tags[link], document.language.grammar
    if word in data.ratio_prepositions and document.tags[phrase.first] & Tag.NUMBER and _counts(document, link - 1):
        return replace(phrase, first=link - 1)
    if word in data.phrase_links:
        left = phrase_before(document, link, low)
        placed = left and _is_placed(document, left, phrase, low)
        if left and (left.form in _GOVERNS or word in data.genitive_prepositions or placed):
            return replace(left, last=phrase.last)
    elif word in data.agent_prepositions:
        left = phrase_before(document, link, low)
        return replace(left, last=phrase.last) if left and left.form is Form.DOCUMENT else phrase
    elif tag & Tag.CONJUNCTION and word in data.phrase_conjunctions:
        left = phrase_before(document, link, low)
        if left and _starts_clause(document, left, low) and left.form in (Form.NAME, Form.ROLE, Form.BODY):
            return replace(phrase, first=left.first, joint=True)
    return phrase


def _is_placed(document: Document, left: NounPhrase, right: NounPhrase, low: int) -> bool:
    """Return whether a name of two words or more that opens its clause has its place behind: `Bruno Claes in Norra`."""
    named = left.form is right.form is Form.NAME and left.last - left.first > 1 and document.raw(left.last).islower()
    return named and _starts_clause(document, left, low)


def _starts_clause(document: Document, phrase: NounPhrase, low: int) -> bool:
    before = phrase.first - 1
    joined = before == low and bool(document.tags[low] & Tag.CONJUNCTION)  # “But Gray and Lee say”
    return before < low or joined or bool(document.tags[before] & _CLAUSE_EDGE)


def _counts(document: Document, token: int) -> bool:
    """Return whether a token is the first number of `nine in 10`."""
    return (
        bool(document.tags[token] & (Tag.NUMBER | Tag.DETERMINER))
        and document.words[token] not in document.language.grammar.articles
    )


def _joined_right(document: Document, phrase: NounPhrase, high: int) -> NounPhrase:
    """Add `for the ministry` after `a spokesman`, and `and Piotr` after `Ana`."""
    link = phrase.last
    if link + 1 >= high:
        return phrase
    word, data = document.words[link], document.language.grammar
    if phrase.form is Form.ROLE and word in data.role_adjectives and document.tags[link + 1] & Tag.PREPOSITION:
        right = phrase_after(document, link + 2, high)
        return replace(phrase, last=right.last) if right else phrase
    takes_place = phrase.form in _GOVERNS or word in data.genitive_prepositions
    by = word in data.agent_prepositions and phrase.form is Form.DOCUMENT
    if (by or (word in data.phrase_links and takes_place)) and not document.tags[link + 1] & Tag.TIME:
        right = phrase_after(document, link + 1, high)
        if right and right.form is not Form.PRONOUN:
            return replace(phrase, last=right.last)
    elif word in data.name_conjunctions and phrase.form is Form.NAME and document.tags[link + 1] & Tag.NAME:
        right = phrase_after(document, link + 1, high)
        if right:
            return replace(phrase, last=right.last, joint=True)
    return phrase
