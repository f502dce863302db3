"""Quotations that go on: after an interruption, in the next sentence, in the next paragraph.

Every quoted region that starts a sentence and that no verb has claimed is looked at once, in the order of the text.
"""

from dataclasses import replace

from annotation.claims import Claim
from annotation.reading import Reading
from annotation.subjects import subject_of_sentence
from annotation.words import REGION

_Sentence = tuple[int, int]


def continued(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """Give the claims with what continues them joined on, and new ones for speech without a verb.

    `“I have read it,” Rao said. “All of it.”` is one claim of two regions.
    """
    state = _State(reading, claims)
    previous: tuple[_Sentence, int] | None = None
    for sentence, paragraph in zip(reading.sentences, reading.paragraph_at, strict=True):
        if reading.bits[sentence[0]] & REGION:
            before = previous[0] if previous and previous[1] == paragraph else None
            state.place(sentence, before)
        previous = sentence, paragraph
    return state.claims()


def speech_like(reading: Reading, item: int) -> bool:
    """Tell whether a region is a sentence of its own rather than a title or a word as a word."""
    inner = reading.region_at[item].inner.of(reading.text).strip()
    return inner[-1] in ".?!,…—-" or len(inner.split()) > 6


class _State:
    """The claims as they grow, which of them holds each region, and what still waits for a speaker."""

    def __init__(self, reading: Reading, claims: list[Claim]) -> None:
        self.reading = reading
        self.found = list(claims)
        self.content = [list(claim.content) for claim in claims]
        self.holder = _holders(reading, claims)
        self.by_cue = {claim.cue[0]: number for number, claim in enumerate(claims) if claim.cue}
        self.waiting: list[int] = []
        self.latest: int | None = None

    def claims(self) -> list[Claim]:
        """Give the claims with all their content."""
        return [replace(claim, content=tuple(ranges)) for claim, ranges in zip(self.found, self.content, strict=True)]

    def place(self, sentence: _Sentence, previous: _Sentence | None) -> None:
        """Find out to whom the region that starts a sentence belongs."""
        item = sentence[0]
        going_on = self.reading.region_at.get(item - 1)
        if item in self.holder:
            self._gather(self.holder[item])
        elif going_on is not None and going_on.continues and item - 1 in self.holder:
            self._extend(self.holder[item - 1], item)
        elif self.reading.region_at[item].continues:
            self.waiting.append(item)
        elif speech_like(self.reading, item):
            self._attach(sentence, previous)
        self.latest = self.holder.get(item, self.latest)

    def _gather(self, number: int) -> None:
        """Put the paragraphs that waited for a speaker before the one that names him."""
        self.content[number][:0] = [(item, item + 1) for item in self.waiting]
        self.holder.update(dict.fromkeys(self.waiting, number))
        self.waiting = []

    def _attach(self, sentence: _Sentence, previous: _Sentence | None) -> None:
        item, high = sentence
        if previous is None:
            if self.latest is not None and high - item == 1:
                self._start(item, replace(self.found[self.latest], cue=None, rule="goes-on"))
            return
        spoken = [self.holder[at] for at in range(*previous) if at in self.holder]
        reported = [self.by_cue[at] for at in range(*previous) if at in self.by_cue]
        if spoken:
            self._extend(spoken[-1], item)
        elif reported:
            self._start(item, replace(self.found[reported[-1]], cue=None, rule="same-speaker"))
        else:
            self._start(item, Claim((), subject_of_sentence(self.reading, *previous), None, "lead-in"))

    def _start(self, item: int, claim: Claim) -> None:
        self.holder[item] = len(self.found)
        self.found.append(claim)
        self.content.append([(item, item + 1)])

    def _extend(self, number: int, item: int) -> None:
        self.content[number].append((item, item + 1))
        self.holder[item] = number


def _holders(reading: Reading, claims: list[Claim]) -> dict[int, int]:
    """Tell for each quoted region which claim holds it, the narrowest if several do."""
    holder: dict[int, int] = {}
    width: dict[int, int] = {}
    for number, claim in enumerate(claims):
        for first, last in claim.content:
            for item in range(first, last):
                if reading.bits[item] & REGION and last - first < width.get(item, last - first + 1):
                    holder[item], width[item] = number, last - first
    return holder
