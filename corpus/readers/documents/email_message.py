"""E-mail → articles: a newsletter or a press release in `.eml`, or many in an mbox.

The HTML part is read whole, without the lines that belong to the mail (unsubscribe, view in browser); else the plain
part, without quoted replies and the signature. Attachments and mails inside are named, not read.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.date_parsing import day_in
from corpus.readers.io.encodings import decoded
from corpus.readers.io.html_tree import fragment_paragraphs
from corpus.readers.io.limits import LARGEST_RECORD
from corpus.readers.io.mail import header, header_names, looks_like_mail, parsed_mail, parts_of
from corpus.readers.io.streams import lines
from corpus.readers.raw_record import RawRecord, ReadOptions, SkippedRecord, UnreadableRecord
from corpus.text.cleaning import clean, paragraphs
from corpus.urls import is_web_address

FORMAT = "email"
VERSION = "email 1"
STREAMS = True

_FROM_LINE = re.compile(rb"From \S{1,300} .{0,80}\d{2}:\d{2}.{0,40}\r?\n?\Z")
_ESCAPED = re.compile(rb"^>(?=>*From )")
_NEWSLETTER_LINE = re.compile(
    r"(?:unsubscribe|view (?:this |it |the )?(?:e-?mail |message |newsletter )?(?:in|on) (?:your|a|"
    r"the) (?:web )?browser|view (?:it )?online|"
    r"read (?:it |this )?(?:online|in your browser)|update (?:your )?preferences|manage (?:your )?(?:subscription|"
    r"preferences)|"
    r"forward(?:ed)? (?:this )?(?:e-?mail|to a friend)|you (?:are receiving|received|'re receiving|’re receiving) this|"
    r"add us to your address book|sign up here|subscribe (?:now|here)|privacy policy|©|copyright \d{4}|"
    r"all rights reserved|"
    r"share on (?:facebook|twitter)|follow us)",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 160
_ONLINE = re.compile(
    r"<a\b[^>]{0,800}?href\s*=\s*[\"'](https?://[^\"'\s]{1,2000})[\"'][^>]{0,800}>\s*(?:<[^>]{1,200}>\s*)*"
    r"(?:view|read|open)\b[^<]{0,40}(?:browser|online|web)",
    re.IGNORECASE,
)
_REPLY_LINE = re.compile(r"(?m)^>.*\n?|^On .{5,200} wrote:\s*\n|^-{2,} ?Original Message ?-{2,}[\s\S]*\Z")
_SIGNATURE = re.compile(r"(?m)^-- \n[\s\S]*\Z")
_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*|\[[^\]]{1,60}\]\s*)+", re.IGNORECASE)
_FROM_HOUSE = re.compile(r"(.{2,60}?)\s+(?:from|at|via|@|of|bei|chez|de|,)\s+(.{2,80})", re.IGNORECASE)
_ADDRESS = re.compile(r"<?([\w.+-]{1,64})@([\w-]+(?:\.[\w-]+)+)>?\s*\Z")


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether a file begins with the header of a mail, or with the line that parts mails in an mbox."""
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return looks_like_mail(head) or (first.startswith(b"From ") and len(set(header_names(rest))) >= 2)


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each mail with a text, and a line for each attachment; a mail that cannot be read is named."""
    is_mbox = False
    for number, raw in enumerate(_messages(stream), start=1):
        is_mbox = is_mbox or raw is None or raw.startswith(b"From ")
        position = f"message {number}" if is_mbox else None
        try:
            if raw is None:
                raise BadRecord(f"a mail of more than {LARGEST_RECORD:,} bytes")
            fields, others = _fields(raw.partition(b"\n")[2] if raw.startswith(b"From ") else raw)
        except BadRecord as error:
            yield UnreadableRecord(origin, position, str(error))
            continue
        yield RawRecord(origin, position, FORMAT, json.dumps(fields, sort_keys=True).encode())
        for other in others:
            yield SkippedRecord(origin, position, f"skipped: {other}; save it as a file and ingest that")


def article(record: RawRecord) -> Article:
    """Return the article of a mail; raises BadRecord."""
    said: dict[str, Any] = json.loads(record.raw)
    parts = _html_paragraphs(said["html"]) if said["html"] else _plain_paragraphs(said["plain"] or "")
    subject = field_of(_PREFIX.sub("", said["subject"] or "", count=1))
    byline, outlet = _sender(said["from"] or "", said["list"])
    day = day_in(said["date"] or "")
    fields = ArticleFields(
        paragraphs=paragraphs_from(part for part in parts if not _is_furniture(part)),
        described_by="the mail",
        headline=subject,
        byline=byline,
        url=said["url"],
        outlet=outlet,
        published=day,
        evidence=f'mail header Date "{field_of(said["date"])}"' if day else None,
        language=said["language"],
        encoding=said["encoding"],
        unknown=_UNKNOWN,
    )
    return article_from(record, fields, VERSION)


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the bytes of each mail; in an mbox a line `From …` begins one. None for a mail that is too large."""
    pieces: list[bytes] = []
    size = 0
    is_mbox: bool | None = None
    for line in lines(stream):
        begins = line is not None and _FROM_LINE.match(line) is not None
        if is_mbox is None and line is not None and line.strip():
            is_mbox = line.startswith(b"From ")
        if is_mbox and begins and pieces and not pieces[-1].strip():
            yield b"".join(pieces) if size <= LARGEST_RECORD else None
            pieces, size = [], 0
        size += len(line) if line is not None else LARGEST_RECORD + 1
        if size <= LARGEST_RECORD:
            pieces.append(_ESCAPED.sub(b"", line or b"") if is_mbox else line or b"")
    if pieces:
        yield b"".join(pieces) if size <= LARGEST_RECORD else None


def _fields(raw: bytes) -> tuple[dict[str, str | None], list[str]]:
    message = parsed_mail(raw)
    texts, others = parts_of(message)
    read: dict[str, tuple[str, str]] = {}
    for part in texts:
        kind = "plain" if part.kind == "text/plain" else "html"
        if part.raw.strip() and kind not in read:
            read[kind] = decoded(part.raw, [(part.charset, "MIME")] if part.charset else [])
    if not read:
        raise BadRecord(f"no text: the mail holds none{' outside of ' + ', '.join(others) if others else ''}")
    text, encoding = read.get("html") or read["plain"]
    online = _ONLINE.search(text)
    url = (header(message, "Archived-At") or "").strip("<> ") or (online[1] if online else "")
    return {
        "html": text if "html" in read else None,
        "plain": None if "html" in read else text,
        "encoding": encoding,
        "subject": header(message, "Subject"),
        "from": header(message, "From"),
        "list": header(message, "List-Id"),
        "date": header(message, "Date"),
        "language": header(message, "Content-Language"),
        "url": url if is_web_address(url) else None,
    }, others


def _sender(sender: str, list_id: str | None) -> tuple[str | None, str | None]:
    """Return the author and the outlet: `Jo Moor from Island News <…>` names both, a name alone is the outlet's."""
    address = _ADDRESS.search(sender)
    name = sender[: address.start()].strip(" \"'") if address else sender.strip(" \"'")
    of_house = _FROM_HOUSE.fullmatch(name)
    if of_house:
        return field_of(of_house[1]), field_of(of_house[2])
    of_list = (list_id or "").partition("<")[0].strip(" \"'")
    if of_list and of_list.casefold() != name.casefold():
        return (field_of(name) if name else None), field_of(of_list)
    return None, field_of(name) or (address[2].removeprefix("mail.").removeprefix("news.") if address else None)


def _html_paragraphs(words: str) -> list[str]:
    body = re.search(r"<body\b[^>]*>", words, re.IGNORECASE)
    return fragment_paragraphs(words[body.end() :] if body else words)


def _plain_paragraphs(words: str) -> list[str]:
    text = _SIGNATURE.sub("", _REPLY_LINE.sub("", words.replace("\r\n", "\n")))
    return paragraphs(clean(text))


def _is_furniture(part: str) -> bool:
    return len(part) <= _LONGEST_FURNITURE and _NEWSLETTER_LINE.search(part) is not None


_UNKNOWN = {
    "text": "no text: nothing is left of the mail without quoted replies, signature and the lines of the list",
    "url": "the mail gives no address where it can be read",
    "byline": "the sender names no author beside the house",
    "licence": "the mail does not say",
}
