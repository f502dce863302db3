"""Dateline parser: "MOSCOW, June 13. /TASS/." → place, day, agency, and the offset of the body."""

import re
from dataclasses import dataclass
from itertools import islice

from corpus.text.paragraphs import paragraph_spans


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words before the first sentence: `start` and `end` are code points of the article's text.

    `place` and `agency` are as printed, `day` too ("June 13"); each is None when the dateline does not say. The body
    starts at `end`.
    """

    start: int
    end: int
    place: str | None
    day: str | None
    agency: str | None


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline of an article: it opens one of the first three paragraphs. None when there is none.

    >>> find_dateline("TALLINN, May 3 (INA) - It rained.")
    Dateline(start=0, end=23, place='TALLINN', day='May 3', agency='INA')
    """
    for start, end in islice(paragraph_spans(text), _PARAGRAPHS):
        if not _AT_A_GLANCE.match(text, start, end):
            continue
        for form in _FORMS:
            match = form.match(text, start, end)
            # What follows a dateline is a sentence.
            if match and match.end() < end and not text[match.end()].islower():
                groups = {"place": None, "day": None, "agency": None} | match.groupdict()
                if _is_credible(**groups):
                    return Dateline(start, match.end(), **groups)
    return None


def _is_credible(place: str | None, day: str | None, agency: str | None) -> bool:
    if agency is not None and not agency[0].isupper():
        return False
    if place is None:
        return True
    if day is None and agency is None:
        return place.split(",")[0].isupper()
    # Every word of a place is capitalised, but for particles: "Castellón de la Plana".
    return all(word[0].isupper() or len(word) <= 3 for word in re.split(r"[ ,/]+", place) if word)


_PARAGRAPHS = 3

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PLACE = r"(?P<place>[^\W\d_](?:[^\W\d_]|[.'’ /-]){1,40}?(?:, (?:[^\W\d_]|[.'’ -]){2,30}?){0,2})"
_DAY = rf"(?P<day>(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_AGENCY = r"\((?P<agency>[^\W\d_][^()\d]{1,40})\)"
_DASH = r"\s?(?:--|[-–—])\s?"
# What all forms have in common: few paragraphs pass.
_AT_A_GLANCE = re.compile(r"\(|[^\W\d_][^\d\n:;?!“”\"()]{1,105}?(?:[.,] [\dJFMASOND]| \(|\s[-–—])")
# The forms the wires use, the surer first.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACE}[.,] {_DAY}\.? /(?P<agency>[^/\d]{{2,30}})/\.?\s?",  # MOSCOW, June 13. /TASS/.
        rf"{_PLACE}(?:[.,] {_DAY})? {_AGENCY}(?:\.?{_DASH}|\s?[:.]\s)",  # TALLINN, May 3 (INA) -   Paris (INA):
        rf"{_AGENCY}{_DASH}",  # (INA) -
        rf"{_PLACE}[.,] {_DAY}(?:{_DASH}|\.\s)",  # Tallinn, May 3 —
        rf"{_PLACE}\s(?:--|[-–—])\s",  # TALLINN —
    )
)
