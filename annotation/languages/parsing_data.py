"""Words of one language that the parsing layer asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class ParsingData:
    """The word sets of a language for parsing."""
