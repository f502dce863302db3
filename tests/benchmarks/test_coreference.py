"""The sample marked by hand, and how it is counted. The gold itself is not needed."""

import pytest

from benchmarks.coreference import Tally, count, meant, sample

TEXT = "Ana Ruiz met Jonas Beck, a farmer, on Monday. The farmer left early. “It rained,” she said."
SHE = [TEXT.index("she"), TEXT.index("she") + 3]
FARMER = [TEXT.index("The farmer"), TEXT.index("The farmer") + 10]


def test_the_sample_holds_offsets_and_no_words() -> None:
    rows = sample()
    assert len(rows) >= 150
    assert {tuple(row) for row in rows} == {("article", "source", "person")}
    assert all(row["person"] is None or len(row["person"]) == 2 for row in rows)


def test_a_source_is_resolved_whether_or_not_a_quotation_is_found_for_it() -> None:
    assert (entity := meant(TEXT, SHE).entity) is not None and entity.full_name == "Ana Ruiz"
    assert meant(TEXT, FARMER).rule == "role"


@pytest.mark.parametrize(
    ("source", "person", "verdict"),
    [(SHE, [0, 8], "right"), (SHE, [13, 23], "wrong"), (SHE, None, "wrong"), (FARMER, None, "right")],
)
def test_a_wrong_person_is_told_from_nobody(source: list[int], person: list[int] | None, verdict: str) -> None:
    tallies = {"pronouns": Tally(), "roles": Tally(), "together": Tally()}
    resolution = meant("A sheep slept. It is ours." if source is FARMER else TEXT, source if source is SHE else [2, 7])
    row = {"article": "a", "source": source, "person": person}
    assert count(row, TEXT, resolution, str.__eq__, tallies) == verdict
    assert tallies["together"].line("x").startswith("| x | 1 |")
