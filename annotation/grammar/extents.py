"""How far words between marks reach into the reporter's own: `[the toll was “a shame” for the town], Ruiz said`.

Reporters put marks around what they took over word for word, but what was said is the whole clause.
"""

from annotation.grammar.clause_bounds import clause_end
from annotation.parsing.document import Document
from annotation.parsing.tags import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    PREPOSITION,
    REGION,
    STOP,
    TIME,
    VERB,
)

_BEFORE_OBJECT = COMMA | COLON | DASH | STOP | REGION | CUE | VERB
_ADJUNCT = TIME | PREPOSITION | ADVERB
_WITHIN_MARKS = ".,?!…;"


def start_before(document: Document, quoted: int, low: int) -> int:
    """Give the token where the clause of a region begins that is followed by who said it: the sentence's, mostly.

    >>> from annotation.parsing.document import parse
    >>> document = parse("The dam “held all night,” Ruiz said.")
    >>> start_before(document, 2, 0)
    0
    """
    if quoted > low and document.tags[quoted - 1] & COLON:
        return quoted
    return low


def start_within(document: Document, quoted: int, low: int) -> int:
    """Give the token where the part of a clause begins that a region in its middle belongs to: behind the verb.

    >>> from annotation.parsing.document import parse
    >>> start_within(parse("Ruiz wants the council to “wake up” at last."), 5, 1)
    2
    """
    words, data = document.words, document.language.grammar
    first = min(low + 1, quoted)
    for token in range(quoted - 1, low - 1, -1):
        if document.tags[token] & _BEFORE_OBJECT or words[token] in data.quoted_clause_openers:
            first = token + 1
            break
    while first < quoted and document.tags[first] & _ADJUNCT and words[first] not in data.kept_adjunct_openers:
        first += 1
    return first


def end_behind(document: Document, quoted: int, high: int) -> int:
    """Give the token where the clause ends in which a region stands: with the region if the marks hold its comma.

    >>> from annotation.parsing.document import parse
    >>> end_behind(parse("Ruiz called it “a shame” for the town, and left."), 3, 10)
    7
    """
    last = clause_end(document, quoted, high)
    for token in range(quoted, last):
        tag = document.tags[token]
        if tag & REGION:
            if closes_clause(document, token) and not _fragment_follows(document, token + 1, last):
                return token + 1
        elif tag & COMMA and _fragment_follows(document, token + 1, last):
            continue
        elif tag & (COMMA | DASH | STOP) or (tag & CONJUNCTION and token + 1 < last and document.tags[token + 1] & CUE):
            return token
    return last


def closes_clause(document: Document, quoted: int) -> bool:
    """Tell whether a region ends with the mark that closes its clause: `“a shame,”`."""
    return document.text[document.region_at[quoted].inner.end - 1] in _WITHIN_MARKS


def _fragment_follows(document: Document, token: int, last: int) -> bool:
    """Tell whether another region of a list follows: `“thin,” “late” and “a bit of an insult”`."""
    return any(document.tags[at] & REGION for at in range(token, min(token + 3, last)))


def asks_whether(document: Document, low: int, high: int) -> bool:
    """Tell whether a sentence asks if something was said: `Did Kask really say “we lost”?`"""
    return document.words[high - 1] == "?" and bool(document.tags[low] & AUXILIARY)
