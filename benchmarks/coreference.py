"""How often a pronoun or a role goes to the right person: accuracy on 187 sources marked by hand.

    python -m benchmarks.coreference ../shared/eval

`pronouns_and_roles.jsonl` gives, as offsets into the gold's articles, a source and a place where the article names
who is meant, or null where it names nobody. The rows were drawn at random (seed 41) from the attributions of the
four fifths on which the rules were developed, and each was read and decided by hand by one reader. The rules were then
improved on these same rows: on other articles they are likely to do worse.
"""

import json
import sys
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotation.attribution.continuations import with_continuations
from annotation.attribution.matcher import find_candidates
from annotation.attribution.quoted import QUOTED_VERB_SUBJECT
from annotation.attribution.unattributed import with_unattributed
from annotation.coreference.resolution import Resolution
from annotation.coreference.resolver import resolve
from annotation.grammar.noun_phrases import phrase_before
from annotation.grammar.predicates import Candidate
from annotation.parsing.document import Document, parse
from benchmarks.evaluation import _scorer

SAMPLE = Path(__file__).with_name("pronouns_and_roles.jsonl")
BAR = 88

Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """How many sources were given to the right person, to a wrong one, or left unknown though the article names one."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0

    def line(self, name: str) -> str:
        """Return the tally as a row of the table."""
        total = self.right + self.wrong + self.unknown
        share = f"{100 * self.right / total:.1f}" if total else "–"
        return f"| {name} | {total} | {share} | {self.wrong} | {self.unknown} |"


def main(folder: Path) -> None:
    """Print the table for the gold in a folder."""
    scorer = _scorer(folder / "score.py")
    texts = {row["article"]: row["text"] for row in scorer.load(folder / "train.jsonl")}
    tallies = {"pronouns": Tally(), "roles": Tally(), "together": Tally()}
    for row in sample():
        text = texts[row["article"]]
        count(row, text, meant(text, row["source"]), scorer.compatible, tallies)
    print(f"| sources | number | right, % (bar {BAR}) | wrong person | unknown though named |\n|---|---|---|---|---|")
    print("\n".join(tally.line(name) for name, tally in tallies.items()))


def sample() -> list[Row]:
    """Return the rows marked by hand."""
    return [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


def meant(text: str, source: list[int]) -> Resolution:
    """Return whom our rules take a source for, whether or not they see that it speaks."""
    document = parse(text)
    found = with_unattributed(document, with_continuations(document, list(find_candidates(document))))
    start, end = (bisect_left(document.starts, offset) for offset in source)
    for candidate, resolution in zip(found, resolve(document, found), strict=True):
        if candidate.source and start <= candidate.source.head < end:
            return resolution
    injected = _candidate(document, start, end)
    return resolve(document, [*found, injected])[-1] if injected else Resolution(None, "no-source", "not seen")


def count(
    row: Row, text: str, resolution: Resolution, same: Callable[[str, str], bool | None], tallies: dict[str, Tally]
) -> str:
    """Add one source to its tallies and give the verdict; `same` tells whether two names are one person's."""
    entity = resolution.entity
    named = text[slice(*row["person"])] if row["person"] else None
    if entity is None:
        verdict = "unknown" if named else "right"
    else:
        verdict = "right" if named and same(named, entity.full_name) else "wrong"
    kind = "pronouns" if text[slice(*row["source"])].lower() in ("he", "she") else "roles"
    for name in (kind, "together"):
        setattr(tallies[name], verdict, getattr(tallies[name], verdict) + 1)
    return verdict


def _candidate(document: Document, start: int, end: int) -> Candidate | None:
    phrase = phrase_before(document, end, start) if start < end else None
    return Candidate(((start, end),), phrase, None, QUOTED_VERB_SUBJECT) if phrase else None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
