"""Passive verbs, whose subject hears or is spoken of: `Asked if it was over, Ruiz …`, `was told by Kim that …`.

Who speaks stands behind “by”, or nobody says.
"""

from annotation.attribution.objects import object_end
from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.noun_phrases import NounPhrase, phrase_after
from annotation.grammar.predicates import Candidate, ReportingVerb
from annotation.grammar.subjects import can_speak
from annotation.parsing.document import Document
from annotation.parsing.tags import CIRCUMSTANCE, COLON, COMMA, DETERMINER, PREPOSITION, REGION, SUBORDINATOR
from annotation.rule import Rule

_BEFORE_ASKED = COMMA | SUBORDINATOR
_REACH = 14  # tokens between a verb and what it reports


PASSIVE = Rule(
    name="passive",
    reads="A passive verb, whose agent speaks.",
    precision=0.8,
    example="Jan Novak was [cue|told] by [source|Ana Ruiz] that [content|the dam would hold].",
    outcome=("passive/name: Ana Ruiz",),
    explanation="Somebody was told something by {source}.",
)


def passive(verb: ReportingVerb) -> Candidate | None:
    """`Novak was told by Kim that it was over`, `Asked if it was over, Ruiz …`, `described by Ruiz as “thin”`."""
    if not verb.cue.past or not _is_passive(verb):
        return None
    source, first = _by_whom(verb.document, verb.last, verb.high)
    content = _content(verb, first, source)
    return Candidate((content,), source, verb.place, PASSIVE) if content and content[1] - content[0] >= 1 else None


def _is_passive(verb: ReportingVerb) -> bool:
    if verb.subject is not None:
        return verb.subject.passive
    return verb.cue.verb in verb.document.language.attribution.asking_verbs and (
        verb.first == verb.low or bool(verb.before & _BEFORE_ASKED)
    )


def _by_whom(document: Document, at: int, high: int) -> tuple[NounPhrase | None, int]:
    """Return the agent behind “by” and the token behind it, stepping over time and place."""
    source, language = None, document.language
    complements = language.attribution.complement_prepositions
    limit = min(at + _REACH, high)
    while at < limit and document.tags[at] & CIRCUMSTANCE and document.words[at] not in complements:
        phrase = phrase_after(document, at + 1, high) if document.tags[at] & PREPOSITION else None
        by = document.words[at] in language.grammar.agent_prepositions
        if phrase and by and (can_speak(phrase) or document.tags[phrase.first] & DETERMINER):
            source = phrase
        at = phrase.last if phrase else at + 1
    return source, at


def _content(verb: ReportingVerb, first: int, source: NounPhrase | None) -> tuple[int, int] | None:
    document, high, takes = verb.document, verb.high, verb.cue.takes
    if first >= high:
        return None
    word, grammar, data = document.words[first], document.language.grammar, document.language.attribution
    asked = verb.cue.verb in data.asking_verbs
    if word in grammar.complementizers and {"that", "bare"} & takes:
        return first + 1, clause_end(document, first + 1, high, verb.cue, True)
    if asked and word in grammar.question_words:
        return first, clause_end(document, first, high, verb.cue, True)
    if source is None:
        return None
    if (word in data.judgement_particles and "as" in takes) or (word in data.topic_prepositions and asked):
        return first + 1, object_end(document, first + 1, high)
    if document.tags[first] & (COMMA | COLON) and first + 1 < high and document.tags[first + 1] & REGION:
        return first + 1, first + 2
    return None
