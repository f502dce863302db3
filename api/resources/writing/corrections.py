"""`PATCH /quotes/{id}`: a correction by a person, on top of the annotation."""

import json
from typing import Any

from flask import Blueprint, Response, request
from marshmallow import ValidationError

from annotation import speaker_named, speaker_values
from api.background_publisher import publisher
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
from api.http.etags import store_versions
from api.http.request_context import current_context
from api.http.responses import object_response
from api.http.shares import WRITES
from api.openapi.operation import operation
from api.params.query_params import read
from api.resources.articles.quotation_history import corrected_json
from api.schemas.corrections import CorrectedSchema, CorrectionSchema
from api.schemas.parameters import Strict
from api.write import audit
from api.write.api_keys import Key, require
from api.write.request_body import read_body
from corpus import Correction, Store, StoreError

blueprint = Blueprint("corrections", __name__)

_LARGEST = 20_000
_TYPES = ("application/json", "application/merge-patch+json")
_parameters = Strict()
_schema = CorrectionSchema()


@blueprint.patch("/quotes/<identifier>", provide_automatic_options=False)
@operation(
    parameters=_parameters,
    body=CorrectionSchema,
    gives=CorrectedSchema,
    body_types=_TYPES,
    statuses=(401, 403, 404, 412, 413, 415, 422, 428),
    needs_key=True,
)
def patch_quote(identifier: str) -> Response:
    """Correct the speaker or the kind of a quotation, or withdraw it, with the reason.

    `If-Match` has the `ETag` of `/quotes/{id}` as you saw it: 412 when its article has changed since. The correction is
    on the disk when the answer comes, and shown soon after.
    """
    key = require(publisher().keys, "quotes")
    parameters = read(_parameters)
    with WRITES.thread():
        body, if_match = _body(), request.headers.get("If-Match")
        if if_match is None:
            raise PreconditionNeeded("send If-Match with the ETag of the quotation as you saw it")
        with publisher().store() as store:
            correction = _correct(store, key, identifier, body, if_match)
    publisher().publish_soon()
    url = current_context().url_of("quotes", correction.quotation_id)
    data = {"id": correction.quotation_id, **corrected_json(correction), "url": url, "history_url": f"{url}/history"}
    return object_response(data, parameters)


def _correct(store: Store, key: Key, identifier: str, body: dict[str, Any], if_match: str) -> Correction:
    quotation = store.quotation(identifier)
    if quotation is None:
        raise NotFound("no quotation has this id; /quotes lists them all")
    _require_unchanged(store, quotation.article_id, if_match)
    folder = publisher().settings.data
    entry = {"key": key.name, "action": "PATCH /quotes", "quotation": quotation.id, "sent": body}
    changes = {name: value for name, value in body.items() if name != "reason"}
    if isinstance(changes.get("speaker"), str):
        changes["speaker"] = _speaker(changes["speaker"])
    audit.append(folder, "begun", **entry)
    try:
        correction = store.correct(quotation.id, changes, key.name, body["reason"])
    except StoreError as error:
        audit.finish(folder, "refused", **entry, reason=str(error))
        raise Unprocessable(text.plain(str(error))) from error
    audit.finish(folder, "done", **entry, correction=correction.number)
    return correction


def _require_unchanged(store: Store, article_id: str, if_match: str) -> None:
    """Raise Changed when the article changed after the version of the store that If-Match names."""
    if if_match.strip() == "*":
        return
    last_change, latest = store.last_change(article_id) or 0, store.version
    if not any(last_change <= version <= latest for version in store_versions(if_match)):
        raise Changed("the quotation is not as you saw it any more; fetch it again, and send its new ETag")


def _body() -> dict[str, Any]:
    """Return the body; raises UnsupportedMedia, BadParameters for what is no JSON, Unprocessable with every fault."""
    if request.mimetype not in _TYPES:
        raise UnsupportedMedia(f"corrections are read as {' or '.join(_TYPES)}; say so in Content-Type")
    try:
        body: dict[str, Any] = _schema.load(json.loads(read_body(_LARGEST)))
    except ValidationError as error:
        raise _invalid(error) from error
    except (ValueError, RecursionError) as error:
        raise BadParameters([Fault("body", "is not JSON")]) from error
    return body


def _invalid(error: ValidationError) -> Unprocessable:
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
