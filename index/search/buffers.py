"""Thread-local NumPy buffers, reused from one search to the next.

Fresh memory costs more than the work done in it, since every page faults in. A buffer is valid until the same thread
asks for the next one, so nothing may hold it beyond a step of a search.
"""

import threading

import numpy as np

from index.segment.array_file import Array

_LARGEST = 1 << 22
"""Larger buffers are not kept."""


class Buffers(threading.local):
    """The buffers of this thread."""

    def __init__(self) -> None:
        self._bitmap: Array = np.zeros(0, bool)
        self._positions: Array = np.zeros(0, np.int32)
        self._sums: dict[int, Array] = {}

    def bitmap(self, size: int) -> Array:
        """Return an array of `size` times False."""
        if size > _LARGEST:
            return np.zeros(size, bool)
        if len(self._bitmap) < size:
            self._bitmap = np.zeros(size, bool)
        bitmap = self._bitmap[:size]
        bitmap.fill(False)
        return bitmap

    def positions(self, size: int) -> Array:
        """Return an array of `size` integers, uninitialised."""
        if size > _LARGEST:
            return np.zeros(size, np.int32)
        if len(self._positions) < size:
            self._positions = np.zeros(size, np.int32)
        return self._positions[:size]

    def sums(self, size: int, slot: int) -> Array:
        """Return an array of `size` times 0; arrays of different slots are valid together."""
        if size > _LARGEST:
            return np.zeros(size, np.float32)
        if slot not in self._sums or len(self._sums[slot]) < size:
            self._sums[slot] = np.zeros(size, np.float32)
        sums = self._sums[slot][:size]
        sums.fill(0)
        return sums


buffers = Buffers()
