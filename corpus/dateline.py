"""The dateline: "MOSCOW, June 13. /TASS/." → place, day, agency, and where the body starts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence: `start` and `end` are code points of the article's text.

    `place` and `agency` are as printed, `day` too ("June 13"); each is None when the dateline does not say.
    """

    start: int
    end: int
    place: str | None
    day: str | None
    agency: str | None
