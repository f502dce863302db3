"""The tree of a query, and the filters of a request → what has to be looked up in each segment.

What depends on the whole generation is settled here, once: whom a name means, and which words a beginning stands for.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from corpus import BadDate, day_range
from index.errors import QueryError
from index.names.resolver import Names
from index.query import ast
from index.request import SearchRequest
from index.segment.reader import Segment

MAX_EXPANSIONS = 64
"""A beginning stands for at most so many words."""


@dataclass(frozen=True, slots=True)
class Among:
    """Everything that has one of these values in a column."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyWord:
    """One of these words, as folded but not stemmed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """What can have been published between two days, as ordinals, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    node: "Plan"


@dataclass(frozen=True, slots=True)
class All:
    """All of two or more."""

    nodes: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of two or more."""

    nodes: tuple["Plan", ...]


Plan = ast.Phrase | Among | AnyWord | Between | Not | All | Any


class Planner:
    """Trees → plans over some segments; `warnings` collects what the reader should know."""

    def __init__(self, segments: Sequence[Segment], names: Mapping[str, Names]) -> None:
        self.warnings: list[str] = []
        self._segments = segments
        self._names = names

    def plan(self, node: ast.Node) -> Plan:
        """Return the plan for a node."""
        match node:
            case ast.Phrase():
                return node
            case ast.Prefix(letters):
                return self._prefix(letters)
            case ast.Named(field, name):
                return self._named(field, name)
            case ast.Dated(first, last):
                return Between(first.toordinal(), last.toordinal())
            case ast.Not(inner):
                return Not(self.plan(inner))
            case ast.And(nodes):
                return All(tuple(map(self.plan, nodes)))
            case ast.Or(nodes):
                return Any(tuple(map(self.plan, nodes)))

    def _prefix(self, letters: str) -> AnyWord:
        counts: Counter[bytes] = Counter()
        for segment in self._segments:
            words = segment.fields["words"]
            found = words.terms.beginning(letters)
            many = words.counts[found.start : found.stop].tolist()
            if len(self._segments) == 1 and len(found) > MAX_EXPANSIONS:
                # By number first, then by the alphabet, so that the same query means the same every time.
                kept = nsmallest(MAX_EXPANSIONS, zip((-count for count in many), found, strict=True))
                self._warn(letters, len(found))
                return AnyWord(tuple(words.terms.text(number) for _, number in kept))
            counts.update({words.terms.at(n): count for n, count in zip(found, many, strict=True)})
        if len(counts) > MAX_EXPANSIONS:
            self._warn(letters, len(counts))
        kept_words = nsmallest(MAX_EXPANSIONS, ((-count, word) for word, count in counts.items()))
        return AnyWord(tuple(word.decode() for _, word in kept_words))

    def _warn(self, letters: str, many: int) -> None:
        self.warnings.append(f"{letters}* begins {many} different words; the {MAX_EXPANSIONS} commonest were searched")

    def _named(self, field: str, name: str) -> Among:
        resolution = self._names[field].resolve(name)
        if not resolution.matches:
            near = f"; the nearest: {', '.join(resolution.nearest)}" if resolution.nearest else ""
            self.warnings.append(f"no {field} is called {name!r}{near}")
        return Among(field, tuple(named.id for named in resolution.matches))


def restrictions(request: SearchRequest) -> list[Plan]:
    """Return the filters of a request: all must hold. Raises QueryError for a day that is not one."""
    fields = {
        "speaker": request.speakers,
        "outlet": request.outlets,
        "kind": request.kinds,
        "article": request.articles,
        "language": request.languages,
    }
    filters: list[Plan] = [Among(field, tuple(dict.fromkeys(ids))) for field, ids in fields.items() if ids]
    if request.date_from or request.date_to:
        try:
            first = day_range(request.date_from)[0] if request.date_from else date.min
            last = day_range(request.date_to)[1] if request.date_to else date.max
        except BadDate as error:
            raise QueryError(str(error), 0) from error
        filters.append(Between(first.toordinal(), last.toordinal()))
    return filters
