"""Index writer and merge policy of one document type of a generation: linked segments of the last one, and a new one.

Every search pays for each segment, so small ones are merged into the new one: always those no larger than it has
become, which rewrites a document only as often as the archive doubles (amortised O(log n)); and the smallest of the
others while there are more than MOST_SEGMENTS.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.documents.entry import IndexedDocument
from index.documents.serializer import Serializer
from index.errors import PublishFailed
from index.segment import segment_infos
from index.segment.reader import Segment
from index.segment.writer import LARGEST, SegmentBuilder

MOST_SEGMENTS = 8


class IndexWriter:
    """Writes one document type into `directory` as part of `generation`; `last` is its directory in the one before."""

    def __init__(self, directory: Path, generation: str, serialize: Serializer, last: Path | None = None) -> None:
        directory.mkdir()
        self._directory = directory
        self._generation = generation
        self._serialize = serialize
        self._last = last
        self._old = segment_infos.open_segments(last) if last else []
        self._live_docs = {
            old.name: np.ones(old.size, bool) if old.live_docs is None else old.live_docs for old in self._old
        }
        self._written: list[tuple[str, int]] = []
        self._builder: SegmentBuilder | None = None

    def delete(self, article: str) -> None:
        """Delete the documents of an article from the segments of the last generation."""
        for old in self._old:
            self._live_docs[old.name][old.listed("article", article)] = False

    def add(self, entries: Iterable[IndexedDocument]) -> None:
        """Index documents."""
        for entry in entries:
            if self._builder is None:
                self._builder = SegmentBuilder(self._directory, f"{self._generation}-{len(self._written)}")
            self._builder.add(entry)
            if len(self._builder) == LARGEST:
                self._write()

    def finish(self) -> list[Segment]:
        """Write all files, and return the segments opened. Raises PublishFailed when two documents have one id."""
        linked = self._merge_small_segments()
        self._write()
        deleted = {old.name: np.flatnonzero(~self._live_docs[old.name]) for old in linked}
        for old in linked:
            segment_infos.link(self._last or self._directory, self._directory, old.name)
        segment_infos.write_list(self._directory, [*((old.name, old.size) for old in linked), *self._written], deleted)
        segments = segment_infos.open_segments(self._directory)
        _require_unique_ids(segments)
        return segments

    def cancel(self) -> None:
        """Close the unfinished segment file."""
        if self._builder is not None:
            self._builder.cancel()

    def _merge_small_segments(self) -> list[Segment]:
        """Merge small and mostly deleted segments into the new one, and return the others."""
        linked: list[Segment] = []
        rest = sorted(self._old, key=self._count)
        while rest:
            old, new = rest[0], len(self._builder or ())
            mostly_deleted = self._count(old) * 2 < old.size
            too_many = new > 0 and len(rest) + len(linked) >= MOST_SEGMENTS
            if self._count(old) <= new or mostly_deleted or too_many:
                self.add(self._entry(old, int(id)) for id in np.flatnonzero(self._live_docs[old.name]))
            else:
                linked.append(old)
            rest.pop(0)
        return sorted(linked, key=lambda old: old.name)

    def _entry(self, old: Segment, id: int) -> IndexedDocument:
        text = self._serialize.document(old.stored.read(id))["text"]
        return old.indexed_document(id, text)

    def _count(self, old: Segment) -> int:
        return int(np.count_nonzero(self._live_docs[old.name]))

    def _write(self) -> None:
        if self._builder is not None:
            self._builder.finish()
            self._written.append((f"{self._generation}-{len(self._written)}", len(self._builder)))
            self._builder = None


def _require_unique_ids(segments: list[Segment]) -> None:
    """Raise PublishFailed for an id that two live documents have; only ids of the smaller segments are looked up."""
    for segment in segments:
        if len(segment.columns["id"].terms) < segment.size:
            raise PublishFailed(f"{segment.size} documents went in, {len(segment.columns['id'].terms)} ids are there")
    if not segments:
        return
    largest = max(segments, key=lambda segment: segment.size)
    seen: set[str] = set()
    for segment in segments:
        if segment is not largest:
            ids = [segment.columns["id"].value(id) or "" for id in segment.live_ids().tolist()]
            if len(seen) + len(ids) > len(seen := seen.union(ids)) or any(largest.find(id) is not None for id in ids):
                raise PublishFailed("a document of a new segment has the id of one in another")
