"""The rules for the reporter's own words: `said it was over`, `It was over, Ruiz said`, `called for talks`.

Each rule takes a `Verb` and gives a `Claim`, or None when it does not fit; attribution.py says in which order.
"""

from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.complements import after_hearer, clause_after
from annotation.grammar.predicates import Claim, Verb
from annotation.grammar.subjects import can_speak, subject_after
from annotation.parsing.document import Reading
from annotation.parsing.tags import CIRCUMSTANCE, COLON, COMMA, PREPOSITION, REGION, STOP, VERBAL

_BEHIND_SPEAKER = STOP | COMMA | CIRCUMSTANCE
_IN_CLAUSE = VERBAL | REGION
_CLAUSES = frozenset({"bare", "that", "wh"})
_CLAUSES_BEFORE = frozenset({"bare", "that"})


def subject_then_verb_then_clause(verb: Verb) -> Claim | None:
    """`Ruiz said it had held all night`, `noting that it held`."""
    source = verb.source
    if source is None or not _CLAUSES & verb.cue.takes or verb.infinitive:
        return None
    clause = clause_after(verb.reading, verb.cue, verb.last, verb.high, verb.opening, verb.aside)
    if clause is None:
        return None
    return Claim((clause,), source, verb.place, "participle-clause" if verb.cue.participle else "subject-verb-clause")


def subject_then_verb_then_colon(verb: Verb) -> Claim | None:
    """`Beck tweeted: Proud of our crews tonight`, words given as they were but without marks."""
    reading, first = verb.reading, verb.last + 1
    source = verb.speaker
    if source is None or "quote" not in verb.cue.takes or verb.earlier or first + 2 > verb.high:
        return None
    if not reading.bits[verb.last] & COLON or reading.quoted_in(first, verb.high):
        return None
    last = next((item for item in range(first, verb.high) if reading.words[item][:4] == "http"), verb.high)
    return Claim(((first, last),), source, verb.place, "colon")


def clause_then_subject_then_verb(verb: Verb) -> Claim | None:
    """`The dam would hold, Ruiz said`, and `The dam, Ruiz said, would hold`."""
    reading, source = verb.reading, verb.speaker
    if source is None or not _CLAUSES_BEFORE & verb.cue.takes or verb.cue.participle or verb.cue.base:
        return None
    comma = source.first - 1
    if comma <= verb.low or not reading.bits[comma] & COMMA or not _closes(reading, _behind(verb), verb.high):
        return None
    first = verb.low
    resumed = verb.last < verb.high and reading.bits[verb.last] & COMMA
    if not resumed and (comma - first < 2 or (reading.bits[first] & PREPOSITION and comma - first < 6)):
        return None
    content = [(first, comma)]
    if verb.last < verb.high and reading.bits[verb.last] & COMMA:
        content.append((verb.last + 1, clause_end(reading, verb.last + 1, verb.high)))
    return Claim(tuple(content), source, verb.place, "clause-subject-verb")


def clause_then_verb_then_subject(verb: Verb) -> Claim | None:
    """`The dam would hold, said Ana Ruiz, an engineer`."""
    reading = verb.reading
    comma = verb.first - 1
    if "bare" not in verb.cue.takes or verb.cue.participle or verb.cue.base or comma - verb.low < 3:
        return None
    if not reading.bits[comma] & COMMA or verb.cue.verb == "tell" or not _is_clause(reading, verb.low, comma):
        return None
    source = subject_after(reading, verb.last, verb.high)
    if source is None or not can_speak(source) or not _closes(reading, source.last, verb.high):
        return None
    return Claim(((verb.low, comma),), source, verb.place, "clause-verb-subject")


def as_subject_said(verb: Verb) -> Claim | None:
    """`As Ruiz said, the dam would hold`."""
    reading, source = verb.reading, verb.speaker
    if source is None or "bare" not in verb.cue.takes or verb.last >= verb.high or source.first != verb.low + 1:
        return None
    if reading.words[verb.low] != "as" or not reading.bits[verb.last] & COMMA:
        return None
    first = verb.last + 1
    return Claim(((first, clause_end(reading, first, verb.high)),), source, verb.place, "clause-subject-verb")


def _is_clause(reading: Reading, first: int, last: int) -> bool:
    """Return whether a clause stands before the verb, and no name with its description: `Ruiz, an engineer, said …`."""
    return any(bit & _IN_CLAUSE for bit in reading.bits[first:last]) or any(
        word.endswith(("ed", "n't", "n’t")) for word in reading.words[first:last]
    )


def _behind(verb: Verb) -> int:
    """Return the item behind the verb and its hearer: `…, Ruiz told Novak`."""
    return after_hearer(verb.reading, verb.cue, verb.last, verb.high)


def _closes(reading: Reading, item: int, high: int) -> bool:
    return item >= high or bool(reading.bits[item] & _BEHIND_SPEAKER)
