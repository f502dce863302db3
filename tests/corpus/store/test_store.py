import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store.mapping import QuotationRow
from corpus.store.stats import Counts
from corpus.store.store import Store
from corpus.store.upsert import Outcome
from corpus.text.edtf import PublicationDate
from tests.support.stored_articles import articles, holds

MakeArticle = Callable[..., Article]
MakeQuotation = Callable[..., QuotationRow]


def everything(path: Path) -> list[str]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = list(connection.iterdump())
    connection.close()
    return rows


def test_an_article_comes_back_as_it_was_kept(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    assert store.put(article, [], "1") is Outcome.NEW
    assert store.article(article.id) == article


def test_what_is_unknown_stays_unknown(store: Store, make_article: MakeArticle) -> None:
    article = make_article(url=None, dateline=None, headline=None, published=PublicationDate(None, "nothing tells"))
    store.put(article, [], "1")
    assert store.article(article.id) == article


def test_an_article_that_was_never_kept_is_none(store: Store) -> None:
    assert store.article("a-000000000000") is None


def test_every_code_point_of_a_text_is_kept(store: Store, make_article: MakeArticle) -> None:
    article = make_article(text="Ünï \U0001f4f0 «слово»\n\n“x”", dateline=None)
    store.put(article, [], "1")
    kept = store.article(article.id)
    assert kept is not None and kept.text == article.text


def test_quotations_come_back_in_the_order_of_the_text(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation
) -> None:
    article = make_article()
    late, early = make_quotation(article, "q-1", ((40, 44), (45, 50))), make_quotation(article, "q-2", ((2, 5),))
    store.put(article, [late, early], "1")
    assert store.quotations(article.id) == (early, late)


def test_keeping_the_same_article_again_writes_nothing(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation
) -> None:
    article = make_article()
    store.put(article, [make_quotation(article)], "1")
    before = store.version, everything(store.path)
    elsewhere = replace(article.provenance, origin="copy/pier.md", retrieved="2032-01-01T00:00:00Z")
    assert store.put(article, [make_quotation(article)], "1") is Outcome.UNCHANGED
    assert store.put(replace(article, provenance=elsewhere), [make_quotation(article)], "1") is Outcome.UNCHANGED
    assert (store.version, everything(store.path)) == before


def test_the_version_grows_by_one_with_every_change(store: Store, make_article: MakeArticle) -> None:
    versions = [store.version]
    for article, annotator in ((make_article(), "1"), (make_article(), "2"), (make_article(url=None), "2")):
        store.put(article, [], annotator)
        versions.append(store.version)
    assert versions == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("change", "annotator"),
    [
        ({"headline": "Another headline"}, "1"),
        ({"published": PublicationDate("2031-05-03", "better evidence")}, "1"),
        ({"text": "Another text, long enough to hold the quotation."}, "1"),
        ({}, "2"),
    ],
)
def test_other_words_about_an_article_or_another_annotator_revise_it(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation, change: dict[str, Any], annotator: str
) -> None:
    store.put(make_article(), [make_quotation(make_article(), "q-1", ((2, 5),))], "1")
    article = make_article(**change)
    found = make_quotation(article, "q-2", ((3, 5),))
    assert store.put(article, [found], annotator) is Outcome.REVISED
    assert store.article(article.id) == article
    assert store.quotations(article.id) == (found,)
    assert store.counts() == Counts(articles=1, quotations=1)


def test_a_text_that_is_replaced_stays_in_the_record(store: Store, make_article: MakeArticle) -> None:
    for text in ("First words.", "Second words.", "Third words."):
        store.put(make_article(text=text, dateline=None), [], "1")
    with sqlite3.connect(store.path) as connection:
        kept = connection.execute("SELECT number, text FROM revisions ORDER BY number").fetchall()
    connection.close()
    assert kept == [(1, "First words."), (2, "Second words.")]


def test_holds_says_what_put_would_find(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    assert not holds(store, article, "1")
    store.put(article, [], "1")
    assert holds(store, article, "1")
    assert not holds(store, article, "2")
    assert not holds(store, replace(article, headline=None), "1")


def test_annotated_by_names_the_annotator_of_exactly_this_text(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    assert store.annotated_by(article.id, article.provenance.text_sha256) is None
    store.put(article, [], "7")
    assert store.annotated_by(article.id, article.provenance.text_sha256) == "7"
    assert store.annotated_by(article.id, "0" * 64) is None


@pytest.mark.parametrize(
    "content",
    [((0, 5000),), ((5, 5),), ((-1, 3),), ((5, 9), (8, 12)), ()],
    ids=["past", "empty", "before", "over", "0"],
)
def test_a_quotation_that_is_not_in_the_text_is_refused_and_nothing_is_kept(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation, content: tuple[tuple[int, int], ...]
) -> None:
    with pytest.raises(ValueError, match="q-1"):
        store.put(make_article(), [make_quotation(make_article(), "q-1", content)], "1")
    assert store.counts() == Counts(0, 0)


def test_a_change_that_fails_half_way_is_undone(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation
) -> None:
    article, other = make_article(), make_article(url=None)
    store.put(article, [make_quotation(article)], "1")
    before = everything(store.path)
    with pytest.raises(StoreError, match="UNIQUE"):
        store.put(other, [make_quotation(other, "q-2"), make_quotation(other, "q-1", ((2, 5),))], "1")
    assert everything(store.path) == before


def test_an_id_given_twice_is_refused(store: Store, make_article: MakeArticle, make_quotation: MakeQuotation) -> None:
    article = make_article()
    with pytest.raises(ValueError, match="the same id"):
        store.put(article, [make_quotation(article), make_quotation(article, content=((2, 5),))], "1")


def test_all_articles_come_in_the_order_of_their_ids(store: Store, make_article: MakeArticle) -> None:
    for number in range(230):
        store.put(make_article(url=f"https://example.org/{number}"), [], "1")
    ids = [article.id for article in articles(store)]
    assert len(ids) == 230
    assert ids == sorted(ids)


def test_newest_steps_through_every_article_once_undated_last(store: Store, make_article: MakeArticle) -> None:
    days = ["2031-05-03", "2031-05-03", "2031-05", "2030", None, None, "2031-06-01"]
    for number, day in enumerate(days):
        store.put(make_article(url=f"https://example.org/{number}", day=day), [], "1")
    seen: list[tuple[str, str]] = []
    while page := store.newest(2, after=seen[-1] if seen else None):
        seen += [(article.published.edtf or "", article.id) for article in page]
    assert seen == sorted(seen, reverse=True)
    assert [day for day, _ in seen] == ["2031-06-01", "2031-05-03", "2031-05-03", "2031-05", "2030", "", ""]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(store: Store, make_article: MakeArticle) -> None:
    store.put(make_article(), [], "1")
    with Store.open_for_reading(store.path) as reader, reader.snapshot() as seen:
        assert (seen.version, len(list(articles(seen)))) == (1, 1)
        store.put(make_article(url=None), [], "1")
        assert (seen.version, len(list(articles(seen))), seen.counts().articles) == (1, 1, 1)
        assert reader.version == 2


def test_opening_again_finds_everything(tmp_path: Path, make_article: MakeArticle) -> None:
    path = tmp_path / "a folder?#%" / "onrecord.db"
    with Store.open(path) as store:
        store.put(make_article(), [], "1")
    with Store.open(path) as store:
        assert (store.version, store.counts()) == (1, Counts(1, 0))
    assert path.is_file()


def test_opening_for_reading_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record here yet; run 'onrecord ingest PATH' first"):
        Store.open_for_reading(tmp_path / "onrecord.db")
    assert list(tmp_path.iterdir()) == []


def test_a_store_opened_for_reading_cannot_be_written(store: Store, make_article: MakeArticle) -> None:
    with Store.open_for_reading(store.path) as reader, pytest.raises(StoreError, match="cannot be written"):
        reader.put(make_article(), [], "1")


def test_a_commit_is_synced_to_the_disk(store: Store) -> None:
    with store._database.reading() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert pragmas == ["wal", 2, 1, 30000]


_READER = """
import sys
from pathlib import Path
from corpus.store.store import Store
seen = 0
with Store.open_for_reading(Path(sys.argv[1])) as store:
    print("reading", flush=True)
    while seen < 60:
        with store.snapshot() as now:
            articles = [annotated.article for annotated in now.annotated_articles()]
            assert len(articles) == now.version >= seen
            assert all(len(now.quotations(article.id)) == 1 for article in articles)
            seen = now.version
"""


def test_two_processes_read_whole_changes_while_one_writes(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation
) -> None:
    command = [sys.executable, "-c", _READER, str(store.path)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None and reader.stdout.readline() == b"reading\n"
    for number in range(60):
        article = make_article(url=f"https://example.org/{number}")
        store.put(article, [make_quotation(article, f"q-{number}")], "1")
    for reader in readers:
        _, errors = reader.communicate(timeout=60)
        assert (reader.returncode, errors) == (0, b"")


def test_two_writers_take_turns(store: Store, make_article: MakeArticle) -> None:
    with Store.open(store.path) as other:
        for number in range(10):
            (store, other)[number % 2].put(make_article(url=f"https://example.org/{number}"), [], "1")
    assert (store.version, store.counts().articles) == (10, 10)


def not_a_database(path: Path) -> None:
    path.write_text("This is a letter, not a record.\n" * 200)


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def of_a_newer_program(path: Path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE record SET schema = 99")
    connection.close()


@pytest.mark.parametrize("open_it", [Store.open, Store.open_for_reading])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (not_a_database, "not a SQLite database"),
        (of_another_program, "a SQLite file, but not a record of onrecord"),
        (of_a_newer_program, r"newer onrecord \(schema 99, this one knows 3\); update onrecord"),
        (Path.mkdir, "is not a file; give another path"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(
    tmp_path: Path, make: Callable[[Path], None], words: str, open_it: Callable[[Path], Store]
) -> None:
    path = tmp_path / "onrecord.db"
    make(path)
    with pytest.raises(StoreError, match=words) as raised:
        open_it(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert "\n" not in str(raised.value)


def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    of_another_program(path)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        Store.open(path)
    assert path.read_bytes() == before


def test_several_processes_may_open_a_new_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "var" / "onrecord.db"
    program = "import sys, pathlib; from corpus.store.store import Store; Store.open(pathlib.Path(sys.argv[1])).close()"
    openers = [subprocess.Popen([sys.executable, "-c", program, str(path)]) for _ in range(6)]
    assert [opener.wait(timeout=60) for opener in openers] == [0] * 6
    with Store.open_for_reading(path) as store:
        assert (store.version, store.check()) == (0, ())


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="its folder cannot be made: "):
        Store.open(tmp_path / "file" / "var" / "onrecord.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_record_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    Store.open(path).close()
    path.chmod(0o400)
    with pytest.raises(StoreError, match="cannot be written: no permission"):
        Store.open(path)


def test_a_sound_record_has_no_faults(store: Store, make_article: MakeArticle, make_quotation: MakeQuotation) -> None:
    store.put(make_article(), [make_quotation(make_article())], "1")
    assert store.check() == ()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE articles SET text = text || '!'", "the text does not match its checksum"),
        ("UPDATE quotations SET content = '[[0,9999]]'", "span [0, 9999]"),
        ("UPDATE quotations SET content = '[]'", "has no words"),
        ("UPDATE quotations SET content = '{'", "a row cannot be read"),
        ("DELETE FROM articles", "a row of quotations belongs to no article"),
    ],
)
def test_a_damaged_record_says_what_is_wrong(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation, damage: str, words: str
) -> None:
    store.put(make_article(), [make_quotation(make_article())], "1")
    with sqlite3.connect(store.path) as connection:
        connection.execute(damage)
    connection.close()
    assert words in store.check()[0]


def test_a_file_damaged_in_the_middle_is_a_fault_and_no_traceback(store: Store, make_article: MakeArticle) -> None:
    for number in range(50):
        store.put(make_article(url=f"https://example.org/{number}"), [], "1")
    store.close()
    content = bytearray(store.path.read_bytes())
    content[8192:20480] = b"\xff" * (20480 - 8192)
    store.path.write_bytes(content)
    with Store.open_for_reading(store.path) as damaged:
        assert damaged.check() != ()


def test_only_owner_and_group_may_read_a_new_record(tmp_path: Path, make_article: MakeArticle) -> None:
    path = tmp_path / "var" / "onrecord.db"
    with Store.open(path) as store:
        store.put(make_article(), [], "1")
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (path.parent, *path.parent.iterdir())}
    assert modes.pop("var") == 0o750
    assert set(modes.values()) == {0o640}


def test_a_record_that_everybody_may_write_to_is_said(tmp_path: Path) -> None:
    path, said = tmp_path / "var" / "onrecord.db", list[str]()
    Store.open(path, said.append).close()
    assert said == []
    path.chmod(0o666)
    path.parent.chmod(0o777)
    Store.open(path, said.append).close()
    assert said == [f"{each}: everybody may write to it; run 'chmod o-w'" for each in (path, path.parent)]


def test_broken_json_in_a_row_is_one_line(store: Store, make_article: MakeArticle) -> None:
    article = make_article("It rained.")
    store.put(article, [], "1")
    with sqlite3.connect(store.path) as raw:
        raw.execute("UPDATE articles SET published = '{'")
    raw.close()
    with pytest.raises(StoreError, match=r"a row cannot be read: .*; run 'onrecord verify'$"):
        store.article(article.id)
    assert len(store.check()) == 1


def test_a_record_that_cannot_be_read_is_said_within_a_second(store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(StoreError, match="another process"):
            Store.open_for_reading(store.path)
        assert time.monotonic() - began < 5  # one second where nothing else runs; a writer waits for thirty
