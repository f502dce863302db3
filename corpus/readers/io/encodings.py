"""Bytes → characters: which encoding they are in, and how that is known.

Asked in this order: a byte-order mark; what the container declares (HTTP, `<meta charset>`, the XML declaration);
UTF-8, which hardly any other text is by chance; and charset-normalizer's best guess, when it recognises a language
in the result. Bytes that fit none are refused: a text is never filled with U+FFFD.

Labels mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels): `iso-8859-1` is
windows-1252. Encodings outside that list (UTF-7, EBCDIC, Python's own codecs) are not read.
"""

import logging
from collections.abc import Iterable

from charset_normalizer import from_bytes

from corpus.errors import BadRecord
from corpus.readers.io.east_asian import east_asian_codec
from corpus.readers.io.streams import BOMS
from corpus.text.cleaning import overloaded

logging.getLogger("charset_normalizer").setLevel(logging.CRITICAL)

_SAMPLE = 200_000  # bytes that are enough to guess from


def decoded(raw: bytes, declared: Iterable[tuple[str, str]] = ()) -> tuple[str, str]:
    """Return the text and how it was read: `utf-8, declared in meta`, `windows-1251, detected`.

    `declared` are labels and who declares them, the more trusted first. Raises BadRecord.
    """
    text, how = _decoded(raw, tuple(declared))
    if "\x00" in text:
        raise BadRecord("not text: it holds zero bytes")
    if (position := overloaded(text)) is not None:
        raise BadRecord(f"not text: character {position + 1} carries more than 30 marks")
    return text, how


def _decoded(raw: bytes, declared: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            text = _read(raw[len(mark) :], encoding)
            if text is None:
                raise BadRecord(f"not the {encoding.upper()} that its byte-order mark promises")
            return text, f"{encoding}, byte-order mark"
    for label, who in declared:
        name = _LABELS.get(label.strip().lower(), label.strip().lower())
        text = _read(raw, _CODECS[name]) if name in _CODECS else None
        if text is not None:
            return text, f"{name}, declared in {who}"
    if b"\x1b" in raw and (found := east_asian_codec(raw)) is not None:  # all of it is ASCII
        return raw.decode(found[1]), f"{found[0]}, detected"
    if (text := _read(raw, "utf-8")) is not None:
        return text, "utf-8, detected"
    return _guessed(raw)


def _read(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _guessed(raw: bytes) -> tuple[str, str]:
    if b"\x00" in raw:
        raise BadRecord("not text: it holds zero bytes")
    if (found := east_asian_codec(raw)) is not None:
        return raw.decode(found[1]), f"{found[0]}, detected"
    best = from_bytes(_around_what_is_not_ascii(raw), cp_isolation=list(_CODECS.values())).best()
    if best is None or not best.coherence:
        raise BadRecord("not UTF-8, and no other encoding makes a text of a known language of it; save it as UTF-8")
    could_be = {best.encoding, *best.could_be_from_charset}
    for name, codec in _CODECS.items():
        if codec in could_be and (text := _read(raw, codec)) is not None:
            return text, f"{name}, detected"
    raise BadRecord(f"not UTF-8, and though it begins as {best.encoding} it does not go on so; save it as UTF-8")


def _around_what_is_not_ascii(raw: bytes) -> bytes:
    if len(raw) <= _SAMPLE:
        return raw
    first = next(position for position, byte in enumerate(raw) if byte > 127)
    start = max(0, first - 1_000)
    return raw[start : start + _SAMPLE]


# The label browsers use → Python's codec, the likelier first where several read the same.
_CODECS = {
    "utf-8": "utf_8",
    "windows-1252": "cp1252",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "windows-1257": "cp1257",
    "windows-1258": "cp1258",
    "windows-874": "cp874",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "iso-8859-2": "iso8859_2",
    "iso-8859-4": "iso8859_4",
    "iso-8859-5": "iso8859_5",
    "iso-8859-6": "iso8859_6",
    "iso-8859-7": "iso8859_7",
    "iso-8859-8": "iso8859_8",
    "iso-8859-13": "iso8859_13",
    "iso-8859-15": "iso8859_15",
    "ibm866": "cp866",
    "macintosh": "mac_roman",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949",
}
_LABELS = {
    "utf8": "utf-8",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "latin1": "windows-1252",
    "l1": "windows-1252",
    "cp1252": "windows-1252",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "win-1251": "windows-1251",
    "latin2": "iso-8859-2",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "iso-8859-11": "windows-874",
    "tis-620": "windows-874",
    "latin-9": "iso-8859-15",
    "koi8": "koi8-r",
    "cp866": "ibm866",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5-hkscs": "big5",
    "sjis": "shift_jis",
    "shift-jis": "shift_jis",
    "windows-31j": "shift_jis",
    "x-sjis": "shift_jis",
    "x-euc-jp": "euc-jp",
    "ks_c_5601-1987": "euc-kr",
    "windows-949": "euc-kr",
}
