"""Quotations as they stand in a list: the words with what was sought in them, who, where and when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple

from api.pages.marking import Piece, Spans, marked
from api.pages.wording import KINDS
from api.presenting import View, highlight
from index.highlighting import Wanted

OPENING = "\"'“‘«»„‚‹›"


class Card(NamedTuple):
    """One quotation, its words and its paragraph in pieces, and how it is given."""

    view: View
    words: list[Piece]
    paragraph: list[Piece]
    kind: str


def cards(views: Iterable[View], sought: Callable[[str], Wanted] | None = None) -> list[Card]:
    """Make cards of quotations; `sought` tells for a language what was looked for in texts of it."""
    return [_card(view, sought) for view in views]


def words(view: View, found: Spans = ()) -> list[Piece]:
    """Cut the words of a quotation into pieces: `found` in them are matches, and what is not there is hinted at.

    Where the reporter's own words stand in the article there is a joint; and of a quotation that is only partly word
    for word, these words stand between signs.
    """
    places = _places(view)
    joints: list[tuple[int, int]] = []
    signs: dict[int, str] = {}
    for (start, end), here, following in zip(view["spans"], places, [*view["spans"][1:], None], strict=True):
        if following and any(map(str.isalnum, view["paragraph"][end : following[0]])):
            joints.append((here[1], here[1] + 1))
        if view["kind"] == "mixed" and start and view["paragraph"][start - 1] in OPENING:
            signs |= {here[0]: "“", here[1]: "”"}
    return list(_signed(marked(view["text"], {"match": found, "joint": joints}, signs), signs))


def _card(view: View, sought: Callable[[str], Wanted] | None) -> Card:
    found = highlight(view, sought(view["language"])) if sought else {"text": [], "paragraph": []}
    return Card(
        view,
        words(view, found["text"]),
        marked(view["paragraph"], {"content": view["spans"], "match": found["paragraph"]}),
        KINDS[view["kind"]],
    )


def _places(view: View) -> list[tuple[int, int]]:
    """Give where the spans of a quotation are in its words, which are the spans joined by one space."""
    ends = list(accumulate((end - start + 1 for start, end in view["spans"]), initial=0))
    return [(start, end - 1) for start, end in pairwise(ends)]


def _signed(pieces: Iterable[Piece], signs: Mapping[int, str]) -> Iterator[Piece]:
    """Put a sign where it belongs; the pieces end there."""
    at = 0
    for piece in pieces:
        if at in signs:
            yield Piece(signs[at], "sign")
        yield piece
        at += len(piece.text)
    if at in signs:
        yield Piece(signs[at], "sign")
