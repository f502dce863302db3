"""The store opened for writing, and published: what the commands that change it share."""

import sys

from api.formats import serialized
from api.settings import Settings
from corpus import Store, shown
from index import Generation, outdated, publish


def open_for_writing(settings: Settings) -> Store:
    """Open the store for writing, created when missing; one of an earlier schema is migrated, with a line about it."""
    return Store.open(settings.record, lambda line: print(shown(line), file=sys.stderr))


def open_existing(settings: Settings) -> Store:
    """Open a store for writing; raises StoreError, naming the command to run, when there is none."""
    return open_for_writing(settings) if settings.record.exists() else Store.open_for_reading(settings.record)


def publish_all(store: Store, settings: Settings) -> Generation:
    """Publish a generation built from the whole store."""
    return publish(store, settings.index, serialize=serialized, full=True)


def publish_changes(store: Store, settings: Settings) -> Generation | None:
    """Publish a generation with the changes of the store; None when the newest has them all."""
    return publish(store, settings.index, serialize=serialized) if outdated(store, settings.index) else None


def describe(generation: Generation) -> str:
    """Return a line about a generation: its counts, and how it was built."""
    manifest, counts = generation.manifest, generation.manifest.counts
    line = f"published generation {generation.name}: {counts.articles} articles, {counts.quotations} quotations"
    return f"{line}; {manifest.made}"
