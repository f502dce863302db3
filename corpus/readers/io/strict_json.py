"""Strict JSON parser (RFC 8259): what other parsers accept silently is refused with a reason.

A name given twice, NaN and Infinity, numbers of more than 30 digits, half of a surrogate pair and nesting deeper than
64 levels could each be read in two ways, or make a reader fail later.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.errors import BadRecord
from corpus.readers.io.limits import DEEPEST_JSON
from corpus.text.cleaning import SURROGATE

_LONGEST_NUMBER = 30
_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Slice:
    """A value inside a JSON text: where it stands, half-open, in characters; `fault` says why it ends too early."""

    start: int
    end: int
    fault: str | None = None


def value_of(text: str) -> Any:
    """Parse one JSON value; raises BadRecord with the place of the fault."""
    _require_shallow(text)
    try:
        value = _STRICT.decode(text)
    except json.JSONDecodeError as error:
        raise BadRecord(_fault(error)) from error
    except RecursionError as error:
        raise BadRecord(f"not JSON: nested deeper than {DEEPEST_JSON}") from error
    if "\\u" in text and SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise BadRecord("not JSON: half of a surrogate pair")
    return value


def elements(text: str, start: int = 0) -> Iterator[Slice]:
    """Yield the values of the array that begins at `start`; after a fault there are no more."""
    position = _after_space(text, start) + 1
    if text[_after_space(text, position) :][:1] == "]":
        return
    while True:
        value = _value(text, _after_space(text, position))
        yield value
        position = _after_space(text, value.end)
        if value.fault is not None or text[position : position + 1] == "]":
            return
        if text[position : position + 1] != ",":
            yield Slice(position, position, _fault(json.JSONDecodeError("Expecting ',' delimiter", text, position)))
            return
        position += 1


def members(text: str, start: int = 0) -> Iterator[tuple[str, Slice]]:
    """Yield the names and values of the object that begins at `start`; after a fault there are no more."""
    position = _after_space(text, start) + 1
    while text[position - 1 : position] in ("{", ","):
        name = _value(text, _after_space(text, position))
        colon = _after_space(text, name.end)
        if name.fault is not None or text[name.start : name.start + 1] != '"' or text[colon : colon + 1] != ":":
            return
        value = _value(text, _after_space(text, colon + 1))
        yield json.loads(text[name.start : name.end], strict=False), value
        if value.fault is not None:
            return
        position = _after_space(text, value.end) + 1


def opens(text: str, position: int = 0) -> str:
    """Return the first character that is no space from a position on, "" at the end."""
    position = _after_space(text, position)
    return text[position : position + 1]


def _value(text: str, start: int) -> Slice:
    try:
        _, end = _LOOSE.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return Slice(start, start, _fault(error))
    except RecursionError:
        return Slice(start, start, f"not JSON: nested deeper than {DEEPEST_JSON}")
    return Slice(start, end)


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _require_shallow(text: str) -> None:
    if text.count("[") + text.count("{") <= DEEPEST_JSON:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEEPEST_JSON:
            raise BadRecord(f"not JSON: nested deeper than {DEEPEST_JSON}")


def _fault(error: json.JSONDecodeError) -> str:
    return f"not JSON: {error.msg.lower().removesuffix(' at')} at line {error.lineno}, column {error.colno}"


def _constant(name: str) -> Any:
    raise BadRecord(f"not JSON: {name}")


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise BadRecord(f"not read: a number of {len(digits):,} digits")
    return int(digits)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadRecord(f"not read: it says {twice[:40]!a} twice")
    return members


_STRICT = json.JSONDecoder(object_pairs_hook=_members, parse_int=_integer, parse_constant=_constant)
_LOOSE = json.JSONDecoder(parse_int=str)
