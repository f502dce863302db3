"""Bytes that rot, the time of writing unchanged: refused when they are read, and never taken over."""

import os
from pathlib import Path

import pytest

from index.errors import BlockDamaged, GenerationDamaged
from index.publishing import generations
from index.publishing.checksum_cache import ChecksumCache
from index.request import DocumentType, SearchRequest

DRAWING = "“[content|We support nuclear talks,]” [cue|said] [source|Lavrov].\n\nNobody said anything else."
ENDS = (".arrays", ".documents", "speakers.json", "outlets.json")


def rot(path: Path, place: float = 0.5) -> None:
    """Flip a bit in a file as a disk does: neither its size nor its times tell."""
    status, content = path.stat(), bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 4
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def filled(library, count: int = 10) -> Path:
    """Publish some articles, and return the generation, whose checksums are cached."""
    for n in range(count):
        library.put(DRAWING.replace("nuclear", f"nuclear {n}"), f"2018-05-{10 + n}")
    path = library.generation().path
    for file in path.rglob("*"):
        os.utime(file, (1_500_000_000, 1_500_000_000))
    library.open()
    return path


def answers(engine) -> tuple:
    pages = [
        engine.search(SearchRequest(target, text=text)) for target in DocumentType for text in (None, "talks", "nucl*")
    ]
    return [[hit.document for hit in page.hits] for page in pages], engine.catalog("speaker"), engine.catalog("outlet")


def test_rot_is_an_error_or_changes_no_answer(library) -> None:
    generation = filled(library)
    expected, refused = answers(library.open()), 0
    for path in sorted(generation.rglob("*")):
        for place in (0, 0.3, 0.6, 0.9) if path.name.endswith(ENDS) else ():
            content = path.read_bytes()
            rot(path, place)
            try:
                assert answers(library.open()) == expected, (path, place)
            except (BlockDamaged, GenerationDamaged):
                refused += 1
            path.write_bytes(content)
            os.utime(path, (1_500_000_000, 1_500_000_000))
    assert refused > 20


@pytest.mark.parametrize("end", [".arrays", ".documents"])
def test_a_damaged_segment_is_not_taken_over(library, end: str) -> None:
    generation = filled(library)
    rot(generation / "quotations" / f"000001-0{end}")
    library.put(DRAWING.replace("talks", "peace"))
    published = library.generation()
    assert published.manifest.made == "built from the whole record: generation 000001 is damaged"
    assert generations.verify(published.path) == ()
    assert library.open().search(SearchRequest()).total == 11


def test_a_segment_that_rots_while_it_is_merged_is_not_taken_over(library, monkeypatch: pytest.MonkeyPatch) -> None:
    generation, verify = filled(library, 3), generations.verify

    def rots(path: Path, checksums: ChecksumCache) -> tuple[str, ...]:
        faults = verify(path, checksums)
        if path == generation:
            rot(path / "quotations" / "000001-0.documents", 0.1)
        return faults

    monkeypatch.setattr(generations, "verify", rots)
    monkeypatch.setattr("index.publishing.merging.MOST_SEGMENTS", 1)  # so that all are merged
    library.put(DRAWING.replace("talks", "peace"))
    published = library.generation()
    assert "the block at byte 0 is not as it was written" in published.manifest.made
    assert len(answers(library.open())[0][0]) == 4


def test_a_damaged_segment_that_is_copied_is_not_taken_over(library, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(library)

    def no_links(source: Path, target: Path) -> None:
        if source.match("quotations/*.documents"):
            rot(source, 0.1)
        raise OSError("no hard links here")

    monkeypatch.setattr("os.link", no_links)
    library.put(DRAWING.replace("talks", "peace"))
    assert "built from the whole record" in library.generation().manifest.made


def test_the_fall_back_is_checked_too(library) -> None:
    first = filled(library, 1)
    library.put(DRAWING.replace("talks", "peace"))
    library.publish()
    assert generations.check(library.root) == ()
    rot(first / "speakers.json")
    [fault] = generations.check(library.root)
    assert "000001/speakers.json: is not as it was written" in fault


def test_a_damaged_fall_back_is_not_kept(library) -> None:
    rot(filled(library, 1) / "speakers.json")
    library.publish()
    assert generations.check(library.root) == ()
    assert [path.name for path in (library.root / "generations").iterdir()] == ["000002"]
