"""A JSON document: one object of an export, a list of them, or an object that holds such lists."""

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.export_fields import fields_in, names_text, require_known
from corpus.readers.exports.object_formats import article_of_object
from corpus.readers.io.encodings import decoded
from corpus.readers.io.limits import LARGEST_FILE, LARGEST_RECORD
from corpus.readers.io.streams import whole
from corpus.readers.io.strict_json import Slice, elements, members, opens
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "json"
VERSION = "json 1"
STREAMS = False


def recognises(head: bytes, reading: ReadOptions) -> bool:
    """Return whether a file begins with an object or a list."""
    start = head.lstrip()
    return start.startswith((b"{", b"[")) and not start.startswith(b"{\\rtf")


def records(stream: BinaryIO, origin: str, reading: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Return each item of the lists in the document, or the document itself; raises BadRecord."""
    require_known(reading.map)
    said = {"map": json.dumps(dict(reading.map))} if reading.map else {}
    yield from records_in(whole(stream, LARGEST_FILE), origin, said)


def records_in(raw: bytes, origin: str, said: Mapping[str, str]) -> Iterator[RawRecord | UnreadableRecord]:
    """Return the records of a document in memory."""
    text, encoding = decoded(raw)
    mapping = json.loads(said.get("map", "{}"))
    lists = _lists(text, mapping)
    if not lists:
        yield RawRecord(origin, None, FORMAT, raw, said)
        return
    number = 0
    for start in lists:
        for found in elements(text, start):
            number += 1
            yield _item(text, found, origin, f"item {number}", {**said, "encoding": encoding})
    if number == 0:
        raise BadRecord("no text: the list is empty")


def article(record: RawRecord) -> Article:
    """Return the article of an object; raises BadRecord."""
    text, encoding = decoded(record.raw)
    return article_of_object(record, fields_in(text), record.said.get("encoding", encoding), VERSION)


def _item(text: str, found: Slice, origin: str, position: str, said: Mapping[str, str]) -> RawRecord | UnreadableRecord:
    if found.fault is not None:
        return UnreadableRecord(origin, position, found.fault)
    raw = text[found.start : found.end].encode()
    if len(raw) > LARGEST_RECORD:
        reason = f"{len(raw):,} bytes; the largest record that is read has {LARGEST_RECORD:,}"
        return UnreadableRecord(origin, position, reason)
    return RawRecord(origin, position, FORMAT, raw, said)


def _lists(text: str, mapping: Mapping[str, str]) -> list[int]:
    """Return where the lists of objects begin; none when the document is an article itself."""
    if opens(text) == "[":
        return [0]
    found = list(members(text))
    if names_text([name for name, value in found if opens(text, value.start) == '"'], mapping):
        return []
    return [value.start for _, value in found if opens(text, value.start) == "[" and _holds_objects(text, value.start)]


def _holds_objects(text: str, start: int) -> bool:
    return opens(text, start + 1) == "{"
