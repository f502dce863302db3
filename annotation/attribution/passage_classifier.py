"""Logistic regression over quoted regions that no rule attributes: speech or not, as in a `“dry port”`.

The weights were fitted on the passages in question in four fifths of the training gold and rounded to tenths; the last
two are set by hand.
"""

from collections.abc import Callable
from typing import NamedTuple

from annotation.attribution.quoted_passage import Passage
from annotation.parsing.tags import AUXILIARY, CUE, DETERMINER, POSSESSIVE, SMALL, STOP, VERB, WORD

_SHORT = 3  # words: up to here marks rather name a thing
_READ = 30  # words of a passage that are looked at
_VERB_NEAR, _REMARK_NEAR = 12, 4  # tokens before a passage


class Feature(NamedTuple):
    """A binary feature of a passage: its description, its weight, and the function that computes it."""

    name: str
    weight: float
    holds: Callable[[Passage], bool]


def _holds_a_verb(passage: Passage) -> bool:
    return any(passage.document.vocabulary.tags_of(word) & (AUXILIARY | VERB) for word in passage.words[:_READ])


def _reports_near(passage: Passage) -> bool:
    return bool(passage.document.tagged(CUE, max(passage.low, passage.token - _VERB_NEAR), passage.token))


def _named_a_remark(passage: Passage) -> bool:
    near = passage.document.words[max(passage.low, passage.token - _REMARK_NEAR) : passage.token]
    return not passage.document.language.attribution.remarks.isdisjoint(near)


def _governed(passage: Passage) -> bool:
    language, word = passage.document.language, passage.word_before
    judged = word in language.attribution.judgement_particles or word.endswith(language.grammar.gerund_endings)
    return bool(judged or passage.tags_before & (AUXILIARY | CUE)) or (
        passage.source is not None and passage.source.last == passage.token
    )


def _so_called(passage: Passage) -> bool:
    before = passage.document.words[max(passage.low, passage.token - 2) : passage.token]
    so_called = passage.document.language.attribution.so_called
    return before[-1:] == ["-".join(so_called)] or tuple(before) == so_called


def _qualifies(passage: Passage) -> bool:
    noun = bool(passage.tags_behind & WORD) and not passage.tags_behind & (CUE | SMALL)
    opened = bool(passage.tags_before & (DETERMINER | POSSESSIVE | AUXILIARY))
    return noun and opened and len(passage.words) <= _SHORT


BASE = -0.5
FEATURES = (
    Feature("somebody may speak: “Ruiz runs on …”", 1.2, lambda passage: passage.hidden or passage.source is not None),
    Feature(
        "who speaks comes only after these few words",
        -1.6,
        lambda passage: passage.late and len(passage.words) <= _SHORT,
    ),
    Feature("a reporting verb stands before", 1.0, _reports_near),
    Feature("the sentence reports something else too", 0.8, lambda passage: passage.reported),
    Feature("a noun says that they are words: “his claim that …”", 0.9, _named_a_remark),
    Feature("a verb stands between the marks", 0.7, _holds_a_verb),
    Feature("the sentence ends with them", 0.9, lambda passage: bool(passage.tags_behind & STOP)),
    Feature("right after a verb, “as” or who speaks: “championing …”, “Ruiz ‘glad’ …”", 1.1, _governed),
    Feature(
        "after “the”, “this” or “his”, as known",
        1.0,
        lambda passage: (
            bool(passage.tags_before & DETERMINER)
            and passage.word_before not in passage.document.language.grammar.indefinite_articles
        ),
    ),
    Feature("only two words", -1.0, lambda passage: len(passage.words) == 2),
    Feature("only three words", -0.8, lambda passage: len(passage.words) == _SHORT),
    Feature("so-called", -3.0, _so_called),
    Feature("up to three words that qualify a noun: a “freeze for freeze” plan", -1.2, _qualifies),
)


def is_speech(passage: Passage) -> bool:
    """Return whether a passage of two words or more is speech: whether its weights sum to more than zero."""
    return BASE + sum(feature.weight for feature in FEATURES if feature.holds(passage)) > 0
