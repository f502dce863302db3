"""Generations: the index is built aside, published by one atomic step, and never changed afterwards.

    root/
      current                 the number of the published generation: replacing this file publishes
      lock                    held by the one process that builds
      fingerprints.json       which files were read whole and found to be right; may be deleted
      generations/000007/     manifest.json, and the files it describes
      building-…/             what a build has made so far; worthless once its process is gone

A reader sees the old generation or the new one, whole. Two are kept, so that one can fall back on the other.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import StoreLocked, sole_writer, sync
from index.errors import GenerationDamaged, IndexMissing, PublishFailed, PublishLocked
from index.publishing import manifest
from index.publishing.checksum_cache import NAME as FINGERPRINTS
from index.publishing.checksum_cache import Fingerprints
from index.publishing.manifest import Manifest, verify

__all__ = ["Generation", "building", "check", "current", "open_sound", "pointer", "publish", "verify"]

log = logging.getLogger("onrecord.index")

KEEP = 2


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation: its name (`000007`), where it is, and its manifest."""

    name: str
    path: Path
    manifest: Manifest


def pointer(root: Path) -> str | None:
    """Return what the pointer file says, None when there is none."""
    try:
        return (root / "current").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None


def current(root: Path) -> Generation | None:
    """Return the published generation as its manifest describes it, None when there is none that can be read.

    Only the manifest is read; `verify` reads the files.
    """
    name = pointer(root)
    try:
        return _described(root, name) if name else None
    except (OSError, ValueError):
        return None


def check(root: Path) -> tuple[str, ...]:
    """Return the faults of what is published, in words; none when it is sound. Raises IndexMissing without any."""
    name = pointer(root)
    if name is None:
        raise IndexMissing(root)
    if name not in _numbers(root):
        return (f"{root / 'current'}: names generation {name[:20]!r}, which is not there",)
    return verify(root / "generations" / name)


def open_sound(root: Path) -> Generation:
    """Return the published generation, or the one before when it does not hold; the log says so.

    Raises IndexMissing when nothing was published, GenerationDamaged when nothing holds.
    """
    names = _candidates(root)
    faults: list[str] = []
    if not names:
        raise IndexMissing(root)
    for name in names:
        known = fingerprints(root)
        found = verify(root / "generations" / name, known)
        known.save()
        if found:
            faults += found
            log.warning("generation %s cannot be used: %s", name, "; ".join(found[:3]))
            continue
        if name != pointer(root):
            log.warning("generation %s is served instead of the published one", name)
        return _described(root, name)
    raise GenerationDamaged(root, tuple(faults))


def fingerprints(root: Path) -> Fingerprints:
    """Return what is known of the files below `root`."""
    return Fingerprints(root / FINGERPRINTS)


def next_name(root: Path) -> str:
    """Return the name that the next generation will have; call it inside `building`."""
    return f"{max([0, *map(int, _numbers(root))]) + 1:06d}"


@contextmanager
def building(root: Path) -> Iterator[Path]:
    """Return an empty directory to build in; only one process builds at a time, and leftovers of dead ones go.

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
    """Make a complete build the current generation, durably, and drop all but the last two.

    Call it inside `building`. Raises PublishFailed when the build does not match its manifest.
    """
    known = fingerprints(root)
    if faults := verify(built, known):
        raise PublishFailed("; ".join(faults))
    known.save()
    before, name = pointer(root), next_name(root)
    for path in [*built.rglob("*"), built]:
        sync(path)
    built.rename(root / "generations" / name)
    sync(root / "generations")
    _replace(root / "current", name + "\n")
    # The one that was current stays, whatever lies between: a number can be left over from a crash before this point.
    keep = {name, before}
    for old in _numbers(root):
        if old not in keep:
            shutil.rmtree(root / "generations" / old, ignore_errors=True)
    return _described(root, name)


def _candidates(root: Path) -> list[str]:
    """Return what may be served, best first: the published generation, then older ones."""
    named, numbers = pointer(root), _numbers(root)
    if named is None:
        if numbers:
            log.warning("the pointer to the published generation is gone; the newest sound one is served")
        return numbers
    if named not in numbers:
        log.warning("the pointer names generation %r, which is not there", named[:20])
        return numbers
    return [named, *(name for name in numbers if int(name) < int(named))]


def _numbers(root: Path) -> list[str]:
    folder = root / "generations"
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((name for name in names if name.isascii() and name.isdigit()), key=int, reverse=True)


def _described(root: Path, name: str) -> Generation:
    path = root / "generations" / name
    return Generation(name, path, manifest.read(path))


@contextmanager
def _sole_builder(root: Path) -> Iterator[None]:
    with ExitStack() as held:
        try:
            held.enter_context(sole_writer(root / "lock"))
        except StoreLocked as error:
            raise PublishLocked(error.holder) from error
        yield


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(text, encoding="utf-8")
    sync(aside)
    aside.replace(path)
    sync(path.parent)
