"""Generations of the index: built aside, published by one atomic rename, and never changed afterwards.

    root/
      current                 number of the published generation: replacing this file publishes
      lock                    held by the one process that builds
      fingerprints.json       cached checksums of the files; may be deleted
      generations/000007/     manifest.json, and the files it describes
      building-…/             an unfinished build; worthless once its process is gone

A reader sees the old generation or the new one, whole. Two are kept, so that one can fall back on the other.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus import StoreLocked, atomic_write, sole_writer, sync
from index.errors import GenerationDamaged, IndexMissing, PublishFailed, PublishLocked
from index.publishing import manifest
from index.publishing.checksum_cache import NAME as CHECKSUM_CACHE
from index.publishing.checksum_cache import ChecksumCache
from index.publishing.manifest import Manifest, verify
from index.schema import SCHEMA_VERSION

__all__ = ["Generation", "building", "check", "current", "open_sound", "pointer", "publish", "verify"]

log = logging.getLogger("onrecord.index")

KEEP = 2
POINTER = "current"

PointerState = tuple[int, int]
"""Inode and time of the last write (nanoseconds) of what each publication changes."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation: its name (`000007`), its directory and its manifest."""

    name: str
    path: Path
    manifest: Manifest


def pointer(root: Path) -> str | None:
    """Return the content of the file `current`, None when there is none."""
    try:
        return (root / POINTER).read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None


def pointer_state(path: Path) -> PointerState | None:
    """Return what changes whenever something is published; None when nothing ever was.

    The pointer at `path` is not read. Where it is gone, it is the folder of the generations that changes.
    """
    try:
        try:
            status = path.stat()
        except FileNotFoundError:
            status = (path.parent / "generations").stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def current(root: Path) -> Generation | None:
    """Return the published generation with its manifest, None when there is none that can be read.

    The files themselves are not read, unlike by `verify`.
    """
    name = pointer(root)
    try:
        return _described(root, name) if name else None
    except (OSError, ValueError):
        return None


def check(root: Path) -> tuple[str, ...]:
    """Return the faults of the published generation and of its fall-back, in words; none when both are sound.

    A fall-back of another schema is none. Raises IndexMissing.
    """
    name = pointer(root)
    if name is None:
        raise IndexMissing(root)
    if name not in _numbers(root):
        return (f"{root / POINTER}: names generation {name[:20]!r}, which is not there",)
    kept = [name, *(old for old in _candidates(root)[1:KEEP] if not _is_of_another_schema(root, old))]
    return tuple(fault for number in kept for fault in verify(root / "generations" / number))


def open_sound(root: Path) -> Generation:
    """Return the published generation; or, with a warning in the log, the one before when it is damaged.

    Raises IndexMissing when nothing was published, GenerationDamaged when all are damaged.
    """
    names = _candidates(root)
    faults: list[str] = []
    if not names:
        raise IndexMissing(root)
    for name in names:
        checksums = checksum_cache(root)
        damage = verify(root / "generations" / name, checksums)
        checksums.save()
        if damage:
            faults += damage
            log.warning("generation %s cannot be used: %s", name, "; ".join(damage[:3]))
            continue
        if name != pointer(root):
            log.warning("generation %s is served instead of the published one", name)
        return _described(root, name)
    raise GenerationDamaged(root, tuple(faults))


def checksum_cache(root: Path, *, anew: bool = False) -> ChecksumCache:
    """Return the checksum cache of the files below `root`, an empty one where they are to be read `anew`."""
    return ChecksumCache(root / CHECKSUM_CACHE, anew=anew)


def next_name(root: Path) -> str:
    """Return the name of the next generation; call it inside `building`."""
    return f"{max([0, *map(int, _numbers(root))]) + 1:06d}"


@contextmanager
def building(root: Path) -> Iterator[Path]:
    """Lock `root` for one build and yield an empty directory to build in; leftovers of dead processes are deleted.

    Raises PublishLocked when another process builds.
    """
    (root / "generations").mkdir(parents=True, exist_ok=True)
    with _sole_builder(root):
        for leftover in root.glob("building-*"):
            shutil.rmtree(leftover)
        directory = Path(tempfile.mkdtemp(prefix="building-", dir=root))
        directory.chmod(0o755)
        try:
            yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)


def publish(root: Path, built: Path) -> Generation:
    """Make a complete build the current generation, durably, and delete all but the last two, or a damaged fall-back.

    Call it inside `building`. Raises PublishFailed when the build does not match its manifest.
    """
    checksums = checksum_cache(root)
    if faults := verify(built, checksums):
        raise PublishFailed("; ".join(faults))
    previous, name = pointer(root), next_name(root)
    for path in [*built.rglob("*"), built]:
        sync(path)
    built.rename(root / "generations" / name)
    sync(root / "generations")
    atomic_write(root / POINTER, name + "\n")
    # The one that was current stays, whatever lies between: a number can be left over from a crash before this point.
    keep = {name, previous if previous and _may_serve(root, previous, checksums) else None}
    checksums.save()
    for old in _numbers(root):
        if old not in keep:
            shutil.rmtree(root / "generations" / old, ignore_errors=True)
    return _described(root, name)


def delete_others(root: Path) -> None:
    """Delete all generations but the published one, so that nothing is left that it has not. Raises PublishLocked."""
    with building(root):
        for name in _numbers(root):
            if name != pointer(root):
                shutil.rmtree(root / "generations" / name)


def _candidates(root: Path) -> list[str]:
    """Return the names of generations that may be served, best first: the published one, then older ones."""
    named, numbers = pointer(root), _numbers(root)
    if named is None:
        if numbers:
            log.warning("the pointer to the published generation is gone; the newest sound one is served")
        return numbers
    if named not in numbers:
        log.warning("the pointer names generation %r, which is not there", named[:20])
        return numbers
    if int(numbers[0]) > int(named):
        log.warning(
            "generation %s is served, though %s is newer: it was not published, or is no longer", named, numbers[0]
        )
    return [named, *(name for name in numbers if int(name) < int(named))]


def _numbers(root: Path) -> list[str]:
    folder = root / "generations"
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((name for name in names if name.isascii() and name.isdigit()), key=int, reverse=True)


def _may_serve(root: Path, name: str, checksums: ChecksumCache) -> bool:
    """Return whether a generation can serve this program, or one of another schema."""
    return _is_of_another_schema(root, name) or not verify(root / "generations" / name, checksums)


def _is_of_another_schema(root: Path, name: str) -> bool:
    with suppress(OSError, ValueError):
        return _described(root, name).manifest.schema_version != SCHEMA_VERSION
    return False


def _described(root: Path, name: str) -> Generation:
    path = root / "generations" / name
    return Generation(name, path, manifest.read(path))


@contextmanager
def _sole_builder(root: Path) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(sole_writer(root / "lock"))
        except StoreLocked as error:
            raise PublishLocked(error.holder) from error
        yield
