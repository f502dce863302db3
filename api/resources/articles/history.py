"""`/quotes/{id}/history`: what the annotator said of a quotation, what people corrected, and when it was withdrawn."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, request

from api.errors import NotFound, Withdrawn
from api.formats import text
from api.http import urls
from api.http.responses import answer
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.parameters import Strict
from api.schemas.quotations import HistorySchema
from api.services import library
from corpus import AnnotationVersion, ArticleHistory, Correction, QuotationHistory

history = Blueprint("history", __name__)

_parameters = Strict()
_schema = HistorySchema()
_BY = {
    "revision": "a later text of the article no longer has it",
    "annotator": "a later annotator no longer finds it",
    "correction": "a person withdrew it",
}


@history.get("/quotes/<identifier>/history")
@operation(
    parameters=_parameters,
    gives=HistorySchema,
    reads="record",
    example="/quotes/q-m34my5pp554a/history",
    statuses=(404,),
)
def show_history(identifier: str) -> Response:
    """Give everything that was ever said of one quotation, the oldest first."""
    parameters = read(_parameters, request)
    store = library().store
    kept = store.quotation(identifier)
    dossier = store.dossier(kept.article_id) if kept else None
    if kept is None or dossier is None:
        raise NotFound("no quotation has this id; /quotes lists them all")
    shown = {
        "id": kept.id,
        "text": dossier.words(kept.last),
        "status": "withdrawn" if kept.withdrawal else kept.effective.status,
        "kind": kept.effective.kind,
        "speaker": kept.effective.attribution["speaker"],
        "history": sorted(_events(kept, dossier), key=lambda event: str(event["when"])),
        "article": kept.article_id,
        "url": urls.of("quotes", kept.id),
        "article_url": urls.of("articles", kept.article_id),
    }
    data: dict[str, Any] = _schema.dump(shown)
    body = {"data": data, "links": {"self": f"{data['url']}/history"}}
    return answer(body, parameters, lambda: text.lines(data))


def refuse_withdrawn(identifier: str) -> None:
    """Raise Withdrawn, with when and why, for a quotation that was withdrawn."""
    kept = library().store.quotation(identifier)
    if kept and (ended := kept.withdrawal):
        raise Withdrawn(f"withdrawn at {ended.when}: {_BY[ended.by]}; /quotes/{kept.id}/history says more")


def _events(kept: QuotationHistory, dossier: ArticleHistory) -> Iterator[dict[str, Any]]:
    for finding in kept.findings:
        yield _found(finding, dossier)
        if ended := finding.withdrawal:
            reason = _BY[ended.by]
            yield {"what": "withdrawn", "when": ended.when, "revision": ended.revision, "reason": reason}
    yield from map(corrected_json, kept.corrections)


def _found(finding: AnnotationVersion, dossier: ArticleHistory) -> dict[str, Any]:
    written, attribution = dossier.text(finding.revision) or "", finding.row.attribution
    return {
        "what": "found",
        "when": finding.found,
        "revision": finding.revision,
        "annotator": finding.annotator,
        "text": dossier.words(finding),
        "kind": finding.row.kind,
        "speaker": _speaker(attribution["speaker"]),
        "source": attribution["source"] and written[slice(*attribution["source"])],
        "cue": attribution["cue"] and written[slice(*attribution["cue"])],
        "rule": attribution["rule"],
        "confidence": attribution["confidence"],
    }


def corrected_json(made: Correction) -> dict[str, Any]:
    """Write one correction: when, by whom and why, and what was changed to what."""

    def plain(values: Any) -> dict[str, Any]:
        return {name: _speaker(value) if name == "speaker" else value for name, value in values.items()}

    return {
        "what": "corrected",
        "when": made.made,
        "number": made.number,
        "who": made.who,
        "reason": made.reason,
        "was": plain(made.was),
        "now": plain(made.now),
    }


def _speaker(values: Any) -> dict[str, str] | None:
    return values and {"id": values["id"], "name": values["name"]}
