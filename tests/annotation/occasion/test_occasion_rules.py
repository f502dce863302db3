"""Each rule of an occasion reads its example as it says, and docs/annotation.md has them all."""

from pathlib import Path

import pytest

from annotation.annotator import annotate_text
from annotation.occasion.circumstance_rule import CircumstanceRule
from annotation.occasion.rules import OCCASION_RULES
from annotation.quotation import CIRCUMSTANCES, Occasion

FILE = Path(__file__).parents[3] / "docs/annotation.md"
BEGIN, END = "| rule | reads | example | occasion |\n", "\n## Adding to it\n"


@pytest.mark.parametrize("rule", OCCASION_RULES.values(), ids=OCCASION_RULES)
def test_the_example_of_a_rule_has_its_outcome(rule: CircumstanceRule) -> None:
    text = rule.example.replace(" ¶ ", "\n\n")
    occasions = [quotation.occasion for quotation in annotate_text(text, published="2018-05-31")]
    assert tuple(told(occasion, text) for occasion in occasions if occasion) == rule.outcome
    assert any(
        getattr(one, name) and getattr(one, name).rule == rule.name for one in occasions for name in CIRCUMSTANCES
    )


def test_the_document_has_each_rule_with_its_example() -> None:
    document = FILE.read_text(encoding="utf-8")
    assert renewed(document) == document, "run python -m tests.annotation.occasion.test_occasion_rules"


def told(occasion: Occasion, text: str) -> str:
    """Return an occasion as the rules draw it: `said 2018-05-30 “on Wednesday”; event the spring forum`."""
    parts = []
    for name in CIRCUMSTANCES:
        if (one := getattr(occasion, name)) is not None:
            words = " ".join(one.evidence.of(text).split())
            parts.append(f"{name} {one.value}" + (f" “{words}”" if words != one.value else ""))
    return "; ".join(parts)


def renewed(document: str) -> str:
    """Return the document with the table as the rules have it."""
    begin, _, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    rows = [f"| `{r.name}` | {r.reads} | {r.example} | {r.outcome[-1]} |" for r in OCCASION_RULES.values()]
    return "".join((begin, BEGIN, "|---|---|---|---|\n", "\n".join(rows), "\n", end, after))


if __name__ == "__main__":
    FILE.write_text(renewed(FILE.read_text(encoding="utf-8")), encoding="utf-8")
