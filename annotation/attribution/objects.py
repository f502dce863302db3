"""Verbs that take no clause but a noun phrase or an infinitive: `rejected the offer`, `vowed to fight`.

Each rule takes a `Verb` and gives a `Claim`, or None when it does not fit; attribution.py says in which order.
"""

from annotation.grammar.clause_bounds import another_clause, clause_end
from annotation.grammar.noun_phrases import Form, Mention, phrase_after
from annotation.grammar.predicates import Claim, Verb
from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    ADVERB,
    ASIDE,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    REGION,
    STOP,
    SUBORDINATOR,
    TIME,
    VERBAL,
)

_NO_OBJECT = PUNCTUATION | REGION | AUXILIARY | CONJUNCTION | PREPOSITION | TIME | SUBORDINATOR
_OBJECTS = frozenset({"object", "object-as", "object-named"})
_ARTICLES = frozenset({"a", "an", "the", "one", "his", "her", "its", "their"})
_NO_SOURCES = frozenset({"i", "we", "you", "it"})
_EDGE = COMMA | DASH | STOP | TIME | COLON | PREPOSITION | CONJUNCTION | SUBORDINATOR | AUXILIARY
_ENDS = TIME | COLON
_BEGINS_CLAUSE = VERBAL | PRONOUN | ADVERB
_NO_LIST = VERBAL | STOP | COLON | DASH | REGION | SUBORDINATOR
# What tells when or how something was said, behind a noun phrase that was said.
_CIRCUMSTANCES = frozenset(
    {"during", "after", "before", "since", "when", "while", "until", "amid", "despite", "although"}
)
_RELATIVE = frozenset({"who", "which", "that", "whose", "where", "what", "how", "why", "whether", "if"})
_LIST = 10  # items between a comma and the “and” of a list


def subject_then_verb_then_infinitive(verb: Verb) -> Claim | None:
    """`Ruiz vowed to fight`, `urged them to leave`."""
    source = who_acts(verb)
    if source is None or "to" not in verb.cue.takes:
        return None
    reading, first = verb.reading, verb.last
    if "hearer" in verb.cue.takes and reading.words[first : first + 1] != ["to"]:
        hearer = phrase_after(reading, first, verb.high)
        first = hearer.last if hearer else first
    if first >= verb.high or reading.words[first] != "to":
        return None
    last = object_end(reading, first, verb.high)
    start = verb.last if first > verb.last and verb.cue.verb != "tell" else first
    return Claim(((start, last),), source, verb.place, "called-for") if last - first >= 2 else None


def subject_then_verb_then_object(verb: Verb) -> Claim | None:
    """`Ruiz rejected the offer of talks`, `called for calm`, `accused Novak of lying`."""
    source = who_acts(verb)
    if source is None or not _OBJECTS & verb.cue.takes:
        return None
    finding = verb.cue.verb in ("show", "find")
    if finding and source.form is not Form.DOCUMENT:
        return None  # a survey shows a trend, but a man shows his house
    first, reading = verb.last, verb.reading
    if first >= verb.high or reading.bits[first] & _NO_OBJECT or reading.words[first] == "that":
        return None
    last = clause_end(reading, first, verb.high, verb.cue) if finding else object_end(reading, first, verb.high)
    if last - first < 2 or not ("object" in verb.cue.takes or _is_judged(verb, first, last)):
        return None
    return Claim(((first, last),), source, verb.place, "subject-verb-object")


def _is_judged(verb: Verb, first: int, last: int) -> bool:
    """Return whether a noun phrase is followed by what it is: `saw [the dam as a threat]`, `called [him a liar]`."""
    reading = verb.reading
    if "object-as" in verb.cue.takes:
        return "as" in reading.words[first + 1 : last - 1]
    thing = phrase_after(reading, first, last)
    return thing is not None and thing.last < last and reading.words[thing.last] in _ARTICLES


def who_acts(verb: Verb) -> Mention | None:
    """Return the source of a verb that takes no clause: somebody in the third person, or whose verb went before."""
    if verb.infinitive or verb.base_after_to or (verb.relative and not verb.aside) or not _finite_or_aside(verb):
        return None
    source = verb.source
    return None if source is None or verb.reading.words[source.head] in _NO_SOURCES else source


def _finite_or_aside(verb: Verb) -> bool:
    """Return whether a participle stands apart, `, praising Novak`, not in a phrase: `voters praising Novak`."""
    if not verb.cue.participle or (verb.subject is not None and verb.subject.passive):
        return True
    return verb.first == verb.low or bool(verb.before & ASIDE)


def object_end(reading: Reading, first: int, high: int) -> int:
    """Return the item where a noun phrase with all that belongs to it ends: before `, `, `on Monday`, `and left`."""
    bits, words = reading.bits, reading.words
    clause = False
    for item in range(first, high):
        bit = bits[item]
        if words[item] in _RELATIVE:
            clause = True
        if item > first and bit & _EDGE and _ends_object(reading, item, high, clause):
            return item
    return high


def _ends_object(reading: Reading, item: int, high: int, clause: bool) -> bool:
    bit, word = reading.bits[item], reading.words[item]
    if item + 1 >= high:
        return bool(bit & PUNCTUATION)
    if bit & ASIDE:
        return not _list_goes_on(reading, item + 1, high)
    if bit & STOP:
        return word == ";"
    if bit & _ENDS or word in _CIRCUMSTANCES:
        return True
    if bit & AUXILIARY:
        return not clause and reading.words[item - 1] != "to"
    if bit & PREPOSITION:
        return _when(reading, item + 1) or (item + 2 < high and _when(reading, item + 2))
    if bit & CONJUNCTION:
        behind = reading.bits[item + 1]
        return bool(behind & _BEGINS_CLAUSE) or another_clause(reading, item + 1, high, word)
    return False


def _list_goes_on(reading: Reading, item: int, high: int) -> bool:
    """Return whether a comma stands in a list: an “and” follows soon and no verb before it."""
    for at in range(item, min(item + _LIST, high)):
        bit = reading.bits[at]
        if bit & CONJUNCTION:
            return at > item and reading.words[at] in ("and", "or")
        if bit & _NO_LIST:
            return False
    return False


def _when(reading: Reading, item: int) -> bool:
    return bool(reading.bits[item] & TIME) or (len(reading.words[item]) == 4 and reading.words[item].isdigit())
