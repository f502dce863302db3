"""The arrays engine: queries executed on whole posting lists, as NumPy arrays."""

from index.search.executor import ArraysMatcher
from index.search.segment_engine import SegmentEngine


class ArraysEngine(SegmentEngine):
    """Engine of array operations over the segments of a generation."""

    matcher = ArraysMatcher
