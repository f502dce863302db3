"""One target of a generation that is being built: segments taken over from the last one, and one of what is new.

Segments would grow in number with every addition, and each costs a search some time. So small ones are poured into the
new one: always those that are not larger than it has become, which moves a document only as often as the archive
doubles; and the smallest of the others while there are too many.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.documents.entry import Entry
from index.errors import PublishFailed
from index.segment import segment_infos
from index.segment.reader import Segment
from index.segment.writer import LARGEST, SegmentBuilder

MOST_SEGMENTS = 8


class TargetBuild:
    """Builds a target in `directory`, as part of generation `generation`; `last` is the same target before, if kept."""

    def __init__(self, directory: Path, generation: str, last: Path | None = None) -> None:
        directory.mkdir()
        self._directory = directory
        self._generation = generation
        self._last = last
        self._old = segment_infos.open_segments(last) if last else []
        self._alive = {old.name: np.ones(old.size, bool) if old.alive is None else old.alive for old in self._old}
        self._written: list[tuple[str, int]] = []
        self._builder: SegmentBuilder | None = None

    def forget(self, article: str) -> None:
        """Leave out whatever the last generation has of an article."""
        for old in self._old:
            self._alive[old.name][old.listed("article", article)] = False

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in documents."""
        for entry in entries:
            if self._builder is None:
                self._builder = SegmentBuilder(self._directory, f"{self._generation}-{len(self._written)}")
            self._builder.add(entry)
            if len(self._builder) == LARGEST:
                self._write()

    def finish(self) -> list[Segment]:
        """Write everything down, and give it as it is read. Raises PublishFailed when two documents have one id."""
        kept = self._poured()
        self._write()
        deleted = {old.name: np.flatnonzero(~self._alive[old.name]) for old in kept}
        for old in kept:
            segment_infos.link(self._last or self._directory, self._directory, old.name)
        segment_infos.write_list(self._directory, [*((old.name, old.size) for old in kept), *self._written], deleted)
        found = segment_infos.open_segments(self._directory)
        _require_different_ids(found)
        return found

    def cancel(self) -> None:
        """Abandon what has not been written."""
        if self._builder is not None:
            self._builder.cancel()

    def _poured(self) -> list[Segment]:
        """Pour the small segments, and those that are mostly deleted, into the new one; give the others."""
        kept: list[Segment] = []
        rest = sorted(self._old, key=self._count)
        while rest:
            old, new = rest[0], len(self._builder or ())
            mostly_deleted = self._count(old) * 2 < old.size
            too_many = new > 0 and len(rest) + len(kept) >= MOST_SEGMENTS
            if self._count(old) <= new or mostly_deleted or too_many:
                self.add(old.entry(int(id)) for id in np.flatnonzero(self._alive[old.name]))
            else:
                kept.append(old)
            rest.pop(0)
        return sorted(kept, key=lambda old: old.name)

    def _count(self, old: Segment) -> int:
        return int(np.count_nonzero(self._alive[old.name]))

    def _write(self) -> None:
        if self._builder is not None:
            self._builder.finish()
            self._written.append((f"{self._generation}-{len(self._written)}", len(self._builder)))
            self._builder = None


def _require_different_ids(found: list[Segment]) -> None:
    """Within a segment each value of the column is there once; between segments the few new ones are looked up."""
    for segment in found:
        if len(segment.columns["id"].terms) < segment.size:
            raise PublishFailed(f"{segment.size} documents went in, {len(segment.columns['id'].terms)} ids are there")
    if not found:
        return
    largest = max(found, key=lambda segment: segment.size)
    seen: set[str] = set()
    for segment in found:
        if segment is not largest:
            alive = range(segment.size) if segment.alive is None else np.flatnonzero(segment.alive).tolist()
            ids = [segment.columns["id"].value(id) or "" for id in alive]
            if len(seen) + len(ids) > len(seen := seen.union(ids)) or any(largest.find(id) is not None for id in ids):
                raise PublishFailed("a document of a new segment has the id of one in another")
