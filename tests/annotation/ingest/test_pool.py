"""Several processes do batches of records, and nothing goes missing when one of them dies."""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from annotation.ingest.pool import Batch, WorkerPool
from corpus.readers.raw_record import RawRecord
from tests.annotation.ingest.deadly import work


def batches(*words: str, size: int = 2) -> list[Batch]:
    records = [
        RawRecord("some.jsonl", f"line {number}", "jsonl", word.encode()) for number, word in enumerate(words, 1)
    ]
    return [tuple(records[at : at + size]) for at in range(0, len(records), size)]


def reasons(count: int, given: list[Batch]) -> list[str]:
    with WorkerPool(count, work) as workers:
        results = list(workers.results(given))
    assert [batch for batch, _ in results] == given
    return [result.reason for _, found in results for result in found]


@pytest.mark.parametrize("count", [1, 2])
def test_results_come_in_the_order_of_the_batches(count):
    words = [str(number) for number in range(25)]
    assert reasons(count, batches(*words)) == words


def test_a_record_over_which_a_process_dies_twice_is_refused_and_the_others_are_done():
    words = ["a", "b", "die", "c", "d", "e", "f", "die", "g"]
    died = "the process that read it died, twice; please report it"
    assert reasons(2, batches(*words)) == [died if word == "die" else word for word in words]


def test_a_batch_whose_process_died_once_is_done_again(tmp_path: Path):
    flag = tmp_path / "flag"
    flag.touch()
    words = ["a", f"die once {flag}", "b", "c"]
    assert reasons(2, batches(*words)) == words
    assert not flag.exists()


def test_no_process_starts_when_others_may_die_already(monkeypatch: pytest.MonkeyPatch):
    """One that does can die unseen, or be waited for without end; both are rare and stop an ingest for good.

    What prevents it is a private flag of the executor, `_safe_to_dynamically_spawn_children` of CPython 3.11 to 3.13.
    """
    assert (3, 11) <= sys.version_info < (3, 14), "look whether the executor of this version still has the flag"
    spawn, watched = ProcessPoolExecutor._spawn_process, []

    def seen(pool: ProcessPoolExecutor) -> None:
        watched.append(pool._executor_manager_thread is not None)
        spawn(pool)

    monkeypatch.setattr(ProcessPoolExecutor, "_spawn_process", seen)
    assert reasons(2, batches("a", "die", "b", "c", size=1))[0] == "a"
    assert len(watched) >= 4
    assert not any(watched)


def test_nothing_to_do_starts_no_process():
    assert reasons(2, []) == []
