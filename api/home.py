"""`/`: what there is to ask."""

from flask import Blueprint, Response, request

from api import addresses
from api.answers import answer
from api.formats import text
from api.parameters import read
from api.schemas import Strict

home = Blueprint("home", __name__)

_parameters = Strict()
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
    "/annotate": "POST a text and have its quotations; nothing is kept",
    "/healthz": "does the process answer",
}


@home.get("/")
def list_addresses() -> Response:
    """List the addresses there are."""
    parameters = read(_parameters, request)
    body = {
        "name": "On Record",
        "what": "who said what, when, and where it was printed",
        "addresses": [{"address": addresses.absolute(path), "what": what} for path, what in _ADDRESSES.items()],
    }
    return answer(body, parameters, _as_text)


def _as_text() -> str:
    width = max(map(len, _ADDRESSES))
    listed = [f"  {path:<{width}}  {what}" for path, what in _ADDRESSES.items()]
    example = f"  curl '{addresses.absolute('/quotes')}?speaker=Lavrov&format=text'"
    head = "On Record: who said what, when, and where it was printed"
    return "\n".join([text.plain(head), "", *listed, "", "Try", example]) + "\n"
