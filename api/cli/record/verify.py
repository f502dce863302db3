"""`onrecord verify`: integrity check of the store and of the published generation, and comparison with a backup."""

import json
from pathlib import Path
from typing import Any

import click

from api.cli import pass_settings
from api.settings import Settings
from corpus import Store, StoreError, shown
from index import IndexMissing, generations, outdated


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
    compared = {} if backup is None else {"against": _compared(settings, backup)}
    faults = [*record["faults"], *published["faults"], *(compared["against"]["faults"] if compared else ())]
    for fault in faults:
        print(shown(fault))
    summary = {"ok": not faults, "record": record, "index": published, **compared}
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
    published: dict[str, Any] = {"generation": None, "faults": []}
    try:
        with Store.open_for_reading(settings.record) as store:
            if outdated(store, settings.index):
                published["faults"].append("the index is older than the record; run 'onrecord index'")
    except StoreError:
        pass  # said of the record
    try:
        published["faults"] += generations.check(settings.index)
        generation = generations.current(settings.index)
        published["generation"] = generation and generation.name
    except IndexMissing as error:
        published["faults"] = [str(error)]
    return published


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
