"""JSON: UTF-8, keys in the order they were given, a newline at the end."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from api.formats.pretty_json import BASE_URL_PLACEHOLDER
from api.formats.pretty_json import pretty as written

MEDIA_TYPE = "application/json"


def pretty(value: Any) -> str:
    """Write a value for people: two spaces of indentation, lists of numbers on one line."""
    return written(value) + "\n"


def joined(data: Sequence[bytes], rest: Mapping[str, Any], here: str) -> bytes:
    """Write an answer whose `data` is finished, as `pretty` would write it; `here` is the address of this server."""
    members = b"\n    " + b",\n    ".join(data) + b"\n  " if data else b""
    address = compact(here)[1:-2].encode()
    members = members.replace(BASE_URL_PLACEHOLDER.encode(), address)
    return b'{\n  "data": [' + members + b"]," + pretty(rest)[1:].encode()


def compact(value: Any) -> str:
    """Write a value in as few bytes as JSON allows."""
    return _encode(value) + "\n"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _written(value: Any, line: str) -> str:
    inner = line + "  "
    if isinstance(value, dict) and value:
        members = (f"{json.dumps(str(k), ensure_ascii=False)}: {_written(v, inner)}" for k, v in value.items())
        return "{" + inner + ("," + inner).join(members) + line + "}"
    if isinstance(value, list) and value and not _is_flat(value):
        return "[" + inner + ("," + inner).join(_written(item, inner) for item in value) + line + "]"
    return json.dumps(value, ensure_ascii=False)


def _is_flat(value: Any) -> bool:
    """Is it a list of numbers, or of such lists: the spans of a quotation, best read on one line."""
    return isinstance(value, list) and all(isinstance(item, int | float) or _is_flat(item) for item in value)
