"""`/`: the index of addresses as JSON, a guide as text, the search page as HTML."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app

from api.formats import text
from api.http.request_context import current_context
from api.http.responses import json_or_text
from api.openapi.document import document
from api.openapi.operation import operation
from api.pages.search_page import search_page
from api.params.query_params import read
from api.schemas.operations import HomeSchema
from api.schemas.parameters import QuotesParameters, Strict

blueprint = Blueprint("home", __name__)

_parameters = Strict()
_front = QuotesParameters().load({})
_ADDRESSES = {
    "/quotes": "search and list quotations, as /quotes?speaker=Lavrov or /quotes?q=denuclearization",
    "/quotes/{id}": "one quotation with its provenance",
    "/quotes/{id}/history": "what was found and corrected of it, and when it was withdrawn",
    "/quotes/random": "one of them by chance",
    "/timeline": "how many there are in each day, month or year",
    "/paragraphs": "search the paragraphs that quotations stand in",
    "/articles": "the articles, the newest first",
    "/articles/{id}": "one article with its quotations",
    "/speakers": "the people and bodies who are quoted",
    "/speakers/{id}": "one of them",
    "/speakers/suggest?q=lav": "names that begin as somebody types them",
    "/outlets": "who printed the articles",
    "/outlets/{id}": "one of them",
    "/docs": "this API as a page, with a form to try each address",
    "/openapi.json": "this API for programs, OpenAPI 3.1",
    "/annotate": "POST a text and have its quotations; nothing is kept",
    "/healthz": "does the process answer",
    "/readyz": "does a query run on the index",
    "/metrics": "counts and times for Prometheus",
}


# `{base}` is this server.
_LINES = (
    ("What somebody said, newest first", "'{base}/quotes?speaker=Lavrov&format=text'"),
    ("Who spoke of something, best match first", "'{base}/quotes?q=denuclearization&format=text'"),
    ("A phrase, in a time", "'{base}/quotes?q=%22road+map%22&date_from=2018-05&date_to=2018-06&format=text'"),
    ("One outlet, word for word only", "'{base}/quotes?outlet=tass&kind=direct&format=text'"),
    ("How many, and nothing else", "'{base}/quotes?speaker=Lavrov&limit=0' | jq .meta.total"),
    ("Who is quoted, most quoted first", "'{base}/speakers?format=text'"),
)


@blueprint.get("/")
@operation(parameters=_parameters, answers=HomeSchema, reads="index", example="/", has_page=True)
def list_addresses() -> Response:
    """List the addresses there are; as text, a short guide of lines for a terminal; as a page, the search."""
    parameters = read(_parameters)
    if current_context().wants_page:
        return search_page(dict(_front), front=True)
    listed = _addresses()
    body = {
        "name": "On Record",
        "what": "who said what, when, and where it was printed",
        "try": [{"what": what, "line": line} for what, line in _lines()],
        "addresses": [{"address": current_context().base_url + path, "what": what} for path, what in listed.items()],
    }
    return json_or_text(body, parameters, lambda: _as_text(listed))


def _addresses() -> dict[str, str]:
    """Return the description of each address that is read: ours, or else the summary of its view."""
    listed = dict(_ADDRESSES)
    described = {address.partition("?")[0] for address in listed}
    for path, operations in document(current_app)["paths"].items():
        if path not in {"/", *described} and "get" in operations:
            summary = operations["get"]["summary"]
            listed[path] = summary[:1].lower() + summary[1:]
    return listed


def _lines() -> Iterator[tuple[str, str]]:
    """Yield example command lines, each after its description."""
    base = current_context().base_url
    for what, asked in _LINES:
        yield what, f"curl {asked.format(base=base)}"


def _as_text(listed: dict[str, str]) -> str:
    width = max(map(len, listed))
    lines = ["On Record: who said what, when, and where it was printed", "", "Try"]
    for what, line in _lines():
        lines += ["", f"  # {what}", f"  {text.plain(line)}"]
    lines += ["", "Addresses", "", *(f"  {path:<{width}}  {what}" for path, what in listed.items())]
    lines += ["", "Without format=text, answers are JSON; links.next leads to the next page, -i shows the headers.", ""]
    return "\n".join(lines)
