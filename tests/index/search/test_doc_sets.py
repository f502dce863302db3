"""Operations on lists of documents, checked against Python's own sets, where lists are long enough to go other ways."""

import numpy as np
import pytest

from index.search.doc_sets import DocSet, difference, intersect, positions_in_common, union
from index.search.sorting import bottom_k, top_k

SIZE = 50_000


def some(rng: np.random.Generator, many: int) -> np.ndarray:
    return np.sort(rng.choice(SIZE, many, replace=False)).astype(np.int32)


def scored(rng: np.random.Generator, ids: np.ndarray) -> DocSet:
    return DocSet(ids, ((np.float32(2), rng.integers(0, 4, len(ids)).astype(np.uint8)),))


NORMS = np.array([0.5, 1, 2, 4], np.float32)
LISTS = {
    "both long": (20_000, 9_000),
    "one short": (20_000, 40),
    "one empty": (20_000, 0),
    "both short": (50, 30),
}


@pytest.mark.parametrize(("many", "few"), LISTS.values(), ids=LISTS.keys())
def test_lists_are_joined_and_parted_as_sets_are(many: int, few: int) -> None:
    rng = np.random.default_rng(1)
    one, other = scored(rng, some(rng, many)), scored(rng, some(rng, few))
    worth = [dict(zip(f.ids.tolist(), f.scores(NORMS).tolist(), strict=True)) for f in (one, other)]
    joined = intersect(one, other, SIZE)
    assert joined.ids.tolist() == sorted(worth[0].keys() & worth[1].keys())
    assert joined.scores(NORMS).tolist() == [worth[0][id] + worth[1][id] for id in joined.ids.tolist()]
    united = union([one, other], NORMS, SIZE)
    assert united.ids.tolist() == sorted(worth[0].keys() | worth[1].keys())
    assert united.scores(NORMS).tolist() == [worth[0].get(id, 0) + worth[1].get(id, 0) for id in united.ids.tolist()]
    assert difference(one, other.ids, SIZE).ids.tolist() == sorted(worth[0].keys() - worth[1].keys())


@pytest.mark.parametrize("many", [20_000, 1_500])
def test_lists_that_are_much_alike_are_met_wherever_they_are_long(many: int) -> None:
    rng = np.random.default_rng(4)
    for _ in range(3):  # what a search leaves in memory is nothing to the next
        ids = some(rng, many)
        few = np.union1d(ids[::2], some(rng, many // 5)).astype(np.int32)[:many]
        in_few, in_many = positions_in_common(few, ids, SIZE)
        assert few[in_few].tolist() == ids[in_many].tolist() == sorted(set(few.tolist()) & set(ids.tolist()))


@pytest.mark.parametrize(("start", "end"), [(0, SIZE), (100, 30_000), (7, 8)])
def test_a_range_is_met_without_looking_at_every_document(start: int, end: int) -> None:
    rng = np.random.default_rng(2)
    ids, row = some(rng, 3_000), np.arange(start, end, dtype=np.int32)
    few, many = sorted((ids, row), key=len)
    in_few, in_many = positions_in_common(few, many, SIZE)
    assert few[in_few].tolist() == many[in_many].tolist() == [id for id in ids.tolist() if start <= id < end]


@pytest.mark.parametrize("values", [3, 1_000_000])
@pytest.mark.parametrize("size", [0, 1, 19, 20, 5_000, 100_003])
@pytest.mark.parametrize("limit", [0, 1, 20])
def test_the_first_and_the_last_are_those_that_sorting_gives(values: int, size: int, limit: int) -> None:
    ranks = np.random.default_rng(3).integers(0, values, size)
    order = np.argsort(ranks, kind="stable")
    assert top_k(ranks.astype(np.float32), limit).tolist() == order[:limit].tolist()
    assert bottom_k(ranks, limit).tolist() == order[max(0, size - limit) :].tolist()
