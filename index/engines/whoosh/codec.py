"""Our segments as Whoosh sees them: a codec, so that every ordinary Whoosh query works on what we write.

A codec is Whoosh's extension point for how an index is kept: it gives a reader of terms, which hands out postings, and
a reader of what is kept for each document. Both read our arrays. Answers do not come this way, since Whoosh goes
through postings one at a time; it is how answers are checked, and what a query of another grammar would use.

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
    raise NotImplementedError("a segment is written whole, by index.building, and never changed")


class ArrayCodec(base.Codec):
    """Reads segments; they are written by `building`, whole, since Whoosh would hand over one posting at a time."""

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTerms:
        """Give the reader of the terms of a segment."""
        return ArrayTerms(segment.opened)

    def per_document_reader(self, storage: Any, segment: Any) -> "ArrayDocuments":
        """Give the reader of the documents of a segment."""
        return ArrayDocuments(segment.opened)

    field_writer = per_document_writer = postings_writer = postings_reader = new_segment = _refused


class ArraySegment(base.Segment):
    """A segment as Whoosh lists it."""

    def __init__(self, opened: Segment) -> None:
        super().__init__("onrecord")  # type: ignore[no-untyped-call]
        self.opened = opened

    def codec(self) -> ArrayCodec:
        """Give the codec that reads it."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Give how many documents there are, deleted ones among them."""
        return self.opened.size

    def deleted_count(self) -> int:
        """Give how many documents were deleted."""
        return self.opened.size - self.opened.count

    deleted_docs = is_deleted = delete_document = _refused


class ArrayDocuments(base.PerDocumentReader):
    """What is kept for each document: its length, its JSON, and whether it still counts."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """Give how many documents still count."""
        return self._segment.count

    def doc_count_all(self) -> int:
        """Give how many documents there are, deleted ones among them."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Say whether any was deleted."""
        return self._segment.live_docs is not None

    def is_deleted(self, docnum: int) -> bool:
        """Say whether one was deleted; Whoosh also asks for the one behind the last."""
        alive = self._segment.live_docs
        return alive is not None and docnum < len(alive) and not alive[docnum]

    def deleted_docs(self) -> list[int]:
        """Give those that were deleted."""
        alive = self._segment.live_docs
        return [] if alive is None else np.flatnonzero(~alive).tolist()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Give the length of a document, as precisely as Whoosh keeps it."""
        return byte_to_length(int(self._segment.lengths[docnum])) if fieldname in ("text", "words") else default

    def field_length(self, fieldname: str) -> int:
        """Give the length of all documents together."""
        return self._segment.total_length if fieldname in ("text", "words") else 0

    def min_field_length(self, fieldname: str) -> int:
        """Give the length of the shortest document."""
        return byte_to_length(int(self._segment.lengths.min()))

    def max_field_length(self, fieldname: str) -> int:
        """Give the length of the longest document."""
        return byte_to_length(int(self._segment.lengths.max()))

    def stored_fields(self, docnum: int) -> dict[str, str | bytes]:
        """Give the document, and its id."""
        id = self._segment.columns["id"].value(docnum) or ""
        return {"id": id, "document": self._segment.stored.read(docnum)}
