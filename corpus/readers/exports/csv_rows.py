"""CSV: a row of an export each, under a line that names the columns; parted by commas, semicolons or tabs.

Rows are parted as bytes and decoded one by one, so a file may be of any size and one row in another encoding is the
only one that is lost.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.export_fields import article_of, names_field, names_other, names_text, require_known
from corpus.readers.io.encodings import decoded
from corpus.readers.io.limits import LARGEST_RECORD
from corpus.readers.io.streams import lines
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "csv"
VERSION = "csv 1"
STREAMS = True

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(rb"\"?sep=(.)\"?\s*\Z", re.IGNORECASE)  # the line that a spreadsheet reads and hides
_MOST_COLUMNS = 1_000
# Every byte is one character and back: the marks that part rows and columns are ASCII in all encodings we read.
_BYTES = "latin-1"


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether the first line names columns, one known to hold the text or a summary and another to tell of
    it."""
    first, _, _ = head.lstrip(b"\r\n").partition(b"\n")
    if _SEPARATOR_LINE.match(first):
        return True
    return any(
        (names_text(columns, options.map) and (options.map or names_other(columns))) or _has_summary(columns)
        for columns in _columns(first.decode(_BYTES))
    )


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Return each row below the first; raises BadRecord when no column is known to hold the text."""
    require_known(options.map)
    csv.field_size_limit(LARGEST_RECORD)
    source = _Lines(stream)
    columns, delimiter = _header(source, options)
    said = {"columns": json.dumps(columns), "delimiter": delimiter, "map": json.dumps(dict(options.map))}
    rows = csv.reader(source, delimiter=delimiter, strict=True)
    number = 1
    while True:
        number += 1
        position = f"row {number}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield UnreadableRecord(origin, position, f"not CSV: {error}")
        except BadRecord as error:
            yield UnreadableRecord(origin, position, str(error))
            return
        else:
            if row is None:
                return
            if not row:
                source.forget()
                continue
            surplus = row[len(columns) :]
            if len(row) < len(columns) or any(cell.strip() for cell in surplus):
                yield UnreadableRecord(origin, position, f"{len(row)} columns; the first line names {len(columns)}")
            else:
                yield RawRecord(origin, position, FORMAT, source.taken(), said)
        source.forget()


def article(record: RawRecord) -> Article:
    """Return the article of a row; raises BadRecord."""
    csv.field_size_limit(LARGEST_RECORD)
    text, encoding = decoded(record.raw)
    try:
        [row] = csv.reader(io.StringIO(text, newline=""), delimiter=record.metadata["delimiter"], strict=True)
    except (csv.Error, ValueError) as error:
        raise BadRecord("not CSV: the row cannot be parted into columns") from error
    columns: list[str] = json.loads(record.metadata["columns"])
    fields = {name: value for name, value in zip(columns, row, strict=False) if value.strip()}
    return article_of(record, fields, encoding, VERSION)


class _Lines:
    """The lines of a file for csv.reader; what it took for a row can be had again as bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = lines(stream)
        self._taken: list[bytes] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._size += len(line or b"")
        if line is None or self._size > LARGEST_RECORD:
            raise BadRecord(f"a row of more than {LARGEST_RECORD:,} bytes; is a quotation mark left open?")
        self._taken.append(line)
        return line.decode(_BYTES)

    def taken(self) -> bytes:
        """Return the bytes of the row without its line end."""
        return b"".join(self._taken).rstrip(b"\r\n")

    def forget(self) -> None:
        """Begin another row."""
        self._taken = []
        self._size = 0


def _header(source: _Lines, options: ReadOptions) -> tuple[list[str], str]:
    first = next(source, "").encode(_BYTES)
    source.forget()
    separator = _SEPARATOR_LINE.match(first)
    if separator is not None:
        first = next(source, "").encode(_BYTES)
        source.forget()
    delimiters = (separator[1].decode(_BYTES),) if separator is not None else _DELIMITERS
    text, _ = decoded(first)
    named = list(_columns(text, delimiters))
    for is_wanted in (lambda columns: names_text(columns, options.map), _has_summary):
        for columns, delimiter in zip(named, delimiters, strict=True):
            if is_wanted(columns):
                return _checked(columns), delimiter
    names = ", ".join(ascii(name[:40])[1:-1] for name in max(named, key=len)[:20])
    raise BadRecord(f"no text: the columns are {names}; say which one holds it with --map text=COLUMN")


def _checked(columns: list[str]) -> list[str]:
    while columns and not columns[-1]:  # spreadsheets leave empty cells behind
        columns = columns[:-1]
    named = [name for name in columns if name]
    if len(set(named)) < len(named) or len(columns) > _MOST_COLUMNS:
        raise BadRecord("the first line names a column twice, or more than 1,000 columns")
    return columns


def _has_summary(columns: list[str]) -> bool:
    """Return whether there is a column for a summary and one for the headline or the address."""
    return names_field("summary", columns) and (names_field("headline", columns) or names_field("url", columns))


def _columns(first: str, delimiters: Sequence[str] = _DELIMITERS) -> Iterator[list[str]]:
    """Return the names of the columns for each delimiter; a line that is no row has none."""
    for delimiter in delimiters:
        try:
            yield [name.strip() for row in csv.reader([first], delimiter=delimiter) for name in row]
        except csv.Error:
            yield []
