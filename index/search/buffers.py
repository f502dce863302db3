"""Arrays to mark and to add up in, kept by each thread from one search to the next.

Asking the system for fresh memory costs more than what is done in it: every page comes in by a fault. An array from
here is good until the same thread asks for the next one, so nothing may hold it beyond a step of a search.
"""

import threading

import numpy as np

from index.segment.array_file import Array

_LARGEST = 1 << 22
"""Larger ones are not kept."""


class Scratch(threading.local):
    """The arrays of this thread."""

    def __init__(self) -> None:
        self._marks: Array = np.zeros(0, bool)
        self._places: Array = np.zeros(0, np.int32)
        self._sums: dict[int, Array] = {}

    def marks(self, size: int) -> Array:
        """Return `size` times False."""
        if size > _LARGEST:
            return np.zeros(size, bool)
        if len(self._marks) < size:
            self._marks = np.zeros(size, bool)
        marks = self._marks[:size]
        marks.fill(False)
        return marks

    def places(self, size: int) -> Array:
        """Return `size` numbers, whichever they are."""
        if size > _LARGEST:
            return np.zeros(size, np.int32)
        if len(self._places) < size:
            self._places = np.zeros(size, np.int32)
        return self._places[:size]

    def sums(self, size: int, slot: int) -> Array:
        """Return `size` times 0; an array of one slot is good while others are asked for."""
        if size > _LARGEST:
            return np.zeros(size, np.float32)
        if slot not in self._sums or len(self._sums[slot]) < size:
            self._sums[slot] = np.zeros(size, np.float32)
        sums = self._sums[slot][:size]
        sums.fill(0)
        return sums


scratch = Scratch()
