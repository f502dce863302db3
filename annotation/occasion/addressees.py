"""The one to whom something was said: `told the Herald`, `said to reporters`, `in an interview with Novak`."""

from annotation.grammar.noun_phrases import phrase_after
from annotation.grammar.predicates import Candidate
from annotation.occasion.circumstance_rule import CircumstanceRule, Reading, written
from annotation.occasion.events import before_place
from annotation.occasion.media import noun_at
from annotation.occasion.reporting_clause import Stretch
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

HEARER = CircumstanceRule(
    name="hearer",
    reads="The object of a verb of telling.",
    example="“It held,” Ana Ruiz told the Herald on Wednesday.",
    outcome=("said 2018-05-30 “on Wednesday”; addressee the Herald",),
)
SPOKEN_TO = CircumstanceRule(
    name="spoken-to",
    reads="A phrase behind “to” in a reporting clause.",
    example="Ana Ruiz explained to the council that the dam would hold.",
    outcome=("addressee the council",),
)
PARTNER = CircumstanceRule(
    name="partner",
    reads="The other side of an interview, a call or a conversation.",
    example="“It held,” Ana Ruiz said in an interview with Jan Novak.",
    outcome=("medium interview “an interview”; addressee Jan Novak",),
)
RULES = (HEARER, SPOKEN_TO, PARTNER)
_NO_HEARER = Tag.TIME | Tag.NUMBER | Tag.REGION | Tag.PUNCTUATION | Tag.VERBAL | Tag.PREPOSITION | Tag.SUBORDINATOR


def addressee(document: Document, candidate: Candidate, stretches: list[Stretch]) -> Reading | None:
    """Return the one to whom the words of a candidate were said."""
    for stretch in stretches:
        beside_verb = stretch.behind and candidate.cue is not None and stretch.first == candidate.cue[1]
        reading = _hearer(document, candidate, stretch) if beside_verb else None
        if reading := reading or _spoken_to(document, candidate, stretch):
            return reading
    return None


def _hearer(document: Document, candidate: Candidate, stretch: Stretch) -> Reading | None:
    cue = document.cue_at(candidate.cue[0]) if candidate.cue else None
    data = document.language.occasion
    if cue is None or (cue.verb not in data.hearer_verbs and cue.verb not in data.written_to):
        return None
    if cue.verb in data.written_to and not document.tags[stretch.first] & Tag.NAME:
        return None
    return _phrase(document, stretch.first, stretch.last, HEARER)


def _spoken_to(document: Document, candidate: Candidate, stretch: Stretch) -> Reading | None:
    data, words = document.language.occasion, document.words
    for token in range(stretch.first, stretch.last - 1):
        if words[token] in data.hearer_prepositions and _goes_to_hearer(document, token, candidate):
            rule = SPOKEN_TO
        elif words[token] in data.partner_prepositions and _partner_noun(document, token, stretch):
            rule = PARTNER
        else:
            continue
        if reading := _phrase(document, token + 1, stretch.last, rule):
            return reading
    return None


def _goes_to_hearer(document: Document, token: int, candidate: Candidate) -> bool:
    """Return whether a “to” follows a verb or noun of saying: `said to Novak`, `a letter to Novak`, `speaking to`."""
    before = token - 1
    if document.tags[before] & Tag.ADVERB:
        before -= 1
    if candidate.cue is not None and before == candidate.cue[1] - 1:
        cue = document.cue_at(candidate.cue[0])
        return cue is not None and "to" not in cue.takes  # “vowed to work”
    return document.words[before] in document.language.occasion.lead_openers or bool(noun_at(document, before))


def _partner_noun(document: Document, token: int, stretch: Stretch) -> bool:
    nouns = document.language.occasion.partner_nouns
    return any(word in nouns for word in document.words[max(stretch.first, token - 2) : token])


def _phrase(document: Document, first: int, high: int, rule: CircumstanceRule) -> Reading | None:
    """Return the phrase at a token as the addressee."""
    data, words = document.language.occasion, document.words
    if words[first] in data.object_pronouns and (first + 1 >= high or not _is_noun(document, first + 1)):
        return Reading(document.raw(first), first, first + 1, rule)
    if document.tags[first] & _NO_HEARER and not document.tags[first] & (Tag.NAME | Tag.DETERMINER):
        return None
    phrase = phrase_after(document, first, high)
    if phrase is None or phrase.last > high or not data.no_hearers.isdisjoint(words[phrase.first : phrase.last]):
        return None
    last = before_place(document, phrase.first, phrase.last)
    while last < high and document.raw(last).isupper() and document.tags[last] & Tag.TIME:
        last += 1  # “USA TODAY”
    return Reading(written(document, phrase.first, last), phrase.first, last, rule)


def _is_noun(document: Document, token: int) -> bool:
    tag = document.tags[token]
    return bool(tag & Tag.WORD) and not tag & (Tag.SMALL | Tag.TIME | Tag.VERBAL)
