"""What a person says of a quotation stands above what the annotator said; both stay."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store.mapping import QuotationRow
from corpus.store.stats import Counts
from corpus.store.store import Store

RUIZ = {"id": "ana-ruiz", "name": "Ana Ruiz", "role": None, "aliases": []}
MOOR = {"id": "jo-moor", "name": "Jo Moor", "role": None, "aliases": ["Moor"]}
SAID = MappingProxyType(
    {"speaker": RUIZ, "source": [53, 61], "cue": [62, 66], "rule": "test", "confidence": 0.9, "unknown": None}
)


@pytest.fixture
def kept(store: Store, make_article: Callable[..., Article], make_quotation: Callable[..., QuotationRow]) -> Article:
    article = make_article()
    store.put(article, [replace(make_quotation(article), attribution=SAID)], "1")
    return article


def test_the_quotation_is_shown_corrected_and_the_annotators_words_stay(store: Store, kept: Article) -> None:
    made = store.correct("q-1", {"speaker": MOOR}, "ed", "Moor spoke")
    [row] = store.quotations(kept.id)
    assert (row.status, row.attribution["speaker"], row.attribution["confidence"]) == ("corrected", MOOR, 1.0)
    assert (row.attribution["rule"], row.attribution["source"]) == ("test", None)
    quotation = store.quotation("q-1")
    assert quotation is not None
    assert quotation.latest.row.attribution == SAID
    assert quotation.corrections == (made,)
    assert (made.number, made.who, made.was, made.now) == (1, "ed", {"speaker": RUIZ}, {"speaker": MOOR})
    assert store.check() == ()


def test_nobody_is_a_speaker_too_and_the_reason_says_why(store: Store, kept: Article) -> None:
    store.correct("q-1", {"speaker": None}, "ed", "the article does not say")
    [row] = store.quotations(kept.id)
    assert (row.attribution["speaker"], row.attribution["unknown"]) == (None, "corrected: the article does not say")


def test_a_kind_is_corrected_without_touching_the_speaker(store: Store, kept: Article) -> None:
    store.correct("q-1", {"kind": "mixed"}, "ed", "partly reported")
    [row] = store.quotations(kept.id)
    assert (row.kind, row.status, row.attribution) == ("mixed", "corrected", SAID)


def test_corrections_are_numbered_and_the_last_one_stands(store: Store, kept: Article) -> None:
    for speaker in (MOOR, None, MOOR):
        last = store.correct("q-1", {"speaker": speaker}, "ed", "on second thoughts")
    assert (last.number, last.was) == (3, {"speaker": None})
    assert store.quotations(kept.id)[0].attribution["speaker"] == MOOR


def test_a_withdrawn_quotation_is_gone_from_the_list_and_can_be_restored(store: Store, kept: Article) -> None:
    store.correct("q-1", {"withdrawn": True}, "ed", "a headline")
    assert (store.quotations(kept.id), store.counts()) == ((), Counts(1, 0))
    quotation = store.quotation("q-1")
    assert quotation is not None and quotation.withdrawal is not None
    assert (quotation.withdrawal.by, quotation.withdrawal.revision) == ("correction", None)
    store.correct("q-1", {"withdrawn": False}, "ed", "speech after all")
    [row] = store.quotations(kept.id)
    assert row.status == "automatic"


def test_reading_again_keeps_corrections(
    store: Store, kept: Article, make_article: Callable[..., Article], make_quotation: Callable[..., QuotationRow]
) -> None:
    store.correct("q-1", {"speaker": MOOR}, "ed", "Moor spoke")
    longer = make_article(text=kept.text + " It rained.")
    for article, annotator in ((kept, "2"), (longer, "2"), (kept, "2")):
        store.put(article, [replace(make_quotation(article), attribution=SAID)], annotator)
        assert store.quotations(kept.id)[0].attribution["speaker"] == MOOR
    store.put(longer, [], "2")
    assert store.quotations(kept.id) == ()
    store.put(kept, [replace(make_quotation(kept), attribution=SAID)], "2")
    assert store.quotations(kept.id)[0].attribution["speaker"] == MOOR


def test_a_correction_is_a_change_of_the_record_and_of_its_article(store: Store, kept: Article) -> None:
    before = store.version
    store.correct("q-1", {"kind": "indirect"}, "ed", "no marks")
    assert (store.version, store.changed_since(before)) == (before + 1, (kept.id,))


@pytest.mark.parametrize(
    ("quotation", "changes", "reason", "words"),
    [
        ("q-9", {"kind": "mixed"}, "why", "q-9: the record holds no quotation of this id"),
        ("q-1", {"speaker": RUIZ, "kind": "direct"}, "why", "it is so already"),
        ("q-1", {"kind": "poem"}, "why", "kind cannot be 'poem'"),
        ("q-1", {"speaker": {"name": "Moor"}}, "why", "speaker cannot be"),
        ("q-1", {"kind": "mixed"}, " ", "reason is one line of 1 to 2000 characters"),
        ("q-1", {"kind": "mixed"}, "two\nlines", "reason is one line"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(
    store: Store, kept: Article, quotation: str, changes: dict[str, Any], reason: str, words: str
) -> None:
    with pytest.raises(StoreError, match=words):
        store.correct(quotation, changes, "ed", reason)
    assert store.version == 1


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE corrections SET number = 2", "lacks a correction"),
        ("""UPDATE corrections SET now = '{"kind":"poem"}'""", "kind cannot be 'poem'"),
        ("UPDATE corrections SET now = '{}'", "correction 1: "),
        ("DELETE FROM quotations", "a row of corrections belongs to no quotation"),
    ],
)
def test_damage_to_a_correction_is_found(store: Store, kept: Article, damage: str, words: str) -> None:
    store.correct("q-1", {"kind": "mixed"}, "ed", "partly reported")
    with store._database.reading() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(damage)
    assert any(words in fault for fault in store.check())


def test_statistics_count_quotations_as_they_are_shown(
    store: Store, kept: Article, make_article: Callable[..., Article], make_quotation: Callable[..., QuotationRow]
) -> None:
    wire = make_article(url="https://example.net/wire", day="2031-06")
    other = make_article(url=None, text="“Rain,” he said. “And wind,” he said.", dateline=None, day=None)
    ruiz = {"attribution": SAID}
    found = [make_quotation(other, "q-3", ((1, 5),)), make_quotation(other, "q-4", ((18, 26),))]
    store.put_many([(wire, [replace(make_quotation(wire, "q-2"), **ruiz)])], "1")
    store.put_many([(other, [replace(row, attribution=SAID) for row in found])], "1")
    store.put_many([(other, [replace(found[1], attribution=SAID)])], "2")
    store.correct("q-1", {"speaker": MOOR, "kind": "mixed"}, "ed", "Moor spoke")
    store.correct("q-2", {"speaker": None}, "ed", "nobody did")
    store.correct("q-4", {"withdrawn": True}, "ed", "no")
    stats = store.stats()
    assert (stats.articles, stats.revisions, stats.wire_copies, stats.outlets) == (3, 0, 2, 1)
    assert (stats.first_day, stats.last_day) == ("2031-05-03", "2031-06")
    assert (stats.quotations, stats.direct, stats.mixed, stats.indirect) == (2, 1, 1, 0)
    assert (stats.with_speaker, stats.speakers, stats.corrected, stats.withdrawn) == (1, 1, 2, 2)


def test_statistics_of_nothing(store: Store) -> None:
    stats = store.stats()
    assert (stats.articles, stats.first_day, stats.speakers) == (0, None, 0)
