"""When, where, to whom and how quotations were said, and which act they are, on 300 quotations marked by hand.

    python -m benchmarks.occasions ../shared/eval

`occasions.jsonl` gives offsets into the gold's articles: the content of a quotation; its act, null where the gold's
passage is no quotation; and for each circumstance its evidence, null where the paragraph tells none, with the value of
`said` (EDTF) and `medium`. One reader marked them before seeing what the program says of them: 200 before there was a
rule of occasions, 100 at random and 100 beside which a time, a medium or a hearer seems to stand (seed 15); then, as
the program finds only 112 of these, another 100 with a verb of saying (seed 16). Rules were tried on the other 665
articles alone, but the same person wrote them. `-v` lists the faults, first looked at when the rules were done.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotation.annotator import annotate_text
from annotation.quotation import Circumstance, Quotation
from benchmarks.evaluation import _scorer

SAMPLE = Path(__file__).with_name("occasions.jsonl")
PARTS = ("said", "place", "event", "medium", "addressee")
BARS = {"act": 92, "said": 92, "place": 90, "event": 90, "medium": 90, "addressee": 90}
_OVERLAP = 0.5  # of the characters of two contents, by Jaccard

Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """How often a part is given, given rightly, marked in the gold, and given where it is marked."""

    given: int = 0
    right: int = 0
    marked: int = 0
    given_where_marked: int = 0

    def count(self, given: bool, marked: bool, right: bool) -> None:
        """Add one quotation."""
        self.given += given
        self.right += right
        self.marked += marked
        self.given_where_marked += given and marked

    def line(self, name: str) -> str:
        """Return the tally as a row of the table."""
        precision, coverage = _share(self.right, self.given), _share(self.given_where_marked, self.marked)
        return f"| {name} | {BARS[name]} | {precision} | {self.given} | {coverage} | {self.marked} |"


def main(folder: Path) -> None:
    """Print the table for the gold in a folder."""
    articles = {row["article"]: row for row in _scorer(folder / "score.py").load(folder / "train.jsonl")}
    rows = sample()
    tallies, wrong, found = evaluate(rows, articles)
    print(f"{len(rows)} quotations, {found} of them found by the program\n")
    print("| part | bar | right where given, % | given | given where marked, % | marked |\n|---|---|---|---|---|---|")
    print("\n".join(tallies[name].line(name) for name in BARS))
    if "-v" in sys.argv:
        print("\n".join(wrong))


def sample() -> list[Row]:
    """Return the rows marked by hand."""
    return [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


def evaluate(rows: Iterable[Row], articles: Mapping[str, Row]) -> tuple[dict[str, Tally], list[str], int]:
    """Return the tallies by part, a line for each fault, and how many of the quotations the program finds."""
    tallies, wrong, found = {name: Tally() for name in BARS}, [], 0
    quotations: dict[str, tuple[Quotation, ...]] = {}
    for row in rows:
        name = row["article"]
        if name not in quotations:
            quotations[name] = annotate_text(articles[name]["text"], published=articles[name]["published"])
        quotation = match(row["content"], quotations[name])
        if quotation is None:
            continue
        found += 1
        if row["act"]:
            act = quotation.attribution.act
            tallies["act"].count(True, True, act == row["act"])
            wrong += [f"{name} act {act} for {row['act']}"] if act != row["act"] else []
        for part in PARTS:
            given = getattr(quotation.occasion, part) if quotation.occasion else None
            right = given is not None and is_right(part, given, row[part])
            tallies[part].count(given is not None, row[part] is not None, right)
            if not right and (given or row[part]):
                wrong.append(f"{name} {row['content'][0]} {part}: {given and given.value} for {row[part]}")
    return tallies, wrong, found


def match(content: list[list[int]], quotations: Iterable[Quotation]) -> Quotation | None:
    """Return the quotation whose content is most alike; None when less than half of both is common."""
    wanted = {at for start, end in content for at in range(start, end)}
    best, most = None, _OVERLAP
    for quotation in quotations:
        own = {at for span in quotation.content for at in range(span.start, span.end)}
        alike = len(wanted & own) / len(wanted | own)
        if alike >= most:
            best, most = quotation, alike
    return best


def is_right(part: str, given: Circumstance, marked: Row | None) -> bool:
    """Return whether a value is that of the gold, or, of what is given as written, its words are those marked."""
    if marked is None:
        return False
    if "value" in marked:
        return bool(given.value == marked["value"])
    start, end = (int(offset) for offset in marked["evidence"])
    return given.evidence.start < end and start < given.evidence.end


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
