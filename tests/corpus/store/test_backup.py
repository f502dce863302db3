"""A copy of the record is whole, of one instant, and never half there."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store import backup, export
from corpus.store.store import Store

_WRITER = """
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from corpus.store.store import Store
with Store.open(Path(sys.argv[1])) as store:
    [article] = [annotated.article for annotated in store.annotated_articles()]
    for number in range(100000):
        text = f"{number} " * 500
        digest = sha256(text.encode()).hexdigest()
        store.put(replace(article, id=f"a-{number}", text=text, dateline=None,
                          provenance=replace(article.provenance, text_sha256=digest)), [], "1")
        if number == 5:
            print("writing", flush=True)
"""


def test_a_copy_is_one_file_with_everything(store: Store, make_article: Callable[..., Article], tmp_path: Path) -> None:
    store.put(make_article(), [], "1")
    backup.copy(store.path, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]
    with Store.open(tmp_path / "copy.db") as copied:
        assert list(export.lines(copied)) == list(export.lines(store))
        assert copied.version == store.version


def test_a_copy_made_while_somebody_writes_is_of_one_instant(
    store: Store, make_article: Callable[..., Article], tmp_path: Path
) -> None:
    store.put(make_article(), [], "1")
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(store.path)], stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None and writer.stdout.readline() == b"writing\n"
        for number in range(5):
            target = tmp_path / f"{number}.db"
            backup.copy(store.path, target, check=lambda path: ())
            with Store.open_for_reading(target) as copied:
                assert (copied.counts().articles, copied.check()) == (copied.version, ())
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()


def test_a_file_that_is_there_is_replaced_only_when_asked(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(StoreError, match="is there already; name another file, or --force"):
        backup.copy(store.path, target)
    assert target.read_text() == "precious"
    backup.copy(store.path, target, replace=True)
    with Store.open_for_reading(target) as copied:
        assert copied.check() == ()


def test_the_record_is_never_copied_over_itself(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(store.path)
    for target in (store.path, link):
        with pytest.raises(StoreError, match="is the record itself"):
            backup.copy(store.path, target, replace=True)


def test_a_record_in_use_is_not_replaced(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db") as other, pytest.raises(StoreError, match="in use as a record"):
        backup.copy(store.path, other.path, replace=True)


def test_a_copy_with_faults_is_not_put_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the copy has faults: it is blue"):
        backup.copy(store.path, tmp_path / "copy.db", check=lambda path: ("it is blue",))
    assert list(tmp_path.glob("copy*")) == []


@pytest.mark.parametrize(("target", "words"), [("nowhere/copy.db", "No such file"), (".", "is a folder")])
def test_a_place_that_cannot_be_written_is_one_line(store: Store, tmp_path: Path, target: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as raised:
        backup.copy(store.path, tmp_path / target)
    assert "\n" not in str(raised.value)


def test_a_full_disk_leaves_nothing_behind(store: Store, make_article: Callable[..., Article], tmp_path: Path) -> None:
    store.put(make_article(text="word " * 20_000, dateline=None), [], "1")
    program = (
        "import resource, sys; from pathlib import Path; from corpus.store import backup\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "backup.copy(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", program, str(store.path), str(tmp_path / "copy.db")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "StoreError" in ran.stderr.splitlines()[-1]
    assert list(tmp_path.glob("copy*")) == []
