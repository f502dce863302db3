"""`onrecord verify`: integrity check of the store and of the published generation."""

import json
from math import isinf
from typing import Any

import click

from api.cli import pass_settings
from api.settings import Settings
from corpus import Store, StoreError, shown
from index import IndexMissing, generations, lag, outdated


@click.command("verify")
@pass_settings
def verify_command(settings: Settings) -> int:
    """Check the record and the published index.

    A line for each fault, and a JSON summary last. Exits with 1 when there is a fault.
    """
    record: dict[str, Any] = {"articles": None, "quotations": None, "faults": []}
    published: dict[str, Any] = {"generation": None, "lag": None, "faults": []}
    try:
        with Store.open_for_reading(settings.record) as store:
            record |= {"articles": store.counts().articles, "quotations": store.counts().quotations}
            record["faults"] = list(store.check())
            published |= _staleness(store, settings)
    except StoreError as error:
        record["faults"].append(str(error))
    try:
        published["faults"] += generations.check(settings.index)
        generation = generations.current(settings.index)
        published["generation"] = generation and generation.name
    except IndexMissing as error:
        published["faults"] = [str(error)]
    faults = [*record["faults"], *published["faults"]]
    for fault in faults:
        print(shown(fault))
    print(json.dumps({"ok": not faults, "record": record, "index": published}, ensure_ascii=False))
    return 1 if faults else 0


def _staleness(store: Store, settings: Settings) -> dict[str, Any]:
    """Return for how many seconds the index lacks something, a fault when that is too long."""
    if not outdated(store, settings.index):
        return {"lag": 0}
    generation = generations.current(settings.index)
    seconds = lag(store, generation.manifest.record_version if generation else -1)
    if 0 < seconds <= settings.max_lag:
        return {"lag": int(seconds)}
    since = "" if isinf(seconds) else f" for {int(seconds)} seconds"
    fault = f"the index is older than the record{since}; run 'onrecord index'"
    return {"lag": None if isinf(seconds) else int(seconds), "faults": [fault]}
