"""Where the words of a query stand in a text that matched it: spans of the text as it is written.

The words of the text are compared with those of the query as the index compares them, in the language of the text. A
piece of it where one is found is folded so that every folded letter knows where it came from. What a query excludes,
names and dates have no place in a text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotation import Span
from index.analysis.analyzer import fold, pairs_of_pieces, words_with_places
from index.analysis.stemming import ENGLISH, branch
from index.query import ast, parser

_BETWEEN_SPACES = re.compile(r"\S+")
_PIECE = re.compile(r"[\x00-\x7f]+(?![\u0300-\u036f])|.[\u0300-\u036f]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query looks for in texts of a language: phrases by their stems, and beginnings of words."""

    phrases: tuple[tuple[str, ...], ...]
    beginnings: tuple[str, ...]
    language: str | None = ENGLISH

    def spans(self, text: str) -> list[Span]:
        """Return where a text has what is wanted, in order; what overlaps is one span."""
        written = _Written(text, self.language)
        found = [written.span(at, at) for at in written.beginning_with(self.beginnings)] if self.beginnings else []
        for phrase in self.phrases:
            found += [written.span(at, at + len(phrase) - 1) for at in written.places_of(phrase)]
        return list(_joined(sorted(found)))


class _Written:
    """A text as the index reads it: pieces between white space, each remembered with its words and their terms.

    Only a piece in which something was found is folded letter by letter, to tell where in it the word stands.
    """

    def __init__(self, text: str, language: str | None) -> None:
        self._pieces = list(_BETWEEN_SPACES.finditer(text))
        known = pairs_of_pieces(language)
        pairs = [known[piece[0]] for piece in self._pieces]
        self._words = [word for piece in pairs for word, _ in piece]
        self._terms = [term for piece in pairs for _, term in piece]
        self._begins = list(accumulate(map(len, pairs), initial=0))

    def beginning_with(self, letters: tuple[str, ...]) -> list[int]:
        """Return the numbers of the words that begin with some letters."""
        return [at for at, word in enumerate(self._words) if word.startswith(letters)]

    def places_of(self, phrase: tuple[str, ...]) -> list[int]:
        """Return the numbers of the words that a phrase begins at."""
        first, length = phrase[0], len(phrase)
        return [
            at
            for at, term in enumerate(self._terms)
            if term == first and tuple(self._terms[at : at + length]) == phrase
        ]

    def span(self, first: int, last: int) -> Span:
        """Return where the words of these numbers stand in the text, and what is between them."""
        return Span(self._word(first).start, self._word(last).end)

    def _word(self, number: int) -> Span:
        piece = bisect_right(self._begins, number) - 1
        found = self._pieces[piece]
        folded, places = _folded(found[0])
        _, start, end = list(words_with_places(folded))[number - self._begins[piece]]
        return Span(found.start() + places[start][0], found.start() + places[end - 1][1])


def wanted(query: str, language: str | None = ENGLISH) -> Wanted:
    """Read what a query looks for in texts of a language. Raises QueryError for one that cannot be understood.

    >>> wanted('"productive talks" -war').spans("A productive talk, no war.")
    [Span(start=2, end=17)]
    """
    nodes = list(_leaves(parser.parse(query, [branch(language)]).node))
    return Wanted(
        tuple(dict.fromkeys(node.stems for node in nodes if isinstance(node, ast.Phrase))),
        tuple(dict.fromkeys(node.letters for node in nodes if isinstance(node, ast.Prefix))),
        language,
    )


def _leaves(node: ast.Node) -> Iterator[ast.Node]:
    match node:
        case ast.And(nodes) | ast.Or(nodes):
            for inner in nodes:
                yield from _leaves(inner)
        case ast.Phrase() | ast.Prefix():
            yield node


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Fold a text; and give for each folded character where in the text it came from."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
        piece = fold(match.group())
        pieces.append(piece)
        start, end = match.span()
        places += [(n, n + 1) for n in range(start, end)] if match.group().isascii() else [(start, end)] * len(piece)
    return "".join(pieces), places


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current is None:
            current = span
        elif span.start < current.end:
            current = Span(current.start, max(current.end, span.end))
        else:
            yield current
            current = span
    if current is not None:
        yield current
