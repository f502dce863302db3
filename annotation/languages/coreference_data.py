"""Words of one language that the coreference layer asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class CoreferenceData:
    """The word sets of a language for coreference."""
