"""JSON-LD in the words of schema.org: a `Quotation` and the article it is part of (https://schema.org/Quotation).

Who spoke is the `creator`: schema.org keeps `spokenByCharacter` for characters in a work, and `author` of the article
would be its byline. Several who spoke together are several creators. We do not know whether a speaker is a person or
a body, so speakers have no `@type`. `text` is verbatim; `description` says whether it is quoted or paraphrased and has
the marks, the dots and the verb that belong to it. The context is written out, so that nobody has to fetch anything.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from api.formats import json
from api.formats.format import Format, RenderContext
from api.formats.quoted import how, quoted
from api.formats.views import View
from index import speakers_of

CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "dateCreated": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
}


def one(quotation: View) -> dict[str, Any]:
    """Return one quotation, with its context."""
    return {"@context": CONTEXT, **_quotation(quotation)}


def _many(views: Iterable[View], context: RenderContext) -> str:
    """Return a page of quotations as an `ItemList` with its URL as id."""
    page = {
        "@context": CONTEXT,
        "@type": "ItemList",
        "@id": context.links["self"] or "",
        "numberOfItems": context.total,
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": _quotation(view)}
            for position, view in enumerate(views, 1)
        ],
    }
    return json.dumps(page, context.parameters)


def speaker(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a speaker with all names."""
    about = {"@id": entry["url"], "url": entry["url"], "identifier": entry["id"], "name": entry["name"]}
    return {
        "@context": CONTEXT,
        **_known(about | {"alternateName": list(entry["aliases"]) or None, "jobTitle": entry["role"]}),
    }


def _quotation(quotation: View) -> dict[str, Any]:
    creators = [_creator(speaker, quotation["speakers_url"]) for speaker in speakers_of(quotation)]
    return _known(
        {
            "@type": "Quotation",
            "@id": quotation["url"],
            "identifier": quotation["id"],
            "url": quotation["url"],
            "text": quotation["text"],
            "description": f"{how(quotation)}: {quoted(quotation)}",
            "inLanguage": quotation["language"] if quotation["language"] != "und" else None,
            "creator": creators[0] if len(creators) == 1 else creators or None,
            "isPartOf": _article(quotation),
            **_occasion(quotation["occasion"] or {}),
        }
    )


def _occasion(occasion: Mapping[str, Any]) -> dict[str, Any]:
    """Return when, where, to whom and how it was said; an interval of days is no `dateCreated`."""
    said, place, event, addressee = (occasion.get(name) for name in ("said", "place", "event", "addressee"))
    spoken = occasion.get("language")
    return {
        "dateCreated": said if said and "/" not in said else None,
        "locationCreated": place and {"@type": "Place", "name": place},
        "recordedAt": event and {"@type": "Event", "name": event},
        "audience": addressee and {"@type": "Audience", "name": addressee},
        "genre": occasion.get("medium"),
        "translationOfWork": spoken and {"@type": "CreativeWork", "inLanguage": spoken},
    }


def _creator(person: Mapping[str, Any], collection: str) -> dict[str, Any]:
    return _known(
        {
            "@id": collection + quote(person["id"], safe=""),
            "name": person["name"],
            "identifier": person["id"],
            "jobTitle": person["role"],
        }
    )


def _article(quotation: View) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "@id": quotation["article_url"],
            "headline": quotation["headline"],
            "datePublished": quotation["date"],
            "url": quotation["source_url"],
            "publisher": {"@type": "Organization", "name": quotation["outlet"]["name"]},
        }
    )


def _known(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


FORMAT = Format(
    name="jsonld",
    media_type="application/ld+json",
    one=lambda view, context: json.dumps(one(view), context.parameters),
    many=_many,
)
