"""Content negotiation by the Accept header (RFC 9110, section 12.5.1); `RequestContext` asks once a request.

User-Agent is ignored.
"""

from collections.abc import Mapping

from werkzeug.datastructures import MIMEAccept


def prefers_html(accept: MIMEAccept) -> bool:
    """Return whether HTML is preferred to JSON."""
    return bool(accept["text/html"] > accept["application/json"])


def best_format(accept: MIMEAccept, offered: Mapping[str, str]) -> str | None:
    """Return the name of the preferred media type in `offered` (name → media type); JSON wins ties, None fits none."""
    qualities = {name: accept[media_type] for name, media_type in offered.items()}
    highest = max(qualities.values())
    if highest <= 0:
        return None
    if qualities.get("json", 0) == highest:
        return "json"
    best = accept.best_match(list(offered.values()))
    return next(name for name, media_type in offered.items() if media_type == best)
