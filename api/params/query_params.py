"""Query strings become values on entry, once: strictly, and with every fault named."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from flask import Request
from marshmallow import Schema, ValidationError, fields, missing

from api.errors import BadParameters, Fault
from api.formats.text import plain
from api.http.negotiation import page_is_wanted
from corpus import tracks

_MAX_PARAMETERS = 100
_MAX_SHOWN = 100
_BAD_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_PAIRS = "onrecord.pairs"


Check = Callable[[Mapping[str, Any]], Iterable[Fault]]


def read(
    schema: Schema, request: Request, checks: Sequence[Check] = (), when_refused: Sequence[Check] = ()
) -> dict[str, Any]:
    """Return the parameters of a request as the schema's values, defaults filled in.

    Raises BadParameters with every fault: unknown names, names given twice, values that cannot be, and what `checks`
    find in the values that can. What will be found anyway is looked for by `when_refused` only beside other faults.
    """
    given, faults = _by_name(schema, request)
    needed = (name for name, field in schema.load_fields.items() if field.required and name not in given)
    faults += [Fault(name, "is needed", suggestion=f"add {name}=") for name in needed]
    values = dict(_defaults(schema))
    for name, value in given.items():
        try:
            values[name] = schema.load_fields[name].deserialize(value, name, given)
        except ValidationError as error:
            faults += _faults(name, error.messages, value)
    faults += [fault for check in checks for fault in check(values)]
    if faults:
        raise BadParameters([*faults, *(fault for check in when_refused for fault in check(values))])
    return values


class Listed(fields.List[Any]):
    """Several values, parted by commas or in a parameter that is repeated."""


def pairs(request: Request) -> list[tuple[str, str]]:
    """Return the names and values of the query string in their order, decoded once for each request.

    What is not UTF-8 is a fault, never a replacement character: raises BadParameters.
    """
    environ = request.environ
    known: list[tuple[str, str]] | None = environ.get(_PAIRS)
    if known is None:
        known = environ[_PAIRS] = _decoded(request)
    return known


@cache
def _defaults(schema: Schema) -> dict[str, Any]:
    """Return what parameters are when they are not given; schema.load would walk through all of them each time."""
    return {name: field.load_default for name, field in schema.load_fields.items() if field.load_default is not missing}


def _by_name(schema: Schema, request: Request) -> tuple[dict[str, Any], list[Fault]]:
    """Sort the pairs of the query string into lists and single values, as the schema has them."""
    faults: list[Fault] = []
    given: dict[str, Any] = {}
    for name, value in pairs(request):
        field = schema.load_fields.get(name)
        if field is None:
            faults.append(_unknown(name, value, schema))
        elif isinstance(field, Listed):
            given.setdefault(name, []).extend(value.split(","))
        elif isinstance(field, fields.List):
            given.setdefault(name, []).append(value)
        elif name in given:
            faults.append(Fault(name, "is given more than once", _shown(value), f"give {name} once"))
        else:
            given[name] = value
    return given, faults


def _decoded(request: Request) -> list[tuple[str, str]]:
    found = _parsed(request)
    if not page_is_wanted(request):
        return found
    # The form of a page also sends what was left empty, and who passes a page on adds where it was found.
    return [(name, value) for name, value in found if value.strip() and not tracks(name)]


def _parsed(request: Request) -> list[tuple[str, str]]:
    if bad := _BAD_PERCENT.search(request.query_string):
        at = f"has a % at character {bad.start() + 1} that no two hexadecimal digits follow"
        raise BadParameters([Fault("query string", at, suggestion="write %25 for a percent sign")])
    try:
        return parse_qsl(
            request.query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_PARAMETERS,
        )
    except UnicodeError as error:
        raise BadParameters([Fault("query string", "is not UTF-8 in percent-encoding")]) from error
    except ValueError as error:
        raise BadParameters([Fault("query string", f"has more than {_MAX_PARAMETERS} parameters")]) from error


def _unknown(name: str, value: str, schema: Schema) -> Fault:
    if not name:
        return Fault("query string", "has a value without a name", _shown(value), "write name=value")
    known = sorted(schema.load_fields)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.65)
    meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}" if known else "it takes none"
    return Fault(_shown(name), "is no parameter of this address", _shown(value), meant)


def _faults(name: str, messages: list[Any] | dict[Any, Any], value: Any) -> list[Fault]:
    """Flatten marshmallow's messages: a list's are keyed by the position of the bad item."""
    faults = []
    for position, texts in messages.items() if isinstance(messages, dict) else [(None, messages)]:
        given = value if position is None else value[position]
        detail, _, suggestion = texts[0].partition("; ")
        faults.append(Fault(name, detail, _shown(given), suggestion or None))
    return faults


def _shown(value: str) -> str:
    return plain(value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…")
