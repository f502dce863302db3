"""Syntax tree of a query: what the parser makes of the text, and what the planner rewrites it to.

parsed      Phrase Prefix FieldQuery DateQuery And Or Not
rewritten   Phrase WordsQuery TermsFilter DateRange SaidRange And Or Not: resolved against the terms and names of a
            generation
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems in consecutive positions; a word is a phrase of one."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words, folded but not stemmed, that begin with these letters."""

    letters: str


@dataclass(frozen=True, slots=True)
class FieldQuery:
    """Everything by the speaker, or in the outlet, of this name; `field` is `speaker` or `outlet`."""

    field: str
    name: str


@dataclass(frozen=True, slots=True)
class DateQuery:
    """Everything published between two days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WordsQuery:
    """At least one of these words, folded but not stemmed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermsFilter:
    """Everything that has one of these values in a column."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Everything that can have been published between two days, as ordinals, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SaidRange:
    """Everything that can have been said between two days, as ordinals, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that does not match the node."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Everything that matches all of two or more nodes."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Everything that matches one of two or more nodes."""

    nodes: tuple["Node", ...]


Node = Phrase | Prefix | FieldQuery | DateQuery | WordsQuery | TermsFilter | DateRange | SaidRange | Not | And | Or
