"""Verbs that take no clause but a noun phrase or an infinitive: `rejected the offer`, `vowed to fight`.

Each rule takes a `ReportingVerb` and returns a `Candidate`, or None when it does not fit; `matcher.py` has the order.
"""

from annotation.grammar.clause_bounds import another_clause, clause_end
from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after
from annotation.grammar.predicates import Candidate, ReportingVerb
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document
from annotation.rule import Rule

_NO_OBJECT = (
    Tag.PUNCTUATION | Tag.REGION | Tag.AUXILIARY | Tag.CONJUNCTION | Tag.PREPOSITION | Tag.TIME | Tag.SUBORDINATOR
)
_OBJECTS = frozenset({"object", "object-as", "object-named"})
_EDGE = (
    Tag.COMMA
    | Tag.DASH
    | Tag.STOP
    | Tag.TIME
    | Tag.COLON
    | Tag.PREPOSITION
    | Tag.CONJUNCTION
    | Tag.SUBORDINATOR
    | Tag.AUXILIARY
)
_ENDS = Tag.TIME | Tag.COLON
_BEGINS_CLAUSE = Tag.VERBAL | Tag.PRONOUN | Tag.ADVERB
_NO_LIST = Tag.VERBAL | Tag.STOP | Tag.COLON | Tag.DASH | Tag.REGION | Tag.SUBORDINATOR
_LIST = 10  # tokens between a comma and the “and” of a list


CALLED_FOR = Rule(
    name="called-for",
    reads="A verb of demanding or promising with its infinitive.",
    precision=0.96,
    example="[source|Ana Ruiz] [cue|vowed] [content|to rebuild the dam].",
    outcome=("called-for/name: Ana Ruiz",),
    explanation="What {source} wants or will do follows {cue}.",
)


def subject_then_verb_then_infinitive(verb: ReportingVerb) -> Candidate | None:
    """`Ruiz vowed to fight`, `urged them to leave`."""
    source = acting_source(verb)
    if source is None or "to" not in verb.cue.takes:
        return None
    document, first = verb.document, verb.last
    language = document.language
    markers = language.grammar.infinitive_markers
    if "hearer" in verb.cue.takes and not markers.intersection(document.words[first : first + 1]):
        hearer = phrase_after(document, first, verb.high)
        first = hearer.last if hearer else first
    if first >= verb.high or document.words[first] not in markers:
        return None
    last = object_end(document, first, verb.high)
    start = verb.last if first > verb.last and verb.cue.verb not in language.attribution.telling_verbs else first
    return Candidate(((start, last),), source, verb.place, CALLED_FOR) if last - first >= 2 else None


SUBJECT_VERB_OBJECT = Rule(
    name="subject-verb-object",
    reads="A verb that reports a noun phrase.",
    precision=0.96,
    example="[source|Ana Ruiz] [cue|rejected] [content|the offer of talks].",
    outcome=("subject-verb-object/name: Ana Ruiz",),
    explanation="What {source} {cue} is named right after it.",
)


def subject_then_verb_then_object(verb: ReportingVerb) -> Candidate | None:
    """`Ruiz rejected the offer of talks`, `called for calm`, `accused Novak of lying`."""
    source = acting_source(verb)
    if source is None or not _OBJECTS & verb.cue.takes:
        return None
    finding = verb.cue.verb in verb.document.language.attribution.finding_verbs
    if finding and source.form is not Form.DOCUMENT:
        return None  # a survey shows a trend, but a man shows his house
    first, document = verb.last, verb.document
    if (
        first >= verb.high
        or document.tags[first] & _NO_OBJECT
        or document.words[first] in document.language.grammar.complementizers
    ):
        return None
    last = clause_end(document, first, verb.high, verb.cue) if finding else object_end(document, first, verb.high)
    if last - first < 2 or not ("object" in verb.cue.takes or _is_judged(verb, first, last)):
        return None
    return Candidate(((first, last),), source, verb.place, SUBJECT_VERB_OBJECT)


def _is_judged(verb: ReportingVerb, first: int, last: int) -> bool:
    """Return whether a noun phrase is followed by what it is: `saw [the dam as a threat]`, `called [him a liar]`."""
    document = verb.document
    if "object-as" in verb.cue.takes:
        return not document.language.attribution.judgement_particles.isdisjoint(document.words[first + 1 : last - 1])
    thing = phrase_after(document, first, last)
    return (
        thing is not None
        and thing.last < last
        and document.words[thing.last] in document.language.attribution.predicate_openers
    )


def acting_source(verb: ReportingVerb) -> NounPhrase | None:
    """Return the source of a verb that takes no clause: in the third person, or that of the verb before."""
    if verb.infinitive or verb.base_after_to or (verb.relative and not verb.aside) or not _finite_or_aside(verb):
        return None
    source = verb.source
    never_acting = verb.document.language.attribution.never_acting
    return None if source is None or verb.document.words[source.head] in never_acting else source


def _finite_or_aside(verb: ReportingVerb) -> bool:
    """Return whether a participle stands apart, `, praising Novak`, not within a phrase: `voters praising Novak`."""
    if not verb.cue.participle or (verb.subject is not None and verb.subject.passive):
        return True
    return verb.first == verb.low or bool(verb.before & Tag.ASIDE)


def object_end(document: Document, first: int, high: int) -> int:
    """Return the token where a noun phrase with all that belongs to it ends: before `, `, `on Monday`, `and left`."""
    tags, words = document.tags, document.words
    opens_clause = document.language.attribution.relative_and_question_words
    clause = False
    for token in range(first, high):
        tag = tags[token]
        if words[token] in opens_clause:
            clause = True
        if token > first and tag & _EDGE and _ends_object(document, token, high, clause):
            return token
    return high


def _ends_object(document: Document, token: int, high: int, clause: bool) -> bool:
    tag, word = document.tags[token], document.words[token]
    if token + 1 >= high:
        return bool(tag & Tag.PUNCTUATION)
    if tag & Tag.ASIDE:
        return not _list_goes_on(document, token + 1, high)
    if tag & Tag.STOP:
        return word == ";"
    if tag & _ENDS or word in document.language.attribution.circumstance_openers:
        return True
    if tag & Tag.AUXILIARY:
        return not clause and document.words[token - 1] not in document.language.grammar.infinitive_markers
    if tag & Tag.PREPOSITION:
        return _when(document, token + 1) or (token + 2 < high and _when(document, token + 2))
    if tag & Tag.CONJUNCTION:
        behind = document.tags[token + 1]
        return bool(behind & _BEGINS_CLAUSE) or another_clause(document, token + 1, high, word)
    return False


def _list_goes_on(document: Document, token: int, high: int) -> bool:
    """Return whether a comma stands in a list: an “and” follows soon and no verb before it."""
    for at in range(token, min(token + _LIST, high)):
        tag = document.tags[at]
        if tag & Tag.CONJUNCTION:
            return at > token and document.words[at] in document.language.attribution.list_conjunctions
        if tag & _NO_LIST:
            return False
    return False


def _when(document: Document, token: int) -> bool:
    return bool(document.tags[token] & Tag.TIME) or (
        len(document.words[token]) == 4 and document.words[token].isdigit()
    )
