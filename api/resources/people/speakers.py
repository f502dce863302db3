"""`/speakers`, `/speakers/{id}` and `/speakers/suggest`: speakers with names and counts, and autocomplete."""

from flask import Blueprint, Response

from api.formats import json, jsonld, text
from api.http.request_context import current_context
from api.http.responses import PLAIN_FORMATS, format_of, list_response, respond
from api.openapi.operation import operation
from api.pages.people_pages import entity_page
from api.params.pagination import page_links
from api.params.query_params import read
from api.resources.people.entities import counting, counts, entities_response, entity_json, entity_of, entity_response
from api.schemas.entities import SpeakerEntrySchema, SuggestionSchema
from api.schemas.parameters import PageParameters, SpeakerParameters, SuggestParameters
from api.services import services

blueprint = Blueprint("speakers", __name__)

_list_parameters = PageParameters()
_parameters = SpeakerParameters()
_suggest_parameters = SuggestParameters()


@blueprint.get("/speakers")
@operation(
    parameters=_list_parameters,
    gives=SpeakerEntrySchema,
    many=True,
    reads="index",
    example="/speakers?limit=1",
    has_page=True,
)
def list_speakers() -> Response:
    """List speakers, those with most quotations first."""
    return entities_response("speakers", services().searcher.catalog("speaker"), read(_list_parameters))


@blueprint.get("/speakers/<identifier>")
@operation(
    parameters=_parameters,
    gives=SpeakerEntrySchema,
    reads="index",
    example="/speakers/sergey-lavrov",
    statuses=(404,),
    has_page=True,
)
def show_speaker(identifier: str) -> Response:
    """Return one speaker, with every role they are given and counts of what they said."""
    parameters = read(_parameters)
    searcher = services().searcher
    entry = entity_of("speakers", searcher.catalog("speaker"), identifier)
    if current_context().wants_page:
        return entity_page("speakers", entry)
    data = entity_json("speakers", entry)
    if format_of(parameters, (*PLAIN_FORMATS, jsonld.FORMAT)) is jsonld.FORMAT:
        return respond(json.dumps(jsonld.speaker(data), parameters), jsonld.FORMAT)
    data["roles"] = list(entry.get("roles") or filter(None, [entry["role"]]))
    data["counts"] = counts(searcher, counting("year", "outlet", "kind", speakers=(entry["id"],)))
    return entity_response(data, searcher, parameters)


@blueprint.get("/speakers/suggest")
@operation(
    parameters=_suggest_parameters,
    gives=SuggestionSchema,
    reads="index",
    example="/speakers/suggest?q=lav",
    listed=True,
)
def suggest_speakers() -> Response:
    """Complete what somebody begins to type, the most quoted first."""
    parameters = read(_suggest_parameters)
    suggestions = services().searcher.suggest(parameters["q"], parameters["limit"])
    data = [
        {
            "id": speaker.id,
            "name": speaker.name,
            "role": speaker.role,
            "matched": speaker.matched,
            "quotations": speaker.quotations,
            "url": current_context().url_of("speakers", speaker.id),
        }
        for speaker in suggestions
    ]
    links = {"self": page_links()["self"]}
    return list_response(data, parameters, row=lambda speaker: text.plain(speaker["name"]), separator="\n", links=links)
