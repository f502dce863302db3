"""`onrecord backup`: a checked copy of the store."""

from pathlib import Path

import click

from api.cli import pass_settings
from api.settings import Settings
from corpus import Store, backup


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="replace FILE when it is there")
@pass_settings
def backup_command(settings: Settings, file: Path, force: bool) -> int:
    """Copy the record to FILE as it is now, whoever reads or writes it meanwhile, and check the copy."""
    Store.open_for_reading(settings.record).close()
    backup.copy(settings.record, file, replace=force, check=_faults)
    with Store.open_for_reading(file) as copy:
        counts = copy.counts()
    print(f"{file}: {counts.articles} articles, {counts.quotations} quotations; checked")
    return 0


def _faults(path: Path) -> tuple[str, ...]:
    with Store.open_for_reading(path) as store:
        return store.check()
