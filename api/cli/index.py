"""`onrecord index`: a generation built from the whole store."""

import click

from api.cli import pass_settings
from api.cli.store import describe, open_existing, publish_all
from api.settings import Settings
from corpus import sole_writer


@click.command("index")
@pass_settings
def index_command(settings: Settings) -> int:
    """Build the index again from the record."""
    with sole_writer(settings.lock), open_existing(settings) as store:
        print(describe(publish_all(store, settings)))
    return 0
