"""`onrecord export`: the whole store as NDJSON on standard output."""

import sys

import click

from api.cli import pass_settings
from api.settings import Settings
from corpus import Store, export


@click.command("export")
@pass_settings
def export_command(settings: Settings) -> int:
    """Write the whole record to standard output as NDJSON."""
    with Store.open_for_reading(settings.record) as store:
        out = sys.stdout.buffer
        for line in export.lines(store):
            out.write(line.encode() + b"\n")
        out.flush()
    return 0
