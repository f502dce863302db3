"""Passive verbs, whose subject hears or is spoken of: `Asked if it was over, Ruiz …`, `was told by Kim that …`.

Who speaks stands behind “by”, or nobody says.
"""

from annotation.attribution.objects import object_end
from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.complements import QUESTIONS
from annotation.grammar.noun_phrases import Mention, phrase_after
from annotation.grammar.predicates import Claim, Verb
from annotation.grammar.subjects import can_speak
from annotation.parsing.document import Reading
from annotation.parsing.tags import CIRCUMSTANCE, COLON, COMMA, DETERMINER, PREPOSITION, REGION, SUBORDINATOR

_BEFORE_ASKED = COMMA | SUBORDINATOR
_REACH = 14  # items between a verb and what it reports


def passive(verb: Verb) -> Claim | None:
    """`Novak was told by Kim that it was over`, `Asked if it was over, Ruiz …`, `described by Ruiz as “thin”`."""
    if not verb.cue.past or not _is_passive(verb):
        return None
    source, first = _by_whom(verb.reading, verb.last, verb.high)
    content = _content(verb, first, source)
    return Claim((content,), source, verb.place, "passive") if content and content[1] - content[0] >= 1 else None


def _is_passive(verb: Verb) -> bool:
    if verb.subject is not None:
        return verb.subject.passive
    return verb.cue.verb == "ask" and (verb.first == verb.low or bool(verb.before & _BEFORE_ASKED))


def _by_whom(reading: Reading, at: int, high: int) -> tuple[Mention | None, int]:
    """Return the source behind “by”, and where what follows it begins; steps over when and where it was said."""
    source = None
    limit = min(at + _REACH, high)
    while at < limit and reading.bits[at] & CIRCUMSTANCE and reading.words[at] not in ("about", "to", "as"):
        mention = phrase_after(reading, at + 1, high) if reading.bits[at] & PREPOSITION else None
        if mention and reading.words[at] == "by" and (can_speak(mention) or reading.bits[mention.first] & DETERMINER):
            source = mention
        at = mention.last if mention else at + 1
    return source, at


def _content(verb: Verb, first: int, source: Mention | None) -> tuple[int, int] | None:
    reading, high, takes = verb.reading, verb.high, verb.cue.takes
    if first >= high:
        return None
    word = reading.words[first]
    if word == "that" and {"that", "bare"} & takes:
        return first + 1, clause_end(reading, first + 1, high, verb.cue, True)
    if verb.cue.verb == "ask" and word in QUESTIONS:
        return first, clause_end(reading, first, high, verb.cue, True)
    if source is None:
        return None
    if (word == "as" and "as" in takes) or (word == "about" and verb.cue.verb == "ask"):
        return first + 1, object_end(reading, first + 1, high)
    if reading.bits[first] & (COMMA | COLON) and first + 1 < high and reading.bits[first + 1] & REGION:
        return first + 1, first + 2
    return None
