import json
import logging
import threading
from pathlib import Path

import pytest

from index.errors import GenerationDamaged, IndexMissing, PublishFailed, PublishLocked
from index.publishing import generations, publisher
from index.request import SearchRequest
from index.search.engine_manager import EngineManager
from tests.support import json_serializer

DRAWING = "“[content|We support talks,]” [cue|said] [source|Lavrov]."


def damage(path: Path) -> None:
    """Change one byte in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def files(root: Path, name: str) -> list[Path]:
    return sorted(path for path in (root / "generations" / name).rglob("*") if path.is_file())


def test_publishing_describes_every_file_and_points_to_the_generation(library) -> None:
    library.put(DRAWING)
    generation = library.generation()
    assert generations.pointer(library.root) == generation.name == "000001"
    assert generations.current(library.root) == generation
    assert generations.verify(generation.path) == ()
    assert generation.manifest.counts.quotations == 1
    assert generation.manifest.record_version == library.store.version
    assert generation.manifest.annotators == ("test-1",)
    assert len(generation.manifest.files) == len(files(library.root, generation.name)) - 1


def test_a_check_names_the_fault_of_what_is_published(library) -> None:
    with pytest.raises(IndexMissing):
        generations.check(library.root)
    name = library.publish()
    assert generations.check(library.root) == ()
    damage(library.root / "generations" / name / "outlets.json")
    assert "outlets.json: is not as it was written" in generations.check(library.root)[0]
    (library.root / "current").write_text("000009")
    assert "000009" in generations.check(library.root)[0]


def test_two_generations_are_kept(library) -> None:
    assert [library.publish() for _ in range(3)] == ["000001", "000002", "000003"]
    assert sorted(path.name for path in (library.root / "generations").iterdir()) == ["000002", "000003"]


def test_any_damaged_file_makes_the_previous_generation_serve_and_the_log_say_so(library, caplog) -> None:
    library.put(DRAWING)
    first = library.publish()
    library.put(DRAWING.replace("talks", "peace"))  # as much as there was: nothing is shared with the first
    second = library.publish()
    for path in files(library.root, second):
        content = path.read_bytes()
        damage(path)
        caplog.clear()
        with (
            caplog.at_level(logging.WARNING, "onrecord.index"),
            library.open() as searcher,
        ):
            assert searcher.generation == first
            assert searcher.search(SearchRequest()).total == 1
        assert f"generation {second} cannot be used" in caplog.text
        assert f"generation {first} is served" in caplog.text
        path.write_bytes(content)
    with library.open() as searcher:
        assert searcher.generation == second


@pytest.mark.parametrize("harm", ["remove", "add", "cut"])
def test_missing_added_and_shortened_files_are_faults(library, harm: str) -> None:
    name = library.publish()
    path = files(library.root, name)[-1]
    if harm == "remove":
        path.unlink()
    elif harm == "add":
        path.with_name("other").touch()
    else:
        path.write_bytes(path.read_bytes()[:-1])
    assert len(generations.verify(library.root / "generations" / name)) == 1


def test_a_generation_of_another_schema_is_a_fault(library) -> None:
    path = library.root / "generations" / library.publish() / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"schema_version": 0}))
    assert generations.verify(path.parent)


def test_when_nothing_holds_it_is_said(library) -> None:
    for name in (library.publish(), library.publish()):
        damage(library.root / "generations" / name / "manifest.json")
    with pytest.raises(GenerationDamaged, match="onrecord index"):
        library.open()


@pytest.mark.parametrize("content", ["", "nonsense", "000009", "../../etc"])
def test_a_damaged_pointer_leads_to_the_newest_generation(library, content: str) -> None:
    library.publish()
    name = library.publish()
    (library.root / "current").write_text(content)
    with library.open() as searcher:
        assert searcher.generation == name


def test_without_a_pointer_the_newest_sound_generation_is_served(library, caplog) -> None:
    library.publish()
    name = library.publish()
    (library.root / "current").unlink()
    with caplog.at_level(logging.WARNING, "onrecord.index"), library.open() as searcher:
        assert searcher.generation == name
    assert "the pointer" in caplog.text
    assert library.publish() == "000003"


def test_generations_are_ordered_as_numbers(library) -> None:
    library.publish()
    last = library.root / "generations" / "999999"
    (library.root / "generations" / "000001").rename(last)
    (library.root / "current").write_text("999999\n")
    assert library.publish() == "1000000"
    assert library.publish() == "1000001"
    assert sorted(path.name for path in last.parent.iterdir()) == ["1000000", "1000001"]
    damage(last.parent / "1000001" / "manifest.json")
    with library.open() as searcher:
        assert searcher.generation == "1000000"


def test_half_built_leftovers_are_ignored_and_cleaned(library) -> None:
    name = library.publish()
    leftover = library.root / "building-dead"
    leftover.mkdir()
    (leftover / "manifest.json").write_text("{")
    # Renamed, but the pointer was not: it was never published.
    (library.root / "generations" / "000002").mkdir()
    with library.open() as searcher:
        assert searcher.generation == name
    assert library.publish() == "000003"
    assert not leftover.exists()
    assert sorted(path.name for path in (library.root / "generations").iterdir()) == ["000001", "000003"]


def test_a_build_that_fails_leaves_the_published_generation(library, monkeypatch) -> None:
    library.put(DRAWING)
    name = library.publish()

    def fail(*arguments: object) -> None:
        raise ValueError("this document cannot be made")

    library.put(DRAWING.replace("talks", "peace"))
    monkeypatch.setattr(publisher, "quotation_entries", fail)
    with pytest.raises(ValueError, match="cannot be made"):
        library.publish()
    assert generations.pointer(library.root) == name
    assert not list(library.root.glob("building-*"))


def test_a_lost_document_is_noticed_before_publishing(library, monkeypatch) -> None:
    library.put(DRAWING)
    library.put(DRAWING.replace("talks", "peace"))
    original = publisher.quotation_entries
    same = lambda *given: (entry._replace(id="q-same") for entry in original(*given))  # noqa: E731
    monkeypatch.setattr(publisher, "quotation_entries", same)
    with pytest.raises(PublishFailed):
        library.publish()
    assert generations.pointer(library.root) is None


def test_only_one_process_builds_at_a_time(library) -> None:
    with generations.building(library.root), pytest.raises(PublishLocked):
        library.publish()
    library.publish()


def test_a_new_generation_is_taken_up_by_the_next_request(library) -> None:
    library.put(DRAWING)
    library.publish()
    current = library.manager()
    before = current.engine()
    assert current.engine() is before
    library.put(DRAWING.replace("talks", "peace"))
    library.publish()
    library.publish()
    assert current.engine().search(SearchRequest()).total == 2
    # A request that began before goes on with what it began with, though its files are gone by now.
    assert before.search(SearchRequest(text="talks")).total == 1


def test_what_is_in_use_gives_way_to_no_fall_back(library, caplog) -> None:
    library.publish()
    second = library.publish()
    current = library.manager()
    assert current.engine().generation == second
    damage(library.root / "generations" / second / "speakers.json")
    (library.root / "current").unlink()
    assert current.engine().generation == second
    assert f"generation {second} stays in use" in caplog.text
    (library.root / "current").write_text("000001\n")  # by hand
    assert current.engine().generation == "000001"


def test_what_is_published_while_nobody_asks_is_taken_up_without_a_pointer(library) -> None:
    library.publish()
    current = library.manager()
    (library.root / "current").unlink()
    assert current.engine().generation == "000001"
    library.publish()
    (library.root / "current").unlink()
    assert current.engine().generation == "000002"


def held_factory(library):
    """Return a factory whose opening of 000002 sets the first event returned, and waits for the second."""
    opening, go_on = threading.Event(), threading.Event()

    def factory(generation, serializer):
        if generation.name == "000002":
            opening.set()
            assert go_on.wait(60)
        return library.factory(generation, serializer)

    return factory, opening, go_on


def test_nobody_is_answered_from_the_old_generation_while_the_new_one_is_opened(library) -> None:
    library.publish()
    slow_factory, opening, go_on = held_factory(library)
    manager = EngineManager(library.root, slow_factory, json_serializer)
    manager.engine()
    library.publish()
    names: list[str] = []
    threads = [threading.Thread(target=lambda: names.append(manager.engine().generation)) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert opening.wait(60)
    go_on.set()
    for thread in threads:
        thread.join()
    assert names == ["000002"] * 3


def test_a_generation_that_takes_too_long_to_open_blocks_nobody(library, caplog) -> None:
    library.publish()
    slow_factory, opening, go_on = held_factory(library)
    manager = EngineManager(library.root, slow_factory, json_serializer, patience=0.01)
    manager.engine()
    library.publish()
    thread = threading.Thread(target=manager.engine)
    thread.start()
    assert opening.wait(60)
    assert manager.engine().generation == "000001"
    assert "takes long to open" in caplog.text
    go_on.set()
    thread.join()
    assert manager.engine().generation == "000002"


def test_the_first_generation_is_taken_up_when_it_comes(library) -> None:
    current = library.manager()
    with pytest.raises(IndexMissing):
        current.engine()
    library.publish()
    assert current.engine().generation == "000001"


def test_a_damaged_new_generation_is_not_taken_up(library, caplog) -> None:
    first = library.publish()
    current = library.manager()
    assert current.engine().generation == first
    second = library.publish()
    damage(library.root / "generations" / second / "speakers.json")
    assert current.engine().generation == first
    assert second in caplog.text
    caplog.clear()
    assert current.engine().generation == first
    assert not caplog.text


def test_a_generation_deleted_while_it_is_opened_gives_way_to_the_new_one(library) -> None:
    library.publish()
    opened = []

    def slow_factory(generation, serializer):
        opened.append(generation.name)
        if len(opened) == 1:
            library.publish()
            library.publish()  # the second deletes the generation that is being opened
            raise FileNotFoundError(generation.path)
        return library.factory(generation, serializer)

    manager = EngineManager(library.root, slow_factory, json_serializer)
    assert manager.engine().generation == "000003"
    assert opened == ["000001", "000003"]


def test_many_threads_search_while_generations_change(library) -> None:
    for n in range(20):
        library.put(DRAWING.replace("talks", f"talks {n}"))
    library.publish()
    current, failures, stop = (
        library.manager(),
        [],
        threading.Event(),
    )

    def search() -> None:
        while not stop.is_set():
            try:
                page = current.engine().search(SearchRequest(text="talk*", limit=5))
                assert (page.total, len(page.hits)) == (20, 5)
            except BaseException as error:
                failures.append(error)
                raise

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        library.publish()
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
