"""Character encoding: byte-order mark, declared label, UTF-8, else detection (charset-normalizer).

Asked in this order: a byte-order mark; what the container declares (HTTP, `<meta charset>`, the XML declaration);
UTF-8, which hardly any other text is by chance; and charset-normalizer's best guess, when it recognises a language
in the result. Bytes that fit none are refused: a text is never filled with U+FFFD.

Labels mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels): `iso-8859-1` is
windows-1252. Encodings outside that list (UTF-7, EBCDIC, Python's own codecs) are not read.
"""

import logging
import re
from collections.abc import Iterable, Iterator

import webencodings
from charset_normalizer import from_bytes

from corpus.errors import BadRecord
from corpus.readers.io.east_asian import east_asian_codec
from corpus.readers.io.streams import BOMS
from corpus.text.cleaning import overloaded

logging.getLogger("charset_normalizer").setLevel(logging.CRITICAL)

_XML_DECLARATION = re.compile(rb"\s{0,99}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.I)
_SAMPLE = 200_000  # bytes that are enough to guess from


def decoded(raw: bytes, declared: Iterable[tuple[str, str]] = ()) -> tuple[str, str]:
    """Return the text and how it was read: `utf-8, declared in meta`, `windows-1251, detected`.

    `declared` are pairs of a label and its place (`HTTP`, `meta`), the more trusted first. Raises BadRecord.
    """
    text, how = _decoded(raw, tuple(declared))
    if "\x00" in text:
        raise BadRecord("not text: it holds zero bytes")
    if (position := overloaded(text)) is not None:
        raise BadRecord(f"not text: character {position + 1} carries more than 30 marks")
    return text, how


def declared_in_xml(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield the encoding that an XML declaration names, as `decoded` takes it."""
    if declaration := _XML_DECLARATION.match(raw):
        yield declaration[1].decode("ascii", "replace"), "XML"


def _decoded(raw: bytes, declared: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            text = _read(raw[len(mark) :], encoding)
            if text is None:
                raise BadRecord(f"not the {encoding.upper()} that its byte-order mark promises")
            return text, f"{encoding}, byte-order mark"
    for label, who in declared:
        name = _name_of(label)
        text = _read(raw, _CODECS[name]) if name in _CODECS else None
        if text is not None:
            return text, f"{name}, declared in {who}"
    if b"\x1b" in raw and (found := east_asian_codec(raw)) is not None:  # all of it is ASCII
        return raw.decode(found[1]), f"{found[0]}, detected"
    if (text := _read(raw, "utf-8")) is not None:
        return text, "utf-8, detected"
    return _guessed(raw)


def _name_of(label: str) -> str:
    encoding = webencodings.lookup(label)
    name = label.strip().lower() if encoding is None else encoding.name
    return _OTHER_NAMES.get(name, name)


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


# The WHATWG names of the encodings that are read, the likelier first where several decode the same.
_NAMES = """
utf-8 windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257
windows-1258 windows-874 koi8-r koi8-u iso-8859-2 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-13
iso-8859-15 ibm866 macintosh gb18030 big5 shift_jis euc-jp iso-2022-jp euc-kr
"""
_CODECS = {name: webencodings.lookup(name).codec_info.name.replace("-", "_") for name in _NAMES.split()}
# Labels that are not WHATWG's, and gbk, which gb18030 extends.
_OTHER_NAMES = {"gbk": "gb18030", "win-1251": "windows-1251", "latin-9": "iso-8859-15"}
