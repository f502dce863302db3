"""Query strings become values on entry, once: strictly, and with every fault named."""

import difflib
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import parse_qsl

from flask import Request
from marshmallow import Schema, ValidationError, fields

from api.errors import BadParameters, Fault

_MAX_PARAMETERS = 100
_MAX_SHOWN = 100


def read(schema: Schema, request: Request) -> dict[str, Any]:
    """Give the parameters of a request as the schema's values, defaults filled in.

    Raises BadParameters with every fault: unknown names, names given twice, values that cannot be.
    """
    given, faults = _by_name(schema, request)
    try:
        values: dict[str, Any] = schema.load(given)
    except ValidationError as error:
        faults += _faults(cast("dict[str, Any]", error.messages), given)
    if faults:
        raise BadParameters(faults)
    return values


def _by_name(schema: Schema, request: Request) -> tuple[dict[str, Any], list[Fault]]:
    """Sort the pairs of the query string into lists and single values, as the schema has them."""
    faults: list[Fault] = []
    given: dict[str, Any] = {}
    for name, value in _pairs(request):
        field = schema.load_fields.get(name)
        if field is None:
            faults.append(_unknown(name, schema))
        elif isinstance(field, fields.List):
            given.setdefault(name, []).append(value)
        elif name in given:
            faults.append(Fault(name, "is given more than once", _shown(value), f"give {name} once"))
        else:
            given[name] = value
    return given, faults


def _pairs(request: Request) -> list[tuple[str, str]]:
    """Decode the query string; what is not UTF-8 is a fault, never a replacement character."""
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


def _unknown(name: str, schema: Schema) -> Fault:
    known = sorted(schema.load_fields)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    return Fault(_shown(name), "is no parameter of this address", suggestion=meant)


def _faults(messages: Mapping[str, Any], given: Mapping[str, Any]) -> list[Fault]:
    """Flatten marshmallow's messages: a list's are keyed by the position of the bad item."""
    faults = []
    for name, found in messages.items():
        for position, texts in found.items() if isinstance(found, dict) else [(None, found)]:
            value = given[name] if position is None else given[name][position]
            detail, _, suggestion = texts[0].partition("; ")
            faults.append(Fault(name, detail, _shown(value), suggestion or None))
    return faults


def _shown(value: str) -> str:
    return value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…"
