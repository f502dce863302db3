"""The words of a byline → the names in it: without "By", dates, handles, buttons, roles and the house itself."""

import re
from collections.abc import Iterable

from corpus.readers.io.limits import LONGEST_FIELD
from corpus.text.cleaning import one_line

_BY = re.compile(
    r"(?:(?:written|posted|published|reported|story|words|text|article|edited|report|analysis|opinion|interview) by"
    r"|by|author(?:s|\(s\))?|byline|reporter|von|por|par|di|af|av|door|autore|autor(?:a|en|es)?|auteurs?|tekst|texte|texto|testo"
    r"|автор|(?:fotos? y )?texto)(?:\s*:|\s)\s*",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|april?|avril|may|mai|maj|mayo|june?|juni|juin|july?|juli|"
    r"juillet|aug(?:ust)?|août|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?"
# From here to the end nothing is a name: a date, a time, a word of a button.
_END = re.compile(
    rf"(?:(?<=\s)|^)(?:on\s+)?(?:{_DAY}\s+)?(?:{_MONTH}\s+\d{{1,2}}\b|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[:.]\d{2}\b|\d{1,2}\s?[ap]\.?m\b"
    r"|\d+ (?:hours?|days?|minutes?|mins?|weeks?|months?|years?) ago)"
    r"|\b(?:published|updated|posted|last (?:updated|modified)|created|see full bio|view (?:full )?(?:bio|"
    r"profile)|full bio"
    r"|more (?:by|from) |read more|follow(?: (?:me|us|him|her|on|@)| ?$)|email (?:the author|me|him|her)|"
    r"contact (?:the )?author|share\b"
    r"|click here|all articles|bio ?$|\d+ min(?:ute)? read|\d+ comments?|\(?photo(?:s|graph)?s? by\b|"
    r"photograph(?:y|s)? by\b|illustration by\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?<=\w)\s+in\s+[A-Z][\w .'-]{1,40}\Z")  # "Jo Moor in Port Ellen"
_HANDLE = re.compile(r"\(?(?:https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{1,40})\)?")
_ROLE = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|columnist|contributor|contributing|staff|producer|analyst|chief|bureau|"
    r"journalist|redakteur(?:in)?|fellow|professor|lecturer|director|founder|ceo|intern|blogger|author of|team|desk|"
    r"special to|for the|of the|news service|newspapers?|in [A-Z])",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:,|;|\||•|·|/|\n|\s[–—-]\s|&|\band\b|\bund\b|\by\b|\bet\b|\bog\b)\s*")
_EDGES = ' \t,;:|/•·–—-*_()[]«»"“”'
_NO_NAMES = frozenset(
    [
        "admin",
        "administrator",
        "staff",
        "editor",
        "editors",
        "editorial",
        "unknown",
        "none",
        "null",
        "n/a",
        "na",
        "anonymous",
        "anonym",
        "author",
        "authors",
        "guest",
        "webmaster",
        "default",
        "user",
        "newsroom",
        "redaktion",
        "redacción",
        "redaccion",
        "redazione",
        "rédaction",
        "team",
        "contributor",
        "contributors",
        "by",
        "view",
        "home",
        "news",
        "twitter",
        "facebook",
        "instagram",
        "linkedin",
        "email",
        "share",
        "print",
        "undefined",
    ]
)
_LONGEST_NAME = 80
_MOST_WORDS = 7


def names_in(words: str, outlet: str | None = None) -> str | None:
    """Return the names in the words of a byline, None when there are none; `outlet` is the house, which is no author.

    >>> names_in("By Jo Moor, Staff Writer | 4 May 2031 @jomoor"), names_in("See full bio")
    ('Jo Moor', None)
    >>> names_in("By Jo Moor and Ina Lund")
    'Jo Moor and Ina Lund'
    """
    if len(words) > LONGEST_FIELD:
        return None
    words = _HANDLE.sub(" ", one_line(words)).strip(_EDGES)
    while match := _BY.match(words):
        words = words[match.end() :].strip(_EDGES)
    if cut := _END.search(words):
        words = words[: cut.start()]
    words = _PLACE.sub("", " ".join(words.split()).strip(_EDGES))
    parts = [part.strip(_EDGES) for part in _SEPARATOR.split(words)]
    if len(parts) == 1:
        return words if _is_name(words, outlet) else None
    names = [
        part for position, part in enumerate(parts) if _is_name(part, outlet) and not (position and _ROLE.search(part))
    ]
    if not names:
        return None
    return _between(words, names)


def joined(names: Iterable[str | None]) -> str | None:
    """Join the names of several bylines by commas, each once."""
    unique = dict.fromkeys(name for name in names if name)
    return ", ".join(list(unique)[:20]) or None


def _between(words: str, names: list[str]) -> str:
    """Return names with "and" before the last where the byline has it, else with commas."""
    has_and = re.search(r"(?:\band\b|&)\s*" + re.escape(names[-1]), words) is not None
    return f"{', '.join(names[:-1])} and {names[-1]}" if has_and and len(names) > 1 else ", ".join(names)


def _is_name(words: str, outlet: str | None) -> bool:
    plain = words.casefold().strip(" .")
    if not words or len(words) > _LONGEST_NAME or len(words.split()) > _MOST_WORDS or plain in _NO_NAMES:
        return False
    if outlet is not None and _letters(plain) == _letters(outlet.casefold()):
        return False
    return words[0].isalpha() and sum(c.isalpha() for c in words) >= 2 and not words.endswith(("?", "!"))


def _letters(words: str) -> str:
    return "".join(c for c in words.removeprefix("the ") if c.isalnum())
