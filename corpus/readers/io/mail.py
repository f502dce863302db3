"""Mail (RFC 5322, MIME) by the standard `email`: its headers, its parts that are text, and the names of its
attachments."""

import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from corpus.errors import BadRecord

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t\r\n]?")
_NAMES = frozenset(
    b"received return-path delivered-to from to cc subject date message-id mime-version content-type reply-to sender "
    b"list-id list-unsubscribe dkim-signature x-mailer content-transfer-encoding snapshot-content-location references "
    b"content-location in-reply-to x-received arc-seal authentication-results archived-at list-post list-help".split()
)
_MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mail that is text: its media type, its bytes as they were before transport, charset and location."""

    kind: str
    raw: bytes
    charset: str | None
    location: str | None


def header_names(head: bytes) -> list[bytes]:
    """Return the names of the header fields that a file begins with, in lower case; [] when it does not begin so."""
    names: list[bytes] = []
    for line in head.lstrip(b"\r\n").split(b"\n")[:200]:
        line = line.rstrip(b"\r")
        if not line:
            break
        if line[:1] in b" \t" and names:
            continue
        match = _HEADER.match(line)
        if match is None:
            return names if names and len(names) > 8 else []
        names.append(match[1].lower())
    return names


def looks_like_mail(head: bytes) -> bool:
    """Return whether a file begins with the header of a mail: three known fields, one of them telling who or how."""
    known = _NAMES & set(header_names(head))
    return len(known) >= 3 and bool(known & {b"from", b"received", b"return-path", b"mime-version", b"message-id"})


def parsed_mail(raw: bytes) -> EmailMessage:
    """Return a mail taken apart; raises BadRecord when it is nested beyond reason or encrypted."""
    if raw.count(b"boundary=") > _MOST_PARTS:
        raise BadRecord(f"a mail of more than {_MOST_PARTS} nested parts")
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        kind = message.get_content_type()
    except Exception as error:  # the standard parser stumbles over headers in ways nobody lists
        raise BadRecord(f"the mail cannot be taken apart ({type(error).__name__})") from error
    if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise BadRecord("the mail is encrypted; save its text and ingest that")
    return message


def parts_of(message: EmailMessage) -> tuple[list[Part], list[str]]:
    """Return the parts that are text, not attached, outside of mails inside, and the names of all other parts."""
    texts: list[Part] = []
    others: list[str] = []
    waiting: list[Any] = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            others.append("a mail inside the mail")
        elif part.is_multipart():
            waiting[:0] = list(part.iter_parts())
        elif kind in ("text/html", "text/plain", "application/xhtml+xml") and _disposition(part) != "attachment":
            texts.append(Part(kind, _payload(part), part.get_content_charset(), header(part, "Content-Location")))
        elif _disposition(part) == "attachment":
            others.append(f"the attachment {_filename(part) or kind}")
    return texts, others


def header(message: Any, name: str) -> str | None:
    """Return a header field decoded and on one line, None when it is missing or cannot be read."""
    try:
        value = message.get(name)
        words = " ".join(str(value).split()) if value is not None else ""
    except Exception:  # a field may break the standard parser; it is left out
        return None
    words = words.encode("utf-8", "replace").decode()
    return words or None


def _payload(part: Any) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except Exception as error:
        raise BadRecord(f"a part of the mail cannot be decoded ({type(error).__name__})") from error
    return raw if isinstance(raw, bytes) else b""


def _disposition(part: Any) -> str | None:
    try:
        return str(part.get_content_disposition())
    except Exception:
        return None


def _filename(part: Any) -> str | None:
    try:
        name = part.get_filename()
    except Exception:
        return None
    return " ".join(name.split())[:80] if name else None
