import pytest

from benchmarks.evaluation import Bin, calibration, difference, split, table

GOLD = [{"article": f"a{number:02}"} for number in range(20)]


def test_a_fifth_is_held_out_and_nothing_is_in_both() -> None:
    rest, held_out = split(GOLD)
    assert len(held_out) == 4
    assert sorted(row["article"] for row in [*rest, *held_out]) == [row["article"] for row in GOLD]


def test_the_split_depends_on_the_seed_and_not_on_the_order_of_the_file() -> None:
    assert split(GOLD) == split(reversed(GOLD))
    assert split(GOLD) != split(GOLD, seed=1)


@pytest.mark.parametrize(("stated", "low"), [(0.0, 0.0), (0.69, 0.6), (0.7, 0.7), (0.3, 0.3), (1.0, 0.9)])
def test_a_confidence_belongs_to_the_bin_it_begins(stated: float, low: float) -> None:
    assert [bin.low for bin in calibration([(stated, True)])] == [low]


def test_a_bin_states_its_mean_and_observes_its_share() -> None:
    [bin] = calibration([(0.82, True), (0.88, False)])
    assert (bin.count, bin.stated, bin.observed) == (2, pytest.approx(0.85), 0.5)


def test_the_difference_is_weighted_by_how_many_a_bin_holds() -> None:
    assert difference([Bin(0.5, 1, 0.5, 0.9), Bin(0.9, 3, 0.9, 0.9)]) == pytest.approx(0.1)
    assert difference([]) == 0


def test_each_figure_stands_beside_its_bar() -> None:
    scores = {"overlap": {"P": 0.5}, "strict": {"F1": 0.5}, "e2e_overlap_resolved": {"F1": 0.5}}
    scores |= {"attribution": {"resolved": 0.5}, "e2e_resolved": {"F1": 0.912}, "detect": {"F1": 0.5}}
    lines = table({"all": dict.fromkeys(("quoted", "direct", "mixed", "indirect", "all"), scores)}).splitlines()
    assert lines[0] == "| % | bar | all |"
    assert lines[2] == "| quoted e2e (resolved) F1 | 93 | 91.2 |"
