"""Staleness check: does the published generation hold the last change of the store."""

from pathlib import Path

from corpus import Store
from index.publishing import generations
from index.schema import SCHEMA_VERSION


def outdated(store: Store, root: Path) -> bool:
    """Return whether the published generation lacks a change of the store, is of another store or schema version."""
    generation = generations.current(root)
    if generation is None:
        return True
    manifest = generation.manifest
    if manifest.schema_version != SCHEMA_VERSION or manifest.record_version != store.version:
        return True
    return manifest.record_mark != store.mark(store.version)
