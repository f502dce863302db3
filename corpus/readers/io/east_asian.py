"""Encoding detection for Japanese and Korean that nobody declares: by the share of kana or Hangul in what it decodes
to.

charset-normalizer finds no language in such texts, which have no spaces or many signs; Chinese it finds.
"""

import re

_KANA = re.compile("[\u3041-\u30fe]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_SIGNS = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff61-\uff9f]")  # kana, Han, Hangul and its letters
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_SAMPLE = 200_000  # bytes
_FEWEST = 20  # signs below which nothing is guessed
_LEAST_KANA = 0.3  # of all signs; Japanese has half and more
_LEAST_HANGUL = 0.9


def east_asian_codec(raw: bytes) -> tuple[str, str] | None:
    """Return the WHATWG name and Python's codec of Japanese or Korean bytes, None when they are neither."""
    if any(escape in raw for escape in _ESCAPES):
        return ("iso-2022-jp", "iso2022_jp") if _share(raw, "iso2022_jp", _KANA) >= _LEAST_KANA else None
    for name, codec, signs, least in (
        ("euc-jp", "euc_jp", _KANA, _LEAST_KANA),
        ("shift_jis", "cp932", _KANA, _LEAST_KANA),
        ("euc-kr", "cp949", _HANGUL, _LEAST_HANGUL),
    ):
        if _share(raw, codec, signs) >= least:
            return name, codec
    return None


def _share(raw: bytes, codec: str, signs: "re.Pattern[str]") -> float:
    """Return the share of signs among all East Asian ones, 0 when the bytes are not in the encoding or have few."""
    try:
        text = raw.decode(codec)[:_SAMPLE]
    except UnicodeError:
        return 0.0
    count = len(_SIGNS.findall(text))
    return len(signs.findall(text)) / count if count >= _FEWEST else 0.0
