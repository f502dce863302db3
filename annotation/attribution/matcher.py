"""For each content, the cue and the source, and the name of the rule that decided.

A sentence is read verb by verb. `RULES` lists what is tried for each verb, in order; the first rule that fits decides.
The rules stand in quoted.py (words between marks), reported.py and objects.py (the reporter's own words), and
passives.py.
"""

from collections.abc import Callable, Iterator

from annotation.attribution import objects, passives, quoted, reported
from annotation.attribution.according_to import according_to
from annotation.attribution.quote_initial import quoted_opening
from annotation.attribution.speaker_labels import labelled
from annotation.grammar.extents import asks_whether
from annotation.grammar.noun_phrases import Form
from annotation.grammar.predicates import Claim, Verb, verb_at
from annotation.parsing.cues import cue_at
from annotation.parsing.document import Reading
from annotation.parsing.tags import COLON, CUE, REGION, WORD

Rules = tuple[Callable[[Verb], Claim | None], ...]
RULES: Rules = (
    quoted.quoted_then_verb_then_subject,
    quoted.quoted_then_subject_then_verb,
    quoted.subject_then_verb_then_judgement,
    quoted.subject_then_verb_then_quoted,
    reported.subject_then_verb_then_colon,
    reported.clause_then_verb_then_subject,
    reported.subject_then_verb_then_clause,
    reported.as_subject_said,
    reported.clause_then_subject_then_verb,
    objects.subject_then_verb_then_infinitive,
    objects.subject_then_verb_then_object,
)
# In a sentence without marks the rules for marked words fit nothing.
WITHOUT_MARKS = tuple(rule for rule in RULES if rule.__module__ != quoted.__name__)
# A verb without a source before it leaves those that look for one behind it.
WITHOUT_SOURCE: Rules = (quoted.quoted_then_verb_then_subject, reported.clause_then_verb_then_subject)

# After one of these a cue is a noun: “the claim”, “a report”.
_ARTICLES = frozenset({"the", "a", "an", "my", "our", "their", "its", "every", "no"})


def claims(reading: Reading) -> Iterator[Claim]:
    """Return what every sentence says about who said what."""
    labels = dict(labelled(reading))
    spoken = 0  # where the latest labelled content ends
    according = "according" in reading.words
    bits = reading.bits
    for number, items in enumerate(reading.by_sentence(reading.all(CUE | REGION | COLON))):
        low, high = reading.sentences[number]
        if number in labels:
            spoken = labels[number].content[-1][1]
            yield labels[number]
        if low < spoken:
            continue
        if according and "according" in reading.words[low:high]:
            yield from according_to(reading, low, high)
        if not items:
            continue
        found: list[Claim] = []
        cues = [item for item in items if bits[item] & CUE]
        if cues and not asks_whether(reading, low, high):
            found = _by_verbs(reading, low, high, cues, RULES if len(cues) < len(items) else WITHOUT_MARKS)
        yield from found
        if bits[low] & REGION and not any(claim.content[0][0] == low for claim in found):
            yield from quoted_opening(reading, low, high)
        if len(cues) < len(items) and [item for item in items if bits[item] & COLON]:
            held = {item for claim in found for first, last in claim.content for item in range(first, last)}
            yield from (c for c in quoted.after_colon(reading, low, high) if c.content[0][0] not in held)


def _by_verbs(reading: Reading, low: int, high: int, cues: list[int], rules: Rules) -> list[Claim]:
    """Read a sentence verb by verb. What somebody reports others said is part of what that somebody said."""
    found: list[Claim] = []
    told = low  # where the latest content ends
    for item in cues:
        cue = cue_at(reading.words, item) if item >= told else None
        if cue is None or (item > low and reading.words[item - 1] in _ARTICLES and not cue.participle):
            continue
        earlier = found[-1].source if found else None
        claim = _first_that_fits(verb_at(reading, low, high, item, cue, earlier), rules)
        if claim:
            first = claim.content[0][0]
            found = [one for one in found if one.cue is None or not first <= one.cue[0] < item]
            found.append(claim)
            told = max(told, claim.content[-1][1] if claim.content[-1][0] > item else low)
    return found


def _first_that_fits(verb: Verb, rules: Rules) -> Claim | None:
    if verb.subject and (verb.subject.doubtful or verb.supposed or _is_noun(verb)):
        return None
    if (claim := passives.passive(verb)) or (verb.subject and verb.subject.passive and not verb.cue.participle):
        return claim
    for rule in rules if verb.source else WITHOUT_SOURCE:
        if claim := rule(verb):
            return claim
    return None


def _is_noun(verb: Verb) -> bool:
    """Return whether a base form is a noun, as what stands before it is one thing: `a short answer`, `the BBC show`."""
    if verb.subject is None or not verb.cue.base or verb.infinitive:
        return False
    mention, word = verb.subject.mention, verb.reading.words[verb.first - 1]
    if mention.last != verb.first or word[-1] == "s":
        return False
    single = mention.form is Form.NAME and not mention.joint
    return single or verb.reading.bits[verb.first - 1] == WORD or verb.reading.words[mention.first] in ("a", "an")
