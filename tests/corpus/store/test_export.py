"""The record written out as lines and read back is the same record."""

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from corpus.article import Article
from corpus.errors import StoreError
from corpus.store import export
from corpus.store.corrections import CORRECTION_KINDS
from corpus.store.mapping import QuotationRow
from corpus.store.restore import Refused, Restored, restore
from corpus.store.store import Store
from corpus.store.upsert import Outcome
from tests.support.stored_articles import articles

MakeArticle = Callable[..., Article]
RUIZ = {"id": "ana-ruiz", "name": "Ana Ruiz", "role": None, "aliases": []}
FIRST = "“We will rebuild the pier,” Ana Ruiz said. “And the bridge,” she added."
SECOND = "\u2028Ünï \U0001f4f0: “We will rebuild the pier,” Ana Ruiz said."


def found(article: Article, id: str, words: str) -> QuotationRow:
    attribution = MappingProxyType(
        {"speaker": RUIZ, "source": None, "cue": [1, 4], "rule": "test", "confidence": 0.9, "unknown": None}
    )
    start = article.text.index(words)
    return QuotationRow(id, article.id, "direct", ((start, start + len(words)),), attribution)


@pytest.fixture
def full(store: Store, make_article: MakeArticle) -> Store:
    """A record with everything in it: revisions, withdrawals of each kind, a quotation that came back, corrections."""
    for text, ids in ((FIRST, ("q-1", "q-2")), (SECOND, ("q-1",)), (FIRST, ("q-2",))):
        article = make_article(text=text, dateline=None)
        words = {"q-1": "We will rebuild the pier", "q-2": "And the bridge"}
        store.put(article, [found(article, id, words[id]) for id in ids], "1")
    wire = make_article(text=FIRST, url=None, day=None, dateline=None, headline=None)
    store.put(wire, [found(wire, "q-3", "And the bridge"), found(wire, "q-4", "the pier")], "1")
    store.put(wire, [found(wire, "q-3", "And the bridge")], "2")
    silent = make_article(url="https://example.org/2", summary=True)
    where = replace(silent.provenance, position="line 7", captured="2031-05-04T08:00:00Z")
    store.put(replace(silent, provenance=where), [], "1")
    store.correct("q-2", {"speaker": None}, "ed", "nobody said so")
    store.correct("q-2", {"kind": "mixed"}, "ed", "partly")
    store.correct("q-3", {"withdrawn": True}, "Zoë", "a headline")
    return store


@pytest.fixture
def empty(tmp_path: Path) -> Any:
    with Store.open(tmp_path / "other" / "onrecord.db") as opened:
        yield opened


def written(store: Store) -> list[bytes]:
    return [line.encode() + b"\n" for line in export.lines(store)]


def values(store: Store) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export.lines(store)]


def test_what_is_read_back_is_written_out_again_byte_for_byte(full: Store, empty: Store) -> None:
    lines = written(full)
    given = [one.outcome if isinstance(one, Restored) else one.reason for one in restore(lines, empty)]
    assert given == [Outcome.NEW] * 3
    assert written(empty) == lines
    assert empty.check() == ()
    assert (empty.stats(), empty.counts()) == (full.stats(), full.counts())
    assert list(empty.histories()) == list(full.histories())
    for article in articles(full):
        assert empty.quotations(article.id) == full.quotations(article.id)


def test_reading_back_what_is_there_changes_nothing(full: Store) -> None:
    version, lines = full.version, written(full)
    assert {isinstance(one, Restored) and one.outcome for one in restore(lines, full)} == {Outcome.UNCHANGED}
    assert (full.version, written(full)) == (version, lines)


def test_every_line_says_what_it_is(full: Store) -> None:
    types = [value["type"] for value in values(full)]
    assert (types[0], types[-1]) == ("record", "end")
    counts = {"article": 3, "correction": 3, "digest": 9, "quotation": 4, "revision": 2}
    assert Counter(types[1:-1]) == counts
    [bridge] = [value for value in values(full) if value.get("id") == "q-2"]
    assert (bridge["text"], bridge["state"], len(bridge["earlier"])) == ("And the bridge", "live", 1)
    [headline] = [value for value in values(full) if value.get("id") == "q-3"]
    assert headline["state"] == "withdrawn"


@pytest.mark.parametrize("seed", range(8))
def test_any_history_is_sound_and_comes_back(store: Store, empty: Store, make_article: MakeArticle, seed: int) -> None:
    chance = random.Random(seed)
    for step in range(25):
        url = f"https://example.org/{chance.randint(1, 2)}"
        words = chance.sample(["rain", "wind", "snow", "hail", "fog"], chance.randint(1, 5))
        article = make_article(text=" ".join(words), url=url, dateline=None, headline=chance.choice(["One", "Two"]))
        rows = [found(article, f"q-{url[-1]}-{word}", word) for word in chance.sample(words, len(words) // 2)]
        store.put(
            article, [replace(row, kind=chance.choice(CORRECTION_KINDS)) for row in rows], str(chance.randint(1, 2))
        )
        assert {row.id for row in store.quotations(article.id)} == {row.id for row in rows}
        known = [quotation.id for history in store.histories() for quotation in history.quotations]
        if known and chance.random() < 0.3:
            now: dict[str, Any] = {"speaker": chance.choice([None, RUIZ | {"name": f"Ruiz {step}"}])}
            store.correct(chance.choice(known), now | {"kind": CORRECTION_KINDS[step % 3]}, "ed", f"step {step}")
    assert store.check() == ()
    for history in store.histories():
        live = [quotation.id for quotation in history.quotations if not quotation.withdrawal]
        assert live == sorted(row.id for row in store.quotations(history.article.id))
        assert all(history.text(number) for number in range(1, history.revision + 1))
    list(restore(written(store), empty))
    assert written(empty) == written(store)


def test_an_empty_record_is_two_lines(store: Store, empty: Store) -> None:
    lines = written(store)
    assert len(lines) == 2 and export.recognises(lines[0])
    assert list(restore(lines, empty)) == []


def test_a_record_that_was_ingested_again_has_as_much(full: Store, empty: Store, make_article: MakeArticle) -> None:
    wire = make_article(text=FIRST, url=None, day=None, dateline=None, headline=None)
    lines = [json.loads(line) for line in written(full)]
    theirs = [
        line for line in lines if wire.id in (line.get("id"), line.get("article")) and line["type"] != "correction"
    ]
    theirs = [line for line in theirs if line.get("id") != "q-4" and line["type"] != "digest"]
    elsewhere = replace(wire, provenance=replace(wire.provenance, origin="copy.md", raw_sha256="0" * 64))
    empty.put(elsewhere, [found(wire, "q-3", "And the bridge")], "2")
    for line in theirs:
        line["state"] = "live"
        line["annotator"] = "2"
        line.pop("state") if line["type"] == "article" else None
    end = {"type": "end", "articles": 1, "quotations": 1, "corrections": 0}
    given = [json.dumps(line).encode() for line in ({"type": "record", "format": 1}, *theirs, end)]
    assert list(restore(given, empty)) == [Restored(wire.id, Outcome.UNCHANGED)]


def test_an_article_with_another_history_is_refused_and_stays(full: Store, empty: Store) -> None:
    lines = written(full)
    list(restore(lines, empty))
    empty.correct("q-4", {"kind": "mixed"}, "ed", "partly")
    ours = written(empty)
    full.correct("q-4", {"kind": "indirect"}, "ed", "not at all")
    refused = [one for one in restore(written(full), empty) if isinstance(one, Refused)]
    assert [one.reason.split(": ")[1] for one in refused] == [
        "the record has another history of this article, which stays"
    ]
    assert written(empty) == ours


def test_an_older_archive_of_the_same_history_changes_nothing(full: Store) -> None:
    lines = written(full)
    full.correct("q-4", {"kind": "mixed"}, "ed", "partly")
    assert {type(one) for one in restore(lines, full)} == {Restored}


def changed(lines: list[bytes], type: str, change: Callable[[dict[str, Any]], Any]) -> list[bytes]:
    """Change the first line of a type."""
    given = [json.loads(line) for line in lines]
    change(next(value for value in given if value["type"] == type))
    return [json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() for value in given]


CHANGES: dict[str, tuple[str, Callable[[dict[str, Any]], Any], str]] = {
    "text": ("article", lambda v: v.update(text=v["text"] + "!"), "the text does not match its checksum"),
    "old text": ("revision", lambda v: v.update(text="?"), "the text does not match its checksum"),
    "span": ("quotation", lambda v: v.update(content=[[0, 9999]]), "which is not in its article's text"),
    "words": ("quotation", lambda v: v.update(text="We will not"), "type quotation is not as it was written"),
    "state": ("quotation", lambda v: v.update(state="lost"), "type quotation is not as it was written"),
    "id": ("quotation", lambda v: v.update(id="x-1"), "id of a quotation does not hold"),
    "kind": ("quotation", lambda v: v.update(kind="poem"), "kind does not hold"),
    "attribution": ("quotation", lambda v: v["attribution"].pop("rule"), "attribution does not hold"),
    "speaker": ("quotation", lambda v: v["attribution"].update(speaker="Ruiz"), "attribution does not hold"),
    "a field more": ("article", lambda v: v.update(colour="red"), "colour"),
    "a field less": ("article", lambda v: v.pop("headline"), "headline"),
    "a number": ("article", lambda v: v.update(headline=7), "headline is 7"),
    "provenance": ("article", lambda v: v["provenance"].update(origin=None), "origin is None"),
    "day": ("article", lambda v: v["published"].update(edtf="soon"), "soon"),
    "address": ("article", lambda v: v.update(url="javascript:1"), "url does not hold"),
    "article id": ("article", lambda v: v.update(url="https://example.org/9"), "id does not hold"),
    "revision": ("article", lambda v: v.update(revision=9), "its revisions are"),
    "half a character": ("article", lambda v: v.update(licence="\ud800"), "surrogates"),
    "correction": ("correction", lambda v: v["now"].update(kind="poem"), "kind"),
    "digest": ("digest", lambda v: v.update(content="0" * 64), "the chain of its digests is broken"),
    "digests": ("digest", lambda v: v.update(number=3), "the chain of its digests is broken"),
    "words and state": ("article", lambda v: v.update(licence="CC0"), "it does not match its digest"),
    "of another": ("correction", lambda v: v.update(quotation="q-9"), "lacks a correction"),
}


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "half a character"])
def test_a_line_that_was_changed_costs_its_article_and_no_other(full: Store, empty: Store, name: str) -> None:
    type, change, words = CHANGES[name]
    given = list(restore(changed(written(full), type, change), empty))
    [refused] = [one for one in given if isinstance(one, Refused)]
    assert words in refused.reason
    assert empty.counts().articles == 2
    assert empty.check() == ()


def test_half_a_character_is_refused(full: Store, empty: Store) -> None:
    lines = written(full)
    lines[-2:-2] = []
    number = next(n for n, line in enumerate(lines) if b'"type":"article"' in line)
    lines[number] = lines[number].replace(b'"licence":null', b'"licence":"\\ud800"')
    [refused] = [one for one in restore(lines, empty) if isinstance(one, Refused)]
    assert "surrogates not allowed" in refused.reason


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"type":"poem"}', b"\xff", b"[" * 100_000, b""])
def test_a_line_that_is_none_costs_its_article(full: Store, empty: Store, line: bytes) -> None:
    lines = written(full)
    lines.insert(2, line)
    refused = [one for one in restore(lines, empty) if isinstance(one, Refused)]
    assert [one.line for one in refused] == [3]
    assert empty.counts().articles == 2


def test_an_archive_that_is_cut_short_gives_only_what_is_whole(full: Store, tmp_path: Path) -> None:
    lines = written(full)
    for length in range(1, len(lines)):
        with Store.open(tmp_path / str(length) / "onrecord.db") as store:
            [refused] = [one for one in restore(lines[:length], store) if isinstance(one, Refused)]
            assert "cut short" in refused.reason
            whole = {json.dumps(value) for value in values(store)[1:-1]}
            assert whole <= {json.dumps(value) for value in values(full)}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "does not begin as an archive"),
        ([b'{"type":"article"}'], "does not begin as an archive"),
        ([b'{"type":"record","format":3}'], "does not begin as an archive of format 2"),
        ([b'{"type":"record","format":1}', b'{"type":"end"}'], "should have"),
        (
            [b'{"type":"record","format":1}', b'{"type":"end","articles":0,"quotations":0,"corrections":0}', b"{}"],
            "lines after the end",
        ),
    ],
)
def test_what_is_no_whole_archive_is_said(store: Store, lines: list[bytes], words: str) -> None:
    [refused] = restore(lines, store)
    assert isinstance(refused, Refused) and words in refused.reason


def test_a_quotation_of_another_article_is_refused_alone(full: Store, empty: Store, make_article: MakeArticle) -> None:
    other = make_article(url="https://example.org/other", text=FIRST, dateline=None)
    empty.put(other, [found(other, "q-3", "And the bridge")], "1")
    given = list(restore(written(full), empty))
    assert [type(one) for one in given].count(Refused) == 1
    assert empty.counts().articles == 3


def test_a_disk_that_fails_is_no_fault_of_the_article(
    full: Store, empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(histories: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(empty, "add_histories", failing)
    with pytest.raises(StoreError, match="the disk is full"):
        list(restore(written(full), empty))


def test_an_archive_of_an_earlier_version_comes_in(empty: Store) -> None:
    lines = (Path(__file__).parents[1] / "archive-1.ndjson").read_bytes().splitlines()
    assert [one.outcome for one in restore(lines, empty) if isinstance(one, Restored)] == [Outcome.NEW] * 3
    assert empty.check() == ()


def test_an_article_without_its_digests_is_refused(full: Store, empty: Store) -> None:
    lines = [line for line in written(full) if b'"type":"digest"' not in line]
    assert {one.reason for one in restore(lines, empty) if isinstance(one, Refused)} == {
        "not an article of an archive: it has no digest"
    }
    assert empty.counts().articles == 0
