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


class RejectsListener(Silent):
    """Writes each refusal to a file, if there is one, as a JSON line with file, position and reason."""

    def __init__(self, rejects: TextIO | None) -> None:
        self._rejects = rejects

    def refused(self, refusal: Refusal) -> None:
        """Write a JSON line."""
        if self._rejects is not None:
            row = {"file": str(refusal.path), "position": refusal.position, "reason": refusal.reason}
            self._rejects.write(f"{json.dumps(row)}\n")


class LineListener(RejectsListener):
    """Writes each refusal to standard error, and with `verbose` each durable article to standard output."""

    def __init__(self, rejects: TextIO | None, *, verbose: bool = False) -> None:
        super().__init__(rejects)
        self._verbose = verbose

    def refused(self, refusal: Refusal) -> None:
        """Write the file or record that was rejected, with the reason."""
        super().refused(refusal)
        self._print(f"onrecord: {refusal}")

    def _print(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Acknowledge an article: a crash after this line does not lose it."""
        if self._verbose:
            print(f"committed {article_id}", flush=True)


class ProgressBar(LineListener):
    """Shows the share of bytes that is done, the rate, and the time that remains."""

    def __init__(self, rejects: TextIO | None, progress: Progress, total: int) -> None:
        super().__init__(rejects)
        self._progress = progress
        self._task = progress.add_task("", total=total or None, articles=0, rate=0)
        self._articles = 0
        self._start = monotonic()

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Count an article."""
        self._articles += 1

    def advanced(self, size: int) -> None:
        """Move the bar by `size` bytes."""
        rate = round(self._articles / max(monotonic() - self._start, 0.001))
        self._progress.update(self._task, advance=size, articles=self._articles, rate=rate)

    def _print(self, line: str) -> None:
        self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)  # above the bar


@contextmanager
def progress_listener(total: int, rejects: TextIO | None, *, quiet: bool, verbose: bool) -> Iterator[Listener]:
    """Yield the listener for `total` bytes: a bar on a terminal, unless `quiet` or `verbose` asks for another."""
    if quiet:
        yield RejectsListener(rejects)
    elif verbose or not sys.stderr.isatty():
        yield LineListener(rejects, verbose=verbose)
    else:
        rate = TextColumn("{task.fields[articles]} articles, {task.fields[rate]} a second")
        console = Console(stderr=True)
        with Progress(BarColumn(), rate, TimeRemainingColumn(), console=console, transient=True) as progress:
            yield ProgressBar(rejects, progress, total)
