"""`PATCH /quotes/{id}`: a correction by a person, over HTTP, on top of what the annotator said."""

import json
from typing import Any

from flask import Blueprint, Response, request
from marshmallow import ValidationError

from annotation import speaker_named, speaker_values
from api.background_publisher import writing
from api.errors import (
    BadParameters,
    Changed,
    Fault,
    NotFound,
    PreconditionNeeded,
    Unprocessable,
    UnsupportedMedia,
)
from api.formats import text
from api.http import urls
from api.http.etags import versions_seen
from api.http.responses import answer
from api.openapi.operation import operation
from api.params.query_params import read
from api.resources.articles.history import corrected_json
from api.schemas.corrections import CorrectedSchema, CorrectionSchema
from api.schemas.parameters import Strict
from api.write import audit
from api.write.api_keys import Key, require
from corpus import Correction, Store, StoreError

amending = Blueprint("amending", __name__)

_LARGEST = 20_000
_TYPES = ("application/json", "application/merge-patch+json")
_parameters = Strict()
_schema = CorrectionSchema()


@amending.patch("/quotes/<identifier>", provide_automatic_options=False)
@operation(
    parameters=_parameters,
    body=CorrectionSchema,
    gives=CorrectedSchema,
    body_types=_TYPES,
    statuses=(401, 403, 404, 412, 413, 415, 422, 428),
    needs_key=True,
)
def patch_quote(identifier: str) -> Response:
    """Say who really spoke, how the words are given, or that it is no quotation, with the reason.

    `If-Match` has the `ETag` of `/quotes/{id}` as you saw it: 412 when its article has changed since. The correction is
    on the disk when the answer comes, and shown soon after.
    """
    key = require(writing().keys, "quotes")
    parameters = read(_parameters, request)
    sent = _sent()
    seen = request.headers.get("If-Match")
    if seen is None:
        raise PreconditionNeeded("send If-Match with the ETag of the quotation as you saw it")
    with writing().record() as store:
        made = _correct(store, key, identifier, sent, seen)
    writing().publish_soon()
    url = urls.of("quotes", made.quotation_id)
    data = {"id": made.quotation_id, **corrected_json(made), "url": url, "history_url": f"{url}/history"}
    return answer({"data": data}, parameters, lambda: text.lines(data))


def _correct(store: Store, key: Key, identifier: str, sent: dict[str, Any], seen: str) -> Correction:
    kept = store.quotation(identifier)
    if kept is None:
        raise NotFound("no quotation has this id; /quotes lists them all")
    _require_unchanged(store, kept.article_id, seen)
    folder = writing().settings.data
    said = {"key": key.name, "action": "PATCH /quotes", "quotation": kept.id, "sent": sent}
    changes = {name: value for name, value in sent.items() if name != "reason"}
    if isinstance(changes.get("speaker"), str):
        changes["speaker"] = _speaker(changes["speaker"])
    audit.append(folder, "begun", **said)
    try:
        made = store.correct(kept.id, changes, key.name, sent["reason"])
    except StoreError as error:
        audit.finish(folder, "refused", **said, reason=str(error))
        raise Unprocessable(text.plain(str(error))) from error
    audit.finish(folder, "done", **said, correction=made.number)
    return made


def _require_unchanged(store: Store, article_id: str, seen: str) -> None:
    """Raise Changed when the article changed after the record was as the caller saw it."""
    if seen.strip() == "*":
        return
    changed, now = store.last_change(article_id) or 0, store.version
    if not any(changed <= version <= now for version in versions_seen(seen)):
        raise Changed("the quotation is not as you saw it any more; fetch it again, and send its new ETag")


def _sent() -> dict[str, Any]:
    """Read the body; raises UnsupportedMedia, BadParameters for what is no JSON, Unprocessable with every fault."""
    if request.mimetype not in _TYPES:
        raise UnsupportedMedia(f"corrections are read as {' or '.join(_TYPES)}; say so in Content-Type")
    request.max_content_length = _LARGEST
    try:
        given = json.loads(request.get_data(cache=False))
        sent: dict[str, Any] = _schema.load(given)
    except ValidationError as error:
        raise _faulty(error) from error
    except (ValueError, RecursionError) as error:
        raise BadParameters([Fault("body", "is not JSON")]) from error
    return sent


def _faulty(error: ValidationError) -> Unprocessable:
    messages = error.messages if isinstance(error.messages, dict) else {"body": error.messages}
    faults = [Fault(text.plain(str(name))[:100], str(words[0])) for name, words in messages.items()]
    faults = [Fault("body", fault.detail) if fault.parameter == "_schema" else fault for fault in faults]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return Unprocessable(f"{faults[0].parameter}: {faults[0].detail}{more}", faults)


def _speaker(name: str) -> dict[str, Any]:
    speaker = speaker_named(name)
    if speaker is None:
        raise Unprocessable(
            "speaker: is no name", [Fault("speaker", "is no name; write it in full, or null for nobody")]
        )
    return speaker_values(speaker)
