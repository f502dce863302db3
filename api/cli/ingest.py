"""`onrecord ingest`: files into the store, with progress and a summary; the changes are published."""

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

import click

from annotation import Ingest, Summary
from api.cli import pass_settings
from api.cli.progress import progress_listener
from api.cli.rejects_file import open_rejects
from api.cli.store import describe, open_for_writing, publish_changes
from api.settings import Settings
from corpus import (
    EXPORT_FIELD_NAMES,
    STANDARD_INPUT,
    BadDate,
    Evidence,
    Outcome,
    ReadOptions,
    day_range,
    files_of,
    is_web_address,
    sole_writer,
)
from index import Generation

_EPILOG = """\b
examples:
  onrecord ingest corpus/articles                     the two shipped articles
  onrecord ingest saved-pages/ crawl.warc.gz          pages and web archives, any mix, chosen by content
  onrecord ingest dump.csv --map text=story           an export with a field name of its own
  curl -s https://example.org/feed | onrecord ingest -

docs/ingesting.md shows each format.
"""


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


@click.command("ingest", epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@read_options
@click.option(
    "--rejects",
    "rejects_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="write each rejected record with file, position and reason here",
)
@click.option(
    "--wait",
    type=click.FloatRange(0, 86_400),
    default=0,
    metavar="SECONDS",
    help="how long to wait for another process that writes (default: not)",
)
@click.option("--keep", is_flag=True, help="keep the bytes of each record as evidence, beside the store")
@click.option("--strict", is_flag=True, help="fail (1) when anything was rejected, not only when all was")
@click.option("--workers", type=click.IntRange(1, 64), help="processes that read and annotate (default: the cores)")
@click.option("-v", "--verbose", is_flag=True, help="say 'committed ID' when an article is safely kept")
@click.option("-q", "--quiet", is_flag=True, help="say nothing but errors that stop everything")
@click.option("--json", "as_json", is_flag=True, help="give the summary as one JSON object")
@pass_settings
def ingest_command(
    settings: Settings,
    paths: tuple[Path, ...],
    read_options: ReadOptions,
    rejects_file: Path | None,
    wait: float,
    keep: bool,
    strict: bool,
    workers: int | None,
    verbose: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read each PATH (a file, a folder of files, or - for standard input) into the record and publish what changed.

    Exits with 1 when there was something to read and nothing could be read, or, with --strict, when anything was
    rejected; with 130 when Ctrl-C stopped it.
    """
    with sole_writer(settings.lock, wait), open_for_writing(settings) as store:
        with ExitStack() as stack:
            rejects = stack.enter_context(open_rejects(rejects_file)) if rejects_file else None
            size = sum(_sizes(paths))
            listener = stack.enter_context(progress_listener(size, rejects, quiet=quiet, verbose=verbose))
            stop = stack.enter_context(_interruptible())
            evidence = Evidence(settings.evidence) if keep else None
            cores = workers or os.cpu_count() or 1
            run = Ingest(read_options=read_options, workers=cores, stop=stop, evidence=evidence)
            summary = run(paths, store, listener)
        generation = publish_changes(store, settings)
    if not quiet:
        print(_as_json(summary, generation) if as_json else _in_words(summary, generation))
    if summary.stopped:
        return 130
    return int(summary.rejected > 0 and (strict or not summary.read))


def _sizes(paths: Iterable[Path]) -> Iterator[int]:
    for file in files_of(paths):
        if isinstance(file, Path) and file != STANDARD_INPUT:
            with suppress(OSError):
                yield file.stat().st_size


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Yield a function that returns whether SIGINT (Ctrl-C) or SIGTERM came; the second one ends the run at once."""
    received: list[int] = []

    def handle(number: int, frame: FrameType | None) -> None:
        received.append(number)
        restore()

    def restore() -> None:
        for number, handler in previous.items():
            signal.signal(number, handler)

    previous = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(received)
    finally:
        restore()


def _in_words(summary: Summary, generation: Generation | None) -> str:
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in _counts(summary).items())
    line = f"{summary.read} read: {outcomes}; {summary.rejected} rejected, {summary.skipped} skipped"
    if summary.unread:
        line += "; " + ", ".join(f"{count} without quotations: {reason}" for reason, count in summary.unread.items())
    if summary.stopped:
        line = f"stopped; {line}; run the same command again to go on"
    return line if generation is None else f"{line}\n{describe(generation)}"


def _counts(summary: Summary) -> dict[str, int]:
    """Return the number of articles by outcome; of tombstones in an archive only when there are any."""
    counted = [outcome for outcome in Outcome if outcome is not Outcome.ERASED or summary.outcomes[outcome]]
    return {str(outcome): summary.outcomes[outcome] for outcome in counted}


def _as_json(summary: Summary, generation: Generation | None) -> str:
    counts = _counts(summary)
    answer = {"read": summary.read, **counts, "rejected": summary.rejected, "skipped": summary.skipped}
    unread = {"unread": dict(summary.unread)} if summary.unread else {}
    return json.dumps(answer | unread | {"stopped": summary.stopped, "generation": generation and generation.name})
