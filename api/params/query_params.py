"""Query parameters: a query string validated by a schema, strictly, with every fault reported."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from marshmallow import Schema, ValidationError, fields, missing

from api.errors import BadParameters, Fault
from api.formats.text import plain
from api.http.request_context import BadQueryString, current_context

_MAX_SHOWN = 100

Check = Callable[[Mapping[str, Any]], Iterable[Fault]]


def read(schema: Schema, checks: Sequence[Check] = (), when_refused: Sequence[Check] = ()) -> dict[str, Any]:
    """Return the parameters of the current request as the schema's values, defaults filled in.

    Raises BadParameters with every fault: unknown names, names given twice, invalid values, and what `checks` yield
    for the valid ones. `when_refused` are checks that the view repeats anyway: they run only beside other faults.
    """
    args, faults = _by_name(schema)
    needed = (name for name, field in schema.load_fields.items() if field.required and name not in args)
    faults += [Fault(name, "is needed", suggestion=f"add {name}=") for name in needed]
    values = dict(_defaults(schema))
    for name, value in args.items():
        try:
            values[name] = schema.load_fields[name].deserialize(value, name, args)
        except ValidationError as error:
            faults += _faults(name, error.messages, value)
    faults += [fault for check in checks for fault in check(values)]
    if faults:
        raise BadParameters([*faults, *(fault for check in when_refused for fault in check(values))])
    return values


class Listed(fields.List[Any]):
    """Several values, separated by commas or in a repeated parameter."""


@cache
def _defaults(schema: Schema) -> dict[str, Any]:
    """Return the defaults of a schema, cached; `schema.load` would walk through all fields each time."""
    return {name: field.load_default for name, field in schema.load_fields.items() if field.load_default is not missing}


def _by_name(schema: Schema) -> tuple[dict[str, Any], list[Fault]]:
    """Return the query string as lists and single values, as the schema has them, and the faults of its names."""
    faults: list[Fault] = []
    args: dict[str, Any] = {}
    try:
        pairs = current_context().pairs
    except BadQueryString as error:
        raise BadParameters([Fault("query string", str(error), suggestion=error.suggestion)]) from error
    for name, value in pairs:
        field = schema.load_fields.get(name)
        if field is None:
            faults.append(_unknown(name, value, schema))
        elif isinstance(field, Listed):
            args.setdefault(name, []).extend(value.split(","))
        elif isinstance(field, fields.List):
            args.setdefault(name, []).append(value)
        elif name in args:
            faults.append(Fault(name, "is given more than once", _shown(value), f"give {name} once"))
        else:
            args[name] = value
    return args, faults


def _unknown(name: str, value: str, schema: Schema) -> Fault:
    if not name:
        return Fault("query string", "has a value without a name", _shown(value), "write name=value")
    names = sorted(schema.load_fields)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.65)
    suggestion = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}" if names else "it takes none"
    return Fault(_shown(name), "is no parameter of this address", _shown(value), suggestion)


def _faults(name: str, messages: list[Any] | dict[Any, Any], value: Any) -> list[Fault]:
    """Flatten marshmallow's messages: a list's are keyed by the position of the bad item."""
    faults = []
    for position, texts in messages.items() if isinstance(messages, dict) else [(None, messages)]:
        item = value if position is None else value[position]
        detail, _, suggestion = texts[0].partition("; ")
        faults.append(Fault(name, detail, _shown(item), suggestion or None))
    return faults


def _shown(value: str) -> str:
    return plain(value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…")
