"""Words of one language that the grammar layer asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class GrammarData:
    """The word sets of a language for grammar."""
