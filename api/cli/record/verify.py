"""`onrecord verify`: integrity check of the store and of the published generation, and comparison with a backup."""

import json
from math import isinf
from pathlib import Path
from typing import Any

import click

from api.cli import pass_settings
from api.settings import Settings
from corpus import Evidence, Store, StoreError, shown
from index import IndexMissing, generations, lag, outdated


@click.command("verify")
@click.option(
    "--against",
    "backup",
    type=click.Path(path_type=Path),
    metavar="BACKUP",
    help="also say what differs from this earlier copy of the record",
)
@pass_settings
def verify_command(settings: Settings, backup: Path | None) -> int:
    """Check the record and the published index.

    A line for each fault, and a JSON summary last, whose `head` is a digest of the whole record to keep elsewhere.
    Exits with 1 when there is a fault.
    """
    record = _record(settings)
    published = _index(settings)
    evidence = _evidence(settings)
    compared = {} if backup is None else {"against": _compared(settings, backup)}
    parts = [record, published, evidence, *compared.values()]
    faults = [fault for part in parts for fault in part["faults"]]
    for fault in faults:
        print(shown(fault))
    summary = {"ok": not faults, "record": record, "index": published, "evidence": evidence, **compared}
    print(json.dumps(summary, ensure_ascii=False))
    return 1 if faults else 0


def _record(settings: Settings) -> dict[str, Any]:
    record: dict[str, Any] = {"articles": None, "quotations": None, "head": None, "faults": []}
    try:
        with Store.open_for_reading(settings.record) as store:
            record |= {"articles": store.counts().articles, "quotations": store.counts().quotations}
            record |= {"head": store.head(), "faults": list(store.check())}
    except StoreError as error:
        record["faults"].append(str(error))
    return record


def _index(settings: Settings) -> dict[str, Any]:
    published: dict[str, Any] = {"generation": None, "lag": None, "faults": []}
    try:
        with Store.open_for_reading(settings.record) as store:
            published |= _staleness(store, settings)
    except StoreError:
        pass  # said of the record
    try:
        published["faults"] += generations.check(settings.index)
        generation = generations.current(settings.index)
        published["generation"] = generation and generation.name
    except IndexMissing as error:
        published["faults"] = [str(error)]
    return published


def _evidence(settings: Settings) -> dict[str, Any]:
    kept = Evidence(settings.evidence)
    return {"records": sum(1 for _ in kept.entries()), "faults": list(kept.check())}


def _staleness(store: Store, settings: Settings) -> dict[str, Any]:
    """Return for how many seconds the index lacks something, a fault when that is too long."""
    if not outdated(store, settings.index):
        return {"lag": 0}
    generation = generations.current(settings.index)
    seconds = lag(store, generation.manifest.record_version if generation else -1)
    if 0 < seconds <= settings.max_lag:
        return {"lag": int(seconds)}
    known = seconds > 0 and not isinf(seconds)
    fault = f"the index is older than the record{f' for {int(seconds)} seconds' if known else ''}; run 'onrecord index'"
    return {"lag": int(seconds) if known else None, "faults": [fault]}


def _compared(settings: Settings, backup: Path) -> dict[str, Any]:
    """Return what differs from a backup: faults, which include those of the backup, and later changes by article."""
    try:
        with Store.open_for_reading(settings.record) as store, Store.open_for_reading(backup) as copy:
            differences = store.differences(copy)
            faults = [f"{backup}: {fault}" for fault in copy.check()]
            head = copy.head()
    except StoreError as error:
        return {"head": None, "faults": [str(error)], "changes": {}}
    faults += [f"{one.article_id}: {one.words}" for one in differences if one.is_fault]
    changes = {one.article_id: one.words for one in differences if not one.is_fault}
    return {"head": head, "faults": faults, "changes": changes}
