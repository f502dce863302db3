"""`POST /annotate`: find the quotations of a text; nothing is stored.

The text is not cleaned, so that spans are offsets in code points of the text as it was sent. Its length bounds the
time: the annotator reads 200,000 characters of the worst kind in about a second.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from threading import Lock
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from annotation import ANNOTATOR_VERSION, Quotation, Span, Speaker, annotate_text, language_for, unread_reason
from api.errors import BadParameters, Fault, TooLarge
from api.http.responses import list_response
from api.http.shares import ANNOTATIONS
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.parameters import AnnotateParameters
from api.schemas.quotations import AnnotatedSchema, TextSchema
from api.write.request_body import read_body
from corpus import identify
from index import occasion_members

blueprint = Blueprint("annotate", __name__)

_parameters = AnnotateParameters()
_one_at_a_time = Lock()  # two would take as long, and take turns from every other thread
_MOST = 200_000
_MOST_BYTES = 12 * _MOST + 1_000
"""JSON may write a character as two escapes of six bytes."""


@blueprint.post("/annotate")
@operation(
    parameters=_parameters,
    body=TextSchema,
    body_types=("application/json", "text/plain"),
    gives=AnnotatedSchema,
    listed=True,
    statuses=(408, 413, 415, 503),
)
def annotate() -> Response:
    """Find the quotations of a text."""
    parameters = read(_parameters)
    with ANNOTATIONS.thread():
        text = _text()
        with _one_at_a_time:
            return _annotated(text, parameters)


def _annotated(text: str, parameters: Mapping[str, Any]) -> Response:
    evidence = identify(text, parameters.get("language"))
    language, unread = language_for(evidence.language), unread_reason(evidence.language)
    quotations = annotate_text(text, language=language) if language else ()
    data = [_quotation_json(quotation, text) for quotation in quotations]
    meta = {"characters": len(text), "quotations": len(data), "annotator": ANNOTATOR_VERSION}
    meta |= {"language": evidence.language, "language_evidence": asdict(evidence), "unread": unread}
    closing = [f"{len(data)} quotations in {len(text)} characters" + (f"; {unread}" if unread else "")]
    response = list_response(data, parameters, closing=closing, meta=meta)
    response.headers["Cache-Control"] = "no-store"
    return response


def _text() -> str:
    """Return the text of the request, plain or in JSON. Raises UnsupportedMediaType, TooLarge, BadParameters."""
    if request.mimetype not in ("text/plain", "application/json"):
        raise UnsupportedMediaType('send text/plain, or application/json as {"text": "…"}')
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType("send UTF-8")
    try:
        text = read_body(_MOST_BYTES).decode()
    except RequestEntityTooLarge as error:
        raise _too_long() from error
    except UnicodeDecodeError as error:
        raise _bad(f"is not UTF-8: the byte at {error.start} does not belong there") from error
    return _checked(_from_json(text) if request.mimetype == "application/json" else text)


def _from_json(text: str) -> str:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (at character {error.pos + 1})" if isinstance(error, json.JSONDecodeError) else ""
        raise _bad(f"is not JSON{where}") from error
    if isinstance(value, Mapping) and set(value) == {"text"} and isinstance(value["text"], str):
        return value["text"]
    raise _bad('is not of the form {"text": "…"}')


def _checked(text: str) -> str:
    if len(text) > _MOST:
        raise _too_long()
    if not text.strip():
        raise _bad("has no text")
    for place, character in enumerate(text):
        if character not in "\t\n\r" and unicodedata.category(character) in ("Cc", "Cs"):
            what = "half a surrogate pair" if unicodedata.category(character) == "Cs" else "a control character"
            raise _bad(f"has {what} at character {place + 1}")
    return text


def _too_long() -> TooLarge:
    return TooLarge(f"a text has at most {_MOST:,} characters; send it in parts")


def _bad(detail: str) -> BadParameters:
    return BadParameters([Fault("body", detail)])


def _quotation_json(quotation: Quotation, text: str) -> dict[str, Any]:
    attribution = quotation.attribution
    return {
        "text": " ".join(span.of(text) for span in quotation.content),
        "kind": quotation.kind.value,
        "spans": [[span.start, span.end] for span in quotation.content],
        "speaker": attribution.speaker and _speaker(attribution.speaker),
        "together": [_speaker(one) for one in attribution.together],
        "attribution": {
            "cue": _words(attribution.cue, text),
            "cue_span": _pair(attribution.cue),
            "source": _words(attribution.source, text),
            "source_span": _pair(attribution.source),
            "rule": attribution.rule,
            "confidence": attribution.confidence,
            "statement": attribution.statement,
            "anonymous": attribution.anonymous,
            "act": attribution.act,
        },
        "occasion": occasion_members(quotation.occasion, text),
        "unknown": {"speaker": attribution.unknown} if attribution.unknown else {},
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {"id": speaker.id, "name": speaker.name, "role": speaker.role}


def _words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
