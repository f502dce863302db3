"""Evidence: the raw bytes of each record that was read, in a WARC file a day (ISO 28500).

With them a citation can be proved after the page is gone.

    evidence/2031-05-04.warc.gz    a `resource` record for each, compressed by itself
    evidence/2031-05-04.index      a line for each: SHA-256 of the bytes, id of the article, offset, length
    evidence/2031-05-04.1.…        the same day written anew, without an article that was erased

`Provenance.raw_sha256` of an article is the link. A record is on the disk before its article is stored; what a crash
left behind the last indexed record is cut off by the next to write.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from itertools import accumulate, count
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from corpus.article import Article
from corpus.errors import CorpusError, shown
from corpus.files.atomic import atomic_write, sync

_ARTICLE = "OnRecord-Article"  # a header of ours in each record
_DAY = len("2031-05-04")


class EvidenceDamaged(CorpusError):
    """A kept record that is missing or not as it was written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the bytes of one record are: the file (`2031-05-04`), offset and length of its gzip member, in bytes."""

    digest: str
    article_id: str
    stem: str
    offset: int
    length: int


class Evidence:
    """The folder with what was read; it is made when the first record is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[tuple[str, str]] | None = None

    def keep(self, records: Iterable[tuple[bytes, Article]]) -> None:
        """Append the bytes of each record that is not kept yet, durably. Raises OSError."""
        if self._known is None:
            self._known = {(entry.digest, entry.article_id) for entry in self.entries()}
        by_day: dict[str, list[tuple[bytes, Article]]] = {}
        for raw, article in records:
            key = article.provenance.raw_sha256, article.id
            if key not in self._known:
                self._known.add(key)
                by_day.setdefault(article.provenance.retrieved[:_DAY], []).append((raw, article))
        for day, kept in by_day.items():
            self._append(day, kept)

    def raw(self, article: Article) -> bytes | None:
        """Return the bytes that an article was read from, None when they were not kept. Raises EvidenceDamaged."""
        digest = article.provenance.raw_sha256
        entry = next((entry for entry in self.entries() if entry.digest == digest), None)
        return _content(self._warc(entry.stem), entry) if entry else None

    def check(self) -> Iterator[str]:
        """Yield the faults of what is kept, in words."""
        for entry in self.entries():
            try:
                _content(self._warc(entry.stem), entry)
            except EvidenceDamaged as error:
                yield str(error)

    def erase(self, article_id: str) -> int:
        """Write the files that hold records of an article anew without them; return how many there were.

        The new file is whole before the old one goes: after a crash both may be there, and the call can be repeated.
        """
        erased = 0
        for stem in sorted({entry.stem for entry in self.entries() if entry.article_id == article_id}):
            entries = list(self._entries_of(stem))
            others = [entry for entry in entries if entry.article_id != article_id]
            if others:
                self._copy(others, self._free_stem(stem))
            self._index(stem).unlink()
            self._warc(stem).unlink(missing_ok=True)
            sync(self._folder)
            erased += len(entries) - len(others)
        self._known = None
        return erased

    def _copy(self, entries: list[Entry], stem: str) -> None:
        members = [_member_of(self._warc(entry.stem), entry) for entry in entries]
        offsets = accumulate(map(len, members), initial=0)
        moved = [replace(entry, stem=stem, offset=offset) for entry, offset in zip(entries, offsets, strict=False)]
        atomic_write(self._warc(stem), b"".join(members))
        atomic_write(self._index(stem), "".join(map(_line, moved)))

    def _free_stem(self, stem: str) -> str:
        day = stem[:_DAY]
        return next(name for n in count(1) if not self._index(name := f"{day}.{n}").exists())

    def entries(self) -> Iterator[Entry]:
        """Yield what is kept, the newest day first."""
        for path in sorted(self._folder.glob("*.index"), reverse=True):
            yield from self._entries_of(path.name.removesuffix(".index"))

    def _append(self, day: str, records: list[tuple[bytes, Article]]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        entries = list(self._entries_of(day))
        end = max((entry.offset + entry.length for entry in entries), default=0)
        lines = []
        with self._warc(day).open("ab") as file:
            file.truncate(end)
            for raw, article in records:
                member = _member(raw, article)
                file.write(member)
                entry = Entry(article.provenance.raw_sha256, article.id, day, end, len(member))
                lines.append(_line(entry))
                end += len(member)
            file.flush()
            os.fsync(file.fileno())
        with self._index(day).open("a", encoding="ascii") as file:
            file.write("".join(lines))
            file.flush()
            os.fsync(file.fileno())
        sync(self._folder)

    def _entries_of(self, stem: str) -> Iterator[Entry]:
        if not self._index(stem).exists():
            return
        for line in self._index(stem).read_text(encoding="ascii", errors="replace").splitlines(keepends=True):
            fields = line.split()
            if line.endswith("\n") and len(fields) == 4 and fields[2].isdigit() and fields[3].isdigit():
                yield Entry(fields[0], fields[1], stem, int(fields[2]), int(fields[3]))

    def _warc(self, stem: str) -> Path:
        return self._folder / f"{stem}.warc.gz"

    def _index(self, stem: str) -> Path:
        return self._folder / f"{stem}.index"


def _member_of(path: Path, entry: Entry) -> bytes:
    """Return the gzip member of a record. Raises EvidenceDamaged when the file cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(entry.offset)
            return file.read(entry.length)
    except OSError as error:
        raise EvidenceDamaged(f"{path}: {error.strerror}") from error


def _content(path: Path, entry: Entry) -> bytes:
    """Return the bytes of a record. Raises EvidenceDamaged when they are not those of its digest."""
    member = _member_of(path, entry)
    fault = f"{path}: the record at byte {entry.offset}, of {shown(entry.article_id)}, is not as it was written"
    try:
        raw: bytes = next(iter(ArchiveIterator(BytesIO(member)))).content_stream().read()
    except Exception as error:  # warcio raises many kinds over damaged bytes
        raise EvidenceDamaged(fault) from error
    if sha256(raw).hexdigest() != entry.digest:
        raise EvidenceDamaged(fault)
    return raw


def _line(entry: Entry) -> str:
    return f"{entry.digest} {entry.article_id} {entry.offset} {entry.length}\n"


def _member(raw: bytes, article: Article) -> bytes:
    """Return a WARC record of its own gzip member."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    provenance = article.provenance
    record = writer.create_warc_record(
        f"urn:sha256:{provenance.raw_sha256}",
        "resource",
        payload=BytesIO(raw),
        length=len(raw),
        warc_content_type="application/octet-stream",
        warc_headers_dict={"WARC-Date": provenance.retrieved, _ARTICLE: article.id},
    )
    writer.write_record(record)
    return buffer.getvalue()
