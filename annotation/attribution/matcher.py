"""Attribution candidates of a document: the rules are tried for each reporting verb of each sentence.

`VERB_RULES` has the rules in their order; the first that fits decides. They stand in quoted.py (words between marks),
reported.py and objects.py (the reporter's own words), and passives.py.
"""

from collections.abc import Callable, Iterator

from annotation.attribution import objects, passives, quoted, reported
from annotation.attribution.according_to import according_to
from annotation.attribution.quote_initial import quoted_opening
from annotation.attribution.saying_nouns import noun_clauses, saying_nouns
from annotation.attribution.speaker_labels import labelled_paragraphs
from annotation.grammar.clause_bounds import asks_whether
from annotation.grammar.noun_phrases import Form, within_name
from annotation.grammar.predicates import Candidate, ReportingVerb, verb_at
from annotation.parsing.document import Document
from annotation.parsing.tags import COLON, CUE, REGION, WORD

Rules = tuple[Callable[[ReportingVerb], Candidate | None], ...]
VERB_RULES: Rules = (
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
WITHOUT_MARKS = tuple(rule for rule in VERB_RULES if rule.__module__ != quoted.__name__)
# A verb without a source before it leaves those that look for one behind it.
WITHOUT_SOURCE: Rules = (quoted.quoted_then_verb_then_subject, reported.clause_then_verb_then_subject)


def find_candidates(document: Document) -> Iterator[Candidate]:
    """Yield the attribution candidates of every sentence, in the order of the text."""
    labels = dict(labelled_paragraphs(document))
    labelled_end = 0  # where the latest labelled_paragraphs content ends
    marker = document.language.attribution.according_to[0]
    according = marker in document.words
    tags = document.tags
    nouns = document.by_sentence(saying_nouns(document))
    for number, tokens in enumerate(document.by_sentence(document.all_tagged(CUE | REGION | COLON))):
        low, high = document.sentences[number]
        if number in labels:
            labelled_end = labels[number].content[-1][1]
            yield labels[number]
        if low < labelled_end:
            continue
        if according and marker in document.words[low:high]:
            yield from according_to(document, low, high)
        if not tokens:
            yield from noun_clauses(document, low, high, nouns[number])
            continue
        candidates: list[Candidate] = []
        cues = [token for token in tokens if tags[token] & CUE]
        if cues and not asks_whether(document, low, high):
            candidates = _by_verbs(document, low, high, cues, VERB_RULES if len(cues) < len(tokens) else WITHOUT_MARKS)
        yield from candidates
        yield from (noun for noun in noun_clauses(document, low, high, nouns[number]) if not _within(noun, candidates))
        if tags[low] & REGION and not any(candidate.content[0][0] == low for candidate in candidates):
            yield from quoted_opening(document, low, high)
        if len(cues) < len(tokens) and [token for token in tokens if tags[token] & COLON]:
            covered = {
                token for candidate in candidates for first, last in candidate.content for token in range(first, last)
            }
            yield from (c for c in quoted.after_colon(document, low, high) if c.content[0][0] not in covered)


def _within(candidate: Candidate, others: list[Candidate]) -> bool:
    """Return whether the cue of a candidate is part of what another reports."""
    return any(
        candidate.cue is not None and first <= candidate.cue[0] < last
        for other in others
        for first, last in other.content
    )


def _by_verbs(document: Document, low: int, high: int, cues: list[int], rules: Rules) -> list[Candidate]:
    """Return the candidates of the reporting verbs of a sentence; a report within a content is part of that content."""
    candidates: list[Candidate] = []
    covered = low  # where the latest content ends
    noun_openers = document.language.attribution.noun_openers
    for token in cues:
        cue = document.cue_at(token) if token >= covered else None
        if cue is None or (token > low and document.words[token - 1] in noun_openers and not cue.participle):
            continue
        if within_name(document, token):
            continue
        earlier = candidates[-1].source if candidates else None
        candidate = _first_that_fits(verb_at(document, low, high, token, cue, earlier), rules)
        if candidate:
            first = candidate.content[0][0]
            candidates = [
                candidate for candidate in candidates if candidate.cue is None or not first <= candidate.cue[0] < token
            ]
            candidates.append(candidate)
            covered = max(covered, candidate.content[-1][1] if candidate.content[-1][0] > token else low)
    return candidates


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
    """Return whether a base form is a noun, as what stands before it is one thing: `a short answer`, `the BBC show`."""
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
