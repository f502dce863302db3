"""JSON: UTF-8, keys in the order they were given, a newline at the end."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from index.pretty import HERE
from index.pretty import pretty as written

MEDIA_TYPE = "application/json"


def pretty(value: Any) -> str:
    """Write a value for people: two spaces of indentation, lists of numbers on one line."""
    return written(value) + "\n"


def joined(data: Sequence[bytes], rest: Mapping[str, Any], here: str) -> bytes:
    """Write an answer whose `data` is finished, as `pretty` would write it; `here` is the address of this server."""
    members = b"\n    " + b",\n    ".join(data) + b"\n  " if data else b""
    address = compact(here)[1:-2].encode()
    return b'{\n  "data": [' + members.replace(HERE.encode(), address) + b"]," + pretty(rest)[1:].encode()


def compact(value: Any) -> str:
    """Write a value in as few bytes as JSON allows."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
