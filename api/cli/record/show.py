"""`onrecord show`: one article of the store, or the bytes that it was read from."""

import json
import sys

import click

from api.cli import pass_settings
from api.settings import Settings, SettingsError
from corpus import Evidence, Store

_EPILOG = """\b
examples:
  onrecord show a-jtw4dfp8gmfp                      what is known of it, and its quotations' ids
  onrecord show a-jtw4dfp8gmfp --raw > page.html    the bytes, kept by 'onrecord ingest --keep'
"""


@click.command("show", epilog=_EPILOG)
@click.argument("article")
@click.option("--raw", is_flag=True, help="write the bytes that it was read from, checked against their SHA-256")
@pass_settings
def show_command(settings: Settings, article: str, raw: bool) -> int:
    """Show an ARTICLE, named by its id (a-…), as one JSON object."""
    with Store.open_for_reading(settings.record) as store:
        found = store.article(article)
        quotations = store.quotation_ids(article) if found else ()
    if found is None:
        raise SettingsError(f"the record has no article {article!r}; 'onrecord export' lists them")
    evidence = Evidence(settings.evidence)
    if raw:
        content = evidence.raw(found)
        if content is None:
            raise SettingsError(f"the bytes of {article} were not kept; read its file again with 'ingest --keep'")
        sys.stdout.buffer.write(content)
        return 0
    provenance = found.provenance
    shown = {
        "id": found.id,
        "headline": found.headline,
        "outlet": found.outlet.name,
        "url": found.url,
        "published": found.published.edtf,
        "language": found.language,
        "retrieved": provenance.retrieved,
        "format": provenance.format,
        "raw_sha256": provenance.raw_sha256,
        "text_sha256": provenance.text_sha256,
        "quotations": list(quotations),
    }
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 0
