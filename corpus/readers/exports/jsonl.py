"""JSON Lines reader: an object of an export in each line, read one line at a time."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from corpus.article import Article
from corpus.readers.article.export_fields import fields_in, require_known
from corpus.readers.exports import json_document
from corpus.readers.exports.object_formats import article_of_object
from corpus.readers.io.encodings import decoded
from corpus.readers.io.limits import LARGEST_RECORD
from corpus.readers.io.streams import lines
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "jsonl"
VERSION = "jsonl 1"
STREAMS = True


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins with an object whose line is not left open, as `{` and `{"a": 1,` are."""
    start = head.lstrip()
    first, end, _ = start.partition(b"\n")
    return (
        start.startswith(b"{")
        and not start.startswith(b"{\\rtf")
        and (not end or not first.rstrip().endswith((b"{", b"[", b",", b":")))
    )


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each line that is not blank; a file of one line may be one object that holds a list of others."""
    require_known(options.map)
    metadata = {"map": json.dumps(dict(options.map))} if options.map else {}
    numbered = ((number, line) for number, line in enumerate(lines(stream), start=1) if line is None or line.strip())
    first = list(islice(numbered, 2))
    if len(first) == 1 and (line := first[0][1]) is not None:
        yield from json_document.records_in(line, origin, metadata)
        return
    for number, line in chain(first, numbered):
        if line is None:
            reason = f"more than {LARGEST_RECORD:,} bytes; the largest record that is read has {LARGEST_RECORD:,}"
            yield UnreadableRecord(origin, f"line {number}", reason)
        else:
            yield RawRecord(origin, f"line {number}", FORMAT, line.rstrip(b"\r\n"), metadata)


def article(record: RawRecord) -> Article:
    """Return the article of a line; raises BadRecord."""
    text, encoding = decoded(record.raw)
    return article_of_object(record, fields_in(text), encoding, VERSION)
