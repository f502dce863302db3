"""Null reasons: for each null member of a document, why it is unknown."""

from collections.abc import Mapping
from typing import Any

from annotation import Attribution, Quotation
from corpus import Article

Reasons = Mapping[str, str | None]
"""Specific reasons by member name; others have a default."""


def null_reasons(members: Mapping[str, Any], specific: Reasons) -> dict[str, str]:
    """Return the reason for each null among members of a document, by name as `outer.inner`."""
    return {name: specific.get(name) or _DEFAULTS[name] for name in _nulls(members)}


def article_reasons(article: Article) -> Reasons:
    """Return the reasons that an article gives."""
    return {
        "source_url": article.unknown.get("url"),
        "headline": article.unknown.get("headline"),
        "date": article.published.evidence,
        "dates.published": article.published.evidence,
        "dates.dateline": article.unknown.get("dateline"),
    }


def speaker_reasons(attribution: Attribution) -> Reasons:
    """Return the reasons that an attribution gives."""
    if attribution.status == "corrected":
        return {"speaker": attribution.unknown, "speaker.as_written": _CORRECTED}
    return {"speaker": attribution.unknown}


def occasion_reasons(quotation: Quotation) -> Reasons:
    """Return the reasons that the occasion of a quotation gives."""
    unread = _UNREAD if quotation.attribution.act is None else None
    return {"occasion": unread, "occasion.said": quotation.occasion.undated if quotation.occasion else None}


def _nulls(document: Mapping[str, Any], outer: str = "") -> list[str]:
    names = []
    for name, value in document.items():
        if value is None:
            names.append(outer + name)
        elif type(value) is dict:
            names += _nulls(value, f"{outer}{name}.")
    return names


_CORRECTED = "a person corrected the speaker; no words of the article are said to name them"

_UNREAD = "the annotator that read the article did not look for it yet"

_DEFAULTS = {
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
    "attribution.act": _UNREAD,
    "occasion": "no words beside the quotation tell when, where, to whom or by which medium it was said",
    "occasion.said": "no words beside the quotation tell when it was said",
    "occasion.place": "no words beside the quotation tell where it was said",
    "occasion.event": "no words beside the quotation tell at which event it was said",
    "occasion.medium": "no words beside the quotation tell by which medium it was said",
    "occasion.addressee": "no words beside the quotation tell to whom it was said",
    "occasion.language": "no words beside the quotation tell in which language it was said",
}
