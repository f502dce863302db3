"""Cards: quotations in a list, with the matches of the query highlighted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from api.formats.quoted import Added, additions, lead, spoken
from api.formats.views import View, highlight
from api.pages.marking import Piece, Spans, split_at_marks
from api.pages.wording import ACTS, KINDS, period
from index import Highlighter


class Card(NamedTuple):
    """One quotation: view, words and paragraph split into pieces, label of its kind, and of its act unless it says; its
    occasion in a line.

    `lead` is the cue when the content is a clause that depends on it: “threatened” before “to leave”.
    """

    view: View
    words: list[Piece]
    paragraph: list[Piece]
    kind: str
    lead: str | None
    act: str | None
    occasion: str | None


def cards(views: Iterable[View], highlighter: Callable[[str], Highlighter] | None = None) -> list[Card]:
    """Return the cards of quotations; `highlighter` returns for a language the matcher of the query."""
    return [card(view, highlighter) for view in views]


def words(view: View, matches: Spans = ()) -> list[Piece]:
    """Split the text of a quotation at the `matches` of the query, with the added quotation marks as own pieces."""
    added = additions(view)
    pieces = split_at_marks(view["text"], {"match": matches}, {one.place for one in added})
    return list(_insert(pieces, added))


def card(view: View, highlighter: Callable[[str], Highlighter] | None = None) -> Card:
    """Return the card of one quotation."""
    matches = highlight(view, highlighter(view["language"])) if highlighter else {"text": [], "paragraph": []}
    return Card(
        view,
        words(view, matches["text"]),
        split_at_marks(view["paragraph"], {"content": view["spans"], "match": matches["paragraph"]}),
        KINDS[view["kind"]],
        lead(view),
        ACTS.get(view["attribution"]["act"]) if view["attribution"]["act"] != "says" else None,
        spoken(view["occasion"], period),
    )


def _insert(pieces: Iterable[Piece], added: Sequence[Added]) -> Iterator[Piece]:
    """Insert additions at their offsets, where pieces begin."""
    left, at = list(added), 0
    for piece in pieces:
        while left and left[0].place <= at:
            yield Piece(left[0].characters, left.pop(0).what)
        yield piece
        at += len(piece.text)
    yield from (Piece(one.characters, one.what) for one in left)
