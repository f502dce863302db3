"""Reporting verbs: which words report, in which form, and what they may take."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotation.parsing.lexicon import lines


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a reporting verb: `said` of `say`, finite; `noting` of `note`, a participle.

    `takes` holds what may follow or precede it, as cues.txt explains: bare, that, wh, quote, hearer, to, object, as.
    """

    verb: str
    words: tuple[str, ...]
    participle: bool
    base: bool
    past: bool
    takes: frozenset[str]

    @property
    def statement(self) -> bool:
        """Whether something was said or written, not only thought, meant or found."""
        return "attitude" not in self.takes


_FORMS_BEYOND_ONE_PAST = 2  # “read, reads, reading”: the first is the past as well


def _read() -> Iterator[Cue]:
    for line in lines("cues.txt"):
        forms, _, takes = line.partition(" : ")
        verb, *rest = forms.split(", ")
        kinds = frozenset(takes.split())
        for form in (verb, *rest):
            words = tuple(form.split())
            participle = words[0].endswith("ing") and form != verb
            base = form == verb and len(rest) > _FORMS_BEYOND_ONE_PAST
            past = not participle and not base and not words[0].endswith("s")
            yield Cue(verb, words, participle, base, past, kinds)


# The first word of each form → the cues that begin with it, longest first.
CUE_FORMS: dict[str, list[Cue]] = {}
for _cue in sorted(_read(), key=lambda cue: -len(cue.words)):
    CUE_FORMS.setdefault(_cue.words[0], []).append(_cue)
# Most of them begin no other, and are found at once.
_ONLY = {word: cues[0] for word, cues in CUE_FORMS.items() if len(cues) == 1 and len(cues[0].words) == 1}


def cue_at(words: list[str], item: int) -> Cue | None:
    """Return the cue whose words begin at `item`: the longest one, `called for` before `called`.

    >>> cue_at(["he", "pointed", "out"], 1).verb
    'point out'
    """
    word = words[item]
    if word in _ONLY:
        return _ONLY[word]
    for cue in CUE_FORMS.get(word, ()):
        if len(cue.words) == 1 or tuple(words[item : item + len(cue.words)]) == cue.words:
            return cue
    return None
