"""Manifest of a generation: counts, versions, and size and SHA-256 of each file, against which `verify` checks."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.publishing.checksum_cache import ChecksumCache
from index.schema import SCHEMA_VERSION

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """Number of documents of each type in a generation."""

    articles: int
    quotations: int
    paragraphs: int
    speakers: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Manifest of a generation; `files` has size in bytes and SHA-256 by relative path.

    `made` describes the build in words: full, with the reason, or incremental. `record_mark` is the digest that the
    store got with `record_version`.
    """

    schema_version: int
    record_version: int
    annotators: tuple[str, ...]
    made: str
    counts: Counts
    files: dict[str, tuple[int, str]]
    record_mark: str = ""


def write(
    directory: Path,
    record_version: int,
    record_mark: str,
    annotators: tuple[str, ...],
    made: str,
    counts: Counts,
    checksums: ChecksumCache,
) -> None:
    """Write the manifest of all files below `directory`."""
    files = {name: checksums.of(directory / name) for name in _files(directory)}
    body = asdict(Manifest(SCHEMA_VERSION, record_version, annotators, made, counts, files, record_mark))
    text = json.dumps(body | {"sha256": _seal(body)}, ensure_ascii=False, indent=1)
    (directory / NAME).write_text(text + "\n", encoding="utf-8")


def read(directory: Path) -> Manifest:
    """Return the manifest. Raises ValueError when it is malformed or was changed, OSError when it cannot be read."""
    body = json.loads((directory / NAME).read_text(encoding="utf-8"))
    if not isinstance(body, dict) or body.pop("sha256", None) != _seal(body):
        raise ValueError("the manifest is not as it was written")
    try:
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in body.pop("files").items()}
        counts = Counts(**body.pop("counts"))
        return Manifest(annotators=tuple(body.pop("annotators")), counts=counts, files=files, **body)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("the manifest has another form than this version reads") from error


def verify(directory: Path, checksums: ChecksumCache | None = None) -> tuple[str, ...]:
    """Return the faults of the generation in `directory`, in words; none when every byte is as published.

    With `checksums`, only files written since they were cached are read.
    """
    try:
        return tuple(_faults(directory, checksums or ChecksumCache(Path(os.devnull))))
    except (OSError, ValueError) as error:
        return (f"{directory / NAME}: {error}",)


def _faults(directory: Path, checksums: ChecksumCache) -> Iterator[str]:
    manifest = read(directory)
    if manifest.schema_version != SCHEMA_VERSION:
        yield f"{directory}: has schema {manifest.schema_version}, this version reads {SCHEMA_VERSION}"
    present = set(_files(directory))
    for name in sorted(manifest.files.keys() - present):
        yield f"{directory / name}: is missing"
    for name in sorted(present - manifest.files.keys()):
        yield f"{directory / name}: is not in the manifest"
    for name in sorted(present & manifest.files.keys()):
        expected = manifest.files[name]  # against which a cached checksum that rotted is no proof
        if checksums.of(directory / name) != expected and _read_anew(directory / name) != expected:
            yield f"{directory / name}: is not as it was written"


def _read_anew(path: Path) -> tuple[int, str]:
    return ChecksumCache(Path(os.devnull)).of(path)


def _files(directory: Path) -> list[str]:
    paths = (path for path in directory.rglob("*") if not path.is_dir())
    return sorted(name for path in paths if (name := path.relative_to(directory).as_posix()) != NAME)


def _seal(body: dict[str, Any]) -> str:
    """Return the SHA-256 of the manifest itself, so that a changed count is noticed like a changed file."""
    return sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
