"""Words that stand side by side.

The words of a segment are counted through, document after document, with one number left out between two documents. So
a position says which document it is in, and where a phrase begins, the numbers of its words follow each other: moved to
the place of the last word, the lists of positions have in common just the ends of phrases.
"""

from collections.abc import Sequence

import numpy as np

from index.search.doc_sets import Found, Selection, chosen, common
from index.segment.array_file import Array
from index.segment.reader import Segment


def phrase(segment: Segment, stems: Sequence[str], weights: Sequence[np.float32]) -> Found:
    """Return the documents with the phrase, worth what its words are worth; words of weight 0 are not counted."""
    field = segment.fields["text"]
    numbers = [field.terms.find(stem) for stem in stems]
    known = [number for number in numbers if number is not None]
    if len(known) < len(stems):
        return Found(segment.ids[:0])
    ids = segment.documents_at(_ends([segment.occurrences(number) for number in known]))
    ids = ids[np.flatnonzero(np.diff(ids, prepend=-1))].astype(np.int32)
    parts = []
    for number, weight in zip(known, weights, strict=True):
        if weight:
            extent = field.extent(number)
            here = common(ids, segment.ids[extent], segment.size)[1]
            parts.append((weight, chosen(segment.codes[extent], here)))
    return Found(ids, tuple(parts))


def _ends(positions: list[Array]) -> Array:
    """Return where a phrase ends whose words stand at these positions."""
    in_turn = sorted(enumerate(positions), key=lambda word: len(word[1]))
    last, size = len(positions) - 1, max(int(some[-1]) for some in positions) + len(positions)
    place, found = in_turn[0]
    found = found + (last - place)
    for place, there in in_turn[1:]:
        found = chosen(found, _where(found - (last - place), there, size))
    return found


def _where(wanted: Array, there: Array, size: int) -> Selection:
    """Return which of the wanted positions are there."""
    if len(wanted) <= len(there):
        return common(wanted, there, size, wanted=False)[0]
    return common(there, wanted, size)[1]
