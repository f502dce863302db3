"""What each word can be, as bits: one word can be several things (“that”, “chair”, “may”).

The lists are words.txt, mentions.txt and cues.txt; a word in none of them is known only by its form.
"""

from collections.abc import Callable

from annotation.parsing.cues import CUE_FORMS
from annotation.parsing.lexicon import section

REGION, CAPITAL, PRONOUN, AUXILIARY, ADVERB, DETERMINER, PREPOSITION, CONJUNCTION, SUBORDINATOR = (
    1 << n for n in range(9)
)
TITLE, ROLE, BODY, DOCUMENT, TIME, VERB, CUE, NEGATION, NATIONALITY, PARTICLE = (1 << n for n in range(9, 19))
NUMBER, STOP, COMMA, COLON, DASH, POSSESSIVE, SYMBOL, WORD, PLACE, NAME = (1 << n for n in range(19, 29))
SMALL = PRONOUN | AUXILIARY | ADVERB | DETERMINER | PREPOSITION | CONJUNCTION | SUBORDINATOR | NEGATION
PUNCTUATION = STOP | COMMA | COLON | DASH | SYMBOL
# Groups are put together once: rules ask for them at every word.
FINITE = AUXILIARY | VERB
VERBAL = FINITE | CUE
OFFICE = TITLE | ROLE
CIRCUMSTANCE = PREPOSITION | TIME  # when and where
ASIDE = COMMA | DASH  # what sets words apart
NO_NAME = SMALL | TIME  # what a capital makes no name of

_SECTIONS = (
    ("words.txt", "pronouns", PRONOUN),
    ("words.txt", "auxiliaries", AUXILIARY),
    ("words.txt", "negations", NEGATION),
    ("words.txt", "adverbs", ADVERB),
    ("words.txt", "determiners", DETERMINER),
    ("words.txt", "prepositions", PREPOSITION),
    ("words.txt", "conjunctions", CONJUNCTION),
    ("words.txt", "subordinators", SUBORDINATOR),
    ("words.txt", "times", TIME),
    ("words.txt", "verbs", VERB),
    ("mentions.txt", "titles", TITLE),
    ("mentions.txt", "roles", ROLE),
    ("mentions.txt", "bodies", BODY),
    ("mentions.txt", "documents", DOCUMENT),
    ("mentions.txt", "nationalities", NATIONALITY),
    ("mentions.txt", "particles", PARTICLE),
    ("mentions.txt", "places", PLACE),
)
_MARKS = {
    ".": STOP, "?": STOP, "!": STOP, "…": STOP, ",": COMMA, ":": COLON, ";": STOP, "—": DASH, "–": DASH, "--": DASH,
}  # fmt: skip


class _Bits(dict[str, int]):
    """The bits of the words met so far, in that order, with one object for all that are alike: less to go through."""

    def __missing__(self, word: str) -> int:
        bits = _LISTED.get(word) or _with_name(_unknown(word))
        bits = _ALIKE.setdefault(bits, bits)
        if len(self) < _MOST_KEPT and len(word) < _LONGEST_KEPT:
            self[word] = bits
        return bits


def _unknown(word: str) -> int:
    first = word[0]
    if first.isalpha() or first in "@_":
        lower = _LISTED.get(word.lower(), 0) & ~NAME if first.isupper() else 0
        return lower | WORD | (CAPITAL if first.isupper() or first == "@" else 0)
    if first.isdigit():
        return NUMBER | WORD
    if word[:2] == "--":
        return DASH
    return STOP if word[:2] == ".." else SYMBOL


def _known() -> dict[str, int]:
    bits: dict[str, int] = dict(_MARKS)
    for file, name, bit in _SECTIONS:
        for word in section(file, name):
            bits[word] = bits.get(word, WORD) | bit
    for word in CUE_FORMS:
        bits[word] = bits.get(word, WORD) | CUE
    inflected = {cue.words[0] for cues in CUE_FORMS.values() for cue in cues if " ".join(cue.words) != cue.verb}
    for mark in ("'s", "’s", "'", "’"):  # the last two of “the nurses' union”: no other is left outside a region
        bits[mark] = POSSESSIVE
    bits["States"] = WORD | CAPITAL | PLACE
    for word in list(bits):
        for written in (word.capitalize(), word.upper()):
            if written not in bits:
                # “Says” in a headline is a verb; “Grant” may be a name
                bits[written] = bits[word] | (0 if word in inflected else CAPITAL)
    return {word: _with_name(bit) for word, bit in bits.items()}


def _with_name(bits: int) -> int:
    """Add NAME to what can be part of a name: capitalised, and no small word such as “However” or “The”."""
    return bits | NAME if bits & CAPITAL and not bits & NO_NAME else bits


_LISTED = _known()
_ALIKE: dict[int, int] = {}
# So that memory does not grow with the articles.
_MOST_KEPT = 50_000
_LONGEST_KEPT = 40


bits_of: Callable[[str], int] = _Bits().__getitem__
"""Return what a word, number or punctuation mark can be."""
