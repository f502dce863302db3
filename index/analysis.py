"""Text → terms, the same way for what is indexed and for what is asked.

    "The “Russian–Chinese” road map, he said" → fold  → the "russian-chinese" road map, he said
                                              → words → the russian chinese road map he said
                                              → stems → the russian chines road map he said

`stems` is what words and phrases are matched on; `words` keeps the ends, for `negotiation*`. No word is left out: a
phrase may consist of nothing but small ones.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from whoosh.analysis.acore import Token
from whoosh.analysis.tokenizers import Tokenizer
from whoosh.lang.porter2 import stem as english_stem

MAX_TERM = 64
"""Longer terms are cut, in the text as in the query."""


def fold(text: str) -> str:
    """Write `text` without what readers do not mean: case, accents, the shape of marks, invisible characters.

    >>> fold("“Ｅl  Niño”, he said — don’t")
    '"el  nino", he said - don\\'t'
    """
    text = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold().translate(_SAME)
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def words(text: str) -> list[str]:
    """Give the words of `text`, folded.

    Possessives lose their `'s`, abbreviations their dots, numbers their commas; a hyphen separates.

    >>> words("The U.S. didn't lift Trump's 1,500 COVID-19 rules (#MeToo)")
    ['the', 'us', "didn't", 'lift', 'trump', '1500', 'covid', '19', 'rules', 'metoo']
    """
    return [_plain(match)[:MAX_TERM] for match in _WORD.finditer(fold(text))]


def stems(text: str) -> list[str]:
    """Give the words of `text` by their English stems; a word of another script is its own stem.

    >>> stems("Negotiators were negotiating")
    ['negoti', 'were', 'negoti']
    """
    return [_stem(word) for word in words(text)]


class WordAnalyzer(Tokenizer):
    """`words` as Whoosh calls it."""

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **options: Any) -> Iterator[Token]:
        """Yield one token object over and over, as Whoosh asks for."""
        return _tokens(words(value), positions, start_pos, **options)


class StemAnalyzer(Tokenizer):
    """`stems` as Whoosh calls it."""

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **options: Any) -> Iterator[Token]:
        """Yield one token object over and over, as Whoosh asks for."""
        return _tokens(stems(value), positions, start_pos, **options)


def _tokens(terms: list[str], positions: bool, start_pos: int, **options: Any) -> Iterator[Token]:
    token = Token(positions=positions, mode=options.get("mode", ""))
    for position, term in enumerate(terms, start_pos):
        token.text = term
        token.pos = position
        token.boost = 1.0
        yield token


def _plain(match: re.Match[str]) -> str:
    word = match.group()
    if match.lastgroup == "number":
        return word.replace(",", "")
    return word.removesuffix("'s").replace(".", "")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    stem: str = english_stem(word)  # type: ignore[no-untyped-call]
    return stem or word


def _class(*categories: str) -> str:
    """Give the characters of Unicode categories as the inside of a regular expression's brackets."""
    chars = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in categories]
    ranges: list[list[str]] = []
    for c in chars:
        if ranges and ord(c) == ord(ranges[-1][1]) + 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return "".join(f"\\U{ord(first):08x}-\\U{ord(last):08x}" for first, last in ranges)


# What stands for one character of ours, and what stands for nothing (Cf: zero-width and direction marks, soft
# hyphens). Letters with a stroke are no letter plus accent to Unicode, but readers type them without.
_SAME = (
    dict.fromkeys(map(ord, "‘’‚‛′‵´`ʼʹ＇"), "'")
    | dict.fromkeys(map(ord, "“”„‟″‶«»〝〞〟＂「」『』"), '"')
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
    | {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ħ"): "h", ord("ı"): "i", ord("æ"): "ae", ord("œ"): "oe"}
    | {code: "" for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"}
    | dict.fromkeys([0x034F, 0x115F, 0x1160, 0x3164, *range(0xFE00, 0xFE10), *range(0x180B, 0x180E)], "")
)

# Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic, which are mostly left out in print.
# Vowel signs of other scripts are letters to their readers and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]")

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"(?:[^\W_{_HAN}]|[{_class('Mn', 'Mc')}])"
_WORD = re.compile(
    rf"""
    (?P<abbreviation> (?<![\w.']) (?:[^\W\d_{_HAN}]\.)+ [^\W\d_{_HAN}] (?!\w) (?:\.?'s(?!\w))? )  # u.s, d.p.r.k
  | (?P<number> (?<!\w) (?: \d+(?:,\d{{3}})+(?:\.\d+)? | \d+(?:\.\d+)+ ) (?!\w) )  # 1,500  3.5  13.06.2018
  | (?P<word> {_LETTER}+ (?:'{_LETTER}+)* )
  | (?P<sign> [{_HAN}] )  # scripts without spaces: every sign is a word, and neighbours are a phrase
    """,
    re.VERBOSE,
)
