"""English inflection: which form of a reporting verb in `cues.txt` is the base, a past form, a participle."""

from collections.abc import Iterator

from annotation.languages.lexicon import lines
from annotation.languages.reporting_verbs import Cue

_FORMS_BEYOND_ONE_PAST = 2  # “read, reads, reading”: the first is the past as well


def reporting_verbs() -> Iterator[Cue]:
    """Yield each form of each reporting verb.

    >>> next(cue.words for cue in reporting_verbs() if cue.verb == "say" and cue.participle)
    ('saying',)
    """
    for line in lines("en", "cues.txt"):
        forms, _, takes = line.partition(" : ")
        verb, *rest = forms.split(", ")
        kinds = frozenset(takes.split())
        for form in (verb, *rest):
            words = tuple(form.split())
            participle = words[0].endswith("ing") and form != verb
            base = form == verb and len(rest) > _FORMS_BEYOND_ONE_PAST
            past = not participle and not base and not words[0].endswith("s")
            yield Cue(verb, words, participle, base, past, kinds)
