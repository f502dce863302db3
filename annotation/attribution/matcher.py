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
from annotation.grammar.noun_phrases import Form, within_name
from annotation.grammar.predicates import Candidate, ReportingVerb, verb_at
from annotation.parsing.document import Document
from annotation.parsing.tags import COLON, CUE, REGION, WORD

Rules = tuple[Callable[[ReportingVerb], Candidate | None], ...]
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


def candidates(document: Document) -> Iterator[Candidate]:
    """Give what every sentence says about who said what."""
    labels = dict(labelled(document))
    spoken = 0  # where the latest labelled content ends
    marker = document.language.attribution.according_to[0]
    according = marker in document.words
    tags = document.tags
    for number, tokens in enumerate(document.by_sentence(document.all_tagged(CUE | REGION | COLON))):
        low, high = document.sentences[number]
        if number in labels:
            spoken = labels[number].content[-1][1]
            yield labels[number]
        if low < spoken:
            continue
        if according and marker in document.words[low:high]:
            yield from according_to(document, low, high)
        if not tokens:
            continue
        found: list[Candidate] = []
        cues = [token for token in tokens if tags[token] & CUE]
        if cues and not asks_whether(document, low, high):
            found = _by_verbs(document, low, high, cues, RULES if len(cues) < len(tokens) else WITHOUT_MARKS)
        yield from found
        if tags[low] & REGION and not any(candidate.content[0][0] == low for candidate in found):
            yield from quoted_opening(document, low, high)
        if len(cues) < len(tokens) and [token for token in tokens if tags[token] & COLON]:
            held = {token for candidate in found for first, last in candidate.content for token in range(first, last)}
            yield from (c for c in quoted.after_colon(document, low, high) if c.content[0][0] not in held)


def _by_verbs(document: Document, low: int, high: int, cues: list[int], rules: Rules) -> list[Candidate]:
    """Read a sentence verb by verb. What somebody reports others said is part of what that somebody said."""
    found: list[Candidate] = []
    told = low  # where the latest content ends
    noun_openers = document.language.attribution.noun_openers
    for token in cues:
        cue = document.cue_at(token) if token >= told else None
        if cue is None or (token > low and document.words[token - 1] in noun_openers and not cue.participle):
            continue
        if token > low and within_name(document, token):
            continue
        earlier = found[-1].source if found else None
        candidate = _first_that_fits(verb_at(document, low, high, token, cue, earlier), rules)
        if candidate:
            first = candidate.content[0][0]
            found = [one for one in found if one.cue is None or not first <= one.cue[0] < token]
            found.append(candidate)
            told = max(told, candidate.content[-1][1] if candidate.content[-1][0] > token else low)
    return found


def _first_that_fits(verb: ReportingVerb, rules: Rules) -> Candidate | None:
    if verb.subject and (verb.subject.doubtful or verb.supposed or _is_noun(verb)):
        return None
    if (candidate := passives.passive(verb)) or (verb.subject and verb.subject.passive and not verb.cue.participle):
        return candidate
    for rule in rules if verb.source else WITHOUT_SOURCE:
        if candidate := rule(verb):
            return candidate
    return None


def _is_noun(verb: ReportingVerb) -> bool:
    """Tell whether a base form is a noun, as what stands before it is one thing: `a short answer`, `the BBC show`."""
    if verb.subject is None or not verb.cue.base or verb.infinitive:
        return False
    phrase, word = verb.subject.phrase, verb.document.words[verb.first - 1]
    if phrase.last != verb.first or word.endswith(verb.document.language.attribution.plural_endings):
        return False
    single = phrase.form is Form.NAME and not phrase.joint
    return (
        single
        or verb.document.tags[verb.first - 1] == WORD
        or verb.document.words[phrase.first] in verb.document.language.grammar.indefinite_articles
    )
