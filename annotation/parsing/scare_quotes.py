"""Marks that name a thing instead of quoting somebody: titles of works and programmes, nicknames, headings.

`_REASONS` lists what is tried, in order. What a reason fits is read as plain words of the sentence, so that no rule
takes it for speech: `the host of “The Long Night,” said` is about a host.
"""

from collections.abc import Callable
from typing import NamedTuple

from annotation.parsing.cues import CUE_FORMS
from annotation.parsing.lexicon import section
from annotation.parsing.tags import CAPITAL, COLON, COMMA, CUE, DASH, POSSESSIVE, PREPOSITION, SMALL, STOP, TIME

_WORKS = section("words.txt", "works")
_SAYINGS = section("words.txt", "sayings")
_LINKS = frozenset().union(*(section("words.txt", name) for name in ("determiners", "prepositions", "conjunctions")))
_HEADING = 8  # words of a heading
_NEAR = 8  # items before the marks in which a verb, a work or a plain word counts
_JUDGED = frozenset(cue.words[0] for cues in CUE_FORMS.values() for cue in cues if "as" in cue.takes)
_TO_HEARERS = frozenset({"told", "tells", "telling"})
_SPACES = " \n\t\u00a0"
_TRIMMED = ",.;:!?…'\"“”‘’()[]-–—"
_BEHIND_WORD = _TRIMMED + _SPACES


class Marked(NamedTuple):
    """Words between marks, `inner`, with the items of their paragraph before them and the text `behind`.

    `odd` says that the marks are single in a text that quotes between double ones.
    """

    words: list[str]
    bits: list[int]
    first: int
    inner: str
    behind: str
    odd: bool = False

    def before(self, count: int) -> range:
        """Return the numbers of the last items before the marks, the nearest first."""
        last = len(self.words) - 1
        return range(last, max(self.first, last - count + 1) - 1, -1)


def reason(marked: Marked) -> str | None:
    """Return the name of the first reason that fits, None when the words may be somebody's.

    >>> reason(Marked(["the", "film"], [0, 0], 0, "The Long Night", " opened on Monday."))
    'title'
    """
    for name, fits in _REASONS:
        if fits(marked):
            return name
    return None


def _is_nickname(marked: Marked) -> bool:
    """`Anthony “Big Tony” Russo`."""
    inner, behind = marked.inner, marked.behind
    short = inner[0].isupper() and inner[-1].isalnum() and inner.count(" ") < 3
    if not short or behind[:1] != " " or not behind[1:2].isupper() or len(marked.bits) == marked.first:
        return False
    last = marked.bits[-1]
    named = last & CAPITAL and not last & (SMALL | CUE | TIME) and marked.words[-1][-1].isalnum()
    return bool(named and not _in_headline(marked))


def _is_heading(marked: Marked) -> bool:
    """`‘A good night’`, alone in its paragraph and between single marks where others are double."""
    alone = marked.odd and len(marked.words) == marked.first and not marked.behind.strip()
    return alone and marked.inner.count(" ") < _HEADING


def _is_title(marked: Marked) -> bool:
    """`the author of “Human Weather,”`, `told “The Morning After”`, but not `said: “Happy New Year!”`."""
    if not _ends_like_a_name(marked.inner):
        return False
    words = [word for word in (word.strip(_TRIMMED) for word in marked.inner.split()) if word]
    if not words or _in_headline(marked):
        return False
    if len(marked.words) == marked.first or _before_a_work(marked):
        return len(words) > 1 and _before_a_work(marked) and _titled(words)
    if not _titled(words[-1:] if _of_a_work(marked) else words):
        return False
    last = marked.bits[-1]
    if marked.words[-1] in _TO_HEARERS and len(words) > 1:
        return True
    if len(words) == 1 and not (last & POSSESSIVE or marked.words[-1] in _WORKS or marked.words[-1] in ("on", "of")):
        return False
    if last & (COLON | STOP | DASH) or (last & CUE and marked.words[-1] not in _WORKS):
        return False
    return not _introduced(marked)


def _ends_like_a_name(inner: str) -> bool:
    """Return cheaply whether the last word may end a title: most quoted speech is ruled out here."""
    last = inner.rstrip(_BEHIND_WORD).rsplit(None, 1)[-1:]
    first = last[0].lstrip(_TRIMMED)[:1] if last else ""
    return first.isupper() or first.isdigit()


def _of_a_work(marked: Marked) -> bool:
    """Return whether the words before are `the author of`, or `the novel`, so that capitals matter less."""
    work = marked.words[-2:-1] if marked.words[-1] == "of" else marked.words[-1:]
    return bool(work) and work[0] in _WORKS


def _before_a_work(marked: Marked) -> bool:
    """Return whether the word behind says what they name: `“The Long Night” star Ana Ruiz`."""
    return marked.behind.lstrip().partition(" ")[0] in _WORKS


def _titled(words: list[str]) -> bool:
    """Return whether each word is capitalised but the small ones between: `The Long Night of Ana Ruiz 2`."""
    if not all(words[end][0].isupper() or words[end][0].isdigit() for end in (0, -1)) or words[0].isdigit():
        return False
    return all(word[0].isupper() or not word[0].isalpha() or word in _LINKS for word in words)


def _introduced(marked: Marked) -> bool:
    """Return whether what is said is introduced: `Ruiz shouted, “Happy New Year!”`, `a chant of “Go Home”`."""
    near = marked.before(_NEAR)
    if marked.words[-1] == "as" or any(marked.words[at] in _SAYINGS for at in near):
        return True
    if marked.bits[-1] & (PREPOSITION | POSSESSIVE) or any(marked.words[at] in _WORKS for at in near):
        return False
    judged = any(marked.words[at] in _JUDGED for at in marked.before(_NEAR))
    return judged or bool(marked.bits[-1] & COMMA and any(marked.bits[at] & CUE for at in near))


def _in_headline(marked: Marked) -> bool:
    """Return whether all words around are capitalised as well, so that capitals say nothing."""
    around = [marked.words[at] for at in marked.before(_NEAR) if not marked.bits[at] & CAPITAL]
    behind = marked.behind.split()
    around += [word for word in behind if word[0].islower()]
    return len(behind) > 1 and not any(len(word) > 3 and word[0].isalpha() for word in around)


_REASONS: tuple[tuple[str, Callable[[Marked], bool]], ...] = (
    ("nickname", _is_nickname),
    ("title", _is_title),
    ("heading", _is_heading),
)
