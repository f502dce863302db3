from itertools import pairwise
from statistics import median

import pytest

from annotation.quotation import Act, Attribution, Kind, Quotation, Span, Speaker
from corpus.article import Article, Outlet, Provenance, article_id
from corpus.text.edtf import PublicationDate
from index.documents.builder import ArticleDocuments

pytest.importorskip("numpy", reason="numpy is not installed: it comes with the bench extra")

from benchmarks.synthetic import Synthetic


@pytest.fixture(scope="module")
def documents():
    return list(Synthetic().documents(500))


def test_the_first_of_many_are_the_few(documents) -> None:
    assert list(Synthetic().documents(200)) == documents[:200]
    assert list(Synthetic(seed=8).documents(200)) != documents[:200]


def test_every_quotation_has_an_id_of_its_own_and_articles_follow_each_other(documents) -> None:
    assert len({document["id"] for document in documents}) == 500
    articles = [document["article_id"] for document in documents]
    changes = sum(one != other for one, other in pairwise(articles))
    assert changes == len(set(articles)) - 1


def test_lengths_are_those_of_news(documents) -> None:
    lengths = [len(document["text"].split()) for document in documents]
    assert min(lengths) >= 5 and max(lengths) <= 60 and 18 <= median(lengths) <= 26


def test_the_content_stands_in_the_paragraph(documents) -> None:
    for document in documents:
        [[start, end]] = document["spans"]
        assert document["paragraph"][start:end] == document["text"]


def test_a_document_has_the_form_that_the_index_makes(documents) -> None:
    text = "“We won,” Ana Ruiz said."
    speaker = Speaker("ana-ruiz", "Ana Ruiz", None, ())
    attribution = Attribution(speaker, Span(10, 18), Span(19, 23), "drawn", 0.9, None, act=Act.SAYS)
    article = Article(
        id=article_id(None, text),
        text=text,
        headline="Won",
        outlet=Outlet("x", "X"),
        url="https://x.example",
        byline=None,
        dateline=None,
        published=PublicationDate("2018-05-31", "the front matter", inferred=False),
        language="en",
        provenance=Provenance("x", "text", "2018-06-13T09:00:00Z", "0", "0"),
    )
    made = ArticleDocuments(article).quotation(Quotation("q-1", article.id, Kind.DIRECT, (Span(1, 8),), attribution))
    known = next(document for document in documents if document["speaker"] and document["date"])
    assert _form(known) == _form(made)


def _form(value):
    if isinstance(value, dict):
        return {name: _form(member) for name, member in value.items() if name != "unknown"}
    return type(value)
