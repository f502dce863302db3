import json

import pytest

from api.formats import serialized
from api.formats.pretty_json import BASE_URL_PLACEHOLDER, pretty
from index.documents.builder import ArticleDocuments
from tests.index.conftest import draw


@pytest.fixture
def article_and_quotations():
    return draw(
        "He came.\n\n“[content|Ünder “no” \\ chance\t– none],” [cue|said] [source|Lavrov]. “[content|So].” [source|x]",
        url="https://tass.example/1",
    )


def stored_quotation(document):
    return next(serialized.quotations([document]))


def test_a_document_comes_back_as_it_was(article_and_quotations) -> None:
    article, quotations = article_and_quotations
    for quotation in quotations:
        document = ArticleDocuments(article).quotation(quotation)
        assert serialized.document(stored_quotation(document)) == document
    for document in ArticleDocuments(article).paragraphs(quotations):
        assert serialized.document(next(serialized.paragraphs([document]))) == document


def test_what_is_finished_is_json_with_the_server_s_address_left_out(article_and_quotations) -> None:
    article, quotations = article_and_quotations
    shown = serialized.shown(stored_quotation(ArticleDocuments(article).quotation(quotations[0])))
    assert (
        json.loads(shown.replace(BASE_URL_PLACEHOLDER.encode(), b"http://a"))["url"]
        == f"http://a/quotes/{quotations[0].id}"
    )
    assert shown.count(BASE_URL_PLACEHOLDER.encode()) == 2
    assert b"article_spans" not in shown and b"aliases" not in shown


@pytest.mark.parametrize(
    "value", ["\0", "\x1d", "\x1e", '"\0', "\u2028", "\ud800", None, True, 1.5, [], {}, [[1, 2]], {"a": [{}]}]
)
def test_nothing_that_is_written_holds_the_marks_of_ours(value) -> None:
    written = pretty({"it": value})
    assert json.loads(written) == {"it": value}
    assert {"\0", "\x1d", "\x1e"}.isdisjoint(written)


def test_equal_numbers_of_different_kinds_are_written_each_as_it_is() -> None:
    assert [pretty({"a": value}) for value in (1, 1.0, True)] == [
        f'{{\n  "a": {form}\n}}' for form in ("1", "1.0", "true")
    ]


def test_lists_of_numbers_stand_on_one_line_and_others_do_not() -> None:
    assert pretty([[1, 2], [3, 4]]) == "[[1, 2], [3, 4]]"
    assert pretty(["a", 1]) == '[\n  "a",\n  1\n]'


def test_the_other_names_of_everybody_named_are_kept_and_not_shown(article_and_quotations) -> None:
    article, quotations = article_and_quotations
    together = [{"id": id, "name": id, "role": None, "aliases": [id * 2, 'the "x"']} for id in ("a", "b")]
    document = ArticleDocuments(article).quotation(quotations[0]) | {"together": together}
    stored = stored_quotation(document)
    assert serialized.document(stored) == document
    assert document["speaker"]["aliases"] and b"aliases" not in serialized.shown(stored)


def test_what_is_finished_is_as_pretty_as_any_answer(article_and_quotations) -> None:
    article, quotations = article_and_quotations
    documents = ArticleDocuments(article)
    made = [documents.quotation(quotation) for quotation in quotations]
    paragraphs = list(documents.paragraphs(quotations))
    for stored in [
        *map(stored_quotation, made),
        *serialized.paragraphs(paragraphs),
    ]:
        written = serialized.shown(stored).decode().replace(BASE_URL_PLACEHOLDER, "")
        assert written == pretty(json.loads(written), "\n    ")
