"""Progress of `onrecord ingest`: a bar on a terminal, plain lines elsewhere, nothing with `--quiet`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from annotation import Listener, Silent
from corpus import Outcome, Refusal


class LineListener(Silent):
    """Writes each refusal to standard error, and with `verbose` each durable article to standard output."""

    def __init__(self, *, verbose: bool = False) -> None:
        self._verbose = verbose

    def refused(self, refusal: Refusal) -> None:
        """Write the file or record that was rejected, with the reason."""
        print(f"onrecord: {refusal}", file=sys.stderr, flush=True)

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Acknowledge an article: a crash after this line does not lose it."""
        if self._verbose:
            print(f"committed {article_id}", flush=True)


class ProgressBar(LineListener):
    """Shows the share of bytes that is done, the rate, and the time that remains."""

    def __init__(self, progress: Progress, total: int) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("", total=total or None, articles=0, rate=0)
        self._articles = 0
        self._start = monotonic()

    def refused(self, refusal: Refusal) -> None:
        """Write the refusal above the bar."""
        self._progress.console.print(f"onrecord: {refusal}", markup=False, highlight=False, soft_wrap=True)

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Count an article."""
        self._articles += 1

    def advanced(self, size: int) -> None:
        """Move the bar by `size` bytes."""
        rate = round(self._articles / max(monotonic() - self._start, 0.001))
        self._progress.update(self._task, advance=size, articles=self._articles, rate=rate)


class Rejects(Silent):
    """Writes each refusal to a file, as a JSON line with file, position and reason."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def refused(self, refusal: Refusal) -> None:
        """Write a JSON line."""
        row = {"file": str(refusal.path), "position": refusal.position, "reason": refusal.reason}
        self._file.write(f"{json.dumps(row)}\n")


class Tee(Silent):
    """Passes each event to two listeners."""

    def __init__(self, first: Listener, second: Listener) -> None:
        self._listeners = first, second

    def refused(self, refusal: Refusal) -> None:
        """Pass on a refusal."""
        for listener in self._listeners:
            listener.refused(refusal)

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Pass on a durable article."""
        for listener in self._listeners:
            listener.committed(article_id, outcome)

    def advanced(self, size: int) -> None:
        """Pass on the number of bytes that are done."""
        for listener in self._listeners:
            listener.advanced(size)


@contextmanager
def progress_listener(total: int, *, quiet: bool, verbose: bool) -> Iterator[Listener]:
    """Yield the listener for `total` bytes: a bar on a terminal, unless `quiet` or `verbose` asks for another."""
    if quiet:
        yield Silent()
    elif verbose or not sys.stderr.isatty():
        yield LineListener(verbose=verbose)
    else:
        rate = TextColumn("{task.fields[articles]} articles, {task.fields[rate]} a second")
        console = Console(stderr=True)
        with Progress(BarColumn(), rate, TimeRemainingColumn(), console=console, transient=True) as progress:
            yield ProgressBar(progress, total)
