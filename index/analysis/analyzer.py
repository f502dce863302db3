"""Analyzer: text to terms, for documents and queries alike.

    "The “Russian–Chinese” road map, he said" → fold  → the "russian-chinese" road map, he said
                                              → words → the russian chinese road map he said
                                              → stems → the russian chines road map he said

Words and phrases are matched by `terms_of`, in the language of the text; prefixes such as `negotiation*` by `words`.
There are no stop words: a phrase may consist of nothing else.

Text is split at white space first, and the pieces between are cached with their terms: nearly all words of a news text
have occurred before, so a term costs one dictionary look-up.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from whoosh.analysis.acore import Token
from whoosh.analysis.tokenizers import Tokenizer

from index.analysis.stemming import ENGLISH, branch, stemmer, without_article

MAX_TERM = 64
"""Longer words are truncated, in the text as in the query."""

Pairs = tuple[tuple[str, str], ...]
"""Words, each with its term."""

_CACHE_SIZE = 100_000
_CACHED_LENGTH = 32


def fold(text: str) -> str:
    """Return `text` without case, accents, typographic variants of punctuation, and invisible characters.

    >>> fold("“Ｅl  Niño”, he said — don’t")
    '"el  nino", he said - don\\'t'
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKC", text.translate(_FOLDS)).casefold().translate(_FOLDS)
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def words(text: str, language: str | None = ENGLISH) -> list[str]:
    """Return the words of `text`, folded.

    Possessives lose `'s`, abbreviations their dots, numbers their commas; a hyphen separates. Elided articles are
    removed in the languages that have them.

    >>> words("The U.S. didn't lift Trump's 1,500 COVID-19 rules (#MeToo)")
    ['the', 'us', "didn't", 'lift', 'trump', '1500', 'covid', '19', 'rules', 'metoo']
    """
    pairs = pairs_of_pieces(language)
    return [word for piece in text.split() for word, _ in pairs[piece]]


def terms_of(text: str, language: str | None) -> list[str]:
    """Return the terms of `text`: its words stemmed in `language`, as `stemming` explains.

    >>> terms_of("Negotiators were negotiating", "en")
    ['negoti', 'were', 'negoti']
    >>> terms_of("les négociations", "fr")
    ['fr:le', 'fr:negoci']
    """
    pairs = pairs_of_pieces(language)
    return [term for piece in text.split() for _, term in pairs[piece]]


def pairs_of_pieces(language: str | None) -> Mapping[str, Pairs]:
    """Return a cache from any piece of text without white space to its words in `language`, each with its term."""
    return _pairs_of_pieces(branch(language))


def stems(text: str) -> list[str]:
    """Return the terms of an English text.

    >>> stems("Negotiators were negotiating")
    ['negoti', 'were', 'negoti']
    """
    return terms_of(text, ENGLISH)


def words_with_offsets(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a folded text, each with its start and end offset.

    >>> list(words_with_offsets("the u.s. and trump's"))[1:]
    [('us', 4, 7), ('and', 9, 12), ('trump', 13, 20)]
    """
    for match in _WORD.finditer(folded):
        yield _plain(match)[:MAX_TERM], match.start(), match.end()


class WordAnalyzer(Tokenizer):
    """Whoosh analyzer of `words`; a list of words is passed through."""

    def __call__(
        self, value: str | list[str], positions: bool = False, start_pos: int = 0, **options: Any
    ) -> Iterator[Token]:
        """Yield one reused token object, as Whoosh requires."""
        return _tokens(words(value) if isinstance(value, str) else value, positions, start_pos, **options)


class StemAnalyzer(Tokenizer):
    """Whoosh analyzer of `stems`; a list of terms, from `terms_of`, is passed through."""

    def __call__(
        self, value: str | list[str], positions: bool = False, start_pos: int = 0, **options: Any
    ) -> Iterator[Token]:
        """Yield one reused token object, as Whoosh requires."""
        return _tokens(stems(value) if isinstance(value, str) else value, positions, start_pos, **options)


def _tokens(terms: list[str], positions: bool, start_pos: int, **options: Any) -> Iterator[Token]:
    token = Token(positions=positions, mode=options.get("mode", ""))
    for position, term in enumerate(terms, start_pos):
        token.text = term
        token.pos = position
        token.boost = 1.0
        yield token


class _PairsOfPieces(dict[str, Pairs]):
    """Cache of pieces of text to words and terms in one branch of `stemming`; cleared when it has grown too large."""

    def __init__(self, read_as: str) -> None:
        self._read_as = read_as
        self._stem = lru_cache(maxsize=_CACHE_SIZE)(stemmer(read_as))

    def __missing__(self, piece: str) -> Pairs:
        pairs = tuple([(word, self._stem(word)) for word in self._words(piece)])
        if len(piece) <= _CACHED_LENGTH:
            if len(self) >= _CACHE_SIZE:
                self.clear()
            self[piece] = pairs
        return pairs

    def _words(self, piece: str) -> tuple[str, ...]:
        bare = piece.strip(_AROUND)
        if bare.isascii() and bare.isalpha():  # the common case, ten times as fast
            return (bare.lower()[:MAX_TERM],)
        words = (_plain(match)[:MAX_TERM] for match in _WORD.finditer(fold(piece)))
        return tuple([without_article(word, self._read_as) for word in words])


_pairs_of_pieces = lru_cache(maxsize=None)(_PairsOfPieces)


def _plain(match: re.Match[str]) -> str:
    word = match.group()
    if match.lastgroup == "number":
        return word.replace(",", "")
    return word.removesuffix("'s").replace(".", "")


def _combining_marks() -> str:
    """Return the combining marks of Unicode (Mn, Mc) as ranges of a regular expression's character class."""
    codes = [code for codes in _WITH_MARKS for code in codes if unicodedata.category(chr(code)) in ("Mn", "Mc")]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


_WITH_MARKS = (range(0x300, 0x3400), range(0xA000, 0xAC00), range(0xFB00, 0xFF00), range(0x10000, 0x12000),
               range(0x16000, 0x17000), range(0x1B000, 0x1F000), range(0xE0100, 0xE0200))  # fmt: skip
"""Blocks with all combining marks: to look at the category of every code point takes a fifth of a second."""


class _Folds(dict[int, int | str]):
    """Folding table for `str.translate`, filled on demand: format characters (Cf) are removed, others stay."""

    def __missing__(self, code: int) -> int | str:
        self[code] = folded = "" if unicodedata.category(chr(code)) == "Cf" else code
        return folded


# Cf: zero-width and direction marks, soft hyphens. Letters with a stroke are no letter plus accent to Unicode, but
# readers type them without.
_FOLDS = _Folds(
    dict.fromkeys(map(ord, "‘’‚‛′‵´`ʼʹ＇"), "'")
    | dict.fromkeys(map(ord, "“”„‟″‶«»〝〞〟＂「」『』"), '"')
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
    | {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ħ"): "h", ord("ı"): "i", ord("æ"): "ae", ord("œ"): "oe"}
    | dict.fromkeys([0x034F, 0x115F, 0x1160, 0x3164, *range(0xFE00, 0xFE10), *range(0x180B, 0x180E)], "")
)

_AROUND = ".,:;!?()[]'\"‘’“”–—…"
"""Punctuation stripped from both ends of a piece."""

# Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic, which are mostly left out in print.
# Vowel signs of other scripts are letters to their readers and stay, and so does й, which is no и with an accent.
_ACCENTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"(?:[^\W_{_HAN}]|[{_combining_marks()}])"
_WORD = re.compile(
    rf"""
    (?P<abbreviation> (?<![\w.']) (?:[^\W\d_{_HAN}]\.)+ [^\W\d_{_HAN}] (?!\w) (?:\.?'s(?!\w))? )  # u.s, d.p.r.k
  | (?P<number> (?<!\w) (?: \d+(?:,\d{{3}})+(?:\.\d+)? | \d+(?:\.\d+)+ ) (?!\w) )  # 1,500  3.5  13.06.2018
  | (?P<word> {_LETTER}+ (?:'{_LETTER}+)* )
  | (?P<sign> [{_HAN}] )  # scripts without spaces: every sign is a word, and neighbours are a phrase
    """,
    re.VERBOSE,
)
