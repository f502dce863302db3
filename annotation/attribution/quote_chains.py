"""Quotations that go on: after an interruption, in the next sentence, in the next paragraph.

Every quoted region that starts a sentence and that no verb has claimed is looked at once, in the order of the text.
"""

from bisect import bisect_left
from dataclasses import replace

from annotation.attribution.dialogue import Sentence, alone, asks, introduced, signed
from annotation.grammar.extents import end_behind
from annotation.grammar.noun_phrases import NounPhrase
from annotation.grammar.predicates import Candidate
from annotation.grammar.subjects import subject_of_sentence
from annotation.parsing.document import Document
from annotation.parsing.tags import ADVERB, AUXILIARY, COLON, COMMA, CONJUNCTION, PRONOUN, REGION

_LEAD = 5  # tokens before marks that carry on what was quoted before
_LEADING = ADVERB | AUXILIARY | COMMA | CONJUNCTION | PRONOUN


def continued(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """Give the claims with what continues them joined on, and new ones for speech without a verb.

    `“I have read it,” Rao said. “All of it.”` is one candidate of two regions.
    """
    state = _State(document, candidates)
    for number, regions in enumerate(document.by_sentence(document.quoted_regions)):
        if regions and regions[0] == document.sentences[number][0]:
            state.place(number)
        else:
            state.turns = []
            if regions:
                state.resume(number)
        state.heard(number)
    return state.candidates()


def speech_like(document: Document, token: int) -> bool:
    """Tell whether a region is a sentence of its own rather than a title or a word as a word."""
    inner = document.region_at[token].inner.of(document.text).strip()
    return inner[-1] in ".?!,…—-" or len(inner.split()) > 6


class _State:
    """The candidates as they grow, which of them holds each region, and what still waits for a speaker."""

    def __init__(self, document: Document, candidates: list[Candidate]) -> None:
        self.document = document
        self.found = list(candidates)
        self.content = [list(candidate.content) for candidate in candidates]
        self.holder = _holders(document, candidates)
        self.by_cue = {candidate.cue[0]: number for number, candidate in enumerate(candidates) if candidate.cue}
        self.claimed = [-1, *sorted(self.by_cue.keys() | self.holder.keys())]  # tokens that tell of a candidate
        self.waiting: list[int] = []
        self.latest: int | None = None  # the latest candidate
        self.heard_in = -1  # the paragraph of the latest candidate
        self.turns: list[int] = []  # a claim that asks, and those of the paragraphs that follow without a speaker

    def candidates(self) -> list[Candidate]:
        """Give the claims with all their content."""
        return [
            Candidate(tuple(content), candidate.source, candidate.cue, candidate.rule)
            for candidate, content in zip(self.found, self.content, strict=True)
        ]

    def heard(self, number: int) -> None:
        """Remember the last candidate of a sentence; one that was just made holds the region that starts it."""
        low, high = self.document.sentences[number]
        last = self.claimed[bisect_left(self.claimed, high) - 1]
        token = last if last > low else low
        candidate = self.by_cue.get(token, self.holder.get(token))
        if candidate is not None:
            self.latest, self.heard_in = candidate, self.document.paragraph_at[number]

    def place(self, number: int) -> None:
        """Find out to whom the region that starts a sentence belongs."""
        token = self.document.sentences[number][0]
        going_on = self.document.region_at.get(token - 1)
        if token in self.holder:
            self._gather(self.holder[token])
            self._settle(self.holder[token])
        elif going_on is not None and going_on.continues and token - 1 in self.holder:
            self._extend(self.holder[token - 1], token)
        elif self.document.region_at[token].continues and not self._follows_speech(number):
            self.waiting.append(token)
        elif not speech_like(self.document, token) or self._is_subject(token):
            return
        elif number and self.document.paragraph_at[number - 1] == self.document.paragraph_at[number]:
            self._after_sentence(token, self.document.sentences[number - 1], self.document.paragraph_at[number])
        elif alone(self.document, self.document.sentences[number]):
            self._after_paragraph(token, number)
            if token in self.holder:
                self._gather(self.holder[token])

    def _is_subject(self, token: int) -> bool:
        """Return whether a region is the subject of what follows: `“Where is he?” has become a saying`."""
        document = self.document
        within = document.sentence_of[token + 1 : token + 2] == [document.sentence_of[token]]
        return within and bool(document.tags[token + 1] & AUXILIARY)

    def resume(self, number: int) -> None:
        """Go on with what was quoted in the sentence before: `But “it was late.”`, `It was “too late.”`"""
        low, high = self.document.sentences[number]
        token = next((at for at in range(low, min(low + _LEAD, high)) if not self.document.tags[at] & _LEADING), high)
        if (
            token == high
            or not self.document.tags[token] & REGION
            or token in self.holder
            or not self._follows_speech(number)
        ):
            return
        if self.latest is not None and self._quotes(self.latest) and not self._speaks(number):
            bare = self.document.tags[token - 1] & (COMMA | CONJUNCTION)
            self._extend(self.latest, token, first=token if bare else low, last=end_behind(self.document, token, high))

    def _speaks(self, number: int) -> bool:
        low, high = self.document.sentences[number]
        return any(token in self.by_cue for token in range(low, high))

    def _follows_speech(self, number: int) -> bool:
        """Tell whether the sentence before speaks, in the same paragraph, or introduces who is going to."""
        if not number:
            return False
        low, high = self.document.sentences[number - 1]
        if self.document.paragraph_at[number - 1] != self.document.paragraph_at[number]:
            return bool(self.document.tags[high - 1] & COLON)
        return any(token in self.holder or token in self.by_cue for token in range(low, high))

    def _gather(self, number: int) -> None:
        """Put the paragraphs that waited for a speaker before the one that names him."""
        self.content[number][:0] = [(token, token + 1) for token in self.waiting]
        self.holder.update(dict.fromkeys(self.waiting, number))
        self.waiting = []

    def _after_sentence(self, token: int, previous: Sentence, paragraph: int) -> None:
        spoken = [self.holder[at] for at in range(*previous) if at in self.holder]
        reported = [self.by_cue[at] for at in range(*previous) if at in self.by_cue]
        if spoken:
            self._extend(spoken[-1], token)
        elif reported:
            self._start(token, self._again(reported[-1], "same-speaker"))
        elif self.latest is not None and self.heard_in == paragraph and self._quotes(self.latest):
            self._extend(self.latest, token)
        elif self.latest is not None and self.heard_in == paragraph:
            self._start(token, self._again(self.latest, "same-speaker"))
        else:
            self._start(token, Candidate((), subject_of_sentence(self.document, *previous), None, "lead-in"))

    def _after_paragraph(self, token: int, number: int) -> None:
        sentences = self.document.sentences
        signature = signed(self.document, sentences[number + 1]) if number + 1 < len(sentences) else None
        introduction = introduced(self.document, sentences[number - 1]) if number else None
        if signature:
            self._start(token, Candidate((), signature, None, "signature"))
        elif introduction:
            self._start(token, Candidate((), introduction, None, "lead-in"))
        elif self.latest is None and (witness := self._behind(number)):
            self._start(token, Candidate((), witness, None, "quoted-then-speaker"))
        elif self.latest is not None:
            self._go_on(self.latest, token, near=self.heard_in == self.document.paragraph_at[number] - 1)

    def _behind(self, number: int) -> NounPhrase | None:
        """Give the subject of the next sentence of the paragraph: `“Gone.” Maria Vega stared at the ash.`"""
        if self.document.paragraph_at[number : number + 2] != [self.document.paragraph_at[number]] * 2:
            return None
        return subject_of_sentence(self.document, *self.document.sentences[number + 1])

    def _go_on(self, latest: int, token: int, near: bool) -> None:
        question = asks(self.document, self.content[latest])
        if near and not question and not self.turns and self._quotes(latest):
            self._extend(latest, token)
            return
        if question and not self.turns:
            self.turns = [latest]
        self._start(token, self._again(latest, "goes-on"))
        if self.turns:
            self.turns.append(len(self.found) - 1)

    def _quotes(self, number: int) -> bool:
        """Tell whether the last words of a candidate stand between marks."""
        content = self.content[number]
        return bool(content) and bool(self.document.tags[content[-1][1] - 1] & REGION)

    def _settle(self, number: int) -> None:
        """Give turns to the one who asked and the one who answers, if they came to the latter by turns."""
        one, other = (self.found[n].source for n in (self.turns[0] if self.turns else number, number))
        if one and other and len(self.turns) % 2 and self.document.words[one.head] != self.document.words[other.head]:
            for turn, candidate in enumerate(self.turns[1:]):
                self.found[candidate] = replace(self.found[candidate], source=one if turn % 2 else other, rule="turn")
        self.turns = []

    def _again(self, number: int, rule: str) -> Candidate:
        return replace(self.found[number], cue=None, rule=rule)

    def _start(self, token: int, candidate: Candidate) -> None:
        self.holder[token] = len(self.found)
        self.found.append(candidate)
        self.content.append([(token, token + 1)])

    def _extend(self, number: int, token: int, first: int | None = None, last: int | None = None) -> None:
        self.content[number].append((token if first is None else first, token + 1 if last is None else last))
        self.holder[token] = number


def _holders(document: Document, candidates: list[Candidate]) -> dict[int, int]:
    """Tell for each quoted region which candidate holds it, the narrowest if several do."""
    holder: dict[int, int] = {}
    width: dict[int, int] = {}
    for number, candidate in enumerate(candidates):
        for first, last in candidate.content:
            for token in document.regions_in(first, last):
                if last - first < width.get(token, last - first + 1):
                    holder[token], width[token] = number, last - first
    return holder
