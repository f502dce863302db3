"""`/speakers`, `/speakers/{id}` and `/speakers/suggest`: who is quoted, under which names, and how often."""

from flask import Blueprint, Response, request

from api.formats import json, jsonld, text
from api.http import urls
from api.http.negotiation import page_is_wanted
from api.http.responses import answer, negotiated, respond
from api.openapi.operation import operation
from api.pages.people_pages import entity_page
from api.params.pagination import links
from api.params.query_params import read
from api.resources.people.entities import counting, counts, entry_json, list_answer, one_answer, one_of
from api.schemas.entities import SpeakerEntrySchema, SuggestionSchema
from api.schemas.parameters import PageParameters, SpeakerParameters, SuggestParameters
from api.services import library

speakers = Blueprint("speakers", __name__)

_list_parameters = PageParameters()
_parameters = SpeakerParameters()
_suggest_parameters = SuggestParameters()


@speakers.get("/speakers")
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
    return list_answer("speakers", library().searcher.speakers(), read(_list_parameters, request))


@speakers.get("/speakers/<identifier>")
@operation(
    parameters=_parameters,
    gives=SpeakerEntrySchema,
    reads="index",
    example="/speakers/sergey-lavrov",
    statuses=(404,),
    has_page=True,
)
def show_speaker(identifier: str) -> Response:
    """Give one speaker, with every role they are given and counts of what they said."""
    parameters = read(_parameters, request)
    searcher = library().searcher
    entry = one_of("speakers", searcher.speakers(), identifier)
    if page_is_wanted(request):
        return entity_page("speakers", entry)
    data = entry_json("speakers", entry)
    if (parameters.get("format") or negotiated(("json", "text", "jsonld"))) == "jsonld":
        person = jsonld.speaker(data)
        return respond(json.compact(person) if parameters["pretty"] == "0" else json.pretty(person), jsonld.MEDIA_TYPE)
    data["roles"] = list(entry.get("roles") or filter(None, [entry["role"]]))
    data["counts"] = counts(searcher, counting("year", "outlet", "kind", speakers=(entry["id"],)))
    return one_answer(data, searcher, parameters)


@speakers.get("/speakers/suggest")
@operation(
    parameters=_suggest_parameters,
    gives=SuggestionSchema,
    reads="index",
    example="/speakers/suggest?q=lav",
    listed=True,
)
def suggest_speakers() -> Response:
    """Complete what somebody begins to type, the most quoted first."""
    parameters = read(_suggest_parameters, request)
    found = library().searcher.suggest_speakers(parameters["q"], parameters["limit"])
    data = [
        {
            "id": one.id,
            "name": one.name,
            "role": one.role,
            "matched": one.matched,
            "quotations": one.quotations,
            "url": urls.of("speakers", one.id),
        }
        for one in found
    ]
    body = {"data": data, "links": {"self": links((None, None))["self"]}}
    return answer(body, parameters, lambda: "".join(f"{text.plain(one.name)}\n" for one in found))
