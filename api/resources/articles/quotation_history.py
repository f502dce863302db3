"""`/quotes/{id}/history`: the annotations, corrections and withdrawal of a quotation."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response

from api.errors import NotFound, Withdrawn
from api.http.request_context import current_context
from api.http.responses import object_response
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.parameters import Strict
from api.schemas.quotations import HistorySchema
from api.services import services
from corpus import AnnotationVersion, ArticleHistory, Correction, QuotationHistory

blueprint = Blueprint("history", __name__)

_parameters = Strict()
_schema = HistorySchema()
_BY = {
    "revision": "a later text of the article no longer has it",
    "annotator": "a later annotator no longer finds it",
    "correction": "a person withdrew it",
}


@blueprint.get("/quotes/<identifier>/history")
@operation(
    parameters=_parameters,
    gives=HistorySchema,
    reads="record",
    example="/quotes/q-m34my5pp554a/history",
    statuses=(404,),
)
def show_history(identifier: str) -> Response:
    """Return the annotations and corrections of one quotation, and its withdrawal, the oldest first."""
    parameters = read(_parameters)
    store = services().store
    stored = store.quotation(identifier)
    article_history = store.history(stored.article_id) if stored else None
    if stored is None or article_history is None:
        raise NotFound("no quotation has this id; /quotes lists them all")
    shown = {
        "id": stored.id,
        "text": article_history.words(stored.latest),
        "status": "withdrawn" if stored.withdrawal else stored.current.status,
        "kind": stored.current.kind,
        "speaker": stored.current.attribution["speaker"],
        "history": sorted(_events(stored, article_history), key=lambda event: str(event["when"])),
        "article": stored.article_id,
        "url": current_context().url_of("quotes", stored.id),
        "article_url": current_context().url_of("articles", stored.article_id),
    }
    data: dict[str, Any] = _schema.dump(shown)
    return object_response(data, parameters, links={"self": f"{data['url']}/history"})


def refuse_withdrawn(identifier: str) -> None:
    """Raise Withdrawn, with when and why, for a quotation that was withdrawn."""
    stored = services().store.quotation(identifier)
    if stored and (ended := stored.withdrawal):
        raise Withdrawn(f"withdrawn at {ended.when}: {_BY[ended.by]}; /quotes/{stored.id}/history says more")


def _events(stored: QuotationHistory, article_history: ArticleHistory) -> Iterator[dict[str, Any]]:
    for version in stored.versions:
        yield _annotation_event(version, article_history)
        if ended := version.withdrawal:
            reason = _BY[ended.by]
            yield {"what": "withdrawn", "when": ended.when, "revision": ended.revision, "reason": reason}
    yield from map(corrected_json, stored.corrections)


def _annotation_event(version: AnnotationVersion, article_history: ArticleHistory) -> dict[str, Any]:
    text, attribution = article_history.text(version.revision) or "", version.row.attribution
    return {
        "what": "found",
        "when": version.found,
        "revision": version.revision,
        "annotator": version.annotator,
        "text": article_history.words(version),
        "kind": version.row.kind,
        "speaker": _speaker(attribution["speaker"]),
        "source": attribution["source"] and text[slice(*attribution["source"])],
        "cue": attribution["cue"] and text[slice(*attribution["cue"])],
        "rule": attribution["rule"],
        "confidence": attribution["confidence"],
    }


def corrected_json(correction: Correction) -> dict[str, Any]:
    """Return a correction as JSON: when, by whom and why, and the old and new values."""

    def plain(values: Any) -> dict[str, Any]:
        return {name: _speaker(value) if name == "speaker" else value for name, value in values.items()}

    return {
        "what": "corrected",
        "when": correction.made,
        "number": correction.number,
        "who": correction.who,
        "reason": correction.reason,
        "was": plain(correction.was),
        "now": plain(correction.now),
    }


def _speaker(values: Any) -> dict[str, str] | None:
    return values and {"id": values["id"], "name": values["name"]}
