"""Files → the record: each article read, annotated and kept, one after the other.

A file that cannot be read never stops the others. It is reported when it is met and again in the summary, with the
reason. What the record holds already, read by the same annotator, is not annotated again.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from annotation.annotator import ANNOTATOR_VERSION
from annotation.quotation import Quotation
from annotation.record import to_row
from corpus.article import Article
from corpus.errors import StoreError, UnreadableFile, shown
from corpus.readers import read
from corpus.store import Outcome, Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.reason}"


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What came of it: articles by outcome, files that are at fault, and files that were left out on purpose."""

    read: int
    new: int
    revised: int
    unchanged: int
    rejected: tuple[Refusal, ...]
    skipped: tuple[Refusal, ...]


def ingest(
    paths: Iterable[Path],
    store: Store,
    annotate: Callable[[Article], Sequence[Quotation]],
    report: Callable[[Refusal], None],
    annotator: str = ANNOTATOR_VERSION,
) -> IngestSummary:
    """Read the files, and the folders' files in the order of their names, into the record.

    `report` hears of each file that is rejected or skipped as soon as it is met. An article is kept, durably, before
    the next one is read. Raises StoreError when the record itself cannot be written.
    """
    outcomes: Counter[Outcome] = Counter()
    rejected: list[Refusal] = []
    skipped: list[Refusal] = []
    keep = _Keeper(store, annotate, annotator)
    for found in _files(paths):
        if isinstance(found, Refusal):
            skipped.append(found)
            report(found)
            continue
        try:
            for article in read(found):
                outcomes[keep(article, found)] += 1
        except StoreError:
            raise
        except Exception as error:
            rejected.append(Refusal(found, _reason(error)))
            report(rejected[-1])
    return IngestSummary(
        read=outcomes.total(),
        new=outcomes[Outcome.NEW],
        revised=outcomes[Outcome.REVISED],
        unchanged=outcomes[Outcome.UNCHANGED],
        rejected=tuple(rejected),
        skipped=tuple(skipped),
    )


class _Keeper:
    """Annotates and keeps articles, and remembers which file each came from, so that two cannot take turns forever."""

    def __init__(self, store: Store, annotate: Callable[[Article], Sequence[Quotation]], annotator: str) -> None:
        self._store = store
        self._annotate = annotate
        self._annotator = annotator
        self._first: dict[str, tuple[Path, int]] = {}

    def __call__(self, article: Article, path: Path) -> Outcome:
        anywhere = replace(article.provenance, origin="", retrieved="", raw_sha256="")
        said = hash(repr(replace(article, provenance=anywhere)))
        first, same = self._first.setdefault(article.id, (path, said))
        if first != path:
            if same != said:
                what = "address" if article.url else "text"
                raise UnreadableFile(path, f"has the {what} of {shown(first)}, but not all it says; give only one")
            return Outcome.UNCHANGED
        if self._store.holds(article, self._annotator):
            return Outcome.UNCHANGED
        return self._store.put(article, [to_row(q) for q in self._annotate(article)], self._annotator)


def _files(paths: Iterable[Path]) -> Iterator[Path | Refusal]:
    """Give every file once. A link that the user names is followed; one that lies in a folder is not."""
    seen: set[Path] = set()
    for path in paths:
        for found in _walk(path) if _is_folder(path) else (path,):
            if isinstance(found, Refusal):
                yield found
            elif (place := found.resolve()) not in seen:
                seen.add(place)
                yield found


def _walk(folder: Path) -> Iterator[Path | Refusal]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Refusal(folder, f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield Refusal(entry, "skipped: a symbolic link; name the file itself to read it")
        elif _is_folder(entry):
            yield from _walk(entry)
        elif _is_special(entry):
            yield Refusal(entry, "skipped: not a regular file")
        else:
            yield entry


def _is_folder(path: Path) -> bool:
    mode = _mode(path)
    return mode is not None and S_ISDIR(mode)


def _is_special(path: Path) -> bool:
    mode = _mode(path)
    return mode is not None and not S_ISREG(mode)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:  # whoever opens the file will say why
        return None


def _reason(error: Exception) -> str:
    if isinstance(error, UnreadableFile):
        return error.reason
    # A fault of ours on one article must not cost the user the others.
    _log.debug("unexpected failure", exc_info=error)
    return f"a fault of onrecord, please report it: {type(error).__name__}: {' '.join(str(error).split())}"
