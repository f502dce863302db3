"""What `/quotes` and `/paragraphs` share: parameters → SearchRequest, Page → answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api import paging
from api.errors import BadParameters, Fault, Gone
from api.library import library
from index.errors import BadPlace, PlaceGone, QueryError
from index.names import Resolution
from index.request import Page, SearchRequest, Sort, Target
from index.searcher import Searcher

_NOTHING = Page(hits=(), total=0, more_after=False, more_before=False)


@dataclass(frozen=True, slots=True)
class Names:
    """What names in one filter stand for: the ids to search, how each was understood, and what was not."""

    ids: tuple[str, ...]
    understood: tuple[dict[str, str], ...]
    warnings: tuple[str, ...]


def search(target: Target, parameters: dict[str, Any]) -> tuple[Page, dict[str, Any], dict[str, str | None]]:
    """Give the page, the `meta` and the `links` of a search.

    Raises BadParameters for a query or a cursor that cannot be understood, Gone for a cursor of ranks that a new
    generation has changed.
    """
    searcher = library().searcher
    speakers = _speakers(searcher, parameters.get("speaker", ()))
    outlets = _outlets(searcher, parameters.get("outlet", ()))
    request = _request(target, parameters, speakers, outlets)
    nowhere = (parameters.get("speaker") and not speakers.ids) or (parameters.get("outlet") and not outlets.ids)
    try:
        page = _NOTHING if nowhere else searcher.search(request)
    except QueryError as error:
        at = f"{error} (at character {error.position + 1})"
        raise BadParameters([Fault("q", at, parameters.get("q"), error.suggestion)]) from error
    except PlaceGone as error:
        raise Gone(f"cursor: {error}; begin again without it") from error
    except BadPlace as error:
        raise paging.bad_cursor("points at no place in this order") from error
    warnings = [*speakers.warnings, *outlets.warnings, *page.warnings]
    if page.total == 0 and not warnings:
        warnings.append("nothing matches all of this; try fewer words or filters")
    meta = {
        "total": page.total,
        "limit": request.limit,
        "query": _echo(request, parameters, speakers, outlets),
        "warnings": warnings,
        "corpus": corpus(searcher),
    }
    return page, meta, paging.links(_cursors(page, parameters))


def corpus(searcher: Searcher) -> dict[str, Any]:
    """Say what was searched: which generation of the index, over how much."""
    counts = searcher.counts
    return {"version": searcher.generation, "articles": counts.articles, "quotations": counts.quotations}


def _request(target: Target, parameters: dict[str, Any], speakers: Names, outlets: Names) -> SearchRequest:
    cursor = paging.decode(parameters)
    text = parameters.get("q")
    sort = Sort(parameters.get("sort") or (Sort.RELEVANCE if text else Sort.NEWEST))
    first, last = parameters.get("date_from"), parameters.get("date_to")
    if first and last and last < first:
        raise BadParameters([Fault("date_to", "is before date_from", last, "exchange the two")])
    if sort is Sort.RELEVANCE and not text:
        raise BadParameters([Fault("sort", "relevance needs words to rank by", sort, "add q=, or sort by -date")])
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
        limit=parameters["limit"],
        after=cursor.key if cursor and cursor.forward else None,
        before=cursor.key if cursor and not cursor.forward else None,
    )


def _speakers(searcher: Searcher, given: Sequence[str]) -> Names:
    return _names("speaker", given, [searcher.resolve_speaker(name) for name in given])


def _outlets(searcher: Searcher, given: Sequence[str]) -> Names:
    return _names("outlet", given, [searcher.resolve_outlet(name) for name in given])


def _names(what: str, given: Sequence[str], found: Sequence[Resolution]) -> Names:
    """Read resolutions: each has `matches` (entries with id and name) and, for none, the `nearest` names."""
    understood = []
    warnings = []
    for name, resolution in zip(given, found, strict=True):
        understood += [{"given": name, "resolved": entry.id, "name": entry.name} for entry in resolution.matches]
        if not resolution.matches:
            near = f"; the nearest: {', '.join(resolution.nearest)}" if resolution.nearest else ""
            warnings.append(f"no {what} is called {name!r}{near}")
        elif len(resolution.matches) > 1:
            warnings.append(f"{len(resolution.matches)} {what}s are called {name!r}; all are searched")
    ids = tuple(dict.fromkeys(entry["resolved"] for entry in understood))
    return Names(ids, tuple(understood), tuple(warnings))


def _echo(request: SearchRequest, parameters: dict[str, Any], speakers: Names, outlets: Names) -> dict[str, Any]:
    """Say how the search was understood, leaving out what was not asked."""
    echo = {
        "q": request.text,
        "speaker": list(speakers.understood),
        "outlet": list(outlets.understood),
        "kind": list(request.kinds),
        "article": list(request.articles),
        "language": list(request.languages),
        "date_from": request.date_from,
        "date_to": request.date_to,
        "sort": str(request.sort),
    }
    return {name: value for name, value in echo.items() if value}


def _cursors(page: Page, parameters: dict[str, Any]) -> tuple[str | None, str | None]:
    after = paging.encode(paging.Cursor(page.hits[-1].key, True), parameters) if page.hits and page.more_after else None
    before = (
        paging.encode(paging.Cursor(page.hits[0].key, False), parameters) if page.hits and page.more_before else None
    )
    return after, before
