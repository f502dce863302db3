"""Chains of quoted regions: the candidates as they grow by what continues them, and which of them holds each region."""

from bisect import bisect_left
from dataclasses import replace

from annotation.grammar.predicates import Candidate
from annotation.parsing.document import Document
from annotation.parsing.tags import REGION
from annotation.rule import Rule

SAME_SPEAKER = Rule(
    name="same-speaker",
    reads="Words between marks after a sentence that reports.",
    precision=0.79,
    example="[source|Ana Ruiz] [cue|said] [content|the dam would hold]. “[content 2|It was close.]”",
    outcome=("subject-verb-clause/name: Ana Ruiz", "same-speaker/name: Ana Ruiz"),
    explanation="The sentence before gives words to {source}, and nothing says that somebody else goes on.",
)
LEAD_IN = Rule(
    name="lead-in",
    reads="Words between marks after a sentence about a person that reports nothing.",
    precision=0.75,
    example="[source|Ana Ruiz] was proud. “[content|It held all night.]”",
    outcome=("lead-in/name: Ana Ruiz",),
    explanation="The sentence before is about {source}, and the words between marks follow it.",
)


class QuoteChains:
    """The candidates of a document with their growing content, and the latest of them for what follows."""

    def __init__(self, document: Document, candidates: list[Candidate]) -> None:
        self.document = document
        self.candidates = list(candidates)
        self.content = [list(candidate.content) for candidate in candidates]
        self.holder = _holders(document, candidates)  # region → the candidate that holds it
        self.by_cue = {candidate.cue[0]: number for number, candidate in enumerate(candidates) if candidate.cue}
        self._claimed = [-1, *sorted(self.by_cue.keys() | self.holder.keys())]  # tokens of a candidate
        self._waiting: list[int] = []  # regions whose speaker is named later
        self.latest: int | None = None
        self.latest_paragraph = -1

    def finished(self) -> list[Candidate]:
        """Return the candidates with all their content."""
        return [
            Candidate(tuple(content), candidate.source, candidate.cue, candidate.rule)
            for candidate, content in zip(self.candidates, self.content, strict=True)
        ]

    def note_latest(self, number: int) -> None:
        """Note the last candidate of a sentence; one that was just started holds the region that opens it."""
        low, high = self.document.sentences[number]
        last = self._claimed[bisect_left(self._claimed, high) - 1]
        token = last if last > low else low
        candidate = self.by_cue.get(token, self.holder.get(token))
        if candidate is not None:
            self.latest, self.latest_paragraph = candidate, self.document.paragraph_at[number]

    def start(self, token: int, candidate: Candidate) -> int:
        """Add a candidate whose content is a region; return its number."""
        number = self.holder[token] = len(self.candidates)
        self.candidates.append(candidate)
        self.content.append([(token, token + 1)])
        return number

    def start_like(self, token: int, number: int, rule: Rule) -> int:
        """Add a candidate with the source of another; return its number."""
        return self.start(token, replace(self.candidates[number], cue=None, rule=rule))

    def extend(self, number: int, token: int, first: int | None = None, last: int | None = None) -> None:
        """Add a region, or the tokens around it from `first` to `last`, to the content of a candidate."""
        self.content[number].append((token if first is None else first, token + 1 if last is None else last))
        self.holder[token] = number

    def wait(self, token: int) -> None:
        """Keep a region for the candidate that will name its speaker."""
        self._waiting.append(token)

    def gather(self, number: int) -> None:
        """Put the regions that waited for a speaker before the content of the candidate that names one."""
        self.content[number][:0] = [(token, token + 1) for token in self._waiting]
        self.holder.update(dict.fromkeys(self._waiting, number))
        self._waiting = []

    def ends_quoted(self, number: int) -> bool:
        """Return whether the last words of a candidate stand between marks."""
        content = self.content[number]
        return bool(content) and bool(self.document.tags[content[-1][1] - 1] & REGION)

    def ends_with_question(self, number: int) -> bool:
        """Return whether a candidate ends with a quoted question, which another speaker may answer."""
        content = self.content[number]
        region = self.document.region_at.get(content[-1][1] - 1) if content else None
        return region is not None and self.document.text[region.inner.end - 1] == "?"


def _holders(document: Document, candidates: list[Candidate]) -> dict[int, int]:
    """Return for each quoted region the candidate that holds it, the narrowest of several."""
    holder: dict[int, int] = {}
    width: dict[int, int] = {}
    for number, candidate in enumerate(candidates):
        for first, last in candidate.content:
            for token in document.regions_in(first, last):
                if last - first < width.get(token, last - first + 1):
                    holder[token], width[token] = number, last - first
    return holder
