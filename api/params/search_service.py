"""Search service: query parameters → SearchRequest, Page → `meta`, `links` and `facets`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from api.errors import BadParameters, Fault, Problem, StaleCursor
from api.http.request_context import current_context
from api.params import pagination
from api.services import services
from index import (
    Count,
    DocumentType,
    Engine,
    ExpiredCursor,
    Highlighter,
    InvalidCursor,
    Page,
    QueryError,
    Resolution,
    SearchRequest,
    Sort,
    parser,
)

_EMPTY = Page(hits=(), total=0, more_after=False, more_before=False)
_MOST_IN_ARTICLE = 10_000


@dataclass(frozen=True, slots=True)
class ResolvedFilter:
    """Names in one filter resolved to ids: `matches` has each name with its id and full name, `warnings` the others.

    `nearest` are similar names, for those that match none.
    """

    ids: tuple[str, ...]
    matches: tuple[dict[str, str], ...]
    warnings: tuple[str, ...]
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """A search with its filters resolved, over one generation."""

    searcher: Engine
    request: SearchRequest
    parameters: Mapping[str, Any]
    speakers: ResolvedFilter
    outlets: ResolvedFilter

    @property
    def matches_nothing(self) -> bool:
        """Whether no name of a filter was resolved."""
        args = self.parameters.get
        return bool((args("speaker") and not self.speakers.ids) or (args("outlet") and not self.outlets.ids))

    def page(self, **changes: Any) -> Page:
        """Return a page of hits, with some of the request changed.

        Raises BadParameters for an invalid query or cursor, StaleCursor for one by relevance of another generation.
        """
        try:
            return _EMPTY if self.matches_nothing else self.searcher.search(replace(self.request, **changes))
        except (QueryError, ExpiredCursor, InvalidCursor) as error:
            raise self._fault(error) from error

    def stream(self, **changes: Any) -> Iterator[Callable[[], bytes]]:
        """Iterate lazily over all matches in order, as stored bytes. Raises what `page` raises, at once."""
        try:
            return iter(()) if self.matches_nothing else self.searcher.every(replace(self.request, **changes))
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
        """Return `meta`: total, the query as resolved (without `sort` unless `ordered`), warnings, corpus."""
        warnings = [*self.speakers.warnings, *self.outlets.warnings, *page.warnings]
        if page.total == 0 and not warnings:
            warnings.append("nothing matches all of this; try fewer words or filters")
        return {
            "total": page.total,
            **more,
            "query": self._echo(ordered),
            "warnings": warnings,
            "corpus": corpus_json(self.searcher),
        }

    def facets(self, page: Page) -> dict[str, list[dict[str, Any]]]:
        """Return the facets of a page, with the names of speakers and outlets."""
        return {name: named_counts(self.searcher, name, counts) for name, counts in page.facets.items()}

    def _echo(self, ordered: bool) -> dict[str, Any]:
        """Return the query as it was resolved, without empty members."""
        request = self.request
        echo = {
            "q": request.text,
            "speaker": list(self.speakers.matches),
            "outlet": list(self.outlets.matches),
            "kind": list(request.kinds),
            "article": list(request.articles),
            "language": list(request.languages),
            "date_from": request.date_from,
            "date_to": request.date_to,
            "sort": ordered and str(request.sort),
        }
        return {name: value for name, value in echo.items() if value}


def build_search(document_type: DocumentType, parameters: Mapping[str, Any]) -> Search:
    """Return the search of parameters that `conflicting_filters` accepts. Raises what `pagination.decode` raises."""
    searcher = services().searcher
    speakers = _resolved("speaker", [searcher.resolve("speaker", name) for name in parameters.get("speaker", ())])
    outlets = _resolved("outlet", [searcher.resolve("outlet", name) for name in parameters.get("outlet", ())])
    return Search(searcher, _request(document_type, parameters, speakers, outlets), parameters, speakers, outlets)


def conflicting_filters(parameters: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield faults of parameters that exclude each other."""
    first, last = parameters.get("date_from"), parameters.get("date_to")
    if first and last and last < first:
        yield Fault("date_to", "is before date_from", dict(current_context().pairs).get("date_to"), "exchange the two")
    elif (days := _days(parameters)) and days[0] and days[1] and days[1] < days[0]:
        yield Fault("date", "lies outside date_from and date_to", suggestion="give date alone")
    if parameters.get("sort") == Sort.RELEVANCE and "q" not in parameters:
        yield Fault("sort", "relevance needs words to rank by", "relevance", "add q=, or sort by -date")


def invalid_query(parameters: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the syntax error of `q`."""
    try:
        if "q" in parameters:
            parser.parse(parameters["q"])
    except QueryError as error:
        yield _query_fault(error, parameters["q"])


def search_links(page: Page, parameters: dict[str, Any]) -> dict[str, str | None]:
    """Return the URLs of this page, the next and the previous one."""
    more = {"more_before": page.more_before, "more_after": page.more_after}
    return pagination.page_links(pagination.page_cursors(page.hits, lambda hit: hit.key, parameters, **more))


def highlighter(query: str | None) -> Callable[[str], Highlighter]:
    """Return a function language → words of the query to highlight; none without a query."""

    @cache
    def in_language(language: str) -> Highlighter:
        try:
            return Highlighter.for_query(query, language) if query else Highlighter()
        except QueryError:
            return Highlighter()  # the search itself reports the syntax error

    return in_language


def in_article(searcher: Engine, identifier: str) -> list[Mapping[str, Any]]:
    """Return the documents of the quotations of an article, in the order of its text."""
    page = searcher.search(SearchRequest(DocumentType.QUOTATIONS, articles=(identifier,), limit=_MOST_IN_ARTICLE))
    return sorted((hit.document for hit in page.hits), key=lambda document: document["article_spans"])


def corpus_json(searcher: Engine) -> dict[str, Any]:
    """Return the generation that was searched, with its numbers of articles and quotations."""
    counts = searcher.counts
    return {"version": searcher.generation, "articles": counts.articles, "quotations": counts.quotations}


def named_counts(searcher: Engine, facet: str, counts: Sequence[Count]) -> list[dict[str, Any]]:
    """Return counts as JSON, with the names of speakers and outlets."""
    if facet not in ("speaker", "outlet"):
        return [{"value": count.value, "count": count.count} for count in counts]
    return [
        {"value": c.value, "name": _name(searcher.resolve(facet, c.value), c.value), "count": c.count} for c in counts
    ]


def _name(resolution: Resolution, id: str) -> str:
    return next((entry.name for entry in resolution.matches if entry.id == id), id)


def _request(
    document_type: DocumentType, parameters: Mapping[str, Any], speakers: ResolvedFilter, outlets: ResolvedFilter
) -> SearchRequest:
    text = parameters.get("q")
    sort = Sort(parameters.get("sort") or (Sort.RELEVANCE if text else Sort.NEWEST))
    cursor = pagination.decode(dict(parameters), lasting=sort is not Sort.RELEVANCE)
    first, last = _days(parameters)
    return SearchRequest(
        document_type=document_type,
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
    """Return the first and the last day of the intersection of `date`, `date_from` and `date_to`."""
    first, last = parameters.get("date_from"), parameters.get("date_to")
    if period := parameters.get("date"):
        return max(filter(None, [first, period[0]])), min(filter(None, [last, period[1]]))
    return first, last


def _query_fault(error: QueryError, query: str | None) -> Fault:
    return Fault("q", f"{error} (at character {error.position + 1})", query, error.suggestion)


def _resolved(what: str, resolutions: Sequence[Resolution]) -> ResolvedFilter:
    matches = []
    warnings = []
    for resolution in resolutions:
        name = resolution.name
        matches += [{"given": name, "resolved": entry.id, "name": entry.name} for entry in resolution.matches]
        if not resolution.matches:
            near = f"; the nearest: {', '.join(resolution.nearest)}" if resolution.nearest else ""
            warnings.append(f"no {what} is called {name!r}{near}")
        elif len(resolution.matches) > 1:
            warnings.append(f"{len(resolution.matches)} {what}s are called {name!r}; all are searched")
    ids = tuple(dict.fromkeys(entry["resolved"] for entry in matches))
    nearest = (name for resolution in resolutions for name in resolution.nearest)
    return ResolvedFilter(ids, tuple(matches), tuple(warnings), tuple(dict.fromkeys(nearest)))
