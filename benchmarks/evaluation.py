"""How good the quotations are on the gold: the table of the bars on both splits, and the calibration.

    python -m benchmarks.evaluation ../shared/eval

The folder holds `train.jsonl` and `score.py`, which does all the counting.
"""

import importlib.util
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from annotation.annotator import annotate_text
from annotation.quotation import Quotation

SEED = 2016
BINS = 10

Row = dict[str, Any]
Predictions = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table: its name, where it stands in the scorer's JSON, and the bar in per cent."""

    name: str
    path: tuple[str, ...]
    bar: float

    def of(self, result: Row) -> float:
        """Return the figure in per cent from what the scorer answered."""
        value: Any = result
        for key in self.path:
            value = value[key]
        return 100 * float(value or 0)


FIGURES = (
    Figure("quoted e2e (resolved) F1", ("quoted", "e2e_resolved", "F1"), 93),
    Figure("quoted detection F1", ("quoted", "detect", "F1"), 98),
    Figure("direct e2e overlap (resolved) F1", ("direct", "e2e_overlap_resolved", "F1"), 91),
    Figure("direct content strict F1", ("direct", "strict", "F1"), 87),
    Figure("direct attribution accuracy (resolved)", ("direct", "attribution", "resolved"), 95),
    Figure("mixed e2e overlap (resolved) F1", ("mixed", "e2e_overlap_resolved", "F1"), 72),
    Figure("indirect precision at overlap ≥ .5", ("indirect", "overlap", "P"), 80),
    Figure("indirect e2e overlap (resolved) F1", ("indirect", "e2e_overlap_resolved", "F1"), 45),
    Figure("all e2e overlap (resolved) F1", ("all", "e2e_overlap_resolved", "F1"), 61),
)


@dataclass(frozen=True, slots=True)
class Bin:
    """Attributions whose confidence is alike: how many, what they state on average, how many are right."""

    low: float
    count: int
    stated: float
    observed: float


def main(folder: Path) -> None:
    """Print the table and the calibration for the gold in a folder."""
    scorer = _scorer(folder / "score.py")
    gold: list[Row] = scorer.load(folder / "train.jsonl")
    predictions = {row["article"]: [_prediction(q) for q in annotate_text(row["text"])] for row in gold}
    rest, held_out = split(gold)
    parts = {"all": gold, "four fifths": rest, "held-out fifth": held_out}
    print(f"seed {SEED}: {', '.join(f'{name} {len(rows)} articles' for name, rows in parts.items())}\n")
    print(table({name: _scored(folder / "score.py", rows, predictions) for name, rows in parts.items()}))
    for name, rows in parts.items():
        bins = calibration(judged(scorer, rows, predictions))
        print(f"\nconfidence, {name}: weighted mean difference {difference(bins):.3f} (bar 0.050)\n")
        print(calibration_table(bins))


def split(gold: Iterable[Row], seed: int = SEED) -> tuple[list[Row], list[Row]]:
    """Return four fifths of the articles and the fifth held out; the order of the file makes no difference."""
    rows = sorted(gold, key=lambda row: str(row["article"]))
    random.Random(seed).shuffle(rows)
    fifth = len(rows) // 5
    return rows[fifth:], rows[:fifth]


def table(results: dict[str, Row]) -> str:
    """Return the figures of each part beside their bars, as a Markdown table."""
    lines = [f"| % | bar | {' | '.join(results)} |", "|---" * (2 + len(results)) + "|"]
    for figure in FIGURES:
        cells = " | ".join(f"{figure.of(result):.1f}" for result in results.values())
        lines.append(f"| {figure.name} | {figure.bar:g} | {cells} |")
    return "\n".join(lines)


def judged(scorer: ModuleType, gold: Iterable[Row], predictions: Predictions) -> Iterator[tuple[float, bool]]:
    """Return confidence and rightness for what the scorer's resolved attribution accuracy counts.

    These are the pairs with overlap ≥ .5 whose gold has a source, without those the scorer cannot judge.
    """
    for row in gold:
        doc = scorer.Doc(row["text"])
        expected = scorer.items_from_gold(doc, row["gold"])
        found, stated = [], []
        for prediction in predictions[row["article"]]:
            for item in scorer.items_from_pred(doc, [prediction]):
                found.append(item)
                stated.append(float(prediction["confidence"]))
        for i, j, jaccard, _ in scorer.match(expected, found):
            if jaccard >= 0.5 and expected[i]["source"]:
                _, resolved = scorer.judge(doc, expected[i], found[j])
                if resolved is not None:
                    yield stated[j], bool(resolved)


def calibration(pairs: Iterable[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """Sort confidences into bins of equal width and give those that hold any; 1.0 belongs to the last."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for stated, right in pairs:
        # A little is added since 0.7 * 10 and the like may fall just short of the next bin.
        held[min(bins - 1, int(stated * bins + 1e-9))].append((stated, right))
    return [
        Bin(
            low=number / bins,
            count=len(pairs_here),
            stated=sum(stated for stated, _ in pairs_here) / len(pairs_here),
            observed=sum(right for _, right in pairs_here) / len(pairs_here),
        )
        for number, pairs_here in enumerate(held)
        if pairs_here
    ]


def difference(bins: Sequence[Bin]) -> float:
    """Return the mean of |stated - observed| over the bins, each weighted by how many it holds."""
    total = sum(bin.count for bin in bins)
    return sum(bin.count * abs(bin.stated - bin.observed) for bin in bins) / total if total else 0.0


def calibration_table(bins: Sequence[Bin], width: float = 1 / BINS) -> str:
    """Return the bins as a Markdown table."""
    lines = ["| confidence | attributions | stated | observed |", "|---|---|---|---|"]
    for bin in bins:
        lines.append(f"| {bin.low:.1f}–{bin.low + width:.1f} | {bin.count} | {bin.stated:.3f} | {bin.observed:.3f} |")
    return "\n".join(lines)


def _prediction(quotation: Quotation) -> Row:
    attribution = quotation.attribution
    return {
        "content": [[span.start, span.end] for span in quotation.content],
        "source": [attribution.source.start, attribution.source.end] if attribution.source else None,
        "speaker": attribution.speaker.name if attribution.speaker else None,
        "confidence": attribution.confidence,
    }


def _scored(script: Path, gold: list[Row], predictions: Predictions) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        gold_file, predicted_file = Path(folder, "gold.jsonl"), Path(folder, "predictions.jsonl")
        _write(gold_file, gold)
        _write(predicted_file, [{"article": r["article"], "quotations": predictions[r["article"]]} for r in gold])
        command: list[str | Path] = [
            sys.executable,
            script,
            "--gold",
            gold_file,
            "--predictions",
            predicted_file,
            "--json",
        ]
        answer: Row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        return answer


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _scorer(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", script)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(script)
    module = importlib.util.module_from_spec(spec)
    # The folder of the gold may not be ours to write to.
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(Path(sys.argv[1]))
