"""docs/annotation.md is true: each example comes out as drawn, and each rule has one."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from annotation.annotator import annotate_text
from annotation.attribution.passage_classifier import BASE, FEATURES
from annotation.attribution.rules import ATTRIBUTION_RULES
from annotation.coreference.rules import RESOLUTION_RULES
from annotation.quotation import Attribution
from annotation.rule import Rule

FILE = Path(__file__).parents[2] / "docs/annotation.md"
DOCUMENT = FILE.read_text(encoding="utf-8")
RULES = ATTRIBUTION_RULES | RESOLUTION_RULES
EXAMPLES = [block.splitlines() for block in re.findall(r"^```drawn\n(.*?)\n```$", DOCUMENT, re.DOTALL | re.MULTILINE)]


@pytest.mark.parametrize(
    ("drawn", "told"),
    [(drawn, told) for drawn, *told in EXAMPLES],
    ids=[told.split(":")[0] for _, *_, told in EXAMPLES],
)
def test_an_example_comes_out_as_the_document_shows(finds: Callable[..., None], drawn: str, told: list[str]) -> None:
    finds(drawn, inferred=True)
    bare = re.sub(r"\[\w+(?: \d)?\|([^\]]*)\]", r"\1", drawn).replace(" ¶ ", "\n\n")
    assert [_told(quotation.attribution) for quotation in annotate_text(bare)] == told


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_heading_and_an_example(rule: str) -> None:
    _, found, section = DOCUMENT.partition(f"\n### {rule}\n")
    assert found, f"docs/annotation.md has no heading ### {rule}: describe the rule there, with an example"
    [example, *_] = re.findall(r"^```drawn\n.*?\n```$", section.split("\n### ")[0], re.DOTALL | re.MULTILINE)
    assert re.search(rf"(^|/){rule}(/|:)", example, re.MULTILINE), f"the example of {rule} shows another rule"


def test_the_section_of_each_rule_is_made_from_the_rule() -> None:
    assert renewed(DOCUMENT) == DOCUMENT, "run python -m tests.annotation.test_annotation_docs"


def test_no_rule_is_described_that_there_is_not() -> None:
    assert set(re.findall(r"^### (.*)$", DOCUMENT, re.MULTILINE)) == set(RULES)


def test_the_signs_that_are_weighed_are_the_program_s() -> None:
    assert "\n".join(f"| {feature.weight:+} | {feature.name} |" for feature in FEATURES) in DOCUMENT
    assert f"weight to {BASE};" in DOCUMENT


def renewed(document: str) -> str:
    """Return the document with what it says of each rule as the rule has it."""
    for rule in RULES.values():
        begin, heading, rest = document.partition(f"\n### {rule.name}\n")
        _, _, after = rest.partition("\n```\n")
        document = f"{begin}{heading}{_section(rule)}{after}"
    return document


def _section(rule: Rule) -> str:
    example = "\n".join((rule.example, *rule.outcome))
    return f"\n{rule.reads} Precision {rule.precision:.2f}.\n\n```drawn\n{example}\n```\n"


def _told(attribution: Attribution) -> str:
    speaker = attribution.speaker.name if attribution.speaker else f"unknown, {attribution.unknown}"
    flags = [", anonymous"] * attribution.anonymous + [", no statement"] * (not attribution.statement)
    return f"{attribution.rule}: {speaker}{''.join(flags)}"


if __name__ == "__main__":
    FILE.write_text(renewed(DOCUMENT), encoding="utf-8")
