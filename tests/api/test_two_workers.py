"""Two workers of a real server: a caller who has seen a generation is answered from no older one, by either."""

import json
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.formats import serialized
from corpus import Store
from index import publish
from tests.support.serving import Server, serving

PUBLICATIONS = 12


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.fixture
def server(folder: Path, tmp_path: Path) -> Iterator[Server]:
    with serving(folder, tmp_path, ONRECORD_WORKERS="2") as running:
        yield running


def seen(server: Server) -> int:
    """Return the number of the generation of an answer, over a connection of its own, which any worker takes."""
    with urllib.request.urlopen(f"{server.address}/quotes?limit=1", timeout=60) as answer:
        return int(json.load(answer)["meta"]["corpus"]["version"])


def test_no_caller_sees_the_newer_and_then_the_older_generation(server: Server, folder: Path) -> None:
    walks: list[list[int]] = [[], []]
    stop = threading.Event()

    def ask(walk: list[int]) -> None:
        while not stop.is_set():
            walk.append(seen(server))

    callers = [threading.Thread(target=ask, args=(walk,)) for walk in walks]
    for caller in callers:
        caller.start()
    for _ in range(PUBLICATIONS):
        with Store.open_for_reading(folder / "onrecord.db") as store:
            generation = publish(store, folder / "index", serialize=serialized, full=True)
        # What is published is seen by the next request, whoever asks and whoever answers.
        assert [seen(server) for _ in range(4)] == [int(generation.name)] * 4
    stop.set()
    for caller in callers:
        caller.join()
    for walk in walks:
        assert len(walk) > PUBLICATIONS
        assert walk == sorted(walk)
