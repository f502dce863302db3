"""A record of schema 1, as the program of that time wrote it (schema-1.sql), becomes one of today."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store import export
from corpus.store.mapping import QuotationRow
from corpus.store.schema import SCHEMA_VERSION, metadata
from corpus.store.stats import Counts
from corpus.store.store import Store
from tests.support.stored_articles import holds

PIER, RAIN = "a-6h7jgmsy6gka", "a-07skpw2zrby8"


def columns(path: Path) -> dict[str, set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1:2] + row[3:] for row in raw.execute(f"PRAGMA table_info({name})")} for name in names}


def indexes(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as raw:
        return set(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        return list(raw.iterdump())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((Path(__file__).parents[1] / "schema-1.sql").read_text())
        raw.execute("PRAGMA journal_mode = WAL")
    return path


def test_nothing_is_lost(old: Path) -> None:
    with Store.open(old, lambda line: None) as store:
        history = store.history(PIER)
        assert history is not None
        assert (history.revision, history.annotator, history.kept) == (2, "3", "2031-05-04T08:00:01Z")
        assert history.text(1) == "“We will build the pier,” Ana Ruiz said."
        assert history.article.headline == "Pier to be rebuilt"
        assert history.article.provenance.origin == "pier.md"
        assert history.article.provenance.reader is None
        [row] = store.quotations(PIER)
        assert (row.id, row.content, row.attribution["rule"]) == ("q-2", ((1, 26),), "quoted-subject-verb/name")
        [quotation] = history.quotations
        assert (quotation.first_revision, quotation.latest.annotator, quotation.latest.found) == (2, "3", history.kept)
        assert (store.version, store.counts(), store.check()) == (3, Counts(2, 1), ())
        assert store.changed_since(3) == ()


def test_it_becomes_the_same_as_a_new_record(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    Store.open(new).close()
    Store.open(old, lambda line: None).close()
    assert columns(old) == columns(new)
    assert indexes(old) == indexes(new)
    assert set(columns(new)) == set(metadata.tables)


def test_the_file_as_it_was_is_kept_beside_it_and_this_is_said_in_one_line(old: Path) -> None:
    before, said = content(old), []
    for _ in range(2):
        Store.open(old, said.append).close()
    [aside] = old.parent.glob("onrecord.db.schema-1.*")
    assert content(aside) == before
    [line] = said
    assert line == f"{old}: brought from schema 1 to {SCHEMA_VERSION}; as it was, it is kept in {aside.name}"


def test_a_reader_says_what_to_run_and_changes_nothing(old: Path) -> None:
    before = content(old)
    with pytest.raises(StoreError, match="written by an older onrecord"):
        Store.open_for_reading(old)
    assert content(old) == before


def test_without_a_copy_nothing_is_changed(old: Path) -> None:
    before = content(old)
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
    program = "from pathlib import Path; from corpus.store.store import Store; Store.open(Path(sys.argv[1]))"
    ran = subprocess.run([sys.executable, "-c", limit + program, str(old)], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "StoreError" in ran.stderr.splitlines()[-1]
    assert content(old) == before
    assert list(old.parent.glob("*.schema-1*")) == list(old.parent.glob("*.partial")) == []


def test_what_was_read_before_is_known_again(
    old: Path, make_article: Callable[..., Article], make_quotation: Callable[..., QuotationRow]
) -> None:
    text = "“We will build the pier,” Ana Ruiz said."
    with Store.open(old, lambda line: None) as store:
        kept = store.article(RAIN)
        assert kept is not None and holds(store, kept, "3")
        back = make_article(text=text, dateline=None)
        store.put(back, [make_quotation(back, "q-1", ((1, 24),))], "3")
        gone = store.quotation("q-2")
        assert gone is not None and gone.withdrawal is not None and gone.withdrawal.revision == 3
        assert store.check() == ()


def test_a_migrated_record_can_be_written_out(old: Path) -> None:
    with Store.open(old, lambda line: None) as store:
        assert len(list(export.lines(store))) == 1 + 1 + 2 + 2 + 1 + 1


def test_a_record_of_schema_2_gets_digests_and_is_written_out_as_it_was(tmp_path: Path) -> None:
    path, folder = tmp_path / "onrecord.db", Path(__file__).parents[1]
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((folder / "schema-2.sql").read_text())
    with Store.open(path, lambda line: None) as store:
        assert store.check() == ()
        assert [len(history.entries) for history in store.histories()] == [1, 1, 1]
        lines = [line for line in export.lines(store) if '"type":"digest"' not in line]
    assert lines[1:] == (folder / "archive-1.ndjson").read_text().strip().split("\n")[1:]
    new = tmp_path / "new.db"
    Store.open(new).close()
    assert (columns(path), indexes(path)) == (columns(new), indexes(new))
