"""Phrase matching by positions that run through a whole segment.

The words of a segment are numbered document after document, with a gap of one between documents. A position thus
determines its document, and words in sequence have consecutive numbers: shifted to the position of the last word, the
position lists intersect in the ends of phrases.
"""

from collections.abc import Sequence

import numpy as np

from index.search.doc_sets import DocSet, Selection, positions_in_common, take
from index.segment.array_file import Array
from index.segment.reader import Segment


def phrase(segment: Segment, stems: Sequence[str], weights: Sequence[np.float32]) -> DocSet:
    """Return the documents with the phrase, scored by its words; words of weight 0 add nothing."""
    field = segment.fields["text"]
    numbers = [number for stem in stems if (number := field.terms.find(stem)) is not None]
    if len(numbers) < len(stems):
        return DocSet(segment.no_docs)
    ids = segment.documents_at(_ends([segment.occurrences(number) for number in numbers]))
    ids = ids[np.flatnonzero(np.diff(ids, prepend=-1))].astype(np.int32)
    parts = []
    for number, weight in zip(numbers, weights, strict=True):
        if weight:
            selection = positions_in_common(ids, field.ids(number), segment.size)[1]
            parts.append((weight, take(field.codes(number), selection)))
    return DocSet(ids, tuple(parts))


def _ends(positions: list[Array]) -> Array:
    """Return the end positions of a phrase whose words have these positions."""
    rarest_first = sorted(enumerate(positions), key=lambda word: len(word[1]))
    last, size = len(positions) - 1, max(int(array[-1]) for array in positions) + len(positions)
    offset, ends = rarest_first[0]
    ends = ends + (last - offset)
    for offset, others in rarest_first[1:]:
        ends = take(ends, _present(ends - (last - offset), others, size))
    return ends


def _present(candidates: Array, positions: Array, size: int) -> Selection:
    """Return which of the candidates are among the positions."""
    if len(candidates) <= len(positions):
        return positions_in_common(candidates, positions, size, in_many=False)[0]
    return positions_in_common(positions, candidates, size)[1]
