"""Text cleaning and normalisation (NFC, white space, control characters), and joining of wrapped paragraphs.

Cleaning never changes a word. It settles how characters are written (NFC, one kind of line end, plain spaces),
removes what is invisible, and rejoins what a page break cut.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028]")
_PARAGRAPH_END = re.compile("[\x0c\u2029]")
# Spaces of other widths, no-break spaces and tabs are spaces to a reader. A single plain one is left where it stands:
# nearly all are, and putting a new one in the place of each took half the time of cleaning.
_OTHER_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f" [ {_OTHER_SPACES}]+|[{_OTHER_SPACES}][ {_OTHER_SPACES}]*")
# Zero-width space, joiners of nothing, byte-order mark, soft hyphen, and the marks that turn the direction of a whole
# run of text. ZWNJ and ZWJ stay: Persian, Indic scripts and emoji are spelled with them.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")  # half of a pair, which UTF-8 cannot encode
# As many characters from the first combining mark on as carry too many.
# Stream-Safe Text (UAX #15) allows 30.
_MOST_MARKS = 30
_MAY_COMBINE = re.compile(f"[\u0300-\U0010ffff]{{{_MOST_MARKS + 1},}}")
_BLANK_LINES = re.compile(r"\n[ ]*(?:\n[ ]*)+")

_LIST_ITEM = re.compile(r"(?:[-*+•–—]|\(?(?:\d{1,3}|\w)[.)]) ")
_STANDS_ALONE = re.compile(r"#{1,6} |[\W_]+$")
_ADDRESS = re.compile(r"(?:https?://|www\.)")
# What may stand between the last character of a sentence and the end of its paragraph.
_CLOSING = "\"'”’»)]*_"
_FINAL = ".!?…:;。！？؟।"
# A shorter line that ends without a full stop is a title, not a sentence cut in two.
_SHORTEST_CUT = 40


def clean(raw: str) -> str:
    """Return text in NFC, with "\\n" as line end and single plain spaces, without what cannot be seen.

    >>> clean("Cafe\\u0301\\u00a0open\\r\\n")
    'Café open\\n'
    """
    text = _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", raw))
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def one_line(raw: str) -> str:
    """Return a short text, a name or a title, cleaned and on one line."""
    return " ".join(clean(raw).split())


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a cleaned text, each on one line.

    Blank lines separate paragraphs, and a line that ends inside one is only wrapped; in a text without blank lines,
    every line is a paragraph. An item of a list, a heading `# …` and a line without words always are one.

    >>> paragraphs("One is\\nwrapped.\\n\\nTwo.")
    ['One is wrapped.', 'Two.']
    """
    text = text.strip()
    if not _BLANK_LINES.search(text):
        return [line.strip() for line in text.split("\n") if line.strip()]
    return [paragraph for block in _BLANK_LINES.split(text) for paragraph in _unwrapped(block)]


def rejoined(parts: list[str]) -> list[str]:
    """Return paragraphs with the sentences joined that a page break had cut in two.

    >>> rejoined(["This is what the ancient Kalmarian road map", "implies, he said."])
    ['This is what the ancient Kalmarian road map implies, he said.']
    """
    runs: list[list[str]] = []
    for part in parts:
        if runs and _is_cut(runs[-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    return [_joined(run) for run in runs]


def overloaded(text: str) -> int | None:
    """Return the position of the first character that carries more marks than any language writes, None without one.

    Unicode allows any number of combining marks and takes quadratic time to put them in order.
    """
    for run in _MAY_COMBINE.finditer(text):
        marks = 0
        for position in range(*run.span()):
            marks = marks + 1 if unicodedata.combining(text[position]) else 0
            if marks > _MOST_MARKS:
                return position - marks
    return None


def _unwrapped(block: str) -> Iterator[str]:
    lines: list[str] = []
    for line in filter(None, map(str.strip, block.split("\n"))):
        alone = _STANDS_ALONE.match(line) is not None
        if lines and (alone or _LIST_ITEM.match(line)):
            yield " ".join(lines)
            lines = []
        if alone:
            yield line
        else:
            lines.append(line)
    if lines:
        yield " ".join(lines)


def _joined(run: list[str]) -> str:
    pieces = run[:1]
    for left, right in pairwise(run):
        hyphenated = left.endswith("-") and left[-2:-1].isalpha()
        pieces += [right] if hyphenated else [" ", right]
    return "".join(pieces)


def _is_cut(run: list[str], part: str) -> bool:
    # A letter in lower case opens no paragraph, but a name may be spelled so: "iPhone", "www.example.org", "a) …".
    if not part[0].islower() or part[1:2].isupper() or _LIST_ITEM.match(part) or _ADDRESS.match(part):
        return False
    if len(run) == 1 and (len(run[0]) < _SHORTEST_CUT or _LIST_ITEM.match(run[0])):
        return False
    return not run[-1].rstrip(_CLOSING).endswith(tuple(_FINAL))
