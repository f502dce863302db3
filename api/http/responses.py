"""Response building: the envelope {"data", "meta", "links"} or text, and bodies in the negotiated format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import Any

from flask import Response

from api.errors import Fault, NotAcceptable
from api.formats import csv, json, serialized, text
from api.formats.format import Format
from api.formats.registry import FORMATS, FORMATS_BY_NAME
from api.http.request_context import current_context
from api.http.shares import STREAMS

PLAIN_FORMATS = (json.FORMAT, text.FORMAT)
"""The formats of answers that are not quotations."""
_CHUNK = 65_536
_ONLY_SOME = frozenset().union(*(format.parameters for format in FORMATS))


def format_of(parameters: Mapping[str, Any], offered: Sequence[Format] = FORMATS) -> Format:
    """Return the format that `format=` names or Accept prefers, decided once a request.

    Raises NotAcceptable, naming the media types, when Accept takes none of them.
    """
    context = current_context()
    if context.format is None:
        context.format = parameters.get("format") or context.accepted_format(
            {format.name: format.media_type for format in offered}
        )
    if context.format is None:
        raise NotAcceptable(f"this address answers as {' or '.join(format.media_type for format in offered)}")
    return FORMATS_BY_NAME[context.format]


def misplaced_parameters(parameters: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each parameter that the negotiated format does not take; a page ignores them."""
    if current_context().wants_page:
        return
    format = format_of(parameters)
    for name in sorted(current_context().names & _ONLY_SOME - format.parameters):
        takers = " or ".join(f"format={other.name}" for other in FORMATS if name in other.parameters)
        yield Fault(name, f"has no place in the format {format.name}", suggestion=f"use {takers}")
    if format is csv.FORMAT:
        for name in parameters.get("fields", ()):
            if name not in csv.MEMBERS:
                yield Fault("fields", "has no column in CSV", name, "use format=ndjson")


def list_response(
    data: Iterable[Mapping[str, Any]],
    parameters: Mapping[str, Any],
    *,
    closing: Sequence[str] = (),
    row: Callable[[Any], str] = text.lines,
    separator: str = "\n\n",
    rendered: Iterable[bytes] | None = None,
    **rest: Mapping[str, Any] | None,
) -> Response:
    """Return a list in its envelope, or as text: a `row` for each, the `closing` lines, warnings, the next page.

    `rest` are the members beside `data`: `facets`, `meta` and `links`. `rendered` is the JSON of the same items as it
    was rendered when they were indexed; it is joined when that is all that is asked for, and `data` is not read then.
    """
    envelope = {name: value for name, value in rest.items() if value is not None}
    if rendered is not None and wants_rendered_json(format_of(parameters, PLAIN_FORMATS), parameters):
        return respond(serialized.joined(rendered, envelope, current_context().base_url), json.FORMAT)
    items = list(data)
    lines = [*closing, *envelope.get("meta", {}).get("warnings", ())]
    following = envelope.get("links", {}).get("next")
    return json_or_text(
        {"data": items, **envelope}, parameters, lambda: text.listing(map(row, items), lines, following, separator)
    )


def object_response(
    data: Mapping[str, Any],
    parameters: Mapping[str, Any],
    **rest: Mapping[str, Any],
) -> Response:
    """Return one object in its envelope, or as `key: value` lines; `rest` are `meta` and `links`."""
    return json_or_text({"data": data, **rest}, parameters, lambda: text.lines(data))


def json_or_text(body: Mapping[str, Any], parameters: Mapping[str, Any], as_text: Callable[[], str]) -> Response:
    """Return `body` as JSON, or the result of `as_text`. Raises NotAcceptable when the caller takes neither."""
    format = format_of(parameters, PLAIN_FORMATS)
    return respond(as_text() if format is text.FORMAT else json.dumps(body, parameters), format)


def wants_rendered_json(format: Format, parameters: Mapping[str, Any]) -> bool:
    """Return whether JSON is wanted as it is stored: pretty-printed, with all and only the usual members."""
    # An empty `highlight` is a member that is not stored, too.
    changed = parameters.get("fields") or parameters.get("include") or parameters.get("highlight") == "1"
    return format is json.FORMAT and parameters["pretty"] == "1" and not changed


def respond(body: str | bytes | Iterator[str], format: Format) -> Response:
    """Return the response; lines are streamed in chunks of about 64 kB. Raises Full when too many streams run."""
    headers = {"Content-Disposition": f'attachment; filename="{format.filename}"'} if format.filename else None
    content_type = f"{format.media_type}; charset=utf-8" if format.is_text else format.media_type
    if isinstance(body, str | bytes):
        return Response(body, headers=headers, content_type=content_type)
    with ExitStack() as stack:
        stack.enter_context(STREAMS.thread())
        response = Response(_in_chunks(body), headers=headers, content_type=content_type)
        response.call_on_close(stack.pop_all().close)
    return response


def _in_chunks(lines: Iterator[str]) -> Iterator[bytes]:
    # The first line is read now: its errors can still become a problem document and not half an answer.
    first = next(lines, "")
    return _joined(chain([first], lines))


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    chunk: list[str] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield "".join(chunk).encode()
            chunk, size = [], 0
    yield "".join(chunk).encode()
