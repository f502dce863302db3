"""`onrecord stats`: counts of the store."""

import json
from dataclasses import asdict

import click

from api.cli import pass_settings
from api.settings import Settings
from corpus import Store


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="as one JSON object")
@pass_settings
def stats_command(settings: Settings, as_json: bool) -> int:
    """Count what the record holds."""
    with Store.open_for_reading(settings.record) as store:
        counts = asdict(store.stats())
    if as_json:
        print(json.dumps(counts))
        return 0
    rows = {name.replace("_", " "): "–" if count is None else str(count) for name, count in counts.items()}
    names, values = max(map(len, rows)), max(map(len, rows.values()))
    for name, value in rows.items():
        print(f"{name:<{names}}  {value:>{values}}")
    return 0
