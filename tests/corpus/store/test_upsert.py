"""Revisions, withdrawals and wire copies: what stays when an article is read again."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store.history import Withdrawal
from corpus.store.mapping import QuotationRow
from corpus.store.stats import Counts
from corpus.store.store import Store
from corpus.store.upsert import Outcome

MakeArticle = Callable[..., Article]
MakeQuotation = Callable[..., QuotationRow]

PIER = "“We will rebuild the pier,” Ana Ruiz said."
BRIDGE = "On Friday: “We will rebuild the pier,” Ana Ruiz said. “And the bridge,” she added."
SILENCE = "Ana Ruiz did not want to say anything."


@pytest.fixture
def read(store: Store, make_article: MakeArticle, make_quotation: MakeQuotation) -> Callable[..., Article]:
    """Keep a text of one address with the quotation of the words given, q-1, q-2, … by their order."""

    def keep(text: str, annotator: str = "1", **words: str) -> Article:
        article = make_article(text=text, dateline=None)
        found = []
        for id, said in words.items():
            start = text.index(said)
            found.append(make_quotation(article, id.replace("_", "-"), ((start, start + len(said)),)))
        store.put(article, found, annotator)
        return article

    return keep


def test_a_quotation_in_both_texts_keeps_its_id_and_moves(store: Store, read: Callable[..., Article]) -> None:
    read(PIER, q_1="We will rebuild the pier")
    article = read(BRIDGE, q_1="We will rebuild the pier", q_2="And the bridge")
    assert [row.id for row in store.quotations(article.id)] == ["q-1", "q-2"]
    kept = store.quotation("q-1")
    assert kept is not None and kept.withdrawal is None
    assert (kept.first_revision, [(f.revision, f.row.content) for f in kept.versions]) == (
        1,
        [(1, ((1, 25),)), (2, ((12, 36),))],
    )
    other = store.quotation("q-2")
    assert other is not None and other.first_revision == 2


def test_the_text_before_stays_with_what_was_found_in_it(store: Store, read: Callable[..., Article]) -> None:
    read(BRIDGE, q_1="We will rebuild the pier", q_2="And the bridge")
    article = read(SILENCE)
    history = store.history(article.id)
    assert history is not None
    assert (history.revision, history.text(1), history.text(2), history.text(3)) == (2, BRIDGE, SILENCE, None)
    assert [history.words(q.latest) for q in history.quotations] == ["We will rebuild the pier", "And the bridge"]
    assert [row.id for q in history.quotations if (row := q.in_revision(1))] == ["q-1", "q-2"]
    assert [q.in_revision(2) for q in history.quotations] == [None, None]


def test_a_quotation_that_is_gone_is_withdrawn_and_says_by_which_revision(
    store: Store, read: Callable[..., Article]
) -> None:
    read(BRIDGE, q_1="We will rebuild the pier", q_2="And the bridge")
    article = read(PIER, q_1="We will rebuild the pier")
    assert [row.id for row in store.quotations(article.id)] == ["q-1"]
    assert store.counts() == Counts(1, 1)
    gone = store.quotation("q-2")
    assert gone is not None and gone.withdrawal is not None
    assert (gone.withdrawal.by, gone.withdrawal.revision, gone.latest.revision) == ("revision", 2, 1)
    assert gone.withdrawal.when.endswith("Z")


def test_a_quotation_that_comes_back_is_live_again_and_remembers(store: Store, read: Callable[..., Article]) -> None:
    read(PIER, q_1="We will rebuild the pier")
    read(SILENCE)
    article = read(BRIDGE, q_1="We will rebuild the pier")
    kept = store.quotation("q-1")
    assert kept is not None and kept.withdrawal is None
    assert kept.first_revision == 1
    ends = [finding.withdrawal and (finding.withdrawal.by, finding.withdrawal.revision) for finding in kept.versions]
    assert ends == [("revision", 2), None]
    assert len(store.quotations(article.id)) == 1
    assert store.check() == ()


def test_what_another_annotator_does_not_find_is_withdrawn_by_the_annotator(
    store: Store, read: Callable[..., Article]
) -> None:
    read(BRIDGE, q_1="We will rebuild the pier", q_2="And the bridge")
    read(BRIDGE, "2", q_1="We will rebuild the pier")
    gone, stays = store.quotation("q-2"), store.quotation("q-1")
    assert gone is not None and stays is not None
    assert gone.withdrawal == Withdrawal(gone.withdrawal.when if gone.withdrawal else "", "annotator", 1)
    assert [finding.annotator for finding in stays.versions] == ["1"]


def test_what_another_annotator_says_otherwise_is_kept_beside_what_was_said_first(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation
) -> None:
    article = make_article()
    store.put(article, [make_quotation(article)], "1")
    store.put(article, [replace(make_quotation(article), kind="mixed")], "2")
    kept = store.quotation("q-1")
    assert kept is not None
    assert [(f.annotator, f.row.kind) for f in kept.versions] == [("1", "direct"), ("2", "mixed")]


def test_how_a_text_was_read_is_no_change(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    store.put(article, [], "1")
    provenance = replace(
        article.provenance, position="record 3", reader="html 2", encoding="utf-8, declared", raw_sha256="0" * 64
    )
    assert store.put(replace(article, provenance=provenance), [], "1") is Outcome.UNCHANGED
    kept = store.article(article.id)
    assert kept is not None and kept.provenance == article.provenance


def test_all_of_the_provenance_comes_back(store: Store, make_article: MakeArticle) -> None:
    first = make_article()
    where = {"position": "line 7", "reader": "jsonl 1", "encoding": "utf-8", "captured": "2031-05-04T08:00:00Z"}
    article = replace(first, summary=True, provenance=replace(first.provenance, digest="sha1:ABC", **where))
    store.put(article, [], "1")
    assert store.article(article.id) == article


def test_a_batch_is_kept_whole_with_an_outcome_each(store: Store, make_article: MakeArticle) -> None:
    one, two = make_article(), make_article(url=None)
    assert store.put_many([(one, []), (two, []), (one, [])], "1") == ("new", "new", "unchanged")
    assert (store.version, store.put_many([], "1")) == (2, ())


def test_a_batch_with_a_fault_keeps_nothing(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation
) -> None:
    one, two = make_article(), make_article(url=None)
    with pytest.raises(StoreError, match="UNIQUE"):
        store.put_many([(one, [make_quotation(one)]), (two, [make_quotation(two)])], "1")
    assert (store.version, store.counts()) == (0, Counts(0, 0))


def test_quotations_that_are_kept_need_not_be_given_again(
    store: Store, make_article: MakeArticle, make_quotation: MakeQuotation
) -> None:
    article = make_article()
    store.put(article, [make_quotation(article)], "1")
    assert store.put_many([(replace(article, headline="Another"), None)], "1") == ("revised",)
    assert store.quotations(article.id) == (make_quotation(article),)


def test_a_text_that_was_replaced_meanwhile_gets_its_quotations_back(
    store: Store, make_article: MakeArticle, read: Callable[..., Article]
) -> None:
    first = read(BRIDGE, q_1="We will rebuild the pier", q_2="And the bridge")
    read(PIER, q_1="We will rebuild the pier")
    store.put_many([(first, None)], "1")
    assert [(row.id, row.content) for row in store.quotations(first.id)] == [("q-1", ((12, 36),)), ("q-2", ((55, 69),))]
    assert store.check() == ()


def test_a_text_that_was_never_annotated_is_refused_without_quotations(store: Store, make_article: MakeArticle) -> None:
    with pytest.raises(ValueError, match="never annotated"):
        store.put_many([(make_article(), None)], "1")


def test_articles_that_changed_since_a_version_are_named(store: Store, make_article: MakeArticle) -> None:
    one, two, three = make_article(), make_article(url=None), make_article(url="https://example.org/3")
    store.put_many([(one, []), (two, [])], "1")
    before = store.version
    assert store.changed_since(before) == ()
    store.put(three, [], "1")
    store.put(replace(one, headline="Another"), [], "1")
    assert store.changed_since(before) == (three.id, one.id)
    assert len(store.changed_since(0)) == 3


def test_the_same_text_under_other_addresses_is_linked(store: Store, make_article: MakeArticle) -> None:
    here, there, alone = make_article(), make_article(url="https://example.net/wire"), make_article(text="Other words.")
    store.put_many([(here, []), (there, []), (replace(alone, id="a-other", dateline=None), [])], "1")
    assert [(copy.id, copy.url, copy.outlet) for copy in store.copies(here.id)] == [(there.id, there.url, there.outlet)]
    assert [copy.id for copy in store.copies(there.id)] == [here.id]
    assert store.copies("a-other") == store.copies("a-none") == ()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE revisions SET text = text || '!'", "the text does not match its checksum"),
        ("UPDATE revisions SET number = 7", "its revisions are [7], before revision 2"),
        ("UPDATE findings SET content = '[[0,9999]]'", "span [0, 9999]"),
        ("UPDATE findings SET revision = 9", "of revision 9, which is not there"),
        ("UPDATE quotations SET revision = 1 WHERE id = 'q-1'", "live in revision 1, not in the present one"),
        ("UPDATE quotations SET first_revision = 7 WHERE id = 'q-1'", "first found in revision 7, which cannot be"),
        ("UPDATE quotations SET withdrawn_in = 7 WHERE id = 'q-2'", "withdrawn in revision 7, which cannot be"),
        ("UPDATE articles SET changed = 99", "did not change when its digest says"),
        ("DELETE FROM quotations WHERE id = 'q-1'", "a row of findings belongs to no quotation"),
    ],
)
def test_damage_to_the_history_is_found(store: Store, read: Callable[..., Article], damage: str, words: str) -> None:
    read(BRIDGE, q_1="We will rebuild the pier", q_2="And the bridge")
    read(PIER, q_1="We will rebuild the pier")
    assert store.check() == ()
    raw = sqlite3.connect(store.path)
    raw.execute(damage)
    raw.commit()
    raw.close()
    assert any(words in fault for fault in store.check())
