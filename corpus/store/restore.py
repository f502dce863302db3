"""Import of an archive (an NDJSON export) into the store, article by article, in transactions of several."""

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from corpus.errors import StoreConflict
from corpus.readers.io.streams import GZIP, STANDARD_INPUT, gunzipped, opened, peeked
from corpus.readers.io.streams import lines as lines_of
from corpus.store.chain.tombstones import Tombstone
from corpus.store.export import FORMATS, TYPES, NotAnArticle, history_from, recognises, tombstone_from
from corpus.store.history import AnnotationVersion, ArticleHistory
from corpus.store.mapping import article_row
from corpus.store.store import Store
from corpus.store.upsert import Outcome, is_same_article

_BATCH, _BATCH_SIZE = 50, 1_000_000  # articles and characters of text in a transaction
_COUNTED = {"article": "articles", "quotation": "quotations", "correction": "corrections", "erased": "erased"}
_LONGEST_LINE = 20_000_000
_TOO_LONG = b"a line that is longer than any of an archive"


@dataclass(frozen=True, slots=True)
class Restored:
    """An article that is durable in the store, and whether it was there already."""

    article_id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Refused:
    """An article that was not imported, or a fault of the whole archive: the line it begins at, and why."""

    line: int
    reason: str


@contextmanager
def archive_in(path: Path) -> Iterator[Iterator[bytes] | None]:
    """Open a file, packed or not, that `onrecord export` wrote, and yield its lines; None for any other file.

    A file that is no archive is left as it was, standard input too. Raises OSError, and BadRecord for what cannot be
    unpacked.
    """
    with opened(path) as stream:
        if path == STANDARD_INPUT:
            is_ours = recognises(cast(io.BufferedReader, stream).peek())
        else:
            head, stream = peeked(stream)
            if head.startswith(GZIP):
                head, stream = peeked(gunzipped(stream))
            is_ours = recognises(head)
        yield (line or _TOO_LONG for line in lines_of(stream)) if is_ours else None


def restore(archive_lines: Iterable[bytes], store: Store) -> Iterator[Restored | Refused]:
    """Import the articles of lines that `export.lines` wrote, with ids, revisions and corrections as they were.

    What is yielded is durable. An article of which the store has as much already is unchanged; one that it has
    otherwise, or that does not hold, is refused with the reason, and the others go on. Nothing stored is changed.
    Raises StoreError when the store cannot be written.
    """
    pending = _Pending(store)
    for group in _groups(archive_lines):
        if isinstance(group, Refused):
            yield group
            continue
        try:
            if group.values[0]["type"] == "erased":
                yield from pending.erased(group.line, tombstone_from(group.values))
                continue
            history = history_from(group.values)
        except NotAnArticle as error:
            yield Refused(group.line, f"not an article of an archive: {' '.join(str(error).split())[:200]}")
            continue
        yield from pending.add(group.line, history)
    yield from pending.flush()


class _Pending:
    """Histories that are new, until there are enough of them for a transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: dict[str, tuple[int, ArticleHistory]] = {}
        self._size = 0

    def add(self, line: int, history: ArticleHistory) -> Iterator[Restored | Refused]:
        if history.article.id in self._new:
            yield from self.flush()
        existing = self._store.history(history.article.id)
        if tombstone := self._store.tombstone(history.article.id):
            yield Refused(line, f"{history.article.id}: was erased on {tombstone.day}: {tombstone.reason}")
        elif existing is None:
            self._new[history.article.id] = line, history
            self._size += len(history.article.text)
            if len(self._new) >= _BATCH or self._size >= _BATCH_SIZE:
                yield from self.flush()
        elif existing == history or _adds_nothing(history, existing):
            yield Restored(history.article.id, Outcome.UNCHANGED)
        else:
            yield Refused(line, f"{history.article.id}: the record has another history of this article, which stays")

    def erased(self, line: int, tombstone: Tombstone) -> Iterator[Restored | Refused]:
        yield from self.flush()
        if self._store.tombstone(tombstone.article_id):
            yield Restored(tombstone.article_id, Outcome.UNCHANGED)
        elif self._store.history(tombstone.article_id):
            yield Refused(line, f"{tombstone.article_id}: was erased there, and stays here; run 'onrecord erase'")
        else:
            self._store.add_tombstone(tombstone)
            yield Restored(tombstone.article_id, Outcome.ERASED)

    def flush(self) -> Iterator[Restored | Refused]:
        new, self._new, self._size = self._new, {}, 0
        try:
            self._store.add_histories([history for _, history in new.values()])
            yield from (Restored(id, Outcome.NEW) for id in new)
        except StoreConflict as error:
            if len(new) == 1:
                yield from (Refused(line, str(error)) for line, _ in new.values())
                return
            for id, line_and_history in new.items():
                self._new = {id: line_and_history}
                yield from self.flush()


@dataclass(slots=True)
class _Group:
    """The lines of one article, and the number of the first of them."""

    line: int
    article: str
    values: list[dict[str, Any]]
    fault: Refused | None = None

    def without_digest(self, format: int) -> Refused | None:
        """Return the fault of an article that lacks the digests of its format, None when it has them."""
        lacks = format > 1 and all(value["type"] != "digest" for value in self.values)
        return Refused(self.line, "not an article of an archive: it has no digest") if lacks else None


def _groups(archive_lines: Iterable[bytes]) -> Iterator[_Group | Refused]:
    """Group lines by article; one is yielded only when the next line shows that it is whole."""
    numbered = enumerate(archive_lines, 1)
    first = _value(next(numbered, (1, b""))[1])
    if isinstance(first, str) or first.get("type") != "record" or first.get("format") not in FORMATS:
        yield Refused(1, f"does not begin as an archive of format {FORMATS[-1]}, which this onrecord reads")
        return
    group: _Group | None = None
    counts: Counter[str] = Counter(articles=0, quotations=0, corrections=0)
    number = 1
    for number, line in numbered:
        value = _value(line)
        if isinstance(value, str):
            group = group or _Group(number, "", [])
            group.fault = group.fault or Refused(number, value)
            continue
        ended = value["type"] == "end"
        key = None if ended else value.get("id" if value["type"] == "article" else "article")
        if group and (ended or key != group.article):
            yield group.fault or group.without_digest(first["format"]) or group
            group = None
        if ended:
            if value != {"type": "end", **counts}:
                yield Refused(number, f"the archive should have {value}, but has {dict(counts)}")
            if next(numbered, None):
                yield Refused(number + 1, "there are lines after the end of the archive, which are left out")
            return
        group = group or _Group(number, str(key), [])
        group.values.append(value)
        if value["type"] in _COUNTED:
            counts[_COUNTED[value["type"]]] += 1
    yield Refused(group.line if group else number, "the archive is cut short; what stands from here on is left out")


def _value(line: bytes) -> dict[str, Any] | str:
    """Return the object of a line, or what is wrong with it."""
    if len(line) > _LONGEST_LINE:
        return f"a line of {len(line):,} bytes; the longest that is read has {_LONGEST_LINE:,}"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return "not a line of JSON"
    if not isinstance(value, dict) or value.get("type") not in TYPES:
        return f"not a line of an archive: its type is one of {', '.join(TYPES)}"
    return value


def _adds_nothing(new: ArticleHistory, existing: ArticleHistory) -> bool:
    """Return whether the store has all that the archive has of an article, wherever and whenever it was read."""
    by_id = {quotation.id: quotation for quotation in existing.quotations}
    return (
        is_same_article(article_row(existing.article), article_row(new.article))
        and new.annotator == existing.annotator
        and [old.text for old in new.revisions] == [old.text for old in existing.revisions]
        and all(
            quotation.id in by_id
            and _comparable(quotation.versions) == _comparable(by_id[quotation.id].versions)
            and all(correction in by_id[quotation.id].corrections for correction in quotation.corrections)
            for quotation in new.quotations
        )
    )


def _comparable(versions: Iterable[AnnotationVersion]) -> list[Any]:
    return [(version.row, version.revision, version.withdrawal is None) for version in versions]
