"""The act of a quotation: whether its words are said, asked, promised, demanded, denied or thought, or report a deed.

The reporting verb decides, by what it takes: an infinitive (`agreed to hold talks`), a noun phrase (`rejected the
offer`), or words and clauses. What each verb does so is in `acts.toml` of the language.
"""

from annotation.attribution.objects import CALLED_FOR, SUBJECT_VERB_OBJECT
from annotation.attribution.quoted import SUBJECT_VERB_JUDGEMENT
from annotation.attribution.saying_nouns import NOUN_CLAUSE
from annotation.grammar.predicates import Candidate
from annotation.languages.act_data import Acts
from annotation.languages.reporting_verbs import Cue
from annotation.parsing.document import Document
from annotation.parsing.tags import REGION
from annotation.quotation import Act

_ACTS = {act.value: act for act in Act}
_OBJECTS = (SUBJECT_VERB_OBJECT, SUBJECT_VERB_JUDGEMENT)


def act_of(document: Document, candidate: Candidate) -> Act:
    """Return the act of a candidate.

    >>> from annotation.annotator import annotate_text
    >>> [q.attribution.act.value for q in annotate_text("Ana Ruiz agreed to hold talks. “Why?” asked Jan Novak.")]
    ['does', 'asks']
    """
    act = _of_cue(document, candidate, candidate.cue[0]) if candidate.cue else Act.SAYS
    return Act.ASKS if act is Act.SAYS and _is_question(document, candidate) else act


def _of_cue(document: Document, candidate: Candidate, token: int) -> Act:
    data = document.language.acts
    if candidate.rule is NOUN_CLAUSE:
        return _ACTS[data.nouns.get(document.words[token], "says")]
    cue = document.cue_at(token)
    if cue is None:
        return Act.SAYS
    if candidate.rule is CALLED_FOR:
        return _listed(data.infinitive, cue)
    if candidate.rule not in _OBJECTS:
        return _listed(data.saying, cue)
    if cue.verb in data.rejections and not data.claims.isdisjoint(_reported(document, candidate)):
        return Act.DENIES
    return _listed(data.object, cue)


def _listed(acts: Acts, cue: Cue) -> Act:
    return _ACTS[acts.get(cue.verb) or ("says" if cue.statement else "thinks")]


def _reported(document: Document, candidate: Candidate) -> list[str]:
    return [word for first, last in candidate.content for word in document.words[first:last]]


def _is_question(document: Document, candidate: Candidate) -> bool:
    """Return whether the content is one quoted question: `“Did it hold?”`."""
    if len(candidate.content) != 1:
        return False
    [(first, last)] = candidate.content
    if last - first != 1 or not document.tags[first] & REGION:
        return False
    inner = document.region_at[first].inner
    if document.text[inner.end - 1] != "?":
        return False
    words = inner.of(document.text)[:-1]
    return not any(stop in words for stop in ("? ", ". ", "! "))
