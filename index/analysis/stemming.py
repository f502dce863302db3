"""Which language a text is read in: how its words are cut short, and how its terms are told from others.

    negotiations  en → negoti        négociations  fr → fr:negoci        новости  ru → ru:новост

A term of another language than English carries its language, so an English word never finds a French one that happens
to have the same stem, and an article in a new language changes no count of the others. Text of unknown language is
read as English. A language without a stemmer of ours has whole words, under `mis`, which is ISO 639's code for such.
Stemmers see words without their accents, since queries are often typed without.
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
    """Return the language that `language` is read as: a code of two letters that has a stemmer, or `mis`.

    >>> [branch(code) for code in ("en-GB", "pt-BR", "und", "zh")]
    ['en', 'pt', 'en', 'mis']
    """
    main = (language or "und").replace("_", "-").partition("-")[0].casefold()
    if main in ("und", "en", "eng"):
        return ENGLISH
    main = _OTHER_CODES.get(main, main)
    return main if main in _SNOWBALL else UNSTEMMED


def branches(languages: Iterable[str]) -> tuple[str, ...]:
    """Return what a query over texts in `languages` has to be read as: English first, each once."""
    found = {branch(language) for language in languages} or {ENGLISH}
    return tuple(sorted(found, key=lambda code: (code != ENGLISH, code)))


def without_article(word: str, read_as: str) -> str:
    """Take off an article that is written together with its word.

    >>> without_article("l'espagne", "fr")
    'espagne'
    """
    return _ELISION.sub("", word, count=1) if read_as in _ELIDING else word


def stemmer(read_as: str) -> Callable[[str], str]:
    """Return the function from a folded word to its term in one branch."""
    if read_as == UNSTEMMED:
        return lambda word: f"{UNSTEMMED}:{word}"
    snowball = _snowball("english" if read_as == ENGLISH else _SNOWBALL[read_as])
    if read_as == ENGLISH:
        return snowball

    def stem(word: str) -> str:
        if read_as == "pt":
            word = _PORTUGUESE_PLURAL.sub("ao", word)
        return f"{read_as}:{snowball(word).translate(_AGAIN)}"

    return stem


def _snowball(algorithm: str) -> Callable[[str], str]:
    stemmer = Stemmer(algorithm, 0)  # without a memory of its own: `analysis` has one
    one_at_a_time = Lock()  # it keeps its word in itself

    def stem(word: str) -> str:
        with one_at_a_time:
            found: str = stemmer.stemWord(word)
        return found or word

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

# A few stemmers write letters that folding had taken away: they are taken away again.
_AGAIN = str.maketrans("șțşţçğ", "stsscg")
