"""Pretty-printed JSON: two spaces of indentation, lists of integers on one line, UTF-8 unescaped."""

from collections.abc import Callable
from functools import lru_cache
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

BASE_URL_PLACEHOLDER = "\0"
"""Stands for the base URL of the server, as `https://quotes.example.org`, in JSON written before it is known."""

_NESTED = frozenset({dict, list, tuple})
_PLAIN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: repr,
}
_encode = JSONEncoder(ensure_ascii=False).encode


def pretty(value: Any, line: str = "\n") -> str:
    """Return a value as JSON; `line` is the line end with the indentation of the value.

    >>> print(pretty({"spans": [[1, 9]], "speaker": None}))
    {
      "spans": [[1, 9]],
      "speaker": null
    }
    """
    kind = type(value)
    if kind is str:
        return string(value)
    if kind is dict and value:
        if _NESTED.isdisjoint(map(type, value.values())):
            return small(line, tuple(value), *value.values())
        return _object(value, line)
    if kind is list:
        if not value:
            return "[]"
        if _is_flat(value):
            return str(value)
        inner = line + "  "
        return "[" + inner + ("," + inner).join([pretty(member, inner) for member in value]) + line + "]"
    return _PLAIN[kind](value) if kind in _PLAIN else _encode(value)


string = encode_basestring
"""Returns a string as JSON."""


def address(path: str) -> str:
    """Return a URL of the answering server as JSON: the path behind the placeholder, which no other JSON can hold."""
    return f'"{BASE_URL_PLACEHOLDER}{string(path)[1:]}'


def string_or_null(value: str | None) -> str:
    """Return a string as JSON, `null` for None."""
    return "null" if value is None else string(value)


def members(value: dict[str, Any], line: str) -> str:
    """Return the members of an object without its braces; `line` is the line end with their indentation."""
    return ("," + line).join([_name(name) + pretty(member, line) for name, member in value.items()])


def _object(value: dict[str, Any], line: str) -> str:
    inner = line + "  "
    return "{" + inner + members(value, inner) + line + "}"


@lru_cache(maxsize=20_000, typed=True)  # typed, or 1 and 1.0 and True would be written as whichever came first
def small(line: str, names: tuple[str, ...], *values: Any) -> str:
    """Return an object of scalar values as JSON, cached: outlets, speakers and reasons recur."""
    return _object(dict(zip(names, values, strict=True)), line)


@lru_cache(maxsize=1024)
def _name(name: str) -> str:
    return f"{string(name)}: "


def _is_flat(value: list[Any]) -> bool:
    """Return whether it is a list of integers, or of such lists, as the spans of a quotation are."""
    return all(type(item) is int or (type(item) is list and _is_flat(item)) for item in value)
