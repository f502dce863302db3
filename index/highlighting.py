"""Where the words of a query stand in a text that matched it: spans of the text as it is written.

The text is folded piece by piece, so that every folded letter knows where it came from; then its words are compared
with those of the query as the index compares them, in the language of the text. What a query excludes, names and dates
have no place in a text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotation.quotation import Span
from index import grammar, tree
from index.analysis import fold, terms_of, words_with_places
from index.stemming import ENGLISH, branch, without_article

_PIECE = re.compile(r"[\x00-\x7f]+(?![\u0300-\u036f])|.[\u0300-\u036f]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query looks for in texts of a language: phrases by their stems, and beginnings of words."""

    phrases: tuple[tuple[str, ...], ...]
    beginnings: tuple[str, ...]
    language: str | None = ENGLISH

    def spans(self, text: str) -> list[Span]:
        """Give where a text has what is wanted, in order; what overlaps is one span."""
        written = list(_words(text))
        stemmed = [_term(word, self.language) for word, _ in written]
        found = [span for word, span in written if self._begins(word)] if self.beginnings else []
        for phrase in self.phrases:
            for at in range(len(written) - len(phrase) + 1):
                if tuple(stemmed[at : at + len(phrase)]) == phrase:
                    found.append(Span(written[at][1].start, written[at + len(phrase) - 1][1].end))
        return list(_joined(sorted(found)))

    def _begins(self, word: str) -> bool:
        return without_article(word, branch(self.language)).startswith(self.beginnings)


def wanted(query: str, language: str | None = ENGLISH) -> Wanted:
    """Read what a query looks for in texts of a language. Raises QueryError for one that cannot be understood.

    >>> wanted('"productive talks" -war').spans("A productive talk, no war.")
    [Span(start=2, end=17)]
    """
    nodes = list(_leaves(grammar.parse(query, [branch(language)]).node))
    return Wanted(
        tuple(dict.fromkeys(node.stems for node in nodes if isinstance(node, tree.Phrase))),
        tuple(dict.fromkeys(node.letters for node in nodes if isinstance(node, tree.Prefix))),
        language,
    )


def _leaves(node: tree.Node) -> Iterator[tree.Node]:
    match node:
        case tree.And(nodes) | tree.Or(nodes):
            for inner in nodes:
                yield from _leaves(inner)
        case tree.Phrase() | tree.Prefix():
            yield node


def _words(text: str) -> Iterator[tuple[str, Span]]:
    folded, places = _folded(text)
    for word, start, end in words_with_places(folded):
        yield word, Span(places[start][0], places[end - 1][1])


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


def _term(word: str, language: str | None) -> str:
    [term] = terms_of(word, language) or [word]
    return term


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
