"""Quoted regions that no reporting verb governs: `Ruiz warned of “a long winter”, opposes “cold houses”.`

Reporters seldom put marks around words that nobody said. The rest is classified by `passage_classifier.py`, and
speech is given to the possible speaker of its sentence, with little confidence, or to nobody.
"""

from dataclasses import dataclass, field, replace

from annotation.attribution.dialogue import QUOTED_THEN_SPEAKER
from annotation.attribution.passage_classifier import is_speech
from annotation.attribution.quote_chains import SAME_SPEAKER
from annotation.attribution.quoted_passage import Passage, passage_at
from annotation.grammar.clause_bounds import asks_whether, end_behind, start_within
from annotation.grammar.predicates import Candidate
from annotation.parsing.document import Document
from annotation.rule import Rule


def with_unattributed(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates with each quoted region that is left and is speech: joined to the candidate before in its
    sentence, or as a candidate of its own.
    """
    left = _left(document, candidates)
    if not left:
        return candidates
    by_cue = {candidate.cue[0]: number for number, candidate in enumerate(candidates) if candidate.cue}
    previous = _PreviousSpeaker(document, candidates, by_cue)
    extended = list(candidates)
    for number, regions in left.items():
        if not asks_whether(document, *document.sentences[number]):
            _place(document, number, regions, extended, by_cue, previous)
    return extended


def _left(document: Document, candidates: list[Candidate]) -> dict[int, set[int]]:
    """Return for each sentence that has any the regions of two words or more that no candidate holds."""
    covered = {token for candidate in candidates for span in candidate.content for token in document.regions_in(*span)}
    left: dict[int, set[int]] = {}
    for token in document.quoted_regions:
        if token not in covered and _has_words(document, token):
            left.setdefault(document.sentence_of[token], set()).add(token)
    return left


def _has_words(document: Document, token: int) -> bool:
    """Return whether a region has two words or more: one is rather a word as a word."""
    return " " in document.region_at[token].inner.of(document.text).strip()


def _place(
    document: Document,
    number: int,
    left: set[int],
    extended: list[Candidate],
    by_cue: dict[int, int],
    previous: "_PreviousSpeaker",
) -> None:
    """Add the regions of a sentence that no candidate holds to `extended`."""
    low, high = document.sentences[number]
    reported = any(token in by_cue for token in range(low, high))
    latest: int | None = None
    for token in range(low, high):
        latest = by_cue.get(token, latest)
        passage = passage_at(document, token, low, high, reported) if token in left else None
        if passage is None or not is_speech(passage):
            continue
        if latest is not None and extended[latest].content[-1][1] <= token:
            extended[latest] = replace(extended[latest], content=(*extended[latest].content, (token, token + 1)))
        else:
            latest = len(extended)
            nobody = passage.source is None and not passage.hidden
            extended.append(_candidate(passage, previous.before(number) if nobody else None))


@dataclass(slots=True)
class _PreviousSpeaker:
    """The candidates by the tokens that they hold, indexed on first use: few passages need the source of another."""

    document: Document
    candidates: list[Candidate]
    by_cue: dict[int, int]
    holder: dict[int, int] = field(default_factory=dict)

    def before(self, number: int) -> Candidate | None:
        """Return the last candidate of the sentence before, in the same paragraph."""
        document = self.document
        if not number or document.paragraph_at[number - 1] != document.paragraph_at[number]:
            return None
        if not self.holder:
            contents = (
                (number, span) for number, candidate in enumerate(self.candidates) for span in candidate.content
            )
            self.holder = self.by_cue | {token: number for number, span in contents for token in range(*span)}
        low, high = document.sentences[number - 1]
        holders = (self.holder.get(token) for token in range(high - 1, low - 1, -1))
        return next((self.candidates[candidate] for candidate in holders if candidate is not None), None)


FRAGMENT = Rule(
    name="fragment",
    reads="Words between marks in a sentence that reports nothing, by the weights below.",
    precision=0.78,
    example="[source|Ana Ruiz] lives with “[content|cold and empty houses]”.",
    outcome=("fragment/name: Ana Ruiz",),
    explanation="Words between marks in a sentence about {source} are taken for theirs.",
)


def _candidate(passage: Passage, before: Candidate | None) -> Candidate:
    """Return a passage, with its part of the clause, as a candidate with its own source or that of `before`."""
    if before is not None:
        return Candidate((_extent(passage),), before.source, None, SAME_SPEAKER)
    return Candidate((_extent(passage),), passage.source, None, QUOTED_THEN_SPEAKER if passage.late else FRAGMENT)


def _extent(passage: Passage) -> tuple[int, int]:
    """Return the tokens of a passage and of the reporter's words around it that belong to it."""
    document, token, low, high, source, *_ = passage
    if passage.late and passage.hidden:
        return token, token + 1
    if passage.late or token == low:
        return token, end_behind(document, token, high)
    first = start_within(document, token, source.last) if source else _start_without_source(document, token, low)
    return first, token + 1 if first == token else end_behind(document, token, high)


def _start_without_source(document: Document, token: int, low: int) -> int:
    first = start_within(document, token, low)
    return low if first == low + 1 else first
