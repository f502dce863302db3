"""Reporting verbs: which words report, in which form, and what they may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a reporting verb: `said` of `say`, finite; `noting` of `note`, a participle.

    `takes` holds what may follow or precede it, as `en/cues.txt` explains: bare, that, wh, quote, hearer, to, object.
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
