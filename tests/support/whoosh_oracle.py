"""What Whoosh itself answers: the tree of a query, and the filters of a request, as Whoosh's query objects."""

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import nlargest
from itertools import takewhile
from typing import Any

from whoosh import query as whoosh_query

from corpus.errors import BadDate
from corpus.text.edtf import day_range
from index.errors import QueryError
from index.names.resolver import NameResolver
from index.query import ast, parser
from index.request import SearchRequest

MAX_EXPANSIONS = 64
"""A beginning stands for at most so many words."""

whoosh: Any = whoosh_query  # its type hints are half there


def answer(searcher: Any, request: SearchRequest, names: Mapping[str, NameResolver]) -> dict[str, float]:
    """Give the ids that Whoosh finds for a request, with their scores."""
    assert request.text is not None
    wanted = Translation(searcher.reader(), names).query(parser.parse(request.text).node)
    found = dict(searcher.search(wanted, limit=None).items())
    # Not as filter=: when nothing passes, Whoosh lets everything through.
    if (filters := restrictions(request)) is not None:
        held = set(searcher.docs_for_query(filters))
        found = {number: score for number, score in found.items() if number in held}
    return {searcher.stored_fields(number)["id"]: score for number, score in found.items()}


class Translation:
    """Query trees → Whoosh queries over one index; `warnings` collects what the reader should know."""

    def __init__(self, reader: Any, names: Mapping[str, NameResolver]) -> None:
        self.warnings: list[str] = []
        self._reader = reader
        self._names = names

    def query(self, node: ast.Node) -> Any:
        """Give the Whoosh query for a node; only words and phrases are scored by how often they occur."""
        match node:
            case ast.Phrase(stems):
                return whoosh.Term("text", stems[0]) if len(stems) == 1 else whoosh.Phrase("text", list(stems))
            case ast.Prefix(letters):
                return self._prefix(letters)
            case ast.FieldQuery(field, name):
                return self._named(field, name)
            case ast.DateQuery(first, last):
                return whoosh.ConstantScoreQuery(_published(first, last))
            case ast.Not(inner):
                return whoosh.And([whoosh.Every(), _without(self.query(inner))])
            case ast.And(nodes):
                return self._all(nodes)
            case ast.Or(nodes):
                return whoosh.Or([self.query(inner) for inner in nodes])

    def _all(self, nodes: Sequence[ast.Node]) -> Any:
        wanted = [self.query(node) for node in nodes if not isinstance(node, ast.Not)]
        unwanted = [_without(self.query(node.node)) for node in nodes if isinstance(node, ast.Not)]
        return whoosh.And([*(wanted or [whoosh.Every()]), *unwanted])

    def _prefix(self, letters: str) -> Any:
        found = [term.decode() for term in self._beginning(letters)]
        if len(found) > MAX_EXPANSIONS:
            self.warnings.append(
                f"{letters}* begins {len(found)} different words; the {MAX_EXPANSIONS} commonest were searched"
            )
            # By number first, then by the alphabet, so that the same query means the same every time.
            found.sort()
            found = nlargest(MAX_EXPANSIONS, found, key=lambda term: self._reader.doc_frequency("words", term))
        return whoosh.Or([whoosh.Term("words", term) for term in found]) if found else whoosh.NullQuery

    def _beginning(self, letters: str) -> Sequence[bytes]:
        start = letters.encode()
        return list(takewhile(lambda term: term.startswith(start), self._reader.expand_prefix("words", start)))

    def _named(self, field: str, name: str) -> Any:
        resolution = self._names[field].resolve(name)
        if not resolution.matches:
            near = f"; the nearest: {', '.join(resolution.nearest)}" if resolution.nearest else ""
            self.warnings.append(f"no {field} is called {name!r}{near}")
            return whoosh.NullQuery
        return whoosh.ConstantScoreQuery(_one_of(field, [named.id for named in resolution.matches]))


def _without(unwanted: Any) -> Any:
    """Match all but, worth nothing: Whoosh counts 1 for what is not there, and its AndNot goes wrong inside another.

    To Whoosh a score of exactly 0 would be none at all, and count as 1.
    """
    return whoosh.ConstantScoreQuery(whoosh.Not(unwanted), 1e-9)


def restrictions(request: SearchRequest) -> Any | None:
    """Give the filters of a request as one Whoosh query, None when it has none.

    Raises QueryError for a day that is not one.
    """
    fields = {
        "speaker": request.speakers,
        "outlet": request.outlets,
        "kind": request.kinds,
        "article": request.articles,
        "language": request.languages,
    }
    filters = [_one_of(field, ids) for field, ids in fields.items() if ids]
    if request.date_from or request.date_to:
        try:
            first = day_range(request.date_from)[0] if request.date_from else date.min
            last = day_range(request.date_to)[1] if request.date_to else date.max
        except BadDate as error:
            raise QueryError(str(error), 0) from error
        filters.append(_published(first, last))
    return whoosh.And(filters) if filters else None


def _one_of(field: str, ids: Sequence[str]) -> Any:
    return whoosh.Or([whoosh.Term(field, id) for id in ids])


def _published(first: date, last: date) -> Any:
    """Match what was published on a day that can lie between `first` and `last`: two intervals overlap."""
    begins = whoosh.NumericRange("first", None, last.toordinal())
    ends = whoosh.NumericRange("last", first.toordinal(), None)
    return whoosh.And([begins, ends])
