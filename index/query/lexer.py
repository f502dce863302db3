"""Lexer of the query language: a string to lexemes with their positions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from index.analysis.analyzer import words
from index.errors import QueryError

FIELDS = ("speaker", "outlet", "date")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A lexeme: `kind` is `word`, `phrase`, `prefix`, the name of a field, or `OR`, `-`, `(`, `)` for itself."""

    kind: str
    text: str
    position: int
    warning: str | None = None


def lexemes(text: str) -> Iterator[Lexeme]:
    """Yield the lexemes of a query; dashes of any length are minus, and full-width forms are narrow.

    >>> [(lexeme.kind, lexeme.text) for lexeme in lexemes('-“cold war” nego*')]
    [('-', '-'), ('phrase', 'cold war'), ('prefix', 'nego')]
    """
    text = text.translate(_SAME)
    position = 0
    while position < len(text):
        match = _LEXEME.match(text, position)
        assert match is not None and match.lastgroup is not None  # noqa: S101 - `word` or `other` always matches
        position = match.end()
        if match.lastgroup != "space":
            yield _lexeme(match, text)


def _lexeme(match: re.Match[str], text: str) -> Lexeme:
    start, lexeme = match.start(), match.group()
    match match.lastgroup:
        case "minus" | "parenthesis" | "OR":
            return Lexeme(lexeme, lexeme, start)
        case "phrase":
            inside = lexeme[1:-1]
            starred = "* means nothing between quotation marks: the words there are searched as they are"
            return Lexeme("phrase", inside, start, starred if "*" in inside else None)
        case "field":
            return _field(match, text)
        case "mark":
            rest = text[start + 1 :].strip()
            raise QueryError("the quotation mark is never closed", start, f'write "{rest}"' if rest else "leave it out")
        case _:
            return _word(lexeme, start)


def _field(match: re.Match[str], text: str) -> Lexeme:
    name, value = match["name"].casefold(), match["value"]
    if not value.strip(_MARKS).strip():
        example = {"speaker": "speaker:Lavrov", "outlet": "outlet:TASS", "date": "date:2018-05"}[name]
        raise QueryError(f"{name}: stands before nothing", match.start(), f"write it together: {example}")
    if len(value) > 1 and value[0] in _MARKS and value[-1] in _MARKS:
        value = value[1:-1]
    elif value[0] in _MARKS:
        raise QueryError("the quotation mark is never closed", match.start("value"), f'write {name}:"{value[1:]}"')
    return Lexeme(name, value.strip(), match.start())


def _word(word: str, start: int) -> Lexeme:
    if word.endswith("*") and len(letters := words(word.rstrip("*"))) == 1:
        return Lexeme("prefix", letters[0], start)
    return Lexeme("word", word, start, _warning(word))


def _warning(word: str) -> str | None:
    """Return a note on a word that looks like syntax but is searched as a word."""
    if word in ("AND", "NOT"):
        other = "words stand side by side without it" if word == "AND" else "write - before a word to leave it out"
        return f"{word} was searched as a word: {other}"
    if prefix := re.match(r"([^\W\d_]+):(?!/)\S", word):
        near = get_close_matches(prefix[1].casefold(), FIELDS, n=1)
        hint = f"did you mean {near[0]}:?" if near else f"the fields are {', '.join(f'{name}:' for name in FIELDS)}"
        return f"{prefix[1]}: is not a field, so {word!r} was searched as words; {hint}"
    if "*" in word and words(word):
        return f"* stands only at the end of a single word, so {word!r} was searched without it"
    return None


_MARKS = '"“”„‟«»＂〝〞〟「」『』'
_SPACE = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"  # and what nobody sees, as it comes with pasted text
# One character for one, so that positions stay: ＯＲ（＊：）are OR(*:), and a dash before a word is a minus.
_SAME = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if chr(wide) != "＂"} | dict.fromkeys(
    map(ord, "‐‑‒–—―−﹘﹣－"), "-"
)
_LEXEME = re.compile(
    rf"""
    (?P<space> [{_SPACE}]+ )
  | (?P<minus> (?<![^{_SPACE}(]) - (?! [{_SPACE})\-] | $ ) )  # before a word, never inside one
  | (?P<parenthesis> [()] )
  | (?P<phrase> [{_MARKS}] [^{_MARKS}]* [{_MARKS}] )
  | (?P<mark> [{_MARKS}] )
  | (?P<field> (?P<name> (?i:speaker|outlet|date) ) :
        (?P<value> [{_MARKS}] [^{_MARKS}]* [{_MARKS}]? | [^\s(){_MARKS}]* ) )
  | (?P<OR> OR (?! [^{_SPACE}()] ) )
  | (?P<other> [^\s(){_MARKS}]+ )
    """,
    re.VERBOSE,
)
