"""A JSON document: one object of an export, a list of them, or an object that holds such lists."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.export_fields import fields_in, names_field, names_text, require_known
from corpus.readers.exports.object_formats import article_of_object, object_format
from corpus.readers.io.encodings import decoded
from corpus.readers.io.limits import LARGEST_FILE, LARGEST_RECORD
from corpus.readers.io.streams import read_all
from corpus.readers.io.strict_json import Slice, elements, members, opens
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "json"
VERSION = "json 1"
STREAMS = False


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins with an object or a list."""
    start = head.lstrip()
    return start.startswith((b"{", b"[")) and not start.startswith(b"{\\rtf")


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Return each item of the lists in the document, or the document itself; raises BadRecord."""
    require_known(options.map)
    said = {"map": json.dumps(dict(options.map))} if options.map else {}
    yield from records_in(read_all(stream, LARGEST_FILE), origin, said)


def records_in(raw: bytes, origin: str, said: Mapping[str, str]) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the records of a document in memory."""
    text, encoding = decoded(raw)
    values = _values(text, json.loads(said.get("map", "{}")))
    if values is None:
        yield RawRecord(origin, None, FORMAT, raw, said)
        return
    number = 0
    for number, found in enumerate(values, start=1):
        yield _item(text, found, origin, f"item {number}", {**said, "encoding": encoding})
    if number == 0:
        raise BadRecord("no text: the list is empty")


def article(record: RawRecord) -> Article:
    """Return the article of an object; raises BadRecord."""
    text, encoding = decoded(record.raw)
    return article_of_object(record, fields_in(text), record.metadata.get("encoding", encoding), VERSION)


def _item(text: str, found: Slice, origin: str, position: str, said: Mapping[str, str]) -> RawRecord | UnreadableRecord:
    if found.fault is not None:
        return UnreadableRecord(origin, position, found.fault)
    raw = text[found.start : found.end].encode()
    if len(raw) > LARGEST_RECORD:
        reason = f"{len(raw):,} bytes; the largest record that is read has {LARGEST_RECORD:,}"
        return UnreadableRecord(origin, position, reason)
    return RawRecord(origin, position, FORMAT, raw, said)


def _values(text: str, mapping: Mapping[str, str]) -> Iterator[Slice] | None:
    """Return the values of the lists of objects in a document, None when it is an article itself.

    An answer of an API may hold its list one object deeper (`response`), or one article there (`response.content`).
    """
    if opens(text) == "[":
        return elements(text)
    found = list(members(text))
    if _is_article(text, found, mapping):
        return None
    if lists := _lists(text, found):
        return (value for start in lists for value in elements(text, start))
    for _, outer in found:
        inner = list(members(text, outer.start)) if opens(text, outer.start) == "{" else []
        if lists := _lists(text, inner):
            return (value for start in lists for value in elements(text, start))
        if single := [value for _, value in inner if opens(text, value.start) == "{" and _has_form(text, value.start)]:
            return iter(single)
    return None


def _is_article(text: str, found: Sequence[tuple[str, Slice]], mapping: Mapping[str, str]) -> bool:
    """Return whether an object is an article: it has a text, a form that is known, or a title, an address and a day."""
    names = [name for name, value in found if opens(text, value.start) == '"']
    return (
        names_text(names, mapping)
        or object_format(name for name, _ in found) is not None
        or all(names_field(ours, names) for ours in ("headline", "url", "published"))
    )


def _lists(text: str, found: Sequence[tuple[str, Slice]]) -> list[int]:
    """Return where the lists of objects among the members of an object begin."""
    return [
        value.start for _, value in found if opens(text, value.start) == "[" and opens(text, value.start + 1) == "{"
    ]


def _has_form(text: str, start: int) -> bool:
    return object_format(name for name, _ in members(text, start)) is not None
