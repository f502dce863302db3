"""ZIP containers (DOCX, WACZ): their members by name, with bounds on number, size and ratio. Nothing is written to
disk."""

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from corpus.errors import BadRecord
from corpus.readers.io.limits import FREE_OF_RATIO, HIGHEST_RATIO, LARGEST_FILE, LARGEST_RECORD
from corpus.readers.io.streams import read_all

SIGNATURE = b"PK\x03\x04"
_MOST_MEMBERS = 10_000


@contextmanager
def opened_zip(stream: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open a stream as ZIP: a file on disk in place, anything else in memory. Raises BadRecord."""
    file = _seekable(stream)
    try:
        with zipfile.ZipFile(file) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise BadRecord(f"a ZIP of more than {_MOST_MEMBERS:,} files")
            yield archive
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OverflowError,
    ) as error:
        raise BadRecord("broken ZIP: its directory cannot be read, or a file in it") from error
    finally:
        file.close()


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return a member gunzipped, None when there is none; raises BadRecord when it is encrypted or unfolds beyond
    reason."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    require_sane(info)
    try:
        with archive.open(info) as file:
            return file.read(LARGEST_RECORD + 1)
    except Exception as error:  # zlib's, a checksum that is wrong, a method that is not known
        raise BadRecord(f"broken ZIP: {name} cannot be unpacked") from error


def require_sane(info: zipfile.ZipInfo) -> None:
    """Raise BadRecord for a member that is encrypted, too large, or packed tighter than text is."""
    if info.flag_bits & 1:
        raise BadRecord("the ZIP is encrypted; unpack it with its password and ingest what is inside")
    if info.file_size > LARGEST_RECORD:
        raise BadRecord(
            f"a file of {info.file_size:,} bytes in the ZIP; the largest record that is read has {LARGEST_RECORD:,}"
        )
    if info.file_size > FREE_OF_RATIO and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
        raise BadRecord(f"a file in the ZIP unfolds to more than {HIGHEST_RATIO} times its size")


def _seekable(stream: BinaryIO) -> BinaryIO:
    try:
        number = stream.fileno()
        if stat.S_ISREG(os.fstat(number).st_mode):
            file = cast(BinaryIO, os.fdopen(os.dup(number), "rb"))
            file.seek(0)
            return file
    except (OSError, AttributeError):
        pass
    return io.BytesIO(read_all(stream, LARGEST_FILE))
