"""Whether words between marks that no rule gave to anybody are somebody's: `lives on “hope for all”`, a `“dry port”`.

No single sign decides, so signs are added up: each that holds adds its weight, and a sum above zero says yes. The
weights are those of a logistic regression over the passages in question in four fifths of the training gold, rounded
to tenths; the last two are set by hand.
"""

from collections.abc import Callable
from typing import NamedTuple

from annotation.attribution.quoted_passage import Passage
from annotation.parsing.lexicon import section
from annotation.parsing.tags import AUXILIARY, CUE, DETERMINER, POSSESSIVE, SMALL, STOP, VERB, WORD, bits_of

_REMARKS = section("words.txt", "remarks") | section("words.txt", "sayings")
_SHORT = 3  # words: up to here marks rather name a thing
_READ = 30  # words of a passage that are looked at
_VERB_NEAR, _REMARK_NEAR = 12, 4  # items before a passage


class Sign(NamedTuple):
    """What speaks for or against a passage, by how much, and whether it holds."""

    name: str
    weight: float
    holds: Callable[[Passage], bool]


def _holds_a_verb(passage: Passage) -> bool:
    return any(bits_of(word) & (AUXILIARY | VERB) for word in passage.words[:_READ])


def _reports_near(passage: Passage) -> bool:
    return bool(passage.reading.items(CUE, max(passage.low, passage.item - _VERB_NEAR), passage.item))


def _named_a_remark(passage: Passage) -> bool:
    return not _REMARKS.isdisjoint(passage.reading.words[max(passage.low, passage.item - _REMARK_NEAR) : passage.item])


def _governed(passage: Passage) -> bool:
    verb = passage.before & (AUXILIARY | CUE) or passage.word_before == "as" or passage.word_before.endswith("ing")
    return bool(verb) or (passage.source is not None and passage.source.last == passage.item)


def _so_called(passage: Passage) -> bool:
    before = passage.reading.words[max(passage.low, passage.item - 2) : passage.item]
    return before[-1:] == ["so-called"] or before == ["so", "called"]


def _qualifies(passage: Passage) -> bool:
    noun = bool(passage.behind & WORD) and not passage.behind & (CUE | SMALL)
    return noun and bool(passage.before & (DETERMINER | POSSESSIVE)) and len(passage.words) == _SHORT


BASE = -0.5
SIGNS = (
    Sign("somebody may speak: “Ruiz runs on …”", 1.2, lambda one: one.hidden or one.source is not None),
    Sign("who speaks comes only after these few words", -1.6, lambda one: one.late and len(one.words) <= _SHORT),
    Sign("a reporting verb stands before", 1.0, _reports_near),
    Sign("the sentence reports something else too", 0.8, lambda one: one.reported),
    Sign("a noun says that they are words: “his claim that …”", 0.9, _named_a_remark),
    Sign("a verb stands between the marks", 0.7, _holds_a_verb),
    Sign("the sentence ends with them", 0.9, lambda one: bool(one.behind & STOP)),
    Sign("right after a verb, “as” or who speaks: “championing …”, “Ruiz ‘glad’ …”", 1.1, _governed),
    Sign(
        "after “the”, “this” or “his”, as known",
        1.0,
        lambda one: bool(one.before & DETERMINER) and one.word_before not in ("a", "an"),
    ),
    Sign("only two words", -1.0, lambda one: len(one.words) == 2),
    Sign("only three words", -0.8, lambda one: len(one.words) == _SHORT),
    Sign("so-called", -3.0, _so_called),
    Sign("three words that qualify a noun: a “freeze for freeze” plan", -1.2, _qualifies),
)


def is_somebodys(passage: Passage) -> bool:
    """Return whether a passage of two words or more is somebody's words."""
    return BASE + sum(sign.weight for sign in SIGNS if sign.holds(passage)) > 0
