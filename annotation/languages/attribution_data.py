"""Words of one language that the attribution layer asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class AttributionData:
    """The word sets of a language for attribution."""
