"""Text → terms, the same way for what is indexed and for what is asked.

    "The “Russian–Chinese” road map, he said" → fold  → the "russian-chinese" road map, he said
                                              → words → the russian chinese road map he said
                                              → stems → the russian chines road map he said

`terms_of` is what words and phrases are matched on, by the language of the text; `words` keeps the ends, for
`negotiation*`. No word is left out: a phrase may consist of nothing but small ones.

Text is cut at white space first, and what stands between is remembered with its terms: of the words of a news text
nearly all have been seen before, so a term costs one look into a dictionary.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from whoosh.analysis.acore import Token
from whoosh.analysis.tokenizers import Tokenizer

from index.analysis.stemming import ENGLISH, branch, stemmer, without_article

MAX_TERM = 64
"""Longer words are cut, in the text as in the query."""

Pairs = tuple[tuple[str, str], ...]
"""Words, each with its term."""

_REMEMBERED = 100_000
_REMEMBERED_LENGTH = 32


def fold(text: str) -> str:
    """Write `text` without what readers do not mean: case, accents, the shape of marks, invisible characters.

    >>> fold("“Ｅl  Niño”, he said — don’t")
    '"el  nino", he said - don\\'t'
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKC", text.translate(_SAME)).casefold().translate(_SAME)
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def words(text: str, language: str | None = ENGLISH) -> list[str]:
    """Give the words of `text`, folded.

    Possessives lose their `'s`, abbreviations their dots, numbers their commas; a hyphen separates. In languages that
    write an article and its word together, the article goes.

    >>> words("The U.S. didn't lift Trump's 1,500 COVID-19 rules (#MeToo)")
    ['the', 'us', "didn't", 'lift', 'trump', '1500', 'covid', '19', 'rules', 'metoo']
    """
    known = pairs_of_pieces(language)
    return [word for piece in text.split() for word, _ in known[piece]]


def terms_of(text: str, language: str | None) -> list[str]:
    """Give the terms of `text`: its words by their stems in `language`, as `stemming` explains.

    >>> terms_of("Negotiators were negotiating", "en")
    ['negoti', 'were', 'negoti']
    >>> terms_of("les négociations", "fr")
    ['fr:le', 'fr:negoci']
    """
    known = pairs_of_pieces(language)
    return [term for piece in text.split() for _, term in known[piece]]


def pairs_of_pieces(language: str | None) -> Mapping[str, Pairs]:
    """Give for any piece of text without white space its words in `language`, each with its term."""
    return _pairs_of_pieces(branch(language))


def stems(text: str) -> list[str]:
    """Give the terms of an English text.

    >>> stems("Negotiators were negotiating")
    ['negoti', 'were', 'negoti']
    """
    return terms_of(text, ENGLISH)


def words_with_offsets(folded: str) -> Iterator[tuple[str, int, int]]:
    """Give the words of a folded text, each with where it begins and ends there.

    >>> list(words_with_offsets("the u.s. and trump's"))[1:]
    [('us', 4, 7), ('and', 9, 12), ('trump', 13, 20)]
    """
    for match in _WORD.finditer(folded):
        yield _plain(match)[:MAX_TERM], match.start(), match.end()


class WordAnalyzer(Tokenizer):
    """`words` as Whoosh calls it; a list of words stays as it is."""

    def __call__(
        self, value: str | list[str], positions: bool = False, start_pos: int = 0, **options: Any
    ) -> Iterator[Token]:
        """Yield one token object over and over, as Whoosh asks for."""
        return _tokens(words(value) if isinstance(value, str) else value, positions, start_pos, **options)


class StemAnalyzer(Tokenizer):
    """`stems` as Whoosh calls it; a list of terms, from `terms_of`, stays as it is."""

    def __call__(
        self, value: str | list[str], positions: bool = False, start_pos: int = 0, **options: Any
    ) -> Iterator[Token]:
        """Yield one token object over and over, as Whoosh asks for."""
        return _tokens(stems(value) if isinstance(value, str) else value, positions, start_pos, **options)


def _tokens(terms: list[str], positions: bool, start_pos: int, **options: Any) -> Iterator[Token]:
    token = Token(positions=positions, mode=options.get("mode", ""))
    for position, term in enumerate(terms, start_pos):
        token.text = term
        token.pos = position
        token.boost = 1.0
        yield token


class _PairsOfPieces(dict[str, Pairs]):
    """Pieces of text → words and terms in one branch of `stemming`; forgets everything when it has grown too large."""

    def __init__(self, read_as: str) -> None:
        self._read_as = read_as
        self._stem = lru_cache(maxsize=_REMEMBERED)(stemmer(read_as))

    def __missing__(self, piece: str) -> Pairs:
        made = tuple([(word, self._stem(word)) for word in self._words(piece)])
        if len(piece) <= _REMEMBERED_LENGTH:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = made
        return made

    def _words(self, piece: str) -> tuple[str, ...]:
        bare = piece.strip(_AROUND)
        if bare.isascii() and bare.isalpha():  # most are so, and this finds the same in a tenth of the time
            return (bare.lower()[:MAX_TERM],)
        found = (_plain(match)[:MAX_TERM] for match in _WORD.finditer(fold(piece)))
        return tuple([without_article(word, self._read_as) for word in found])


_pairs_of_pieces = lru_cache(maxsize=None)(_PairsOfPieces)


def _plain(match: re.Match[str]) -> str:
    word = match.group()
    if match.lastgroup == "number":
        return word.replace(",", "")
    return word.removesuffix("'s").replace(".", "")


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

_AROUND = ".,:;!?()[]'\"‘’“”–—…"
"""Marks that are part of no word when they stand around one."""

# Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic, which are mostly left out in print.
# Vowel signs of other scripts are letters to their readers and stay, and so does й, which is no и with an accent.
_ACCENTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)

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
