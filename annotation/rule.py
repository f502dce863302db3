"""`Rule`: the name, precision, example and explanation of one step of an attribution.

An attribution has two rules: how the content was given to its source (`annotation/attribution/rules.py`), and how the
source was resolved to a speaker (`annotation/coreference/rules.py`). The confidences, docs/annotation.md
and the page's explanation of a quotation are made from these objects.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule, written above the function that applies it.

    `reads` says in a sentence what it looks at, `precision` how often the speaker is right where it decided (0 to 1).
    `example` is a text with its spans drawn in: `[source|Ana Ruiz] [cue|said] [content|it held]`, with `¶` between
    paragraphs, and `outcome` has the rules and the speaker of each of its quotations; a test runs it. `explanation` is
    a sentence for the reader of a page, with `{source}`, `{cue}` and `{speaker}` to fill in.
    """

    name: str
    reads: str
    precision: float
    example: str
    outcome: tuple[str, ...]
    explanation: str


def confidence(attribution: Rule, resolution: Rule) -> float:
    """Return the probability that the speaker is right, from the precision of the two rules that decided."""
    return round(attribution.precision * resolution.precision, 2)
