"""MHTML, the page in a single file that Chrome, Edge and Opera save → its article; the frames and pictures are left."""

import re
from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.io.limits import LARGEST_FILE
from corpus.readers.io.mail import header, header_names, parsed_mail, parts_of
from corpus.readers.io.streams import read_all
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from corpus.readers.web import html
from corpus.urls import is_web_address

FORMAT = "mhtml"
VERSION = f"{html.VERSION}, mhtml 1"
STREAMS = False

_RELATED = re.compile(rb"^Content-Type:\s{0,9}multipart/related\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location|Content-Location):|^From: <?Saved by |^X-MAF(?:-|:)", re.IGNORECASE | re.MULTILINE
)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file is MIME of related parts that a browser saved."""
    return bool(header_names(head)) and _RELATED.search(head) is not None and _SAVED.search(head) is not None


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the page, the first part that is HTML; raises BadRecord when there is none."""
    message = parsed_mail(read_all(stream, LARGEST_FILE))
    pages = [part for part in parts_of(message)[0] if part.kind != "text/plain"]
    if not pages:
        raise BadRecord("no text: the saved page (MHTML) holds no part that is HTML")
    url = header(message, "Snapshot-Content-Location") or pages[0].location or header(message, "Content-Location")
    said = {
        "url": url if url and is_web_address(url) else None,
        "encoding": pages[0].charset,
        "captured": _instant(header(message, "Date")),
    }
    yield RawRecord(origin, None, FORMAT, pages[0].raw, {key: words for key, words in said.items() if words})


def article(record: RawRecord) -> Article:
    """Return the article of the page; raises BadRecord."""
    return html.article(record, VERSION)


def _instant(words: str | None) -> str | None:
    """Return when the page was saved, in UTC."""
    try:
        return parsedate_to_datetime(words).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if words else None
    except (ValueError, TypeError, OverflowError):
        return None
