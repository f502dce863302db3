"""Highlighting: spans of the words of a query in a text that matched it.

Words of the text are compared with those of the query by their terms in the language of the text. A piece with a match
is folded with a map from folded to original offsets. Excluded words, names and dates are not highlighted.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from annotation import Span
from index.analysis.analyzer import fold, pairs_of_pieces, words_with_offsets
from index.analysis.stemming import ENGLISH, branch
from index.query import ast, parser

_PIECE = re.compile(r"\S+")
_CLUSTER = re.compile(r"[\x00-\x7f]+(?![\u0300-\u036f])|.[\u0300-\u036f]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Highlighter:
    """Finds phrases (tuples of terms) and prefixes of words in texts of a language."""

    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    language: str | None = ENGLISH

    @classmethod
    def for_query(cls, query: str, language: str | None = ENGLISH) -> Self:
        """Return the highlighter of a query in texts of a language. Raises QueryError for one that cannot be parsed.

        >>> Highlighter.for_query('"productive talks" -war').spans("A productive talk, no war.")
        [Span(start=2, end=17)]
        """
        nodes = list(_leaves(parser.parse(query, [branch(language)]).node))
        return cls(
            tuple(dict.fromkeys(node.stems for node in nodes if isinstance(node, ast.Phrase))),
            tuple(dict.fromkeys(node.letters for node in nodes if isinstance(node, ast.Prefix))),
            language,
        )

    def spans(self, text: str) -> list[Span]:
        """Return the spans of a text that match, in order, as code points; overlapping ones are merged."""
        tokens = _Tokens(text, self.language)
        spans = [tokens.span(n, n) for n in tokens.with_prefix(self.prefixes)] if self.prefixes else []
        for phrase in self.phrases:
            spans += [tokens.span(n, n + len(phrase) - 1) for n in tokens.starts_of(phrase)]
        return list(_merged(sorted(spans)))


class _Tokens:
    """The words of a text with their terms, as the index analyses them.

    Only a piece between white space that has a match is folded character by character, for the offsets in it.
    """

    def __init__(self, text: str, language: str | None) -> None:
        self._pieces = list(_PIECE.finditer(text))
        analysed = pairs_of_pieces(language)
        pairs = [analysed[piece[0]] for piece in self._pieces]
        self._words = [word for piece in pairs for word, _ in piece]
        self._terms = [term for piece in pairs for _, term in piece]
        self._first_words = list(accumulate(map(len, pairs), initial=0))

    def with_prefix(self, prefixes: tuple[str, ...]) -> list[int]:
        """Return the numbers of the words that begin with one of the prefixes."""
        return [n for n, word in enumerate(self._words) if word.startswith(prefixes)]

    def starts_of(self, phrase: tuple[str, ...]) -> list[int]:
        """Return the numbers of the words that a phrase begins at."""
        first, length = phrase[0], len(phrase)
        return [
            n for n, term in enumerate(self._terms) if term == first and tuple(self._terms[n : n + length]) == phrase
        ]

    def span(self, first: int, last: int) -> Span:
        """Return the span from one word to another, by number."""
        return Span(self._word(first).start, self._word(last).end)

    def _word(self, number: int) -> Span:
        piece = bisect_right(self._first_words, number) - 1
        match = self._pieces[piece]
        folded, offsets = _folded(match[0])
        _, start, end = list(words_with_offsets(folded))[number - self._first_words[piece]]
        return Span(match.start() + offsets[start][0], match.start() + offsets[end - 1][1])


def _leaves(node: ast.Node) -> Iterator[ast.Node]:
    match node:
        case ast.And(nodes) | ast.Or(nodes):
            for inner in nodes:
                yield from _leaves(inner)
        case ast.Phrase() | ast.Prefix():
            yield node


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text folded, and for each folded character its start and end in the text."""
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        piece = fold(match.group())
        pieces.append(piece)
        start, end = match.span()
        offsets += [(n, n + 1) for n in range(start, end)] if match.group().isascii() else [(start, end)] * len(piece)
    return "".join(pieces), offsets


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
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
