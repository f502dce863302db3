"""Whoosh codec of our segments, so that every ordinary Whoosh query works on them.

A codec is Whoosh's extension point for the format of an index: a terms reader, which returns postings, and a reader of
per-document values. Both read our arrays. Whoosh walks postings one at a time, in Python, so it is slow.

    with whoosh_searcher(segments) as searcher:
        searcher.search(whoosh.query.Term("text", "talk"))
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import EmptyReader, MultiReader, SegmentReader
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length

from index import schema
from index.engines.whoosh.codec_terms import ArrayTerms
from index.segment.reader import Segment


def whoosh_searcher(segments: Sequence[Segment]) -> Any:
    """Open a Whoosh searcher over segments; document numbers run through all of them."""
    readers = [SegmentReader(_NO_STORAGE, schema.fields(), ArraySegment(segment)) for segment in segments]
    if not readers:
        return Searcher(EmptyReader(schema.fields()))
    return Searcher(readers[0] if len(readers) == 1 else MultiReader(list(readers)))


_NO_STORAGE: Any = None


def _refused(self: Any, *arguments: Any, **options: Any) -> Any:
    raise NotImplementedError("a segment is written whole, by index.segment.writer, and never changed")


class ArrayCodec(base.Codec):
    """Read-only codec; `index.segment.writer` writes segments whole, where Whoosh would one posting at a time."""

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTerms:
        """Return the terms reader of a segment."""
        return ArrayTerms(segment.opened)

    def per_document_reader(self, storage: Any, segment: Any) -> "ArrayDocuments":
        """Return the per-document reader of a segment."""
        return ArrayDocuments(segment.opened)

    field_writer = per_document_writer = postings_writer = postings_reader = new_segment = _refused


class ArraySegment(base.Segment):
    """A segment as Whoosh describes it."""

    def __init__(self, opened: Segment) -> None:
        super().__init__("onrecord")  # type: ignore[no-untyped-call]
        self.opened = opened

    def codec(self) -> ArrayCodec:
        """Return the codec that reads it."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self.opened.size

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return self.opened.size - self.opened.count

    deleted_docs = is_deleted = delete_document = _refused


class ArrayDocuments(base.PerDocumentReader):
    """Per-document reader: field lengths, stored fields and deletions."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return self._segment.count

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Return whether any document was deleted."""
        return self._segment.live_docs is not None

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document was deleted; Whoosh also asks for the number past the last."""
        live_docs = self._segment.live_docs
        return live_docs is not None and docnum < len(live_docs) and not live_docs[docnum]

    def deleted_docs(self) -> list[int]:
        """Return the numbers of the deleted documents."""
        live_docs = self._segment.live_docs
        return [] if live_docs is None else np.flatnonzero(~live_docs).tolist()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of a document, in the precision of one byte that Whoosh has."""
        return byte_to_length(int(self._segment.lengths[docnum])) if fieldname in ("text", "words") else default

    def field_length(self, fieldname: str) -> int:
        """Return the total length of all documents."""
        return self._segment.total_length if fieldname in ("text", "words") else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest document."""
        return byte_to_length(int(self._segment.lengths.min()))

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest document."""
        return byte_to_length(int(self._segment.lengths.max()))

    def stored_fields(self, docnum: int) -> dict[str, str | bytes]:
        """Return the stored bytes of a document, and its id."""
        id = self._segment.columns["id"].value(docnum) or ""
        return {"id": id, "document": self._segment.stored.read(docnum)}
