"""The options of `ingest` and `inspect` that say how files are read, as one `ReadOptions`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from corpus import EXPORT_FIELD_NAMES, BadDate, ReadOptions, day_range, is_web_address

_DEFAULTS = ("outlet", "published", "language", "url")


def read_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command, which gets them as `read_options`."""

    @wraps(command)
    def with_options(*args: Any, names: dict[str, str], require_outlet: bool, **kwargs: Any) -> Any:
        defaults = {name: value for name in _DEFAULTS if (value := kwargs.pop(name))}
        return command(*args, read_options=ReadOptions(names, defaults, require_outlet), **kwargs)

    for option in reversed(_OPTIONS):
        with_options = option(with_options)
    return with_options


def _field_names(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Parse each `FIELD=NAME` of `--map`: a field of articles, and the name of it in an export."""
    names = {}
    for value in values:
        field, _, name = value.partition("=")
        if field not in EXPORT_FIELD_NAMES or not name:
            raise click.BadParameter(f"FIELD=NAME with one of {', '.join(EXPORT_FIELD_NAMES)}, not {value!r}")
        names[field] = name
    return names


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        if "/" not in value and day_range(value):
            return value
    except BadDate:
        pass
    raise click.BadParameter(f"a day, month or year such as 2031-05-04, not {value!r}")


def _address(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is None or is_web_address(value):
        return value
    raise click.BadParameter(f"an http or https address, not {value!r}")


_OPTIONS = (
    click.option(
        "--map",
        "names",
        multiple=True,
        metavar="FIELD=NAME",
        callback=_field_names,
        help="an export's name for a field: text=story; repeatable",
    ),
    click.option("--outlet", metavar="NAME", help="who printed what does not say so itself"),
    click.option("--published", metavar="DAY", callback=_day, help="the day of what gives none: 2031-05-04, 2031-05"),
    click.option("--language", metavar="CODE", help="the language of what does not say: en, pt-BR"),
    click.option("--url", metavar="URL", callback=_address, help="the address of a file that gives none"),
    click.option("--require-outlet", is_flag=True, help="refuse what has no outlet, instead of keeping it as unknown"),
)
