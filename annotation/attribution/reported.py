"""The rules for the reporter's own words: `said it was over`, `It was over, Ruiz said`, `called for talks`.

Each rule takes a `ReportingVerb` and returns a `Candidate`, or None when it does not fit; `matcher.py` has the order.
"""

from annotation.attribution.quoted import AFTER_COLON
from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.complements import after_hearer, clause_after
from annotation.grammar.predicates import Candidate, ReportingVerb
from annotation.grammar.subjects import can_speak, subject_after
from annotation.parsing.document import Document
from annotation.parsing.tags import (
    ADVERB,
    CIRCUMSTANCE,
    COLON,
    COMMA,
    DETERMINER,
    FINITE,
    NUMBER,
    PREPOSITION,
    REGION,
    STOP,
    VERBAL,
)
from annotation.rule import Rule

_BEHIND_SPEAKER = STOP | COMMA | CIRCUMSTANCE
_IN_CLAUSE = VERBAL | REGION
_WHEN = CIRCUMSTANCE | ADVERB | DETERMINER | NUMBER
_ASIDE = 8  # tokens between a verb and the comma behind which its clause goes on
_CLAUSES = frozenset({"bare", "that", "wh"})
_CLAUSES_BEFORE = frozenset({"bare", "that"})


SUBJECT_VERB_CLAUSE = Rule(
    name="subject-verb-clause",
    reads="The subject, its verb, the clause that it reports.",
    precision=0.96,
    example="[source|Ana Ruiz] [cue|said] on Monday that [content|the dam would hold].",
    outcome=("subject-verb-clause/name: Ana Ruiz",),
    explanation="{source} and {cue} are followed by a clause that says what.",
)


PARTICIPLE_CLAUSE = Rule(
    name="participle-clause",
    reads="A participle and the clause that it reports, with the subject of the verb before.",
    precision=0.93,
    example="[source|Ana Ruiz] went home, [cue|noting] that [content|the dam would hold].",
    outcome=("participle-clause/name: Ana Ruiz",),
    explanation="A clause beginning with {cue} says what {source} added.",
)


def subject_then_verb_then_clause(verb: ReportingVerb) -> Candidate | None:
    """`Ruiz said it had held all night`, `noting that it held`."""
    source = verb.source
    if source is None or not _CLAUSES & verb.cue.takes or verb.infinitive:
        return None
    clause = clause_after(verb.document, verb.cue, verb.last, verb.high, verb.opening, verb.aside)
    if clause is None:
        return None
    return Candidate((clause,), source, verb.place, PARTICIPLE_CLAUSE if verb.cue.participle else SUBJECT_VERB_CLAUSE)


def subject_then_verb_then_colon(verb: ReportingVerb) -> Candidate | None:
    """`Beck tweeted: Proud of our crews tonight`, words given as they were but without marks."""
    document, first = verb.document, verb.last + 1
    source = verb.speaker
    if source is None or "quote" not in verb.cue.takes or verb.earlier or first + 2 > verb.high:
        return None
    if not document.tags[verb.last] & COLON or document.regions_in(first, verb.high):
        return None
    last = next((token for token in range(first, verb.high) if document.words[token][:4] == "http"), verb.high)
    return Candidate(((first, last),), source, verb.place, AFTER_COLON)


CLAUSE_SUBJECT_VERB = Rule(
    name="clause-subject-verb",
    reads="A clause, the subject, its verb.",
    precision=0.99,
    example="[content|The dam would hold], [source|Ana Ruiz] [cue|said].",
    outcome=("clause-subject-verb/name: Ana Ruiz",),
    explanation="The sentence says what, and {source} and {cue} close it.",
)


def clause_then_subject_then_verb(verb: ReportingVerb) -> Candidate | None:
    """`The dam would hold, Ruiz said`, and `The dam, Ruiz said, would hold`."""
    document, source = verb.document, verb.speaker
    if source is None or not _CLAUSES_BEFORE & verb.cue.takes or verb.cue.participle or verb.cue.base:
        return None
    if verb.earlier and document.tags[verb.low] & REGION:
        return None  # `“It held,” Ruiz wrote in May, three days, she said, after the flood`
    comma = source.first - 1
    if comma <= verb.low or not document.tags[comma] & COMMA or not _closes(document, _behind(verb), verb.high):
        return None
    first = verb.low
    resumed = _resumption(document, verb.last, verb.high)
    if not resumed and (comma - first < 2 or (document.tags[first] & PREPOSITION and comma - first < 6)):
        return None
    if not resumed and not any(tag & _IN_CLAUSE or not tag & _WHEN for tag in document.tags[first:comma]):
        return None
    content = [(first, comma)]
    if resumed:
        content.append((resumed, clause_end(document, resumed, verb.high)))
    return Candidate(tuple(content), source, verb.place, CLAUSE_SUBJECT_VERB)


def _resumption(document: Document, token: int, high: int) -> int | None:
    """Return where a clause goes on behind a verb and a comma, with a verb of its own behind when and where.

    `The dam, Ruiz said, would hold`, `The dam, Ruiz said at the hearing, would hold`.
    """
    if token < high and document.tags[token] & COMMA:
        return token + 1
    if token >= high or not document.tags[token] & _WHEN:
        return None
    comma = next((at for at in range(token, min(token + _ASIDE, high - 1)) if document.tags[at] & COMMA), None)
    return comma + 1 if comma and document.tags[comma + 1] & FINITE else None


CLAUSE_VERB_SUBJECT = Rule(
    name="clause-verb-subject",
    reads="A clause, the verb, its subject.",
    precision=0.99,
    example="[content|The dam would hold], [cue|said] [source|Ana Ruiz], an engineer.",
    outcome=("clause-verb-subject/name: Ana Ruiz",),
    explanation="The sentence says what, and {cue} and {source} close it.",
)


def clause_then_verb_then_subject(verb: ReportingVerb) -> Candidate | None:
    """`The dam would hold, said Ana Ruiz, an engineer`."""
    document = verb.document
    comma = verb.first - 1
    if "bare" not in verb.cue.takes or verb.cue.participle or verb.cue.base or comma - verb.low < 3:
        return None
    if (
        not document.tags[comma] & COMMA
        or verb.cue.verb in document.language.attribution.telling_verbs
        or not _is_clause(document, verb.low, comma)
    ):
        return None
    source = subject_after(document, verb.last, verb.high)
    if source is None or not can_speak(source) or not _closes(document, source.last, verb.high):
        return None
    return Candidate(((verb.low, comma),), source, verb.place, CLAUSE_VERB_SUBJECT)


def as_subject_said(verb: ReportingVerb) -> Candidate | None:
    """`As Ruiz said, the dam would hold`."""
    document, source = verb.document, verb.speaker
    if source is None or "bare" not in verb.cue.takes or verb.last >= verb.high or source.first != verb.low + 1:
        return None
    if (
        document.words[verb.low] not in document.language.attribution.judgement_particles
        or not document.tags[verb.last] & COMMA
    ):
        return None
    first = verb.last + 1
    return Candidate(((first, clause_end(document, first, verb.high)),), source, verb.place, CLAUSE_SUBJECT_VERB)


def _is_clause(document: Document, first: int, last: int) -> bool:
    """Return whether a clause stands before the verb, and no name with its description: `Ruiz, an engineer, said …`."""
    endings = document.language.attribution.clause_endings
    return any(tag & _IN_CLAUSE for tag in document.tags[first:last]) or any(
        word.endswith(endings) for word in document.words[first:last]
    )


def _behind(verb: ReportingVerb) -> int:
    """Return the token behind the verb and its hearer: `…, Ruiz told Novak`."""
    return after_hearer(verb.document, verb.cue, verb.last, verb.high)


def _closes(document: Document, token: int, high: int) -> bool:
    marker = document.language.attribution.according_to
    according = tuple(document.words[token : token + len(marker)]) == marker
    return token >= high or according or bool(document.tags[token] & _BEHIND_SPEAKER)
