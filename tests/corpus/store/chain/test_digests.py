"""An article is returned as it was written, or not at all."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store import backup
from corpus.store.mapping import QuotationRow
from corpus.store.store import Store

MakeArticle = Callable[..., Article]
MakeQuotation = Callable[..., QuotationRow]


@pytest.fixture
def kept(store: Store, make_article: MakeArticle, make_quotation: MakeQuotation) -> Article:
    """Store an article with two texts, a quotation and a correction, and another one."""
    for text in (make_article().text + " She left.", make_article().text):
        article = make_article(text=text)
        store.put(article, [make_quotation(article)], "1")
    store.correct("q-1", {"kind": "mixed"}, "ed", "partly")
    store.put(make_article(url="https://example.org/2"), [], "1")
    return article


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()


def test_every_change_is_an_entry_that_covers_the_one_before(store: Store, kept: Article) -> None:
    history = store.history(kept.id)
    assert history is not None
    assert [entry.number for entry in history.entries] == [1, 2, 3]
    assert len({entry.chain for entry in history.entries} | {entry.content for entry in history.entries}) == 6
    assert store.check() == ()


@pytest.mark.parametrize(
    "damage",
    [
        """quotations SET attribution = json_set(attribution, '$.speaker', json('{"id":"x","name":"X"}'))""",
        "quotations SET first_revision = 2",
        "findings SET kind = 'indirect'",
        "corrections SET who = 'another'",
        "corrections SET now = json_set(now, '$.kind', 'indirect')",
        "articles SET headline = 'Pier to be razed'",
        "articles SET outlet_name = 'The Other'",
        "articles SET licence = 'CC0'",
        "articles SET origin = 'elsewhere'",
        "articles SET published = json_set(published, '$.edtf', '2031-05-04'), day = '2031-05-04'",
        "revisions SET kept = '2031-05-04T08:00:00Z'",
        "digests SET content = replace(content, 'a', 'b')",
        "digests SET chain = replace(chain, 'a', 'b') WHERE number = 1",
    ],
)
def test_what_was_changed_in_the_file_is_found_and_not_returned(store: Store, kept: Article, damage: str) -> None:
    change(store.path, f"UPDATE {damage}")
    assert store.check() != ()
    for read in (
        lambda: store.article(kept.id),
        lambda: store.history(kept.id),
        lambda: store.quotation("q-1"),
        lambda: store.quotations(kept.id),
        lambda: store.newest(5),
        lambda: list(store.annotated_articles()),
        lambda: list(store.histories()),
    ):
        with pytest.raises(StoreError, match=r"digest.*; run 'onrecord verify' and restore it from a backup"):
            read()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE record SET version = 9", "its version is not that of its last change"),
        ("UPDATE articles SET changed = 1", "did not change when its digest says"),
        ("UPDATE articles SET day = '2031-05-04'", "is sorted by another day than it was published on"),
        ("DELETE FROM digests", "does not match its digest"),
        ("DELETE FROM articles WHERE url LIKE '%2'", "has digests, but is not there"),
    ],
)
def test_what_no_digest_covers_is_found(store: Store, kept: Article, damage: str, words: str) -> None:
    change(store.path, damage)
    assert any(words in fault for fault in store.check())


def test_an_article_that_is_gone_is_no_unknown_one(store: Store, kept: Article) -> None:
    change(store.path, "DELETE FROM articles WHERE url LIKE '%2'")
    [gone] = [fault.split(":")[0] for fault in store.check() if "is not there" in fault]
    with pytest.raises(StoreError, match="though it has digests"):
        store.article(gone)
    assert store.article("a-unknown") is None


def test_a_list_in_another_order_is_not_returned(store: Store, kept: Article) -> None:
    change(store.path, "UPDATE articles SET day = '2031-05-04' WHERE url LIKE '%2'")
    with pytest.raises(StoreError, match="is sorted by another day"):
        store.newest(5)


def test_the_head_changes_with_every_change(store: Store, kept: Article, make_article: MakeArticle) -> None:
    heads = [store.head()]
    store.correct("q-1", {"kind": "indirect"}, "ed", "wholly")
    heads.append(store.head())
    store.put(make_article(url="https://example.org/3"), [], "1")
    heads.append(store.head())
    assert len({*heads}) == 3


def test_a_copy_differs_by_what_was_added_changed_lost_or_rewritten(
    store: Store, kept: Article, make_article: MakeArticle, tmp_path: Path
) -> None:
    backup.copy(store.path, tmp_path / "copy.db")
    store.put(make_article(url="https://example.org/3"), [], "1")
    store.correct("q-1", {"kind": "indirect"}, "ed", "wholly")
    with Store.open(tmp_path / "copy.db") as copy:
        assert sorted(one.words for one in store.differences(copy)) == [
            "changed 1 times after the backup",
            "was added after the backup",
        ]
        faults = {one.words for one in copy.differences(store) if one.is_fault}
        assert faults == {"lacks 1 changes that the backup has", "is only in the backup"}
        copy.correct("q-1", {"kind": "direct"}, "ed", "not at all")
        [other] = [one.words for one in store.differences(copy) if one.is_fault]
        assert other == "differs from the backup, from entry 4 of its digests on"


def test_a_row_that_cannot_be_read_is_a_fault_of_the_record(store: Store, kept: Article) -> None:
    change(store.path, "UPDATE quotations SET content = '{'")
    with pytest.raises(StoreError, match="a row cannot be read"):
        store.article(kept.id)
