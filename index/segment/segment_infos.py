"""Segment infos: the list of the segments of one document type, and their deleted documents.

    segments.json     [[name, documents], …]
    deleted.arrays    numbers of the deleted documents of each segment
    NAME.arrays NAME.documents   the segment itself

A segment is never changed: a new generation hard-links it and only rewrites the first two files.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.segment import array_file
from index.segment.array_file import Array, ArrayFile
from index.segment.checked_file import CheckedFile
from index.segment.reader import Segment

_LIST, _DELETED = "segments.json", "deleted.arrays"
_FILES = (".arrays", ".documents")


def open_segments(directory: Path) -> list[Segment]:
    """Open the segments of a document type. Raises ValueError or OSError for files that cannot be read."""
    deleted = ArrayFile(directory / _DELETED)
    return [Segment(directory, name, deleted.get(name)) for name, _ in json.loads((directory / _LIST).read_text())]


def write_list(directory: Path, segments: Sequence[tuple[str, int]], deleted: Mapping[str, Array]) -> None:
    """Write the names and sizes of the segments of a document type, and the deleted documents in them."""
    (directory / _LIST).write_text(json.dumps(segments))
    present = {name: np.asarray(deleted[name], np.int32) for name, _ in segments if name in deleted}
    array_file.write(directory / _DELETED, present)


def link(source: Path, target: Path, name: str) -> None:
    """Hard-link a segment into another directory, or copy it where the file system has no hard links.

    Raises BlockDamaged when the copy is not as it was written.
    """
    for end in _FILES:
        try:
            os.link(source / f"{name}{end}", target / f"{name}{end}")
        except OSError:
            shutil.copy2(source / f"{name}{end}", target / f"{name}{end}")
            copy = CheckedFile(target / f"{name}{end}")
            copy.check(0, copy.size)
