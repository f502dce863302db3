"""What would be read of a file and why: the reader, each field with its source and rivals, paragraphs that are
dropped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers import article, records
from corpus.readers.raw_record import RawRecord, ReadOptions, SkippedRecord, UnreadableRecord
from corpus.readers.web.html import read_page

_PAGES = frozenset({"html", "mhtml", "warc", "arc", "wacz"})


@dataclass(frozen=True, slots=True)
class Rival:
    """A value that a place gives for a field: `value` as it would be kept, the place, and the words it is read from."""

    value: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """One record: its place and format, and the article, or the reason why there is none; `skipped` when that is no
    fault.

    `rivals` are for each field of a page all values that it gives, the most believed first; `dropped` are paragraphs
    with the rule that drops each.
    """

    position: str | None
    format: str | None
    article: Article | None = None
    reason: str | None = None
    skipped: bool = False
    rivals: Mapping[str, tuple[Rival, ...]] = field(default_factory=dict)
    dropped: tuple[tuple[str, str], ...] = ()


def inspect_file(path: Path, options: ReadOptions) -> Iterator[Inspection]:
    """Yield what would be read of each record of a file; nothing is kept, and nothing raised."""
    for record in records(path, options):
        if isinstance(record, UnreadableRecord):
            yield _refusal(record, None)
            continue
        try:
            read = article(record)
        except UnreadableRecord as error:
            yield _refusal(error, record.format)
            continue
        rivals, dropped = _of_page(record) if record.format in _PAGES else ({}, ())
        yield Inspection(record.position, read.provenance.format, read, None, False, rivals, dropped)


def _refusal(error: UnreadableRecord, format_name: str | None) -> Inspection:
    return Inspection(error.position, format_name, reason=error.reason, skipped=isinstance(error, SkippedRecord))


def _of_page(record: RawRecord) -> tuple[dict[str, tuple[Rival, ...]], tuple[tuple[str, str], ...]]:
    if record.metadata.get("media_type") == "text/plain":
        return {}, ()
    try:
        page = read_page(record, every=True)
    except BadRecord:  # it was read a moment ago; only a fault of ours can end here
        return {}, ()
    rivals = {
        name: tuple(dict.fromkeys(Rival(found.value, found.place, found.words[:200]) for found in candidates))
        for name, candidates in page.metadata.candidates.items()
        if candidates
    }
    return rivals, tuple((dropped.rule, dropped.words) for dropped in page.dropped)
