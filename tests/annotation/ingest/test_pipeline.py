import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotation.annotator import ANNOTATOR_VERSION
from annotation.ingest.pipeline import Ingest, Silent, Summary
from annotation.quotation import Attribution, Kind, Quotation, Span
from annotation.serialization import to_row
from corpus import readers
from corpus.article import Article, stable_id
from corpus.discovery import Refusal
from corpus.errors import StoreError
from corpus.readers import READERS
from corpus.readers.raw_record import ReadOptions
from corpus.store import export
from corpus.store.store import Store
from corpus.store.upsert import Outcome
from tests.support.stored_articles import articles

FRONT = "---\noutlet: Island News\n---\n"


def annotate(article: Article) -> tuple[Quotation, ...]:
    """Find the words between the first two marks: the smallest annotator there is."""
    start, end = article.text.find("“"), article.text.find("”")
    if start < 0:
        return ()
    who = Attribution(None, None, None, "first-marks", 0.5, "nobody is looked for")
    return (Quotation(stable_id("q", article.id), article.id, Kind.DIRECT, (Span(start + 1, end),), who),)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "var" / "onrecord.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    write(folder / "rain.md", "“It rained,” Ana Ruiz said.")
    write(folder / "more" / "sun.txt", "“The sun shone,” Jo Moor said.")
    return folder


def write(path: Path, body: str, front: str = FRONT) -> Path:
    path.write_text(front + body)
    return path


class Heard(Silent):
    """Remembers what it hears."""

    def __init__(self) -> None:
        self.refusals: list[str] = []
        self.articles: list[str] = []
        self.bytes = 0

    def refused(self, refusal: Refusal) -> None:
        self.refusals.append(str(refusal))

    def committed(self, article_id: str, outcome: Outcome) -> None:
        self.articles.append(article_id)

    def advanced(self, size: int) -> None:
        self.bytes += size


def run(store: Store, *paths: Path, annotator: str = "1", annotate=annotate, **how) -> tuple[Summary, list[str]]:
    heard = Heard()
    summary = Ingest(annotate, annotator, **how)(paths, store, heard)
    assert len(heard.refusals) == summary.rejected + summary.skipped
    assert len(heard.articles) == summary.read
    return summary, heard.refusals


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.read, *(summary.outcomes[outcome] for outcome in Outcome if outcome is not Outcome.ERASED)


def everything(store: Store) -> list[str]:
    with sqlite3.connect(store.path) as connection:
        rows = list(connection.iterdump())
    connection.close()
    return rows


def test_a_folder_is_read_whole(store: Store, folder: Path) -> None:
    summary, said = run(store, folder)
    assert (counts(summary), said) == ((2, 2, 0, 0), [])
    words = {
        article.text[start:end]
        for article in articles(store)
        for quotation in store.quotations(article.id)
        for start, end in quotation.content
    }
    assert words == {"It rained,", "The sun shone,"}


def test_reading_the_same_twice_changes_nothing(store: Store, folder: Path) -> None:
    run(store, folder)
    before = store.version, everything(store)
    summary, _ = run(store, folder)
    assert counts(summary) == (2, 0, 0, 2)
    assert (store.version, everything(store)) == before


def test_reading_from_another_place_changes_nothing(store: Store, folder: Path, tmp_path: Path) -> None:
    run(store, folder)
    folder.rename(tmp_path / "moved")
    assert counts(run(store, tmp_path / "moved")[0]) == (2, 0, 0, 2)


def test_what_is_kept_is_not_annotated_again(store: Store, folder: Path) -> None:
    run(store, folder)

    def never(article: Article) -> tuple[Quotation, ...]:
        raise AssertionError(f"{article.id} was annotated again")

    assert run(store, folder, annotate=never)[0].rejected == 0


def test_another_annotator_reads_again(store: Store, folder: Path) -> None:
    run(store, folder)
    assert counts(run(store, folder, annotator="2")[0]) == (2, 0, 2, 0)


def test_what_is_said_about_an_article_may_be_corrected(store: Store, folder: Path) -> None:
    run(store, folder)
    write(folder / "rain.md", "“It rained,” Ana Ruiz said.", "---\noutlet: Island News\nlanguage: en\n---\n")
    assert counts(run(store, folder)[0]) == (2, 0, 1, 1)


CAN_BE_READ = f"what can be read: {', '.join(reader.FORMAT for reader in READERS)}"


def test_an_outlet_is_filled_in_later_and_never_forgotten(store: Store, folder: Path) -> None:
    nameless = folder / "nameless.md"
    write(nameless, "“It rained in March,” said Ana Ruiz.", "")
    for outlet, name in (("", "unknown"), ("Island News", "Island News"), ("", "Island News")):
        run(store, nameless, read_options=ReadOptions(defaults={"outlet": outlet}))
        [article] = [kept for kept in articles(store) if "March" in kept.text]
        assert article.outlet.name == name
    _, said = run(store, nameless, read_options=ReadOptions(require_outlet=True))
    assert said[0].endswith(
        "say who printed it with 'outlet: NAME' in front matter above the text, or with --outlet NAME"
    )


def test_bad_files_are_named_with_their_reasons_and_the_others_go_on(store: Store, folder: Path) -> None:
    (folder / "a-empty.md").write_bytes(b"")
    (folder / "b-binary.md").write_bytes(b"\x00\x01\x02")
    (folder / "c-sqlite.txt").write_bytes(b"SQLite format 3\x00")
    write(folder / "d-no-body.md", "")
    write(folder / "e-broken.md", "It rained.", "---\noutlet: 'X\n---\n")
    summary, said = run(store, folder)
    assert counts(summary) == (2, 2, 0, 0)
    assert [line.removeprefix(f"{folder}/").split(": ", 1) for line in said] == [
        ["a-empty.md", "empty"],
        ["b-binary.md", f"unknown format: not text; {CAN_BE_READ}"],
        ["c-sqlite.txt", f"unknown format: SQLite; {CAN_BE_READ}"],
        ["d-no-body.md", "no body: there is no text below the front matter"],
        ["e-broken.md", "front matter is not YAML: found unexpected end of stream in line 3"],
    ]


def test_a_path_that_is_not_there_is_a_bad_file(store: Store, folder: Path) -> None:
    summary, said = run(store, folder / "none.md", folder / "rain.md")
    assert said == [f"{folder}/none.md: No such file or directory"]
    assert counts(summary) == (1, 1, 0, 0)


def test_links_in_a_folder_are_skipped_with_a_reason(store: Store, folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "rain.md")
    summary, said = run(store, folder)
    assert (counts(summary), summary.skipped, summary.rejected) == ((2, 2, 0, 0), 1, 0)
    assert said == [f"{folder}/link.md: skipped: a symbolic link; name the file itself to read it"]


def test_a_copy_of_a_file_changes_nothing(store: Store, folder: Path) -> None:
    (folder / "rain-copy.md").write_bytes((folder / "rain.md").read_bytes())
    assert counts(run(store, folder)[0]) == (3, 2, 0, 1)


def test_two_files_that_differ_about_one_address_do_not_take_turns(store: Store, folder: Path) -> None:
    front = "---\noutlet: Island News\nurl: https://example.org/rain\n---\n"
    write(folder / "rain-1.md", "“It rained,” she said.", front)
    write(folder / "rain-2.md", "“It poured,” she said.", front)
    write(folder / "rain-3.md", "“It poured,” she said.", front.replace("\nurl", "\nlanguage: en\nurl"))
    assert counts(run(store, folder)[0]) == (5, 3, 1, 1)
    before = everything(store)
    assert counts(run(store, folder)[0]) == (5, 0, 0, 5)
    assert everything(store) == before


def test_a_fault_of_the_annotator_costs_one_article(store: Store, folder: Path) -> None:
    def faulty(article: Article) -> tuple[Quotation, ...]:
        if "rained" in article.text:
            raise RecursionError("too deep\nfor us")
        return annotate(article)

    summary, said = run(store, folder, annotate=faulty)
    assert counts(summary) == (1, 1, 0, 0)
    assert said == [f"{folder}/rain.md: a fault of onrecord, please report it: RecursionError: too deep for us"]


def test_a_record_that_cannot_be_written_stops_everything(store: Store, folder: Path) -> None:
    with Store.open_for_reading(store.path) as unwritable, pytest.raises(StoreError, match="cannot be written"):
        run(unwritable, folder)


def test_nothing_is_no_fault(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(store, tmp_path / "empty") == (Summary(), [])


def test_it_stops_after_the_batch_that_is_under_way(store: Store, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(f'{{"outlet": "Island News", "text": "It rained {n} times."}}\n' for n in range(500)))
    summary, _ = run(store, many, stop=lambda: store.counts().articles >= 100)
    assert summary.stopped
    assert 100 <= store.counts().articles == summary.read < 500
    assert counts(run(store, many)[0]) == (500, 500 - summary.read, 0, summary.read)


def test_several_processes_give_the_same_as_one(tmp_path: Path, folder: Path) -> None:
    many = folder / "many.jsonl"
    many.write_text(
        "".join(f'{{"outlet": "Island News", "text": "“We lost {n},” said Ana Ruiz."}}\n' for n in range(200))
    )
    kept = []
    for workers in (1, 2):
        with Store.open(tmp_path / f"{workers}.db") as store:
            Ingest(workers=workers)([folder], store)
            kept.append([(article.id, store.quotations(article.id)) for article in articles(store)])
    assert len(kept[0]) == 202
    assert kept[0] == kept[1]


def test_what_the_record_wrote_out_is_taken_over(store: Store, folder: Path, tmp_path: Path) -> None:
    run(store, folder)
    written = tmp_path / "archive.ndjson"
    written.write_text("".join(f"{line}\n" for line in export.lines(store)))
    with Store.open(tmp_path / "other.db") as other:
        assert counts(run(other, written)[0]) == (2, 2, 0, 0)
        assert counts(run(other, written)[0]) == (2, 0, 0, 2)
        assert list(export.lines(other)) == list(export.lines(store))


ITALIAN = "«Il porto resterà aperto», ha detto la sindaca Ana Ruiz ai giornalisti lunedì mattina davanti al municipio. "


def test_articles_in_a_language_that_is_not_read_are_kept_and_counted_by_the_reason(store: Store, folder: Path) -> None:
    write(folder / "porto.md", ITALIAN * 3, "---\noutlet: Island News\nlanguage: en\n---\n")
    summary = Ingest()([folder], store)
    assert (summary.read, dict(summary.unread)) == (3, {"Italian is not read yet": 1})
    [article] = [one.article for one in store.histories() if one.article.language == "it"]
    evidence = article.provenance.language_evidence
    assert evidence and (evidence.declared, evidence.detected, evidence.evidence) == ("en", "it", "detected")
    assert not store.quotations(article.id)


def test_what_was_found_in_an_article_before_languages_were_detected_is_withdrawn(store: Store, folder: Path) -> None:
    path = write(folder / "porto.md", ITALIAN.replace("«", "“").replace("»", "”") * 3)
    [record] = readers.records(path)
    article = readers.article(record)
    provenance = replace(article.provenance, language_evidence=None)
    rows = [to_row(quotation) for quotation in annotate(article)]
    store.put(replace(article, language="und", provenance=provenance), rows, ANNOTATOR_VERSION)
    assert counts(Ingest()([path], store)) == (1, 0, 1, 0)
    assert not store.quotations(article.id)
    assert counts(Ingest()([path], store)) == (1, 0, 0, 1)
