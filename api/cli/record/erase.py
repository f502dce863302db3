"""`onrecord erase`: an article removed for good from all files of the data folder, but for a tombstone."""

from itertools import chain

import click

from api.cli import pass_settings
from api.cli.store import describe, open_existing, publish_all
from api.settings import Settings
from api.write import audit
from corpus import Evidence, Store, shown, sole_writer
from index import generations

_EPILOG = """\b
examples:
  onrecord erase a-jtw4dfp8gmfp --reason "order of the court of 4 May 2031"
"""


@click.command("erase", epilog=_EPILOG)
@click.argument("article")
@click.option("--reason", required=True, metavar="WORDS", help="why, for those who ask for the article: they are told")
@pass_settings
def erase_command(settings: Settings, article: str, reason: str) -> int:
    """Remove an ARTICLE, named by its id (a-…), for good, with its quotations, corrections and earlier texts.

    The record and the index are written anew, and copies of the record that an update left beside it are deleted;
    backups made before still hold it. Only the id, the day and the reason stay. What was interrupted is ended by the
    same command.
    """
    with sole_writer(settings.lock), open_existing(settings) as store:
        copies = [copy.id for copy in store.copies(article)]
        if store.tombstone(article) is None:
            quotations = store.quotation_ids(article)
            audit.erase(settings.data, quotations)
            tombstone = store.erase(article, reason)
            print(f"{tombstone.article_id}: erased on {tombstone.day}, with {len(quotations)} quotations")
        _purge(store, settings, article)
    if copies:
        print(f"the same text stands in {', '.join(map(shown, copies))}")
    return 0


def _purge(store: Store, settings: Settings, article: str) -> None:
    """Leave no file with anything that was erased."""
    name = settings.record.name
    for copy in chain.from_iterable(map(settings.data.glob, (f"{name}.schema-*", f"{name}.*.partial"))):
        copy.unlink(missing_ok=True)
        print(f"{shown(copy)}: deleted")
    Evidence(settings.evidence).erase(article)
    store.purge()
    generation = publish_all(store, settings)
    generations.delete_others(settings.index)
    store.mark_purged()
    print(describe(generation))
