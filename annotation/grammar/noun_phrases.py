"""Names, titles, roles, pronouns, organisations: the noun phrases that can say who speaks."""

from dataclasses import dataclass, replace
from enum import StrEnum

from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    AUXILIARY,
    BODY,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DETERMINER,
    DOCUMENT,
    NAME,
    NATIONALITY,
    NO_NAME,
    NUMBER,
    PARTICLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REGION,
    ROLE,
    SMALL,
    TIME,
    TITLE,
    VERB,
)


class Form(StrEnum):
    """How somebody is mentioned."""

    NAME = "name"
    PRONOUN = "pronoun"
    ROLE = "role"
    BODY = "body"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(slots=True)
class Mention:
    """A noun phrase: items `first` up to, not including, `last`; `head` is the item that says what it is."""

    first: int
    last: int
    head: int
    form: Form
    joint: bool = False


_LINKS = frozenset({"of", "for", "at", "in", "from", "with", "on", "to"})
_BEFORE_NOUN = frozenset({"the", "a", "an", "its", "their", "his", "my", "our"})  # “the talks”, “his claim”
# `officials familiar with the talks`, `one Democrat involved in the planning`
_AFTER_ROLE = frozenset(
    {"familiar", "involved", "briefed", "close", "aware", "opposed", "loyal", "sympathetic", "knowledgeable", "present"}
)
_GOVERNS = (Form.ROLE, Form.BODY, Form.DOCUMENT)  # what a phrase such as `in New York` may belong to
_REACH = 30  # items; a longer noun phrase is a sentence read wrongly
_CLAUSE_EDGE = PUNCTUATION | REGION
_OUTSIDE_PHRASE = _CLAUSE_EDGE | VERB | AUXILIARY | CONJUNCTION | PREPOSITION
_NO_PERSON = ROLE | BODY | DOCUMENT
_KNOWN = _NO_PERSON | TITLE | NATIONALITY
_NAMES = _KNOWN | NAME
_GOES_ON = _NAMES | PARTICLE | POSSESSIVE


def phrase_before(reading: Reading, end: int, low: int) -> Mention | None:
    """Return the noun phrase that ends before item `end`, looking back no further than item `low`.

    >>> from annotation.parsing.document import read
    >>> reading = read("However, a spokesman for the ministry said no.")
    >>> mention = phrase_before(reading, 7, 0); reading.span(mention.first, mention.last).of(reading.text)
    'a spokesman for the ministry'
    """
    if end - low > _REACH:
        low = end - _REACH
    at = end - 1
    if at >= low and reading.words[at] == ")":
        at = _before_brackets(reading, at, low)
    if at < low:
        return None
    if reading.bits[at] & PRONOUN and not reading.bits[at] & DETERMINER:
        return Mention(at, at + 1, at, Form.PRONOUN)
    first = _left_edge(reading, at, low)
    if first > at:
        return None
    mention = _mention(reading, first, at + 1)
    return _joined_left(reading, mention, low) if mention else None


def phrase_after(reading: Reading, start: int, high: int) -> Mention | None:
    """Return the noun phrase that begins at item `start` and ends before item `high`."""
    if high - start > _REACH:
        high = start + _REACH
    if start + 1 < high and _begins_clause(reading, start):
        start += 1
    if start >= high:
        return None
    if reading.bits[start] & PRONOUN and not reading.bits[start] & DETERMINER:
        return Mention(start, start + 1, start, Form.PRONOUN)
    last = _right_edge(reading, start, high)
    mention = _mention(reading, start, last) if last > start else None
    return _joined_right(reading, mention, high) if mention else None


def _before_brackets(reading: Reading, at: int, low: int) -> int:
    """Step over `(D-Mass.)` after a name."""
    for opening in range(at - 1, max(low, at - 9) - 1, -1):
        if reading.words[opening] == "(":
            return opening - 1
    return at


def _left_edge(reading: Reading, at: int, low: int) -> int:
    bits = reading.bits
    first = at + 1
    for item in range(at, low - 1, -1):
        bit = bits[item]
        if bit & DETERMINER and not bit & PRONOUN:
            clause = first <= at and _begins_clause(reading, item)
            first = item if not clause and (item < at or bit & ROLE or not bit & SMALL) else first
            break
        in_name = bit & PARTICLE and first <= at and reading.bits[first] & NAME
        if not in_name and not _inside_phrase(reading, item):
            break
        first = item
    return _trimmed(reading, first, at)


def _begins_clause(reading: Reading, item: int) -> bool:
    """Return whether a word is the “that” of a clause, as before a name, and no determiner."""
    return reading.words[item] == "that" and bool(reading.bits[item + 1] & NAME)


def _trimmed(reading: Reading, first: int, at: int) -> int:
    """Drop what only happens to stand before a name: “thinks” in “thinks Trump”."""
    bits = reading.bits
    if first > at or bits[first] & DETERMINER or not bits[at] & NAME:
        return first
    item = at
    while item > first and bits[item - 1] & _GOES_ON:
        item -= 1
    return item


def _inside_phrase(reading: Reading, item: int) -> bool:
    bit = reading.bits[item]
    if bit & _OUTSIDE_PHRASE and not bit & POSSESSIVE:
        return False
    if bit & NAME:
        return True
    if bit & NO_NAME:
        return bool(bit & TIME and item + 1 < len(reading.bits) and reading.bits[item + 1] & POSSESSIVE)
    noun = not bit & CUE or bit & _KNOWN or (item > 0 and reading.words[item - 1] in _BEFORE_NOUN)
    return bool(noun)


def _right_edge(reading: Reading, start: int, high: int) -> int:
    item = start
    while item < high and reading.bits[item] & DETERMINER:
        item += 1
    while item < high:
        bit = reading.bits[item]
        if not _inside_phrase(reading, item) and not (
            bit & PARTICLE and item + 1 < high and reading.bits[item + 1] & NAME
        ):
            break
        if item > start and reading.bits[item - 1] & NAME and not _goes_on(reading, item, high):
            break
        if item > start and reading.bits[item - 1] & _KNOWN and _verb_behind(reading, item):
            break
        item += 1
    return item


def _verb_behind(reading: Reading, item: int) -> bool:
    """Return whether an item is the verb of the noun before it: `the senator wanted`, `the ad targets the bank`."""
    if reading.bits[item - 1] & DETERMINER or reading.bits[item] & (_KNOWN | CAPITAL):
        return False
    word = reading.words[item]
    behind = reading.bits[item + 1] if item + 1 < len(reading.bits) else 0
    return word.endswith("ed") or (word[-1] == "s" and bool(behind & (DETERMINER | REGION)))


def _goes_on(reading: Reading, item: int, high: int) -> bool:
    """Return whether a phrase goes on after a name: `Ruiz campaign manager`, but not `Ruiz disagreed`."""
    if reading.bits[item] & _GOES_ON:
        return True
    if reading.words[item].endswith("ed"):
        return False
    return any(
        reading.bits[at] & ROLE and not reading.bits[at] & SMALL and _inside_phrase(reading, at)
        for at in range(item + 1, min(item + 3, high))
    )


def _mention(reading: Reading, first: int, last: int) -> Mention | None:
    head = last - 1
    while head > first and reading.bits[head] & POSSESSIVE:
        head -= 1
    if not reading.bits[head] & _NAMES:
        # “people familiar”, “officials briefed”: the role before is the head
        roles = [item for item in range(first, head) if reading.bits[item] & ROLE]
        head = roles[-1] if roles else head
    bit = reading.bits[head]
    if bit & DETERMINER and head == first and not bit & ROLE:
        return None
    return Mention(first, last, head, _form(reading, head))


def _form(reading: Reading, head: int) -> Form:
    bit = reading.bits[head]
    if bit & CAPITAL and not bit & _NO_PERSON:
        return Form.NAME
    if bit & BODY and (bit & CAPITAL or not bit & ROLE):
        return Form.BODY
    if bit & DOCUMENT:
        named_before = head > 0 and bit & reading.bits[head - 1] & NAME
        return Form.NAME if named_before else Form.DOCUMENT
    if bit & ROLE:
        return Form.ROLE
    return Form.OTHER


def _joined_left(reading: Reading, mention: Mention, low: int) -> Mention:
    """Add `a spokesman for` before `the ministry`, and `Ana and` before `Piotr`."""
    link = mention.first - 1
    if link <= low:
        return mention
    word, bit = reading.words[link], reading.bits[link]
    if word == "in" and reading.bits[mention.first] & NUMBER and _counts(reading, link - 1):
        return replace(mention, first=link - 1)
    if word in _LINKS:
        left = phrase_before(reading, link, low)
        if left and (left.form in _GOVERNS or word == "of"):
            return replace(left, last=mention.last)
    elif word == "by":
        left = phrase_before(reading, link, low)
        return replace(left, last=mention.last) if left and left.form is Form.DOCUMENT else mention
    elif bit & CONJUNCTION and word in ("and", "or", "&"):
        left = phrase_before(reading, link, low)
        starts_clause = left and (left.first == low or reading.bits[left.first - 1] & _CLAUSE_EDGE)
        if left and starts_clause and left.form in (Form.NAME, Form.ROLE, Form.BODY):
            return replace(mention, first=left.first, joint=True)
    return mention


def _counts(reading: Reading, item: int) -> bool:
    """Return whether an item is the first number of `nine in 10`."""
    return bool(reading.bits[item] & (NUMBER | DETERMINER)) and reading.words[item] not in ("the", "a", "an")


def _joined_right(reading: Reading, mention: Mention, high: int) -> Mention:
    """Add `for the ministry` after `a spokesman`, and `and Piotr` after `Ana`."""
    link = mention.last
    if link + 1 >= high:
        return mention
    word = reading.words[link]
    if mention.form is Form.ROLE and word in _AFTER_ROLE and reading.bits[link + 1] & PREPOSITION:
        right = phrase_after(reading, link + 2, high)
        return replace(mention, last=right.last) if right else mention
    takes_place = mention.form in _GOVERNS or word == "of"
    by = word == "by" and mention.form is Form.DOCUMENT
    if (by or (word in _LINKS and takes_place)) and not reading.bits[link + 1] & TIME:
        right = phrase_after(reading, link + 1, high)
        if right and right.form is not Form.PRONOUN:
            return replace(mention, last=right.last)
    elif word in ("and", "&") and mention.form is Form.NAME and reading.bits[link + 1] & NAME:
        right = phrase_after(reading, link + 1, high)
        if right:
            return replace(mention, last=right.last, joint=True)
    return mention
