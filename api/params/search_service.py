"""What every search shares: parameters → SearchRequest, Page → `meta`, `links` and `facets`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from flask import request

from api.errors import BadParameters, Fault, Problem, StaleCursor
from api.params import pagination
from api.params.query_params import pairs
from api.services import library
from index import (
    Count,
    Engine,
    ExpiredCursor,
    Highlighter,
    InvalidCursor,
    Page,
    QueryError,
    Resolution,
    SearchRequest,
    Sort,
    Target,
    parser,
)

_NOTHING = Page(hits=(), total=0, more_after=False, more_before=False)
_MOST_IN_ARTICLE = 10_000


@dataclass(frozen=True, slots=True)
class Names:
    """What names in one filter stand for: the ids to search, how each was understood, and what was not.

    `nearest` are the names that look like one that nobody has.
    """

    ids: tuple[str, ...]
    understood: tuple[dict[str, str], ...]
    warnings: tuple[str, ...]
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it was understood, over one generation; `nowhere` when a filter names nobody at all."""

    searcher: Engine
    request: SearchRequest
    parameters: Mapping[str, Any]
    speakers: Names
    outlets: Names

    @property
    def nowhere(self) -> bool:
        """Return whether a filter was given that fits nobody."""
        given = self.parameters.get
        return bool((given("speaker") and not self.speakers.ids) or (given("outlet") and not self.outlets.ids))

    def page(self, **changes: Any) -> Page:
        """Search, with some of the request changed.

        Raises BadParameters for a query or a cursor that cannot be understood, StaleCursor for one of ranks that a
        new generation has changed.
        """
        try:
            return _NOTHING if self.nowhere else self.searcher.search(replace(self.request, **changes))
        except (QueryError, ExpiredCursor, InvalidCursor) as error:
            raise self._fault(error) from error

    def every(self, **changes: Any) -> Iterator[Callable[[], bytes]]:
        """Return what reads each match as it is stored, in order, without ever holding many of them.

        What cannot be searched for is refused now, as by `page`, not when the first match is asked for.
        """
        try:
            return iter(()) if self.nowhere else self.searcher.every(replace(self.request, **changes))
        except (QueryError, ExpiredCursor, InvalidCursor) as error:
            raise self._fault(error) from error

    def _fault(self, error: QueryError | ExpiredCursor | InvalidCursor) -> Problem:
        match error:
            case QueryError():
                return BadParameters([_query_fault(error, self.parameters.get("q"))])
            case ExpiredCursor():
                return StaleCursor(f"cursor: {error}; begin again without it")
            case InvalidCursor():
                return pagination.bad_cursor("points at no place in this order")

    def meta(self, page: Page, *, ordered: bool = True, **more: Any) -> dict[str, Any]:
        """Return how much there is, how the search was understood, what the reader should know, and what was searched.

        The order is left out of what is not `ordered`.
        """
        warnings = [*self.speakers.warnings, *self.outlets.warnings, *page.warnings]
        if page.total == 0 and not warnings:
            warnings.append("nothing matches all of this; try fewer words or filters")
        return {
            "total": page.total,
            **more,
            "query": self._echo(ordered),
            "warnings": warnings,
            "corpus": corpus(self.searcher),
        }

    def facets(self, page: Page) -> dict[str, list[dict[str, Any]]]:
        """Write the counts of a page, with the names of speakers and outlets."""
        return {name: named_counts(self.searcher, name, counts) for name, counts in page.facets.items()}

    def _echo(self, ordered: bool) -> dict[str, Any]:
        """Return how the search was understood, leaving out what was not asked."""
        request = self.request
        echo = {
            "q": request.text,
            "speaker": list(self.speakers.understood),
            "outlet": list(self.outlets.understood),
            "kind": list(request.kinds),
            "article": list(request.articles),
            "language": list(request.languages),
            "date_from": request.date_from,
            "date_to": request.date_to,
            "sort": ordered and str(request.sort),
        }
        return {name: value for name, value in echo.items() if value}


def understood(target: Target, parameters: Mapping[str, Any]) -> Search:
    """Read the parameters of a search, which `contradictions` found none in."""
    searcher = library().searcher
    speakers = _names("speaker", [searcher.resolve("speaker", name) for name in parameters.get("speaker", ())])
    outlets = _names("outlet", [searcher.resolve("outlet", name) for name in parameters.get("outlet", ())])
    return Search(searcher, _request(target, parameters, speakers, outlets), parameters, speakers, outlets)


def contradictions(parameters: Mapping[str, Any]) -> Iterator[Fault]:
    """Find parameters of a search that cannot hold together."""
    first, last = parameters.get("date_from"), parameters.get("date_to")
    if first and last and last < first:
        yield Fault("date_to", "is before date_from", dict(pairs(request)).get("date_to"), "exchange the two")
    elif (days := _days(parameters)) and days[0] and days[1] and days[1] < days[0]:
        yield Fault("date", "lies outside date_from and date_to", suggestion="give date alone")
    if parameters.get("sort") == Sort.RELEVANCE and "q" not in parameters:
        yield Fault("sort", "relevance needs words to rank by", "relevance", "add q=, or sort by -date")


def bad_query(parameters: Mapping[str, Any]) -> Iterator[Fault]:
    """Find what is wrong with the words that are searched for."""
    try:
        if "q" in parameters:
            parser.parse(parameters["q"])
    except QueryError as error:
        yield _query_fault(error, parameters["q"])


def links(page: Page, parameters: dict[str, Any]) -> dict[str, str | None]:
    """Return the addresses of this page, the next and the previous one."""
    return pagination.links(_cursors(page, parameters))


def sought(query: str | None) -> Callable[[str], Highlighter]:
    """Return what tells for a language what a query looks for in texts of it; nothing, when there is no query."""

    @cache
    def in_language(language: str) -> Highlighter:
        try:
            return Highlighter.for_query(query, language) if query else Highlighter()
        except QueryError:
            return Highlighter()  # the search itself says what is wrong with the query

    return in_language


def in_article(searcher: Engine, identifier: str) -> list[Mapping[str, Any]]:
    """Return the quotations of an article, in the order they stand in it."""
    page = searcher.search(SearchRequest(Target.QUOTATIONS, articles=(identifier,), limit=_MOST_IN_ARTICLE))
    return sorted((hit.document for hit in page.hits), key=lambda document: document["article_spans"])


def corpus(searcher: Engine) -> dict[str, Any]:
    """Return what was searched: which generation of the index, over how much."""
    counts = searcher.counts
    return {"version": searcher.generation, "articles": counts.articles, "quotations": counts.quotations}


def named_counts(searcher: Engine, facet: str, counts: Sequence[Count]) -> list[dict[str, Any]]:
    """Write counts, each with its value, and with the name of a speaker or an outlet."""
    if facet not in ("speaker", "outlet"):
        return [{"value": count.value, "count": count.count} for count in counts]
    return [
        {"value": c.value, "name": _name(searcher.resolve(facet, c.value), c.value), "count": c.count} for c in counts
    ]


def _name(resolution: Resolution, id: str) -> str:
    return next((entry.name for entry in resolution.matches if entry.id == id), id)


def _request(target: Target, parameters: Mapping[str, Any], speakers: Names, outlets: Names) -> SearchRequest:
    text = parameters.get("q")
    sort = Sort(parameters.get("sort") or (Sort.RELEVANCE if text else Sort.NEWEST))
    cursor = pagination.decode(dict(parameters), lasting=sort is not Sort.RELEVANCE)
    first, last = _days(parameters)
    return SearchRequest(
        target=target,
        text=text,
        speakers=speakers.ids,
        outlets=outlets.ids,
        kinds=tuple(parameters.get("kind", ())),
        articles=tuple(parameters.get("article", ())),
        languages=tuple(parameters.get("language", ())),
        date_from=first,
        date_to=last,
        sort=sort,
        limit=parameters.get("limit", 0),
        after=cursor.key if cursor and cursor.forward else None,
        before=cursor.key if cursor and not cursor.forward else None,
        facets=tuple(dict.fromkeys(parameters.get("facet", ()))),
        facet_size=parameters.get("facet_size", 10),
    )


def _days(parameters: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the first and the last day that `date`, `date_from` and `date_to` leave together."""
    first, last = parameters.get("date_from"), parameters.get("date_to")
    if period := parameters.get("date"):
        return max(filter(None, [first, period[0]])), min(filter(None, [last, period[1]]))
    return first, last


def _query_fault(error: QueryError, given: str | None) -> Fault:
    return Fault("q", f"{error} (at character {error.position + 1})", given, error.suggestion)


def _names(what: str, found: Sequence[Resolution]) -> Names:
    """Read resolutions: each has `matches` (entries with id and name) and, for none, the `nearest` names."""
    understood = []
    warnings = []
    for resolution in found:
        name = resolution.name
        understood += [{"given": name, "resolved": entry.id, "name": entry.name} for entry in resolution.matches]
        if not resolution.matches:
            near = f"; the nearest: {', '.join(resolution.nearest)}" if resolution.nearest else ""
            warnings.append(f"no {what} is called {name!r}{near}")
        elif len(resolution.matches) > 1:
            warnings.append(f"{len(resolution.matches)} {what}s are called {name!r}; all are searched")
    ids = tuple(dict.fromkeys(entry["resolved"] for entry in understood))
    nearest = (name for resolution in found for name in resolution.nearest)
    return Names(ids, tuple(understood), tuple(warnings), tuple(dict.fromkeys(nearest)))


def _cursors(page: Page, parameters: dict[str, Any]) -> tuple[str | None, str | None]:
    after = (
        pagination.encode(pagination.Cursor(page.hits[-1].key, True), parameters)
        if page.hits and page.more_after
        else None
    )
    before = (
        pagination.encode(pagination.Cursor(page.hits[0].key, False), parameters)
        if page.hits and page.more_before
        else None
    )
    return after, before
