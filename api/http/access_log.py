"""Access log: a line of JSON for each request on standard output, escaped to ASCII."""

import json
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import unquote

from api.http.instrumentation import CompletedRequest
from api.write.api_keys import KEY_PREFIX

_SECRET_NAME = re.compile(r"key|token|secret|password", re.IGNORECASE)
_TOKEN = re.compile(rf"{KEY_PREFIX}[A-Za-z0-9_-]+")
_MAX_LENGTH = 500  # characters of each value that the caller sent


def write(completed: CompletedRequest) -> None:
    """Write the line of one request; none when it cannot be written, for the request is answered."""
    with suppress(OSError):
        # One write a line, so that those of several workers never mix.
        sys.stdout.write(line(completed, datetime.now(UTC)))
        sys.stdout.flush()


def line(completed: CompletedRequest, now: datetime) -> str:
    """Return the line, with its end.

    Control characters, quotation marks and everything beyond ASCII are escaped, so a line is one line and no terminal
    obeys it. Keys, the body and the headers but User-Agent are left out.
    """
    environ = completed.environ
    return (
        json.dumps(
            {
                "time": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "id": completed.id,
                "from": environ.get("REMOTE_ADDR"),
                "method": completed.method[:_MAX_LENGTH],
                "path": _TOKEN.sub("…", _decoded(environ.get("PATH_INFO", ""))),
                "query": _masked(environ.get("QUERY_STRING", ""))[:_MAX_LENGTH],
                "status": completed.status,
                "bytes": completed.size,
                "ms": round(completed.seconds * 1000, 1),
                "agent": _TOKEN.sub("…", environ.get("HTTP_USER_AGENT", ""))[:_MAX_LENGTH],
                **({"key": completed.key} if completed.key else {}),
            }
        ).replace("\x7f", "\\u007f")
        + "\n"
    )


def _masked(query: str) -> str:
    """Return a query string without the keys that a caller put there by mistake."""
    pairs = (pair.partition("=") for pair in query.split("&"))
    shown = (
        f"{name}=…" if _SECRET_NAME.search(unquote(name)) else f"{name}{sign}{value}" for name, sign, value in pairs
    )
    return _TOKEN.sub("…", "&".join(shown))


def _decoded(path: str) -> str:
    return path.encode("latin-1", "replace").decode("utf-8", "replace")[:_MAX_LENGTH]
