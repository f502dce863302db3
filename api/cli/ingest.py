"""`onrecord ingest`: files into the record, with progress and a summary, and what changed made searchable."""

import argparse
import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

from annotation import Ingest, Listener, Summary
from api.cli.commands import opened, outdated, published
from api.cli.progress import Both, Rejects, listening
from api.settings import Settings
from corpus import STANDARD_INPUT, Outcome, ReadOptions, files_of, sole_writer
from index import Generation, publish


def ingest(given: argparse.Namespace, settings: Settings) -> int:
    """Read files into the record and publish what changed.

    1 when nothing could be read although something was there, or, with `--strict`, when anything was rejected; 130
    when Ctrl-C stopped it.
    """
    with sole_writer(settings.lock), opened(settings) as store:
        with _listener(given) as listener, _until_interrupted() as stop:
            run = Ingest(reading=read_options(given), workers=given.workers or os.cpu_count() or 1, stop=stop)
            summary = run(given.paths, store, listener)
        generation = publish(store, settings.index) if outdated(store, settings.index) else None
    if not given.quiet:
        print(_as_json(summary, generation) if given.json else _in_words(summary, generation))
    if summary.stopped:
        return 130
    return int(summary.rejected > 0 and (given.strict or not summary.read))


def read_options(given: argparse.Namespace) -> ReadOptions:
    """Return how files are read, from the arguments of a command."""
    defaults = {name: getattr(given, name) for name in ("outlet", "published", "language", "url")}
    return ReadOptions(
        dict(given.map), {name: words for name, words in defaults.items() if words}, given.require_outlet
    )


@contextmanager
def _listener(given: argparse.Namespace) -> Iterator[Listener]:
    total = sum(_sizes(given.paths))
    with listening(total, quiet=given.quiet, verbose=given.verbose) as heard, ExitStack() as opened:
        if given.rejects is not None:
            heard = Both(heard, Rejects(opened.enter_context(given.rejects.open("w", encoding="utf-8"))))
        yield heard


def _sizes(paths: Iterable[Path]) -> Iterator[int]:
    for found in files_of(paths):
        if isinstance(found, Path) and found != STANDARD_INPUT:
            with suppress(OSError):
                yield found.stat().st_size


@contextmanager
def _until_interrupted() -> Iterator[Callable[[], bool]]:
    """Return what tells whether Ctrl-C was pressed; pressed again, it interrupts at once."""
    pressed: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _in_words(summary: Summary, generation: Generation | None) -> str:
    outcomes = ", ".join(f"{summary.outcomes[outcome]} {outcome}" for outcome in Outcome)
    line = f"{summary.read} read: {outcomes}; {summary.rejected} rejected, {summary.skipped} skipped"
    if summary.stopped:
        line = f"stopped; {line}; run the same command again to go on"
    return line if generation is None else f"{line}\n{published(generation)}"


def _as_json(summary: Summary, generation: Generation | None) -> str:
    counts = {str(outcome): summary.outcomes[outcome] for outcome in Outcome}
    answer = {"read": summary.read, **counts, "rejected": summary.rejected, "skipped": summary.skipped}
    return json.dumps(answer | {"stopped": summary.stopped, "generation": generation and generation.name})
