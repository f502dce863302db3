"""What a query means, as a small tree that knows neither how it was typed nor how it is searched."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that stand side by side; a word is a phrase of one."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words, as folded but not stemmed, that begin with these letters."""

    letters: str


@dataclass(frozen=True, slots=True)
class Named:
    """Everything by the speaker, or in the outlet, of this name; `field` is `speaker` or `outlet`."""

    field: str
    name: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Everything published between two days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of two or more."""

    nodes: tuple["Node", ...]


Node = Phrase | Prefix | Named | Dated | Not | And | Or
