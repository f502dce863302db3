"""Query rewriting: names resolved, prefixes expanded and dates made ordinals, over all segments of a generation."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from heapq import nsmallest

from corpus import BadDate, day_range
from index.errors import QueryError
from index.names.resolver import NameResolver
from index.query.ast import (
    And,
    DateQuery,
    DateRange,
    FieldQuery,
    Node,
    Not,
    Or,
    Prefix,
    SaidRange,
    TermsFilter,
    WordsQuery,
)
from index.request import SearchRequest
from index.segment.reader import Segment

MAX_EXPANSIONS = 64
"""Largest number of words that a prefix is expanded to."""


class Planner:
    """Rewrites syntax trees for some segments; `warnings` collects notes for the user."""

    def __init__(self, segments: Sequence[Segment], resolvers: Mapping[str, NameResolver]) -> None:
        self.warnings: list[str] = []
        self._segments = segments
        self._resolvers = resolvers

    def rewrite(self, node: Node) -> Node:
        """Return the tree with Prefix, FieldQuery and DateQuery rewritten to WordsQuery, TermsFilter and DateRange."""
        match node:
            case Prefix(letters):
                return self._expand(letters)
            case FieldQuery(field, name):
                return self._resolve(field, name)
            case DateQuery(first, last):
                return DateRange(first.toordinal(), last.toordinal())
            case Not(inner):
                return Not(self.rewrite(inner))
            case And(nodes):
                return And(tuple(map(self.rewrite, nodes)))
            case Or(nodes):
                return Or(tuple(map(self.rewrite, nodes)))
            case _:
                return node

    def _expand(self, letters: str) -> WordsQuery:
        counts: Counter[bytes] = Counter()
        for segment in self._segments:
            words = segment.fields["words"]
            numbers = words.terms.with_prefix(letters)
            doc_freqs = words.counts[numbers.start : numbers.stop].tolist()
            if len(self._segments) == 1 and len(numbers) > MAX_EXPANSIONS:
                # By frequency, then alphabetically, so that the same query always means the same.
                commonest = nsmallest(MAX_EXPANSIONS, zip((-count for count in doc_freqs), numbers, strict=True))
                self._warn(letters, len(numbers))
                return WordsQuery(tuple(words.terms.text(number) for _, number in commonest))
            counts.update({words.terms.at(n): count for n, count in zip(numbers, doc_freqs, strict=True)})
        if len(counts) > MAX_EXPANSIONS:
            self._warn(letters, len(counts))
        expansions = nsmallest(MAX_EXPANSIONS, ((-count, word) for word, count in counts.items()))
        return WordsQuery(tuple(word.decode() for _, word in expansions))

    def _warn(self, letters: str, size: int) -> None:
        self.warnings.append(f"{letters}* begins {size} different words; the {MAX_EXPANSIONS} commonest were searched")

    def _resolve(self, field: str, name: str) -> TermsFilter:
        resolution = self._resolvers[field].resolve(name)
        if not resolution.matches:
            near = f"; the nearest: {', '.join(resolution.nearest)}" if resolution.nearest else ""
            self.warnings.append(f"no {field} is called {name!r}{near}")
        return TermsFilter(field, tuple(match.id for match in resolution.matches))


def filters_of(request: SearchRequest) -> list[Node]:
    """Return the filters of a request, all of which must match. Raises QueryError for an invalid date."""
    fields = {
        "speaker": request.speakers,
        "outlet": request.outlets,
        "kind": request.kinds,
        "article": request.articles,
        "language": request.languages,
        "act": request.acts,
    }
    filters: list[Node] = [TermsFilter(field, tuple(dict.fromkeys(ids))) for field, ids in fields.items() if ids]
    for node, first, last in (
        (DateRange, request.date_from, request.date_to),
        (SaidRange, request.said_from, request.said_to),
    ):
        if first or last:
            filters.append(node(*_days(first, last)))
    return filters


def _days(first: str | None, last: str | None) -> tuple[int, int]:
    """Return the days from one EDTF date to another as ordinals. Raises QueryError for an invalid date."""
    try:
        begins = day_range(first)[0] if first else date.min
        ends = day_range(last)[1] if last else date.max
    except BadDate as error:
        raise QueryError(str(error), 0) from error
    return begins.toordinal(), ends.toordinal()
