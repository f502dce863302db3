"""Scare quotes, marks around a name and no speech: titles of works and programmes, nicknames, headings.

`_REASONS` lists what is tried, in order. What a reason fits is read as plain words of the sentence, so that no rule
takes it for speech: `the host of “The Long Night,” said` is about a host.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from annotation.parsing.tags import CAPITAL, COLON, COMMA, CUE, DASH, POSSESSIVE, PREPOSITION, SMALL, STOP, SYMBOL, TIME
from annotation.parsing.vocabulary import Vocabulary

_HEADING = 8  # words of a heading
_AUTHOR = 4  # tokens before the marks of a reference
_NEAR = 8  # tokens before the marks in which a verb, a work or a plain word counts
_SPACES = " \n\t\u00a0"
_TRIMMED = ",.;:!?…'\"“”‘’()[]-–—"
_BEHIND_WORD = _TRIMMED + _SPACES


class Marked(NamedTuple):
    """Words between marks, `inner`, with the tokens of their paragraph before them and the text `behind`.

    `odd` says that the marks are single in a text that quotes between double ones.
    """

    words: list[str]
    tags: list[int]
    first: int
    inner: str
    behind: str
    vocabulary: Vocabulary
    odd: bool = False

    def before(self, count: int) -> range:
        """Return the numbers of the last tokens before the marks, the nearest first."""
        last = len(self.words) - 1
        return range(last, max(self.first, last - count + 1) - 1, -1)


def reason(marked: Marked) -> str | None:
    """Return the name of the first reason that fits, None when the words may be speech.

    >>> from annotation.languages import ENGLISH; from annotation.parsing.vocabulary import vocabulary_of
    >>> reason(Marked(["the", "film"], [0, 0], 0, "The Long Night", " opened on Monday.", vocabulary_of(ENGLISH)))
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
    if not short or behind[:1] != " " or not behind[1:2].isupper() or len(marked.tags) == marked.first:
        return False
    last = marked.tags[-1]
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
    data = marked.vocabulary.data
    words = [word for word in (word.strip(_TRIMMED) for word in marked.inner.split()) if word]
    if not words or _in_headline(marked):
        return False
    if len(marked.words) == marked.first or _before_a_work(marked):
        return len(words) > 1 and _before_a_work(marked) and _titled(marked, words)
    if not _titled(marked, words[-1:] if _of_a_work(marked) else words):
        return False
    last = marked.tags[-1]
    if marked.words[-1] in data.verbs_with_hearer and len(words) > 1:
        return True
    if len(words) == 1 and not (
        last & POSSESSIVE or marked.words[-1] in data.works or marked.words[-1] in data.title_prepositions
    ):
        return False
    if last & (COLON | STOP | DASH) or (last & CUE and marked.words[-1] not in data.works):
        return False
    return not _introduced(marked)


def _ends_like_a_name(inner: str) -> bool:
    """Return whether the last word may end a title: a fast test that most speech fails."""
    last = inner.rstrip(_BEHIND_WORD).rsplit(None, 1)[-1:]
    first = last[0].lstrip(_TRIMMED)[:1] if last else ""
    return first.isupper() or first.isdigit()


def _of_a_work(marked: Marked) -> bool:
    """Return whether the words before are `the author of`, or `the novel`, so that capitals matter less."""
    data = marked.vocabulary.data
    work = marked.words[-2:-1] if marked.words[-1] in data.genitive_prepositions else marked.words[-1:]
    return bool(work) and work[0] in data.works


def _before_a_work(marked: Marked) -> bool:
    """Return whether the word behind names a kind of work: `“The Long Night” star Ana Ruiz`."""
    return marked.behind.lstrip().partition(" ")[0] in marked.vocabulary.data.works


def _titled(marked: Marked, words: list[str]) -> bool:
    """Return whether each word is capitalised but the small ones between: `The Long Night of Ana Ruiz 2`."""
    if not all(words[end][0].isupper() or words[end][0].isdigit() for end in (0, -1)) or words[0].isdigit():
        return False
    return all(word[0].isupper() or not word[0].isalpha() or word in marked.vocabulary.title_words for word in words)


def _introduced(marked: Marked) -> bool:
    """Return whether what is said is introduced: `Ruiz shouted, “Happy New Year!”`, `a chant of “Go Home”`."""
    near, vocabulary = marked.before(_NEAR), marked.vocabulary
    data = vocabulary.data
    if marked.words[-1] in data.judgement_particles or any(marked.words[at] in data.sayings for at in near):
        return True
    if marked.tags[-1] & (PREPOSITION | POSSESSIVE) or any(marked.words[at] in data.works for at in near):
        return False
    judged = any(marked.words[at] in vocabulary.judging_forms for at in marked.before(_NEAR))
    return judged or bool(marked.tags[-1] & COMMA and any(marked.tags[at] & CUE for at in near))


def _in_headline(marked: Marked) -> bool:
    """Return whether all words around are capitalised as well, so that capitals say nothing."""
    around = [marked.words[at] for at in marked.before(_NEAR) if not marked.tags[at] & CAPITAL]
    behind = marked.behind.split()
    around += [word for word in behind if word[0].islower()]
    return len(behind) > 1 and not any(len(word) > 3 and word[0].isalpha() for word in around)


def _is_named(marked: Marked) -> bool:
    """`an op-ed titled “Children need the sea”`, `with titles such as “Ten Uses”`, `(Read “Where do they sleep?”)`."""
    if len(marked.words) == marked.first:
        return False
    data, words = marked.vocabulary.data, marked.words
    if words[-1] in data.naming_words:
        return True
    if tuple(words[-2:]) == data.example_phrase:
        return any(words[at] in data.named_kinds for at in marked.before(_NEAR))
    if words[-1] in data.reference_openers and marked.tags[-1] & CAPITAL:
        before = marked.tags[-2] if len(words) - marked.first > 1 else STOP
        return bool(before & (STOP | SYMBOL))
    return False


_REFERENCE = re.compile(
    r"\s*(?:[A-Z][\w.’'&-]*[ ,]+){1,6}(?:\w+[ ,]+){0,3}(?:\d{1,2}/\d{1,2}\b|\d{1,2}, \d{4}\b|\d{4}\b)"
)


def _is_reference(marked: Marked) -> bool:
    """`(Orlov, “Notes from the Delta,” Norra Times, 9/22)`: a work between an author and where and when it appeared."""
    if len(marked.words) == marked.first or not marked.tags[-1] & COMMA or not marked.inner.endswith(","):
        return False
    author = marked.before(_AUTHOR)
    return not any(marked.tags[at] & CUE and not marked.tags[at] & CAPITAL for at in author) and bool(
        _REFERENCE.match(marked.behind)
    )


_REASONS: tuple[tuple[str, Callable[[Marked], bool]], ...] = (
    ("nickname", _is_nickname),
    ("title", _is_title),
    ("heading", _is_heading),
    ("name of a work", _is_named),
    ("reference", _is_reference),
)
