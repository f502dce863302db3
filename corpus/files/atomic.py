"""Atomic file replacement that survives a crash: temporary file, fsync, rename, fsync of the folder."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def atomic_write(path: Path, content: str | bytes, *, mode: int = 0o666, overwrite: bool = True) -> None:
    """Write a file whole or not at all; it is durable when the call returns.

    Readers, and whoever looks after a crash or a power failure, find the old content or the new, never a part of it.
    Text is written in UTF-8. Concurrent writers do not mix: the last one wins, or without `overwrite` the first, and
    the others raise FileExistsError. `mode` is subject to the umask. Raises OSError and leaves no temporary file then;
    a process that is killed may leave one, `NAME.….partial` in the same folder.
    """
    with atomic_path(path, mode=mode, overwrite=overwrite) as temporary:
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def atomic_path(path: Path, *, mode: int = 0o666, overwrite: bool = True) -> Iterator[Path]:
    """Yield a new empty file beside `path` to write to, which takes its name, durably, when the block ends well.

    Guarantees and errors are those of `atomic_write`.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}.partial")
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    try:
        yield temporary
        sync(temporary)
        if overwrite:
            temporary.replace(path)
        else:
            path.hardlink_to(temporary)
        sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, are on the disk (fsync). Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
