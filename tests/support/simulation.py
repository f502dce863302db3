"""Publishing, serving and correcting interleaved: a draw decides the order, and a seed repeats it.

    python -m tests.support.simulation [SEED [STEPS]]

Several workers, which are applications over one data folder with nothing in common but its files, answer several
callers while articles come, change, are corrected, withdrawn and erased, generations are published, publications are
killed, files are damaged and the pointer is lost. A model knows what each generation has to answer. Prints the steps as
JSON; exit 1 with the shortest sequence that goes wrong.
"""

import json
import logging
import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotation.annotator import annotate
from annotation.serialization import to_row
from api.app import create_app
from api.cli.main import main as onrecord
from api.formats import serialized
from api.services import Services
from api.settings import Settings
from corpus.article import Article, Outlet, Provenance, article_id
from corpus.store.store import Store
from corpus.text.edtf import PublicationDate
from index import EngineManager, engine_factory, generations, outdated, publish
from tests.support.faulty.shim import reuse_engines

WORKERS, CALLERS, MOST, EACH = 3, 3, 7, 50
NAMES = ("Ana Ruiz", "Lea Stern", "Jo Moor")
CHANGES = ("open", "os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "os.truncate")

# What is picked of what there is. It is drawn from a range that depends on nothing: sizes of files, and the calls of a
# publication that is killed, depend on the time.
PICK = st.integers(0, 9999)

Answers = dict[str, tuple[str, str]]
"""What a generation answers: the text and the speaker of each quotation by its id."""

counts: Counter[str] = Counter()
_T = TypeVar("_T")


@dataclass(slots=True)
class Kept:
    """An article with one quotation, as the record has it."""

    id: str
    url: str
    quotation: str
    text: str
    sha256: str
    speaker: str = NAMES[0]
    withdrawn: bool = False


@dataclass(slots=True)
class Walk:
    """A caller on the way through the pages of a list: the next address, what came, and what all states had."""

    caller: int
    address: str | None
    lasting: set[str]
    possible: set[str]
    seen: list[str] = field(default_factory=list)


class Simulation(RuleBasedStateMachine):
    """A data folder, its workers and callers, and the model of what they must see."""

    apps: tuple[Flask, ...] = ()
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.articles: dict[int, Kept] = {}
        self.erased: list[str] = []
        self.tokens = self.numbers = 0
        self.published: dict[str, Answers] = {}
        self.damaged: set[str] = set()
        self.floors = [0] * CALLERS
        self.tags: dict[tuple[int, str], tuple[str, str]] = {}
        self.walks: list[Walk] = []
        self.index = self.folder / "index"
        self.store = Store.open(self.folder / "onrecord.db", lambda line: None)

    @initialize()
    def begin(self) -> None:
        self.apps = tuple(create_app(Settings(data=self.folder)) for _ in range(WORKERS))
        self._put(self._next_number())
        self._publish(full=False)

    def teardown(self) -> None:
        """Repair and publish: everything is there, and nothing else."""
        try:
            if self.published:
                self._settle()
        finally:
            self._close_stores()

    def _settle(self) -> None:
        self._publish(full=True)
        for worker, app in enumerate(self.apps):
            self._restart(app)
            self._search(worker, 0, "/quotes?limit=100")
            for number in self.articles:
                self._read(worker, number)
        assert self.store.check() == ()

    @invariant()
    def counted(self) -> None:
        """Count the steps."""
        counts["steps"] += 1

    # What changes the record

    @precondition(lambda self: len(self.articles) < MOST)
    @rule()
    def put_article(self) -> None:
        self._put(self._next_number())

    @precondition(lambda self: self.articles)
    @rule(pick=PICK)
    def revise(self, pick: int) -> None:
        self._put(_picked(sorted(self.articles), pick))

    @precondition(lambda self: self.articles)
    @rule(pick=PICK, name=st.sampled_from(NAMES))
    def correct(self, pick: int, name: str) -> None:
        kept = self.articles[_picked(sorted(self.articles), pick)]
        if kept.speaker != name:
            speaker = {"id": name.lower().replace(" ", "-"), "name": name, "role": None, "aliases": []}
            self.store.correct(kept.quotation, {"speaker": speaker}, "ed", "the desk asked")
            kept.speaker = name

    @precondition(lambda self: self.articles)
    @rule(pick=PICK)
    def withdraw_or_restore(self, pick: int) -> None:
        kept = self.articles[_picked(sorted(self.articles), pick)]
        self.store.correct(kept.quotation, {"withdrawn": not kept.withdrawn}, "ed", "the desk asked")
        kept.withdrawn = not kept.withdrawn

    @precondition(lambda self: len(self.articles) > 2)
    @rule(pick=PICK)
    def erase(self, pick: int) -> None:
        kept = self.articles.pop(_picked(sorted(self.articles), pick))
        self._close_stores()
        with redirect_stdout(StringIO()):
            assert onrecord(["erase", kept.id, "--reason", "order of the court"]) == 0
        self.erased.append(kept.id)
        self._note_generations()

    # What publishes, and what breaks

    @rule(full=st.booleans())
    def publish(self, full: bool) -> None:
        self._publish(full)

    @rule(n=st.integers(1, 120), full=st.booleans())
    def publish_killed_midway(self, n: int, full: bool) -> None:
        self._close_stores()
        child = os.fork()
        if child == 0:
            sys.addaudithook(_killing(n))
            publish(self.store, self.index, serialize=serialized, full=full)
            os._exit(0)
        counts["killed"] += os.waitpid(child, 0)[1] != 0
        self._note_generations()

    @rule(pick=PICK)
    def damage_the_newest_generation(self, pick: int) -> None:
        name = self._newest()
        files = sorted(path for path in (self.index / "generations" / name).rglob("*") if path.stat().st_size)
        path = _picked([file for file in files if file.is_file()], pick)
        content = bytearray(path.read_bytes())
        content[pick % len(content)] ^= 1
        path.with_name("flipped").write_bytes(content)
        path.with_name("flipped").replace(path)  # a file of its own, so that who has the old one open keeps that
        self.damaged.add(name)

    @rule()
    def lose_the_pointer(self) -> None:
        (self.index / "current").unlink(missing_ok=True)

    @rule(worker=st.integers(0, WORKERS - 1))
    def restart_a_worker(self, worker: int) -> None:
        self._restart(self.apps[worker])

    # What callers see

    @rule(worker=st.integers(0, WORKERS - 1), caller=st.integers(0, CALLERS - 1))
    def search(self, worker: int, caller: int) -> None:
        self._search(worker, caller, "/quotes?q=rebuild&limit=100")

    @precondition(lambda self: self.articles)
    @rule(worker=st.integers(0, WORKERS - 1), caller=st.integers(0, CALLERS - 1), pick=PICK)
    def get(self, worker: int, caller: int, pick: int) -> None:
        known = sorted({id for answers in self.published.values() for id in answers})
        id = _picked(known, pick)
        answer = self._client(worker).get(f"/quotes/{id}")
        if answer.status_code in (404, 410):
            has_newest = id in self.published[self._newest()]
            assert not has_newest or self._newest() in self.damaged
        elif not self._refused(answer):
            body = answer.get_json()
            generation = self._seen(caller, body["meta"]["corpus"]["version"])
            assert _shown(body["data"]) == self.published[generation][id]

    @precondition(lambda self: self.articles)
    @rule(worker=st.integers(0, WORKERS - 1), pick=PICK)
    def read_article(self, worker: int, pick: int) -> None:
        self._read(worker, _picked(sorted(self.articles), pick))

    @precondition(lambda self: self.erased)
    @rule(worker=st.integers(0, WORKERS - 1))
    def read_erased_article(self, worker: int) -> None:
        answer = self._client(worker).get(f"/articles/{self.erased[-1]}")
        assert answer.status_code == 410 or self._refused(answer)

    @rule(caller=st.integers(0, CALLERS - 1), sort=st.sampled_from(["date", "-date"]))
    def begin_a_walk(self, caller: int, sort: str) -> None:
        if len(self.walks) == 3:
            return
        everything = {id for answers in self.published.values() for id in answers}
        self.walks.append(Walk(caller, f"/quotes?limit=1&sort={sort}", everything, set()))

    @rule(worker=st.integers(0, WORKERS - 1), pick=PICK)
    def go_on_with_a_walk(self, worker: int, pick: int) -> None:
        if not self.walks:
            return
        walk = _picked(self.walks, pick)
        assert walk.address is not None
        answer = self._client(worker).get(walk.address)
        if self._refused(answer):
            return
        body = answer.get_json()
        answers = self.published[self._seen(walk.caller, body["meta"]["corpus"]["version"])]
        walk.lasting &= answers.keys()
        walk.possible |= answers.keys()
        walk.seen += [one["id"] for one in body["data"]]
        assert len(set(walk.seen)) == len(walk.seen), "doubled"
        assert set(walk.seen) <= walk.possible
        walk.address = body["links"]["next"]
        if walk.address is None:
            assert walk.lasting <= set(walk.seen), "lost"
            self.walks.remove(walk)
            counts["walks to the end"] += 1

    # How

    def _read(self, worker: int, number: int) -> None:
        """Read an article, which the record answers: it is as it was kept last."""
        kept = self.articles[number]
        answer = self._client(worker).get(f"/articles/{kept.id}")
        if not self._refused(answer):
            assert answer.get_json()["data"]["provenance"]["text_sha256"] == kept.sha256, "stale"

    def _search(self, worker: int, caller: int, address: str) -> None:
        """Search with the tag of the last answer, and compare all that comes with the model."""
        tag, last = self.tags.get((caller, address), ("", ""))
        answer = self._client(worker).get(address, headers={"If-None-Match": tag})
        if answer.status_code == 304:
            self._seen(caller, last)
            counts["not modified"] += 1
        elif not self._refused(answer):
            body = answer.get_json()
            generation = self._seen(caller, body["meta"]["corpus"]["version"])
            shown = [(one["id"], _shown(one)) for one in body["data"]]
            assert len(dict(shown)) == len(shown), "doubled"
            assert dict(shown) == self.published[generation], f"{shown} and not {self.published[generation]}"
            self.tags[caller, address] = answer.headers["ETag"], generation

    def _seen(self, caller: int, generation: str) -> str:
        """Check that a caller may see a generation after all that came before, and return it."""
        counts["answers"] += 1
        assert generation in self.published
        newest = self._newest()
        assert int(generation) >= int(newest) or newest in self.damaged, "stale"
        floor = self.floors[caller]
        assert int(generation) >= floor or f"{floor:06d}" in self.damaged, "older than one that was seen"
        counts["answers from a fall-back"] += int(generation) < int(newest)
        self.floors[caller] = int(generation)
        return generation

    def _refused(self, answer: Any) -> bool:
        """Return whether a worker has nothing to answer from, which only damage explains."""
        if answer.status_code == 503:
            assert self._newest() in self.damaged, answer.get_data(as_text=True)
            counts["refused"] += 1
            return True
        assert answer.status_code == 200, (answer.status_code, answer.get_data(as_text=True))
        return False

    def _put(self, number: int) -> None:
        self.tokens += 1
        said = f"We will rebuild the pier of zq{self.tokens}x"
        text, url = f"“{said},” said {NAMES[0]}.", f"https://example.org/{number}"
        digest = sha256(text.encode()).hexdigest()
        where = Provenance("pier.md", "text", "2031-05-04T08:00:00Z", digest, digest)
        day, outlet = PublicationDate(f"2031-05-{number % 3 + 1:02}", "given"), Outlet("island-news", "Island News")
        article = Article(article_id(url, text), text, None, outlet, url, None, None, day, "en", where)
        rows = [to_row(quotation) for quotation in annotate(article)]
        self.store.put(article, rows, "1")
        self.articles[number] = Kept(article.id, url, rows[0].id, said, digest)

    def _publish(self, full: bool) -> None:
        if full or outdated(self.store, self.index):
            publish(self.store, self.index, serialize=serialized, full=full)
        self._note_generations()

    def _note_generations(self) -> None:
        """Note what the generations that have come answer: all that the record has now."""
        shown = {k.quotation: (k.text, k.speaker) for k in self.articles.values() if not k.withdrawn}
        for path in (self.index / "generations").iterdir():
            self.published.setdefault(path.name, shown)

    def _newest(self) -> str:
        """Return the generation to answer from: the published one, or the newest when that is not known."""
        name = generations.pointer(self.index)
        return name or max((path.name for path in (self.index / "generations").iterdir()), key=int)

    def _next_number(self) -> int:
        self.numbers += 1
        return self.numbers

    def _services(self, app: Flask) -> Services:
        services: Services = app.extensions["onrecord"]
        return services

    def _restart(self, app: Flask) -> None:
        settings = self._services(app).settings
        manager = EngineManager(settings.index, engine_factory(settings.engine), serialized)
        app.extensions["onrecord"] = Services(settings, settings.record, manager)

    def _client(self, worker: int) -> FlaskClient:
        return self.apps[worker].test_client()

    def _close_stores(self) -> None:
        """Close all connections to the record, which no process may inherit; they open again at the next use."""
        for store in (self.store, *(self._services(app)._store for app in self.apps)):
            if store is not None:
                store.close()


def _picked(choices: Sequence[_T], pick: int) -> _T:
    return choices[pick % len(choices)]


def _shown(document: dict[str, Any]) -> tuple[str, str]:
    return document["text"], document["speaker"]["name"]


def _killing(n: int) -> Any:
    """Return an audit hook that ends the process at the n-th call that opens, renames, makes or removes a file."""
    left = n

    def hook(event: str, arguments: object) -> None:
        nonlocal left
        if event in CHANGES:
            left -= 1
            if left == 0:
                os._exit(9)

    return hook


def run(folder: Path, number: int, steps: int) -> Counter[str]:
    """Take so many steps from a seed, and return what they were; raises AssertionError when something was wrong."""
    os.environ["ONRECORD_DATA"] = str(folder)
    Simulation.folder = folder
    options = settings(
        max_examples=max(1, steps // EACH),
        stateful_step_count=EACH,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(Simulation), settings=options, _min_steps=EACH)
    return counts


def main() -> None:
    number, steps = (int(argument) for argument in [*sys.argv[1:3], "1", "20000"][:2])
    logging.disable()
    reuse_engines()
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as folder:
        print(json.dumps(run(Path(folder), number, steps), indent=1))


if __name__ == "__main__":
    main()
