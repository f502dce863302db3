"""Killed at a random moment, a writer loses nothing that it acknowledged."""

import random
import time
from itertools import islice
from pathlib import Path

import pytest

from corpus.store.store import Store
from tests.support.killed_writer import BATCHES, SIZE, writing
from tests.support.stored_articles import articles


@pytest.mark.parametrize("seed", range(20))
def test_nothing_acknowledged_is_lost_at_a_random_moment(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "onrecord.db"
    chance = random.Random(seed)
    with writing(path) as writer:
        acknowledged = list(islice(writer.acknowledgements(), chance.randrange(BATCHES * SIZE // 2)))
        time.sleep(chance.random() / 50)
        writer.process.kill()
        acknowledged += writer.acknowledgements()
    stored = set()
    if path.exists():
        with Store.open(path) as store:
            assert store.check() == ()
            stored = {article.id for article in articles(store)}
            assert store.counts().quotations == len(stored) == store.version
    assert {id for id, _ in acknowledged} <= stored
    assert len(stored) % SIZE == 0


def test_the_next_run_goes_on_where_the_killed_one_stopped(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    with writing(path) as writer:
        acknowledged = list(islice(writer.acknowledgements(), 20))
        writer.process.kill()
        acknowledged += writer.acknowledgements()
    with writing(path) as writer:
        unchanged = {id for id, outcome in writer.acknowledgements() if outcome == "unchanged"}
    assert writer.process.exitcode == 0
    assert {id for id, _ in acknowledged} <= unchanged
    with Store.open_for_reading(path) as store:
        assert (store.counts().articles, store.check()) == (BATCHES * SIZE, ())
