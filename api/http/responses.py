"""Values leave here as responses: in the format that `format=` or `Accept` asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from flask import Response, request

from api.errors import Fault, NotAcceptable
from api.formats import json, text
from api.formats.registry import FORMATS, Around
from api.formats.rows import MEMBERS
from api.formats.streaming import Matches
from api.formats.views import View
from api.http import urls
from api.http.negotiation import page_is_wanted
from api.params.query_params import pairs
from index import Page

_TEXT_LIKE = ("text/", "application/x-bibtex", "application/x-research-info-systems", "application/x-ndjson")
_ONLY_SOME = frozenset().union(*(made.takes for made in FORMATS.values()))


def answer(body: Mapping[str, Any], parameters: Mapping[str, Any], as_text: Callable[[], str]) -> Response:
    """Write `body` as JSON, or call `as_text` when the caller wants text.

    Raises NotAcceptable when the caller takes neither.
    """
    wanted = parameters.get("format") or negotiated(("json", "text"))
    if wanted == "text":
        return respond(as_text(), text.MEDIA_TYPE)
    return respond(json.compact(body) if parameters["pretty"] == "0" else json.pretty(body), json.MEDIA_TYPE)


def page_answer(
    page: Page,
    rest: Mapping[str, Any],
    parameters: Mapping[str, Any],
    as_json: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    as_text: Callable[[list[Mapping[str, Any]]], str],
) -> Response:
    """Write a page of hits with the `rest` of the answer: as it is stored where that is what is asked for.

    Else `as_json` turns a document into what is shown, and `as_text` all of them into text.
    """
    wanted = parameters.get("format") or negotiated(("json", "text"))
    if wanted == "json" and _is_as_stored(parameters):
        return joined_answer(page, rest)
    data = [as_json(hit.document) for hit in page.hits]
    return answer({"data": data, **rest}, parameters, lambda: as_text(data))


def joined_answer(page: Page, rest: Mapping[str, Any]) -> Response:
    """Write a page of hits with the `rest` of the answer: JSON that was finished when it was indexed, only joined."""
    return respond(json.joined([hit.json for hit in page.hits], rest, urls.server()), json.MEDIA_TYPE)


def as_stored(parameters: Mapping[str, Any]) -> bool:
    """Return whether quotations are wanted as they are stored: JSON for people, with all and only its usual members."""
    return format_of(parameters) == "json" and _is_as_stored(parameters)


def quotation_answer(view: View, around: Around) -> Response:
    """Write one quotation in whatever format is wanted."""
    wanted = format_of(around.parameters)
    made = FORMATS[wanted]
    return respond(made.one(view, around), made.media_type, made.filename)


def quotations_answer(views: Iterable[View], around: Around) -> Response:
    """Write quotations in whatever format is wanted."""
    made = FORMATS[format_of(around.parameters)]
    return respond(made.many(views, around), made.media_type, made.filename)


def stream_answer(matches: Matches, around: Around) -> Response:
    """Write every match in the format that is wanted, which is one that streams; each is read when its turn comes."""
    made = FORMATS[format_of(around.parameters)]
    assert made.every is not None  # noqa: S101 - who calls has looked
    return respond(made.every(matches, around), made.media_type, made.filename)


def format_of(parameters: Mapping[str, Any]) -> str:
    """Return which of the formats of quotations is wanted. Raises NotAcceptable when the caller takes none."""
    return parameters.get("format") or negotiated(FORMATS)


def misplaced(parameters: Mapping[str, Any]) -> Iterator[Fault]:
    """Find parameters that the wanted format of quotations has no place for; a page looks past what is about form."""
    if page_is_wanted(request):
        return
    wanted = format_of(parameters)
    given = {name for name, _ in pairs(request)}
    for name in sorted(given & _ONLY_SOME - FORMATS[wanted].takes):
        yield Fault(name, f"has no place in the format {wanted}", suggestion=f"use {_takers(name)}")
    if wanted == "csv":
        for name in parameters.get("fields", ()):
            if name not in MEMBERS:
                yield Fault("fields", "has no column in CSV", name, "use format=ndjson")


def negotiated(names: Iterable[str]) -> str:
    """Return the format that the caller likes best; JSON when it is as welcome as anything else, as for a browser.

    Raises NotAcceptable, naming what there is, when the caller takes none of them.
    """
    if request.environ.get("HTTP_ACCEPT", "*/*") in ("*/*", ""):
        return "json"
    types = {name: FORMATS[name].media_type for name in names}
    accepted = request.accept_mimetypes
    liked = {name: accepted[media_type] for name, media_type in types.items()}
    most = max(liked.values())
    if most <= 0:
        raise NotAcceptable(f"this address answers as {' or '.join(types.values())}")
    if liked.get("json", 0) == most:
        return "json"
    best = accepted.best_match(list(types.values()))
    return next(name for name, media_type in types.items() if media_type == best)


def respond(written: str | bytes | Iterator[str], media_type: str, filename: str | None = None) -> Response:
    """Make the response; what comes in lines is sent as it is made, a few kilobytes at a time."""
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith(_TEXT_LIKE) else media_type
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'} if filename else None
    body = written if isinstance(written, str | bytes) else _in_pieces(written)
    return Response(body, headers=headers, content_type=content_type)


def _is_as_stored(parameters: Mapping[str, Any]) -> bool:
    # An empty `highlight` too is a member that is not stored.
    changed = parameters.get("fields") or parameters.get("include") or parameters.get("highlight") == "1"
    return parameters["pretty"] == "1" and not changed


def _in_pieces(lines: Iterator[str]) -> Iterator[bytes]:
    """Join lines to pieces of about 64 kB, so that a million of them are not a million writes."""
    # The first line is asked for now: what is wrong with it can still be an error and not half an answer.
    first = next(lines, "")
    return _joined(chain([first], lines))


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    piece: list[str] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(piece).encode()
            piece, size = [], 0
    yield "".join(piece).encode()


_PIECE = 65_536


def _takers(name: str) -> str:
    return " or ".join(f"format={one}" for one, made in FORMATS.items() if name in made.takes)
