"""What WARC, ARC and WACZ share: a captured response → the record of a page, or why it is passed over, by kind."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.io.content_coding import unpacked_content
from corpus.readers.io.encodings import decoded
from corpus.readers.io.limits import LARGEST_RECORD
from corpus.readers.raw_record import RawRecord, ReadOptions, SkippedRecord, UnreadableRecord
from corpus.readers.web import html

_CHUNK = 65_536
_CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_PAGES = ("text/html", "application/xhtml+xml", "application/html")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_HTTP = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3"])
_LANGUAGES = {
    "eng": "en",
    "deu": "de",
    "fra": "fr",
    "spa": "es",
    "por": "pt",
    "ita": "it",
    "nld": "nl",
    "swe": "sv",
    "dan": "da",
    "nor": "no",
}


@dataclass(slots=True)
class Capture:
    """One record of an archive: its kind in WARC's words, its address, its block as a stream that ends with it."""

    kind: str
    url: str
    stream: Any
    media_type: str = ""
    metadata: dict[str, str | None] = field(default_factory=dict)


class Archive(Protocol):
    """An archive read record by record; `number` is the place of the latest, from 1."""

    number: int

    def next(self) -> Capture | None:
        """Return the next record, None at the end; raises BadRecord where the archive is broken."""
        ...

    def finish(self) -> None:
        """Read what is left of the latest record; raises BadRecord when the archive ends before it."""
        ...


class PassedOver(BadRecord):
    """A record that is no page; its words are the kind, in the plural ("images")."""


def page_records(
    archive: Archive, origin: str, format_name: str, prefix: str = ""
) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each page, a bad one as the reason, the fault that ends the archive, and last what was passed over."""
    passed: Counter[str] = Counter()
    read = 0
    while True:
        archive.number += 1
        position = f"{prefix}record {archive.number}"
        try:
            capture = archive.next()
            if capture is None:
                break
        except Exception as error:  # warcio raises whatever the bytes make it stumble over
            yield UnreadableRecord(origin, position, _fault(error))
            read += 1
            break
        result = _page(capture, archive)
        if isinstance(result, PassedOver):
            passed[str(result)] += capture.kind != "warcinfo"
            continue
        read += 1
        if isinstance(result, BadRecord):
            yield UnreadableRecord(origin, position, str(result))
        else:
            yield RawRecord(origin, position, format_name, *result)
    kinds = ", ".join(
        f"{count} {kind if count > 1 else _singular(kind)}" for kind, count in passed.most_common() if count
    )
    where = prefix.removesuffix(", ") or None
    if kinds:
        yield SkippedRecord(origin, where, f"passed over: {kinds}")
    elif not read:
        yield SkippedRecord(origin, where, "an archive without pages")


def captured_article(record: RawRecord, reader: str) -> Article:
    """Return the article of a page, or of the text that a crawler's archive holds in the place of one."""
    if record.metadata.get("media_type") != "text/plain":
        return html.article(record, reader)
    text, encoding = decoded(
        record.raw, [(record.metadata["encoding"], "HTTP")] if "encoding" in record.metadata else []
    )
    lines = [" ".join(line.split()) for line in text.split("\n")]
    title = next(filter(None, lines), "")
    fields = ArticleFields(
        paragraphs=paragraphs_from(_sentences(lines)),
        described_by="the archive's text",
        headline=field_of(title.partition(" | ")[0]) if not title.endswith(".") else None,
        url=record.metadata.get("url"),
        language=record.metadata.get("language"),
        encoding=encoding,
        unknown={"text": "no text: no line of the archive's text is a sentence"},
    )
    return article_from(record, fields, reader)


def _sentences(lines: list[str]) -> list[str]:
    """Return the lines of a page that are sentences: its menus and lists of links are lines in such archives too."""
    is_sentence = [
        len(line) >= 40 and line.rstrip("\"'”’»)").endswith((".", "!", "?", "…", ":", ",")) for line in lines
    ]
    is_speech = [len(line) >= 12 and line[:1] in '“"„«' and line.endswith((".", "”", '"', "!", "?")) for line in lines]
    return [line for line, *good in zip(lines, is_sentence, is_speech, strict=True) if any(good)]


def _page(capture: Capture, archive: Archive) -> tuple[bytes, Mapping[str, str]] | BadRecord:
    """Return the bytes of a page and what the archive says of it, or why there is none."""
    try:
        found = _read(capture)
        archive.finish()
    except BadRecord as error:
        try:
            archive.finish()
        except BadRecord as end:
            return end
        return error
    except Exception as error:
        return BadRecord(f"the record cannot be read ({type(error).__name__})")
    return found


def _read(capture: Capture) -> tuple[bytes, Mapping[str, str]]:
    if capture.kind not in ("response", "resource", "conversion"):
        raise PassedOver(_KINDS.get(capture.kind, "records of other kinds"))
    if not capture.url.startswith(("http://", "https://")):
        raise PassedOver("records without a web address")
    media_type, coding, chunked = capture.media_type, "", False
    if capture.kind == "response":
        media_type, coding, chunked = _http_head(capture)
    kind = media_type.partition(";")[0].strip().lower()
    if kind and kind not in _PAGES and not (capture.kind == "conversion" and kind == "text/plain"):
        raise PassedOver(_media(kind))
    raw = _payload(capture.stream, coding, chunked)
    if not kind and not html.recognises(raw[:4096], ReadOptions()):
        raise PassedOver("responses without a content type")
    charset = _CHARSET.search(media_type)
    said = {**capture.metadata, "url": capture.url, "encoding": charset[1] if charset else None}
    said["media_type"] = kind if kind == "text/plain" else None
    language = (capture.metadata.get("language") or "").partition(",")[0]
    said["language"] = _LANGUAGES.get(language, language) or None
    return raw, {key: words for key, words in said.items() if words}


def _http_head(capture: Capture) -> tuple[str, str, bool]:
    """Read the HTTP headers; return content type, content coding, and whether the body is in chunks."""
    try:
        head = _HTTP.parse(capture.stream)
    except Exception as error:
        raise BadRecord("the HTTP headers cannot be read") from error
    status = head.get_statuscode()
    if status != "200":
        raise PassedOver(_STATUSES.get(status[:1], "responses of other statuses"))
    chunked = _header(head, "Transfer-Encoding").lower() == "chunked"
    return _header(head, "Content-Type"), _header(head, "Content-Encoding"), chunked


def _payload(stream: Any, coding: str, chunked: bool) -> bytes:
    raw = _whole(stream)
    if chunked and _CHUNK_SIZE.match(raw):  # else the crawler has joined the chunks already
        try:
            raw = _whole(ChunkedDataReader(io.BytesIO(raw), raise_exceptions=True))
        except ChunkedDataException as error:
            raise BadRecord("the chunks of the page are broken or break off") from error
    return unpacked_content(raw, coding)


def _whole(source: Any) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while size <= LARGEST_RECORD and (piece := source.read(_CHUNK)):
        pieces.append(piece)
        size += len(piece)
    if size > LARGEST_RECORD:
        raise BadRecord(f"more than {LARGEST_RECORD:,} bytes; the largest record that is read has {LARGEST_RECORD:,}")
    return b"".join(pieces)


def _media(kind: str) -> str:
    first, _, second = kind.partition("/")
    return next((words for part, words in _MEDIA.items() if part == first or part in second), "files of other types")


def _singular(kind: str) -> str:
    return _PLURAL.sub(r"\1", kind, count=1)


def _fault(error: Exception) -> str:
    return str(error) if isinstance(error, BadRecord) else f"the archive is broken here ({type(error).__name__})"


def _header(headers: Any, name: str) -> str:
    return (headers.get_header(name) or "").strip()


_KINDS = {"request": "requests", "metadata": "metadata records", "revisit": "revisits"}
_STATUSES = {
    "1": "responses of other statuses",
    "2": "responses without content",
    "3": "redirects",
    "4": "pages not found or refused",
    "5": "errors of the server",
}
_MEDIA = {
    "image": "images",
    "video": "videos",
    "audio": "audio files",
    "font": "fonts",
    "javascript": "scripts",
    "ecmascript": "scripts",
    "css": "stylesheets",
    "json": "JSON files",
    "pdf": "PDF files",
    "rss": "feeds",
    "atom": "feeds",
    "xml": "XML files",
    "text": "plain texts",
}
_PLURAL = re.compile(r"(\w{3,})s\b")
