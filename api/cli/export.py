"""`onrecord export | backup | stats`: the record written out, copied and counted."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from api.settings import Settings
from corpus import Store, backup
from corpus import export as archive


def export(given: argparse.Namespace, settings: Settings) -> int:
    """Write the whole record to standard output as NDJSON."""
    with Store.open_for_reading(settings.record) as store:
        out = sys.stdout.buffer
        for line in archive.lines(store):
            out.write(line.encode() + b"\n")
        out.flush()
    return 0


def copy(given: argparse.Namespace, settings: Settings) -> int:
    """Copy the record as it is now, whoever writes meanwhile, and check the copy."""
    Store.open_for_reading(settings.record).close()
    backup.copy(settings.record, given.file, replace=given.force, check=_faults)
    with Store.open_for_reading(given.file) as copied:
        counts = copied.counts()
    print(f"{given.file}: {counts.articles} articles, {counts.quotations} quotations; checked")
    return 0


def stats(given: argparse.Namespace, settings: Settings) -> int:
    """Return how much the record holds."""
    with Store.open_for_reading(settings.record) as store:
        counts = asdict(store.stats())
    if given.json:
        print(json.dumps(counts))
        return 0
    shown = {name.replace("_", " "): "–" if count is None else str(count) for name, count in counts.items()}
    names, values = max(map(len, shown)), max(map(len, shown.values()))
    for name, value in shown.items():
        print(f"{name:<{names}}  {value:>{values}}")
    return 0


def _faults(path: Path) -> tuple[str, ...]:
    with Store.open_for_reading(path) as store:
        return store.check()
