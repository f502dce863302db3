"""BM25F scoring, as Whoosh computes it.

    weight of the term × frequency × (K1 + 1) / (frequency + K1 × (1 − B + B × length / average length))

The weight (IDF), log(documents / (documents with the term + 1)) + 1, is the same for a whole posting list; the rest
depends only on frequency and length, which the impact code of a posting stands for. So the fraction is computed once
for every code when a generation is opened, and a score is one look-up and one product. Statistics cover all segments,
and deleted documents count until their segment is merged, as in Whoosh.
"""

from collections.abc import Sequence
from math import log

import numpy as np

from index.segment.array_file import Array
from index.segment.reader import Segment

K1, B = 1.2, 0.75


class Scoring:
    """Term and length statistics of some segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._size = sum(segment.size for segment in segments)
        total = sum(segment.total_length for segment in segments)
        self._average = (total / self._size if self._size else 0) or 1
        self.norms = [self._norms(segment) for segment in segments]
        """For each segment the fraction of each impact code, as float32."""

    def weight(self, field: str, term: str) -> np.float32:
        """Return the weight (IDF) of a term: the rarer, the higher."""
        count = sum(segment.fields[field].count(term) for segment in self._segments)
        return np.float32(log(self._size / (count + 1)) + 1)

    def _norms(self, segment: Segment) -> Array:
        frequency = segment.frequencies.astype(np.float64)
        length = segment.code_lengths / self._average
        norms: Array = (frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length))).astype(np.float32)
        return norms
