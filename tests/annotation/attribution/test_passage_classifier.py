"""Words between marks that no rule gave to anybody: what speaks for them, what against."""

import pytest

from annotation.annotator import annotate_text
from annotation.attribution.passage_classifier import FEATURES

# What a sign turns: the text where it tips the scale, and the same without it.
TURNED = {
    "somebody may speak: “Ruiz runs on …”": (
        "Ana Ruiz lives on “hope for them all” in Tallinn.",
        "It lives on “hope for them all” in Tallinn.",
    ),
    "a reporting verb stands before": (
        "Ana Ruiz wrote by a “dry port” of the town.",
        "Ana Ruiz slept by a “dry port” of the town.",
    ),
    "a noun says that they are words: “his claim that …”": (
        "Ana Ruiz walked by with a claim of “dry wood” in the town.",
        "Ana Ruiz walked by with a board of “dry wood” in the town.",
    ),
    "the sentence ends with them": (
        "Ana Ruiz walked by a “dry port.”",
        "Ana Ruiz walked by a “dry port” of the town.",
    ),
    "right after a verb, “as” or who speaks: “championing …”, “Ruiz ‘glad’ …”": (
        "Ana Ruiz is “dry wood” in the town.",
        "Ana Ruiz walks by “dry wood” in the town.",
    ),
    "after “the”, “this” or “his”, as known": (
        "Ana Ruiz walked by the “dry port” of the town.",
        "Ana Ruiz walked by a “dry port” of the town.",
    ),
    "only two words": (
        "Ana Ruiz walked by a “dry and empty port” of the town.",
        "Ana Ruiz walked by a “dry port” of the town.",
    ),
    "so-called": (
        "Ana Ruiz walked by the “dry port” of the town.",
        "Ana Ruiz walked by the so-called “dry port” of the town.",
    ),
}


@pytest.mark.parametrize(("with_sign", "without"), TURNED.values(), ids=list(TURNED))
def test_a_sign_turns_the_decision(with_sign: str, without: str) -> None:
    assert _between_marks(with_sign) in _found(with_sign)
    assert not _found(without)


def _between_marks(text: str) -> str:
    return text.partition("“")[2].partition("”")[0]


def _found(text: str) -> list[str]:
    return [span.of(text) for quotation in annotate_text(text) for span in quotation.content]


def test_only_signs_that_there_are_are_shown() -> None:
    assert TURNED.keys() <= {feature.name for feature in FEATURES}


def test_a_single_word_is_never_weighed() -> None:
    assert not annotate_text("Ana Ruiz is “tired.”")
