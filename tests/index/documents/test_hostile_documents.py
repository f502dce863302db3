"""Whatever an archive makes it past the checks can be indexed: a line from a stranger cannot spoil the record."""

import json
import random
from typing import Any

import pytest

from annotation.annotator import annotate
from annotation.serialization import from_row, to_row
from corpus.store import export
from index.documents.builder import ArticleDocuments, paragraph_entries, quotation_entries
from tests.index.conftest import Library
from tests.support import json_serializer

TEXT = "“We will rebuild the pier,” Ana Ruiz said.\n\nThe bridge was safe, said Jo Moor. “And dry,” she added."
JUNK: list[Any] = [None, True, 0, -1, 7, 10**20, 0.5, "", "x", "\ud800", "q-1", [], [[0, 1]], [[42, 44]], [1, 2], {}]


@pytest.fixture
def lines(library: Library) -> list[dict[str, Any]]:
    """The lines of an article that has a revision, a withdrawn quotation and a correction, without digests."""
    for text in (TEXT, TEXT.partition("\n")[0], TEXT + " It rained."):
        article, _ = library.draw(text, url="https://example.org/pier")
        library.store.put(article, [to_row(quotation) for quotation in annotate(article)], "1")
    for row in library.store.quotations(article.id):
        library.store.correct(row.id, {"kind": "mixed", "speaker": None}, "ed", "nobody")
    values = [json.loads(line) for line in export.lines(library.store)][1:-1]
    return [value for value in values if value["type"] != "digest"]


def spoil(value: Any, chance: random.Random) -> Any:
    """Replace, remove or add something, somewhere."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        if chance.random() < 0.05:
            return {name: item for name, item in value.items() if name != key}
        return value | {key: spoil(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], spoil(value[at], chance), *value[at + 1 :]]
    if isinstance(value, int) and chance.random() < 0.7:
        return value + chance.randint(-60, 60)
    return chance.choice(JUNK)


@pytest.mark.parametrize("seed", range(10))
def test_a_spoilt_line_is_refused_or_can_be_indexed(lines: list[dict[str, Any]], seed: int) -> None:
    chance = random.Random(seed)
    refused = 0
    for _ in range(300):
        at = chance.randrange(len(lines))
        given = [*lines[:at], spoil(lines[at], chance), *lines[at + 1 :]]
        try:
            history = export.history_from(given)
        except export.NotAnArticle:
            refused += 1
            continue
        live = [from_row(one.current) for one in history.quotations if not one.withdrawal]
        made = ArticleDocuments(history.article)
        documents = {one.id: made.quotation(one) for one in live}
        assert all(entry.stored for entry in quotation_entries(documents.values(), json_serializer))
        assert all(entry.stored for entry in paragraph_entries(made.paragraphs(live), documents, json_serializer))
    assert 0 < refused < 300


@pytest.mark.parametrize("type", ["revision", "article", "quotation", "correction"])
def test_no_number_is_too_large_for_a_clear_answer(lines: list[dict[str, Any]], type: str) -> None:
    for name in ("revision", "number", "first_revision"):
        at = next(at for at, line in enumerate(lines) if line["type"] == type)
        if name in lines[at]:
            with pytest.raises(export.NotAnArticle):
                export.history_from([*lines[:at], lines[at] | {name: 10**20}, *lines[at + 1 :]])


def test_the_lines_as_they_are_make_the_dossier(library: Library, lines: list[dict[str, Any]]) -> None:
    assert [export.history_from(lines)] == list(library.store.histories())
