"""`onrecord inspect FILE`: what would be read of a file and why, and which quotations would be found. Nothing is
kept."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from annotation import Quotation, annotate
from api.cli.ingest import read_options
from corpus import Article, Inspection, ReadOptions, inspect_file

_WIDTH = 100


@click.command("inspect")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@read_options
@click.option("--json", "as_json", is_flag=True, help="as a JSON object for each record")
def inspect_command(paths: tuple[Path, ...], read_options: ReadOptions, as_json: bool) -> int:
    """Show what would be read of each FILE and why: fields with their sources and rivals, paragraphs, quotations.

    Nothing is kept. Exits with 1 when none of the records is an article.
    """
    articles = 0
    for path in paths:
        for record in inspect_file(path, read_options):
            articles += record.article is not None
            row = _row(str(path), record)
            print(json.dumps(row, ensure_ascii=False) if as_json else "\n".join(_lines(row)))
    return int(not articles)


def _row(path: str, found: Inspection) -> dict[str, Any]:
    row: dict[str, Any] = {"file": path, "position": found.position, "format": found.format}
    if found.article is None:
        return row | {"article": None, "skipped": found.skipped, "reason": found.reason}
    article = found.article
    return row | {
        "reader": article.provenance.reader,
        "encoding": article.provenance.encoding,
        "article": {
            "id": article.id,
            "headline": article.headline,
            "byline": article.byline,
            "published": article.published.edtf,
            "evidence": article.published.evidence,
            "outlet": article.outlet.name,
            "url": article.url,
            "language": article.language,
            "licence": article.licence,
            "summary": article.summary,
            "captured": article.provenance.captured,
            "unknown": dict(article.unknown),
        },
        "rivals": {name: [_rival(rival) for rival in rivals] for name, rivals in found.rivals.items()},
        "paragraphs": article.text.split("\n\n"),
        "dropped": [{"rule": rule, "words": words} for rule, words in found.dropped],
        "quotations": [_quotation(article, quotation) for quotation in annotate(article)],
    }


def _rival(rival: Any) -> dict[str, str]:
    return {"value": rival.value, "place": rival.place, "words": rival.words}


def _quotation(article: Article, quotation: Quotation) -> dict[str, Any]:
    spans: Sequence[Any] = quotation.content
    speaker = quotation.attribution.speaker
    return {
        "text": " ".join(article.text[span.start : span.end] for span in spans),
        "kind": str(quotation.kind),
        "speaker": speaker.name if speaker else None,
        "rule": quotation.attribution.rule,
    }


def _lines(row: dict[str, Any]) -> Iterator[str]:
    where = f"{row['file']}, {row['position']}" if row["position"] else row["file"]
    if row["article"] is None:
        yield f"{where}: {'not read: ' if not row['skipped'] else ''}{row['reason']}"
        return
    yield f"{where}: {row['reader']}, {row['encoding'] or 'no encoding'}"
    article = row["article"]
    for name in ("headline", "byline", "published", "outlet", "url", "language", "licence", "captured"):
        reason = article["evidence"] if name == "published" else article["unknown"].get(name)
        if article[name] is not None or reason:
            yield f"  {name:<10} {article[name] or '–'}{f'  ({reason})' if reason else ''}"
        for rival in row["rivals"].get(name, ()):
            yield f"             {rival['place']}: {_short(rival['words'])}"
    if article["summary"]:
        yield f"  summary    {article['unknown'].get('text', 'what came in is a summary')}"
    yield f"  paragraphs {len(row['paragraphs'])}"
    yield from (f"             {_short(words)}" for words in row["paragraphs"])
    if row["dropped"]:
        yield f"  dropped    {len(row['dropped'])}"
        yield from (f"             {dropped['rule']}: {_short(dropped['words'])}" for dropped in row["dropped"])
    yield f"  quotations {len(row['quotations'])}"
    for quotation in row["quotations"]:
        speaker = quotation["speaker"] or "nobody named"
        yield f"             {speaker} ({quotation['rule']}): {_short(quotation['text'])}"


def _short(words: str) -> str:
    return textwrap.shorten(words, _WIDTH, placeholder=" …")
