"""What a person sees while articles come in: a bar on a terminal, plain lines elsewhere, nothing with `--quiet`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from annotation import Listener, Silent
from corpus import Outcome, Refusal


class Lines(Silent):
    """Write each refusal to standard error, and with `verbose` each durable article to standard output."""

    def __init__(self, *, verbose: bool = False) -> None:
        self._verbose = verbose

    def refused(self, refusal: Refusal) -> None:
        """Return what was not taken, and why."""
        print(f"onrecord: {refusal}", file=sys.stderr, flush=True)

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Acknowledge an article: a crash after this line does not lose it."""
        if self._verbose:
            print(f"committed {article_id}", flush=True)


class Bar(Lines):
    """Shows how much of the files named is done, how fast, and how long the rest will take."""

    def __init__(self, progress: Progress, total: int) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("", total=total or None, articles=0, rate=0)
        self._articles = 0
        self._start = monotonic()

    def refused(self, refusal: Refusal) -> None:
        """Write a line above the bar."""
        self._progress.console.print(f"onrecord: {refusal}", markup=False, highlight=False, soft_wrap=True)

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Count an article."""
        self._articles += 1

    def advanced(self, size: int) -> None:
        """Move the bar."""
        rate = round(self._articles / max(monotonic() - self._start, 0.001))
        self._progress.update(self._task, advance=size, articles=self._articles, rate=rate)


class Both(Silent):
    """Lets two listeners hear everything."""

    def __init__(self, one: Listener, other: Listener) -> None:
        self._listeners = one, other

    def refused(self, refusal: Refusal) -> None:
        """Return both."""
        for listener in self._listeners:
            listener.refused(refusal)

    def committed(self, article_id: str, outcome: Outcome) -> None:
        """Return both."""
        for listener in self._listeners:
            listener.committed(article_id, outcome)

    def advanced(self, size: int) -> None:
        """Return both."""
        for listener in self._listeners:
            listener.advanced(size)


@contextmanager
def listening(total: int, *, quiet: bool, verbose: bool) -> Iterator[Listener]:
    """Return who listens while `total` bytes are read: a bar on a terminal, unless something else is asked for."""
    if quiet:
        yield Silent()
    elif verbose or not sys.stderr.isatty():
        yield Lines(verbose=verbose)
    else:
        shown = TextColumn("{task.fields[articles]} articles, {task.fields[rate]} a second")
        console = Console(stderr=True)
        with Progress(BarColumn(), shown, TimeRemainingColumn(), console=console, transient=True) as progress:
            yield Bar(progress, total)
