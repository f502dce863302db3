"""Terms and postings of a segment as Whoosh iterates over them; the codec is in `codec`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching.mcore import ListMatcher
from whoosh.query.spans import Span
from whoosh.reading import TermInfo, TermNotFound

from index import schema
from index.segment.array_file import Array
from index.segment.reader import FIELDS, Segment

DAYS = ("first", "last", "said_first", "said_last")


class ArrayTerms(base.TermsReader):
    """Terms reader of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        days = (segment.first, segment.last, segment.said.first, segment.said.last)
        self._days = {name: _DayTerms(array) for name, array in zip(DAYS, days, strict=True)}

    def indexed_field_names(self) -> Sequence[str]:
        """Return the fields that have terms."""
        return [*FIELDS, *self._days]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, field by field."""
        for name in sorted(self.indexed_field_names()):
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms from `prefix` on, and then those of the following fields."""
        for name in sorted(self.indexed_field_names()):
            if name >= fieldname:
                terms = self._terms(name)
                start = terms.lower_bound(prefix) if name == fieldname else 0
                yield from ((name, terms.at(number)) for number in range(start, len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms from `prefix` on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term. Raises TermNotFound."""
        ids, weights, lengths, _ = self._postings(fieldname, text)
        return TermInfo(  # type: ignore[no-untyped-call]
            weight=float(weights.sum()),
            df=len(ids),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def cursor(self, fieldname: str, fieldobj: Any) -> "ArrayCursor":
        """Return a cursor over the terms of a field."""
        return ArrayCursor(self, self._terms(fieldname), fieldname, fieldobj)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the frequency of a term in all documents."""
        return self.term_info(fieldname, text).weight() if (fieldname, text) in self else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the document frequency of a term."""
        return self.term_info(fieldname, text).doc_frequency() if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> "ArrayMatcher":
        """Return a matcher over the postings of a term. Raises TermNotFound."""
        ids, weights, _, positions = self._postings(fieldname, text)
        info = self.term_info(fieldname, text)
        return ArrayMatcher(ids.tolist(), weights.tolist(), positions, format_, scorer, (fieldname, text), info)

    def _terms(self, fieldname: str) -> Any:
        return self._days[fieldname] if fieldname in self._days else self._segment.fields[fieldname].terms

    def _number(self, fieldname: str, text: bytes) -> int | None:
        if fieldname not in self.indexed_field_names():
            return None
        terms = self._terms(fieldname)
        number: int = terms.lower_bound(text)
        return number if number < len(terms) and terms.at(number) == text else None

    def _postings(self, fieldname: str, text: bytes) -> tuple[Array, Array, Array, list[Array]]:
        number, segment = self._number(fieldname, text), self._segment
        if number is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        if fieldname in self._days:
            ids = self._days[fieldname].ids(number)
            return ids, np.ones(len(ids), np.int32), np.ones(len(ids), np.int32), []
        ids = segment.fields[fieldname].ids(number)
        if fieldname not in ("text", "words"):
            return ids, np.ones(len(ids), np.int32), np.ones(len(ids), np.int32), []
        codes = segment.fields[fieldname].codes(number)
        weights = segment.frequencies[codes]
        positions = []
        if fieldname == "text":
            places = segment.occurrences(number) - np.repeat(segment.begins[ids], weights)
            positions = np.split(places, np.cumsum(weights)[:-1])
        return ids, weights, segment.code_lengths[codes], positions


class ArrayCursor(base.FieldCursor):
    """Cursor over the terms of a field."""

    def __init__(self, reader: ArrayTerms, terms: Any, fieldname: str, fieldobj: Any) -> None:
        self._reader = reader
        self._terms = terms
        self._fieldname = fieldname
        self._fieldobj = fieldobj
        self._number = 0

    def first(self) -> str | None:
        """Move to the first term."""
        self._number = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Move to the first term that is not before `term`."""
        self._number = self._terms.lower_bound(term if isinstance(term, bytes) else self._fieldobj.to_bytes(term))
        return self.text()

    def next(self) -> str | None:
        """Move to the next term."""
        self._number += 1
        return self.text()

    def is_valid(self) -> bool:
        """Return whether the cursor is at a term."""
        return self._number < len(self._terms)

    def text(self) -> str | None:
        """Return the term, None past the last."""
        return self._fieldobj.from_bytes(self._terms.at(self._number)) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """Return the statistics of the term."""
        return self._reader.term_info(self._fieldname, self._terms.at(self._number)) if self.is_valid() else None


class ArrayMatcher(ListMatcher):
    """Matcher over the postings of a term."""

    def __init__(
        self,
        ids: list[int],
        weights: list[float],
        positions: list[Array],
        format_: Any,
        scorer: Any,
        term: Any,
        info: TermInfo,
        place: int = 0,
    ) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            ids, weights, None, format_, scorer, place, term=term, terminfo=info
        )
        self._positions = positions

    def copy(self) -> "ArrayMatcher":
        """Return a matcher at the same posting."""
        return ArrayMatcher(
            self._ids, self._weights, self._positions, self._format, self._scorer, self._term, self._terminfo, self._i
        )

    def skip_to(self, id: int) -> None:
        """Move to the first document that is not before `id`."""
        self._i = bisect_left(self._ids, id, self._i)

    def block_max_weight(self) -> float:
        """Return the largest weight of any posting."""
        weight: float = self._terminfo.max_weight()
        return weight

    def value(self) -> bytes:
        """Return the encoded positions of the posting, as Whoosh stores them."""
        value: bytes = self._format.encode(self._positions[self._i].tolist()) if self._positions else b""
        return value

    def spans(self) -> list[Any]:
        """Return the positions of the term in the document."""
        return [Span(place) for place in self._positions[self._i].tolist()]  # type: ignore[no-untyped-call]


class _DayTerms:
    """Days (ordinals) as the terms of a numeric field."""

    def __init__(self, days: Array) -> None:
        self._days = days

    @cached_property
    def _terms(self) -> list[tuple[bytes, int]]:
        field = schema.fields()["first"]
        return [(field.to_bytes(day), day) for day in np.unique(self._days).tolist() if day]

    def __len__(self) -> int:
        return len(self._terms)

    def at(self, number: int) -> bytes:
        return self._terms[number][0]

    def lower_bound(self, term: bytes) -> int:
        return bisect_left(self._terms, term, key=lambda pair: pair[0])

    def ids(self, number: int) -> Array:
        return np.flatnonzero(self._days == self._terms[number][1])
