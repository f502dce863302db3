"""Killed at a random moment, a writer loses nothing that it acknowledged."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.store.store import Store
from tests.support.stored_articles import articles

BATCHES, SIZE = 40, 5

WRITER = f"""
import sys
from hashlib import sha256
from pathlib import Path
from corpus.article import Article, Outlet, Provenance
from corpus.text.edtf import PublicationDate
from corpus.store.mapping import QuotationRow
from corpus.store.upsert import Outcome
from corpus.store.store import Store

def article(number):
    text = f"“It rained {{number}} times,” Ana Ruiz said. " + "It rained. " * 200
    digest = sha256(text.encode()).hexdigest()
    where = Provenance("rain.md", "text", "2031-05-04T08:00:00Z", digest, digest)
    day, outlet = PublicationDate(None, "none is given"), Outlet("island-news", "Island News")
    made = Article(f"a-{{number:04}}", text, None, outlet, None, None, None, day, "en", where)
    return made, [QuotationRow(f"q-{{number:04}}", made.id, "direct", ((1, 10),), {{"speaker": None}})]

with Store.open(Path(sys.argv[1])) as store:
    for batch in range({BATCHES}):
        given = [article(number) for number in range(batch * {SIZE}, (batch + 1) * {SIZE})]
        for (made, _), outcome in zip(given, store.put_many(given, "1")):
            print("committed", made.id, outcome, flush=True)
"""


def acknowledged(lines: list[bytes]) -> set[str]:
    return {line.split()[1].decode() for line in lines if line.endswith(b"\n")}


@pytest.mark.parametrize("seed", range(20))
def test_nothing_acknowledged_is_lost_at_a_random_moment(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "onrecord.db"
    chance = random.Random(seed)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(chance.randrange(BATCHES * SIZE // 2))]
    time.sleep(chance.random() / 50)
    writer.kill()
    said += writer.communicate()[0].splitlines(keepends=True)
    kept = set()
    if path.exists():
        with Store.open(path) as store:
            assert store.check() == ()
            kept = {article.id for article in articles(store)}
            assert store.counts().quotations == len(kept) == store.version
    assert acknowledged(said) <= kept
    assert len(kept) % SIZE == 0


def test_the_next_run_goes_on_where_the_killed_one_stopped(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    command = [sys.executable, "-c", WRITER, str(path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(20)]
    writer.kill()
    said += writer.communicate()[0].splitlines(keepends=True)
    again = subprocess.run(command, capture_output=True, check=True).stdout.splitlines(keepends=True)
    unchanged = {line.split()[1].decode() for line in again if line.split()[2] == b"unchanged"}
    assert acknowledged(said) <= unchanged
    with Store.open_for_reading(path) as store:
        assert (store.counts().articles, store.check()) == (BATCHES * SIZE, ())
