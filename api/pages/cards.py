"""Quotations as they stand in a list: the words with what was sought in them, who, where and when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from api.formats.quoted import Added, additions, lead
from api.formats.views import View, highlight
from api.pages.marking import Piece, Spans, marked
from api.pages.wording import KINDS
from index import Highlighter


class Card(NamedTuple):
    """One quotation, its words and its paragraph in pieces, and how it is given.

    `lead` is the cue when the words are a clause that hangs on it: “threatened” before “to leave”.
    """

    view: View
    words: list[Piece]
    paragraph: list[Piece]
    kind: str
    lead: str | None


def cards(views: Iterable[View], sought: Callable[[str], Highlighter] | None = None) -> list[Card]:
    """Make cards of quotations; `sought` tells for a language what was looked for in texts of it."""
    return [card(view, sought) for view in views]


def words(view: View, found: Spans = ()) -> list[Piece]:
    """Cut the words of a quotation into pieces: `found` in them are matches, and what is added is marked as such."""
    added = additions(view)
    pieces = marked(view["text"], {"match": found}, {one.place for one in added})
    return list(_with(pieces, added))


def card(view: View, sought: Callable[[str], Highlighter] | None = None) -> Card:
    """Make the card of one quotation."""
    found = highlight(view, sought(view["language"])) if sought else {"text": [], "paragraph": []}
    return Card(
        view,
        words(view, found["text"]),
        marked(view["paragraph"], {"content": view["spans"], "match": found["paragraph"]}),
        KINDS[view["kind"]],
        lead(view),
    )


def _with(pieces: Iterable[Piece], added: Sequence[Added]) -> Iterator[Piece]:
    """Put what is added where it belongs; a piece begins there."""
    left, at = list(added), 0
    for piece in pieces:
        while left and left[0].place <= at:
            yield Piece(left[0].characters, left.pop(0).what)
        yield piece
        at += len(piece.text)
    yield from (Piece(one.characters, one.what) for one in left)
