"""Quotations that go on: after an interruption, in the next sentence, in the next paragraph.

Every quoted region that starts a sentence and that no verb has claimed is looked at once, in the order of the text.
"""

from bisect import bisect_left
from dataclasses import replace

from annotation.attribution.dialogue import Sentence, alone, asks, introduced, signed
from annotation.grammar.extents import end_behind
from annotation.grammar.noun_phrases import Mention
from annotation.grammar.predicates import Claim
from annotation.grammar.subjects import subject_of_sentence
from annotation.parsing.document import Reading
from annotation.parsing.tags import ADVERB, AUXILIARY, COLON, COMMA, CONJUNCTION, PRONOUN, REGION

_LEAD = 5  # items before marks that carry on what was quoted before
_LEADING = ADVERB | AUXILIARY | COMMA | CONJUNCTION | PRONOUN


def continued(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """Return the claims with what continues them joined on, and new ones for speech without a verb.

    `“I have read it,” Rao said. “All of it.”` is one claim of two regions.
    """
    state = _State(reading, claims)
    for number, regions in enumerate(reading.by_sentence(reading.quoted)):
        if regions and regions[0] == reading.sentences[number][0]:
            state.place(number)
        else:
            state.turns = []
            if regions:
                state.resume(number)
        state.heard(number)
    return state.claims()


def speech_like(reading: Reading, item: int) -> bool:
    """Return whether a region is a sentence of its own rather than a title or a word as a word."""
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
        self.claimed = [-1, *sorted(self.by_cue.keys() | self.holder.keys())]  # items that tell of a claim
        self.waiting: list[int] = []
        self.latest: int | None = None  # the latest claim
        self.heard_in = -1  # the paragraph of the latest claim
        self.turns: list[int] = []  # a claim that asks, and those of the paragraphs that follow without a speaker

    def claims(self) -> list[Claim]:
        """Return the claims with all their content."""
        return [
            Claim(tuple(content), claim.source, claim.cue, claim.rule)
            for claim, content in zip(self.found, self.content, strict=True)
        ]

    def heard(self, number: int) -> None:
        """Remember the last claim of a sentence; one that was just made holds the region that starts it."""
        low, high = self.reading.sentences[number]
        last = self.claimed[bisect_left(self.claimed, high) - 1]
        item = last if last > low else low
        claim = self.by_cue.get(item, self.holder.get(item))
        if claim is not None:
            self.latest, self.heard_in = claim, self.reading.paragraph_at[number]

    def place(self, number: int) -> None:
        """Find out to whom the region that starts a sentence belongs."""
        item = self.reading.sentences[number][0]
        going_on = self.reading.region_at.get(item - 1)
        if item in self.holder:
            self._gather(self.holder[item])
            self._settle(self.holder[item])
        elif going_on is not None and going_on.continues and item - 1 in self.holder:
            self._extend(self.holder[item - 1], item)
        elif self.reading.region_at[item].continues and not self._follows_speech(number):
            self.waiting.append(item)
        elif not speech_like(self.reading, item):
            return
        elif number and self.reading.paragraph_at[number - 1] == self.reading.paragraph_at[number]:
            self._after_sentence(item, self.reading.sentences[number - 1], self.reading.paragraph_at[number])
        elif alone(self.reading, self.reading.sentences[number]):
            self._after_paragraph(item, number)
            if item in self.holder:
                self._gather(self.holder[item])

    def resume(self, number: int) -> None:
        """Go on with what was quoted in the sentence before: `But “it was late.”`, `It was “too late.”`"""
        low, high = self.reading.sentences[number]
        item = next((at for at in range(low, min(low + _LEAD, high)) if not self.reading.bits[at] & _LEADING), high)
        if (
            item == high
            or not self.reading.bits[item] & REGION
            or item in self.holder
            or not self._follows_speech(number)
        ):
            return
        if self.latest is not None and self._quotes(self.latest) and not self._speaks(number):
            bare = self.reading.bits[item - 1] & (COMMA | CONJUNCTION)
            self._extend(self.latest, item, first=item if bare else low, last=end_behind(self.reading, item, high))

    def _speaks(self, number: int) -> bool:
        low, high = self.reading.sentences[number]
        return any(item in self.by_cue for item in range(low, high))

    def _follows_speech(self, number: int) -> bool:
        """Return whether the sentence before speaks, in the same paragraph, or introduces who is going to."""
        if not number:
            return False
        low, high = self.reading.sentences[number - 1]
        if self.reading.paragraph_at[number - 1] != self.reading.paragraph_at[number]:
            return bool(self.reading.bits[high - 1] & COLON)
        return any(item in self.holder or item in self.by_cue for item in range(low, high))

    def _gather(self, number: int) -> None:
        """Put the paragraphs that waited for a speaker before the one that names him."""
        self.content[number][:0] = [(item, item + 1) for item in self.waiting]
        self.holder.update(dict.fromkeys(self.waiting, number))
        self.waiting = []

    def _after_sentence(self, item: int, previous: Sentence, paragraph: int) -> None:
        spoken = [self.holder[at] for at in range(*previous) if at in self.holder]
        reported = [self.by_cue[at] for at in range(*previous) if at in self.by_cue]
        if spoken:
            self._extend(spoken[-1], item)
        elif reported:
            self._start(item, self._again(reported[-1], "same-speaker"))
        elif self.latest is not None and self.heard_in == paragraph and self._quotes(self.latest):
            self._extend(self.latest, item)
        elif self.latest is not None and self.heard_in == paragraph:
            self._start(item, self._again(self.latest, "same-speaker"))
        else:
            self._start(item, Claim((), subject_of_sentence(self.reading, *previous), None, "lead-in"))

    def _after_paragraph(self, item: int, number: int) -> None:
        sentences = self.reading.sentences
        signature = signed(self.reading, sentences[number + 1]) if number + 1 < len(sentences) else None
        introduction = introduced(self.reading, sentences[number - 1]) if number else None
        if signature:
            self._start(item, Claim((), signature, None, "signature"))
        elif introduction:
            self._start(item, Claim((), introduction, None, "lead-in"))
        elif self.latest is None and (witness := self._behind(number)):
            self._start(item, Claim((), witness, None, "quoted-then-speaker"))
        elif self.latest is not None:
            self._go_on(self.latest, item, near=self.heard_in == self.reading.paragraph_at[number] - 1)

    def _behind(self, number: int) -> Mention | None:
        """Return the subject of the next sentence of the paragraph: `“Gone.” Maria Vega stared at the ash.`"""
        if self.reading.paragraph_at[number : number + 2] != [self.reading.paragraph_at[number]] * 2:
            return None
        return subject_of_sentence(self.reading, *self.reading.sentences[number + 1])

    def _go_on(self, latest: int, item: int, near: bool) -> None:
        question = asks(self.reading, self.content[latest])
        if near and not question and not self.turns and self._quotes(latest):
            self._extend(latest, item)
            return
        if question and not self.turns:
            self.turns = [latest]
        self._start(item, self._again(latest, "goes-on"))
        if self.turns:
            self.turns.append(len(self.found) - 1)

    def _quotes(self, number: int) -> bool:
        """Return whether the last words of a claim stand between marks."""
        content = self.content[number]
        return bool(content) and bool(self.reading.bits[content[-1][1] - 1] & REGION)

    def _settle(self, number: int) -> None:
        """Return turns to the one who asked and the one who answers, if they came to the latter by turns."""
        one, other = (self.found[n].source for n in (self.turns[0] if self.turns else number, number))
        if one and other and len(self.turns) % 2 and self.reading.words[one.head] != self.reading.words[other.head]:
            for turn, claim in enumerate(self.turns[1:]):
                self.found[claim] = replace(self.found[claim], source=one if turn % 2 else other, rule="turn")
        self.turns = []

    def _again(self, number: int, rule: str) -> Claim:
        return replace(self.found[number], cue=None, rule=rule)

    def _start(self, item: int, claim: Claim) -> None:
        self.holder[item] = len(self.found)
        self.found.append(claim)
        self.content.append([(item, item + 1)])

    def _extend(self, number: int, item: int, first: int | None = None, last: int | None = None) -> None:
        self.content[number].append((item if first is None else first, item + 1 if last is None else last))
        self.holder[item] = number


def _holders(reading: Reading, claims: list[Claim]) -> dict[int, int]:
    """Return for each quoted region which claim holds it, the narrowest if several do."""
    holder: dict[int, int] = {}
    width: dict[int, int] = {}
    for number, claim in enumerate(claims):
        for first, last in claim.content:
            for item in reading.quoted_in(first, last):
                if last - first < width.get(item, last - first + 1):
                    holder[item], width[item] = number, last - first
    return holder
