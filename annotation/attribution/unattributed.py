"""Passages between marks that no verb of the lexicon claims: `Ruiz warned of “a long winter”, opposes “cold houses”.`

Reporters seldom put marks around words that nobody said. What is left is weighed by `evidence.py`, and what is found
to be somebody's is given to whoever in the sentence may have said it, with little confidence, or to nobody.
"""

from dataclasses import dataclass, field, replace

from annotation.attribution.passage_classifier import is_somebodys
from annotation.attribution.quoted_passage import Passage, passage_at
from annotation.grammar.extents import asks_whether, end_behind, start_within
from annotation.grammar.predicates import Claim
from annotation.parsing.document import Reading


def fragments(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """Return the claims with each quoted passage that is left and is speech: joined to the claim before it in its
    sentence, or as a claim of its own.
    """
    left = _left(reading, claims)
    if not left:
        return claims
    by_cue = {claim.cue[0]: number for number, claim in enumerate(claims) if claim.cue}
    heard = _Heard(reading, claims, by_cue)
    found = list(claims)
    for number, regions in left.items():
        if not asks_whether(reading, *reading.sentences[number]):
            _place(reading, number, regions, found, by_cue, heard)
    return found


def _left(reading: Reading, claims: list[Claim]) -> dict[int, set[int]]:
    """Return for each sentence that has any the regions of two words or more that no claim holds."""
    held = {item for claim in claims for span in claim.content for item in reading.quoted_in(*span)}
    left: dict[int, set[int]] = {}
    for item in reading.quoted:
        if item not in held and _has_words(reading, item):
            left.setdefault(reading.sentence_of[item], set()).add(item)
    return left


def _has_words(reading: Reading, item: int) -> bool:
    """Return whether the passage has two words or more: one alone is rather a word as a word."""
    return " " in reading.region_at[item].inner.of(reading.text).strip()


def _place(
    reading: Reading, number: int, left: set[int], found: list[Claim], by_cue: dict[int, int], heard: "_Heard"
) -> None:
    """Add what is left of a sentence to `found`."""
    low, high = reading.sentences[number]
    reported = any(item in by_cue for item in range(low, high))
    latest: int | None = None
    for item in range(low, high):
        latest = by_cue.get(item, latest)
        passage = passage_at(reading, item, low, high, reported) if item in left else None
        if passage is None or not is_somebodys(passage):
            continue
        if latest is not None and found[latest].content[-1][1] <= item:
            found[latest] = replace(found[latest], content=(*found[latest].content, (item, item + 1)))
        else:
            latest = len(found)
            nobody = passage.source is None and not passage.hidden
            found.append(_claim(passage, heard.before(number) if nobody else None))


@dataclass(slots=True)
class _Heard:
    """The claims by the items they hold, put together once asked for: few passages need another's source."""

    reading: Reading
    claims: list[Claim]
    by_cue: dict[int, int]
    holder: dict[int, int] = field(default_factory=dict)

    def before(self, number: int) -> Claim | None:
        """Return the last claim of the sentence before, in the same paragraph."""
        reading = self.reading
        if not number or reading.paragraph_at[number - 1] != reading.paragraph_at[number]:
            return None
        if not self.holder:
            contents = ((number, span) for number, claim in enumerate(self.claims) for span in claim.content)
            self.holder = self.by_cue | {item: number for number, span in contents for item in range(*span)}
        low, high = reading.sentences[number - 1]
        told = (self.holder.get(item) for item in range(high - 1, low - 1, -1))
        return next((self.claims[claim] for claim in told if claim is not None), None)


def _claim(passage: Passage, before: Claim | None) -> Claim:
    """Return a passage as a claim of its source, or of the source of the claim before."""
    if before is not None:
        return Claim((_extent(passage),), before.source, None, "same-speaker")
    return Claim((_extent(passage),), passage.source, None, "quoted-then-speaker" if passage.late else "fragment")


def _extent(passage: Passage) -> tuple[int, int]:
    """Return the items of a passage and of the reporter's words around it that belong to it."""
    reading, item, low, high, source, *_ = passage
    if passage.late and passage.hidden:
        return item, item + 1
    if passage.late or item == low:
        return item, end_behind(reading, item, high)
    first = start_within(reading, item, source.last) if source else _start_without_source(reading, item, low)
    return first, item + 1 if first == item else end_behind(reading, item, high)


def _start_without_source(reading: Reading, item: int, low: int) -> int:
    first = start_within(reading, item, low)
    return low if first == low + 1 else first
