"""Stemming: words to terms by the language of the text, which prefixes its terms.

    negotiations  en → negoti        négociations  fr → fr:negoci        новости  ru → ru:новост

The prefix keeps an English word from matching a French one with the same stem, and an article in a new language from
changing the statistics of the others. Text of unknown language is stemmed as English. A language without a stemmer has
whole words under `mis`, the code of ISO 639 for uncoded languages. Stemmers see words without accents, since queries
are often typed without.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import Lock

from Stemmer import Stemmer

ENGLISH = "en"
UNSTEMMED = "mis"


@lru_cache(maxsize=1024)
def branch(language: str | None) -> str:
    """Return the stemmer language of a language tag: a code of two letters with a stemmer, or `mis`.

    >>> [branch(code) for code in ("en-GB", "pt-BR", "und", "zh")]
    ['en', 'pt', 'en', 'mis']
    """
    main = (language or "und").replace("_", "-").partition("-")[0].casefold()
    if main in ("und", "en", "eng"):
        return ENGLISH
    main = _OTHER_CODES.get(main, main)
    return main if main in _SNOWBALL else UNSTEMMED


def branches(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the stemmer languages that a query over texts in `languages` is analysed in, English first."""
    codes = {branch(language) for language in languages} or {ENGLISH}
    return tuple(sorted(codes, key=lambda code: (code != ENGLISH, code)))


def without_article(word: str, read_as: str) -> str:
    """Return a word without its elided article.

    >>> without_article("l'espagne", "fr")
    'espagne'
    """
    return _ELISION.sub("", word, count=1) if read_as in _ELIDING else word


def stemmer(read_as: str) -> Callable[[str], str]:
    """Return the function from a folded word to its term in a stemmer language."""
    if read_as == UNSTEMMED:
        return lambda word: f"{UNSTEMMED}:{word}"
    snowball = _snowball("english" if read_as == ENGLISH else _SNOWBALL[read_as])
    if read_as == ENGLISH:
        return snowball

    def stem(word: str) -> str:
        if read_as == "pt":
            word = _PORTUGUESE_PLURAL.sub("ao", word)
        return f"{read_as}:{snowball(word).translate(_REFOLD)}"

    return stem


def _snowball(algorithm: str) -> Callable[[str], str]:
    stemmer = Stemmer(algorithm, 0)  # without a cache of its own: `analyzer` has one
    lock = Lock()  # a stemmer holds state

    def stem(word: str) -> str:
        with lock:
            stemmed: str = stemmer.stemWord(word)
        return stemmed or word

    return stem


_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

# The codes of three letters that texts are most often marked with, and the two ways to write Norwegian.
_OTHER_CODES = {
    "nb": "no", "nn": "no",
    "ara": "ar", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "ita": "it", "nld": "nl", "dut": "nl",
    "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr",
}  # fmt: skip

_ELIDING = frozenset({"ca", "fr", "it"})
_ELISION = re.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|un|all|dall|dell|nell|sull|coll|quell|quest|sant|bell|gl)'(?=\w)"
)
_PORTUGUESE_PLURAL = re.compile("oes$")

# A few stemmers write letters with accents, which are folded again.
_REFOLD = str.maketrans("șțşţçğ", "stsscg")
