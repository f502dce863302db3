"""Why something is unknown: what is null in a document is named there, with the reason."""

from collections.abc import Mapping
from typing import Any

from annotation import Attribution
from corpus import Article

Said = Mapping[str, str | None]
"""Reasons that are known for some names; for others there are the usual ones."""


def reasons(members: Mapping[str, Any], said: Said) -> dict[str, str]:
    """Return for each null among members of a document why it is one, under its name as `outer.inner`."""
    return {name: said.get(name) or _USUAL[name] for name in _nulls(members)}


def said_of(article: Article) -> Said:
    """Return the reasons that an article names."""
    return {
        "source_url": article.unknown.get("url"),
        "headline": article.unknown.get("headline"),
        "date": article.published.evidence,
        "dates.published": article.published.evidence,
        "dates.dateline": article.unknown.get("dateline"),
    }


def said_of_speaker(attribution: Attribution) -> Said:
    """Return the reasons that an attribution names."""
    if attribution.status == "corrected":
        return {"speaker": attribution.unknown, "speaker.as_written": _CORRECTED}
    return {"speaker": attribution.unknown}


def _nulls(document: Mapping[str, Any], outer: str = "") -> list[str]:
    found = []
    for name, value in document.items():
        if value is None:
            found.append(outer + name)
        elif type(value) is dict:
            found += _nulls(value, f"{outer}{name}.")
    return found


_CORRECTED = "a person corrected the speaker; no words of the article are said to name them"

_USUAL = {
    "source_url": "the article gives no address",
    "headline": "the article has no headline",
    "date": "nothing tells when the article was published",
    "dates.published": "nothing tells when the article was published",
    "dates.dateline": "the article has no dateline",
    "dates.dateline.place": "the dateline names no place",
    "dates.dateline.day": "the dateline names no day",
    "dates.dateline.agency": "the dateline names no agency",
    "speaker": "the article does not say who speaks, or not clearly enough",
    "speaker.role": "no office or role is known for this speaker",
    "speaker.as_written": "no words beside the quotation name the speaker",
    "attribution.source": "no words beside the quotation name who speaks",
    "attribution.cue": "no reporting verb introduces the words",
}
