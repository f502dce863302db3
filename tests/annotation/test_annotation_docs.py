"""docs/annotation.md is true: each example comes out as drawn, and each rule has one."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from annotation.annotator import annotate_text
from annotation.attribution.passage_classifier import BASE, FEATURES
from annotation.attribution.rules import ATTRIBUTION, RESOLUTION
from annotation.quotation import Attribution

DOCUMENT = (Path(__file__).parents[2] / "docs/annotation.md").read_text(encoding="utf-8")
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


@pytest.mark.parametrize("rule", [*ATTRIBUTION, *RESOLUTION])
def test_each_rule_has_a_heading_and_an_example(rule: str) -> None:
    _, found, section = DOCUMENT.partition(f"\n### {rule}\n")
    assert found, f"docs/annotation.md has no heading ### {rule}: describe the rule there, with an example"
    [example, *_] = re.findall(r"^```drawn\n.*?\n```$", section.split("\n### ")[0], re.DOTALL | re.MULTILINE)
    assert re.search(rf"(^|/){rule}(/|:)", example, re.MULTILINE), f"the example of {rule} shows another rule"


def test_no_rule_is_described_that_there_is_not() -> None:
    assert set(re.findall(r"^### (.*)$", DOCUMENT, re.MULTILINE)) == {*ATTRIBUTION, *RESOLUTION}


def test_the_signs_that_are_weighed_are_the_program_s() -> None:
    assert "\n".join(f"| {feature.weight:+} | {feature.name} |" for feature in FEATURES) in DOCUMENT
    assert f"weight to {BASE};" in DOCUMENT


def _told(attribution: Attribution) -> str:
    speaker = attribution.speaker.name if attribution.speaker else f"unknown, {attribution.unknown}"
    flags = [", anonymous"] * attribution.anonymous + [", no statement"] * (not attribution.statement)
    return f"{attribution.rule}: {speaker}{''.join(flags)}"
