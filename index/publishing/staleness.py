"""Staleness check: does the published generation hold the last change of the store, and since when not."""

from datetime import UTC, datetime
from math import inf
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


def lag(store: Store, version: int) -> float:
    """Return the seconds since the oldest change of the store that an index of its version `version` lacks.

    0.0 when it has them all, infinity when the index is of a later version than the store has.
    """
    if version == store.version:
        return 0.0
    oldest = store.oldest_change(version)
    return inf if oldest is None else max((datetime.now(UTC) - datetime.fromisoformat(oldest)).total_seconds(), 0.0)
