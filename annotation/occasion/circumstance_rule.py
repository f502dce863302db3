"""`CircumstanceRule`: the name and the example of one way to read a circumstance; `Reading`: what it gives."""

from dataclasses import dataclass
from typing import NamedTuple

from annotation.parsing.document import Document

_MARKS = '“”"'


@dataclass(frozen=True, slots=True, eq=False)
class CircumstanceRule:
    """One rule, written above the function that applies it.

    `reads` says in a sentence what it looks at. `example` is a text, published on Thursday 31 May 2018, whose
    quotations have the occasions `outcome`: `said 2018-05-30; event the spring forum`, each with the words it is read
    from. A test runs it.
    """

    name: str
    reads: str
    example: str
    outcome: tuple[str, ...]


def written(document: Document, first: int, last: int) -> str:
    """Return the words from token `first` up to token `last`, with plain spaces and without marks around them."""
    return " ".join(document.span(first, last).of(document.text).split()).strip(_MARKS)


class Reading(NamedTuple):
    """A value, the tokens from `first` up to, not including, `last` that tell it, and the rule."""

    value: str
    first: int
    last: int
    rule: CircumstanceRule
