"""Several processes do batches of records, and nothing goes missing when one of them dies."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

import pytest

from annotation.workers import Batch, Workers
from corpus.readers.record import Record
from tests.annotation.deadly import work


def batches(*words: str, size: int = 2) -> list[Batch]:
    records = [Record("some.jsonl", f"line {number}", "jsonl", word.encode()) for number, word in enumerate(words, 1)]
    return [tuple(records[at : at + size]) for at in range(0, len(records), size)]


def reasons(count: int, given: list[Batch]) -> list[str]:
    with Workers(count, work) as workers:
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


def test_a_process_that_starts_while_the_others_break_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    spawn, pools = ProcessPoolExecutor._spawn_process, set[int]()

    class Late(dict[int, BaseProcess]):
        """The processes of a pool, which learns of its second one only when it is broken."""

        def __setitem__(self, pid: int, process: BaseProcess) -> None:
            while self and not self.pool._broken:
                time.sleep(0.05)
            super().__setitem__(pid, process)

    def late(pool: ProcessPoolExecutor) -> None:
        if not pools:
            pool._processes = Late()
            pool._processes.pool = pool
        pools.add(id(pool))
        spawn(pool)

    monkeypatch.setattr(ProcessPoolExecutor, "_spawn_process", late)
    given: list[str] = []
    thread = Thread(target=lambda: given.extend(reasons(2, batches("die", "a", size=1))), daemon=True)
    thread.start()
    thread.join(60)
    assert given == ["the process that read it died, twice; please report it", "a"]


def test_nothing_to_do_starts_no_process():
    assert reasons(2, []) == []
