"""WACZ, web archives as Browsertrix and ArchiveWeb.page write them: a ZIP with WARC files inside, read one by one."""

from collections.abc import Iterator
from typing import BinaryIO, cast

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.archives import warc
from corpus.readers.archives.capture import captured_article, page_records
from corpus.readers.archives.warc import WarcArchive
from corpus.readers.io.streams import GZIP, gunzipped, peeked
from corpus.readers.io.zip_parts import SIGNATURE, opened_zip
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord

FORMAT = "wacz"
VERSION = warc.VERSION
STREAMS = True

_FOLDERS = (b"archive/", b"indexes/", b"pages/", b"datapackage", b"fuzzy.json", b"logs/")


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file is a ZIP whose first file lies where WACZ has its files."""
    return head.startswith(SIGNATURE) and head[30:].startswith(_FOLDERS)


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield the pages of each WARC file inside, with its name in the position; raises BadRecord without one."""
    with opened_zip(stream) as archive:
        infos = [info for info in archive.infolist() if info.filename.lower().endswith((".warc", ".warc.gz"))]
        if not infos:
            raise BadRecord("a WACZ without a WARC file inside")
        for info in infos:
            if info.flag_bits & 1:
                raise BadRecord("the WACZ is encrypted; unpack it with its password and ingest the WARC files")
            with archive.open(info) as file:
                head, inner = peeked(cast(BinaryIO, file))
                inner = gunzipped(inner) if head.startswith(GZIP) else inner
                yield from page_records(WarcArchive(inner), origin, FORMAT, f"{info.filename}, ")


def article(record: RawRecord) -> Article:
    """Return the article of a page; raises BadRecord."""
    return captured_article(record, VERSION)
