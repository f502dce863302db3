"""A generation that takes over the last one answers what one made from the whole record answers."""

import os
from pathlib import Path

import pytest

from index.engines.arrays import ArraysEngine
from index.publishing import publisher
from index.publishing.checksum_cache import ChecksumCache
from index.request import DocumentType, SearchRequest, Sort
from index.search.engine_manager import open_engine
from tests.support import json_serializer

DRAWING = "“[content|We support nuclear talks,]” [cue|said] [source|Lavrov].\n\nNobody said anything else."


def everything(root: Path) -> tuple:
    """Return all that a generation answers, but for its name and its scores."""
    with open_engine(root, ArraysEngine, json_serializer) as searcher:
        pages = [
            searcher.search(SearchRequest(document_type, text=text, sort=sort, limit=1000, facets=("speaker", "month")))
            for document_type in DocumentType
            for text in (None, "talks", "nucl* -peace")
            for sort in (Sort.NEWEST, Sort.OLDEST, Sort.SPEAKER)
        ]
        found = [([hit.document for hit in page.hits], page.total, page.facets) for page in pages]
        return found, searcher.catalog("speaker"), searcher.catalog("outlet"), searcher.counts


def rebuilt(library, folder: Path) -> tuple:
    publisher.publish(library.store, folder, serialize=json_serializer)
    return everything(folder)


def test_an_article_is_added_without_writing_the_others_again(library, tmp_path) -> None:
    for n in range(10):
        library.put(DRAWING.replace("nuclear", f"nuclear {n}"), f"2018-05-{10 + n}")
    first = library.generation()
    library.put(DRAWING.replace("talks", "peace"), "2018-05-15", "Radio Habana Cuba")
    second = library.generation()
    assert "1 article added" in second.manifest.made
    for document_type in DocumentType:
        old = first.path / document_type / "000001-0.arrays"
        assert (second.path / document_type / "000001-0.arrays").stat().st_ino == old.stat().st_ino
    assert everything(library.root) == rebuilt(library, tmp_path / "whole")


def test_a_changed_article_takes_the_place_of_the_old_one(library, tmp_path) -> None:
    for n in range(6):
        library.put(DRAWING.replace("nuclear", f"nuclear {n}"), url=f"https://example.org/{n}")
    library.publish()
    library.put(DRAWING.replace("nuclear", "productive").replace("Lavrov", "Trump"), url="https://example.org/3")
    library.publish()
    assert everything(library.root) == rebuilt(library, tmp_path / "whole")


def test_many_additions_leave_few_segments(library, tmp_path) -> None:
    for n in range(40):
        library.put(DRAWING.replace("nuclear", f"nuclear {n}"), f"2018-05-{10 + n % 20}")
    library.publish()
    for n in range(30):
        library.put(DRAWING.replace("nuclear", f"peaceful {n}"), f"2018-06-{10 + n % 20}")
        generation = library.generation()
    segments = list((generation.path / DocumentType.QUOTATIONS).glob("*-*.arrays"))
    assert len(segments) <= 8
    assert everything(library.root) == rebuilt(library, tmp_path / "whole")


def test_the_manifest_says_why_everything_was_read_again(library, monkeypatch) -> None:
    library.put(DRAWING)
    assert "there was no index" in library.generation().manifest.made
    library.put(DRAWING.replace("talks", "peace"))
    assert "built from the whole record" in library.generation().manifest.made
    monkeypatch.setattr("index.publishing.publisher.SCHEMA_VERSION", 99)
    assert "the index had schema" in library.generation().manifest.made


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.SPEAKER])
def test_a_walk_goes_on_in_a_new_generation_and_visits_each_match_once(library, sort: Sort) -> None:
    for n in range(20):
        who = ["Lavrov", "Trump", "an official"][n % 3]
        library.put(DRAWING.replace("nuclear", f"nuclear {n}").replace("Lavrov", who), f"2018-05-{10 + n // 4}")
    walked, after = [], None
    before = {hit.id for hit in library.searcher().search(SearchRequest(limit=100)).hits}
    while True:
        with library.searcher() as searcher:  # published anew for every page
            page = searcher.search(SearchRequest(sort=sort, limit=3, after=after))
        walked += [hit.id for hit in page.hits]
        if not page.more_after:
            break
        after = page.hits[-1].key
        library.put(DRAWING.replace("nuclear", f"new {len(walked)}"), f"2018-05-{10 + len(walked) % 5}")
    assert len(set(walked)) == len(walked)
    assert before <= set(walked)


def test_a_file_is_read_again_when_it_was_written_again(tmp_path) -> None:
    path, known = tmp_path / "file", tmp_path / "known.json"
    path.write_bytes(b"one")
    os.utime(path, (1_500_000_000, 1_500_000_000))
    before = ChecksumCache(known)
    digest = before.of(path)
    before.save()
    path.write_bytes(b"two")
    assert ChecksumCache(known).of(path) != digest
    os.utime(path, (1_500_000_000, 1_500_000_000))  # as only somebody who wants to deceive would leave it
    assert ChecksumCache(known).of(path) == digest


def test_a_document_of_a_request_can_be_read_when_its_generation_is_gone(library) -> None:
    library.put(DRAWING)
    with library.searcher() as searcher:
        page = searcher.search(SearchRequest())
    for _ in range(3):
        library.publish()
    assert page.hits[0].document["text"] == "We support nuclear talks,"
