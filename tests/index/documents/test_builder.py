from dataclasses import replace
from itertools import pairwise

import pytest

from annotation.quotation import Attribution, Kind, Quotation, Span, Speaker
from corpus.article import Article
from index.documents.builder import ArticleDocuments, paragraph_entries, quotation_entries
from tests.support import json_serializer

DRAWING = """Headline of the day

“[content|We support talks,]” [cue|said] [source|Lavrov]. “[content|All of them.]”

He added: “[content|First part]

“[content|and second part.]” [source|Lavrov] [cue|said] so.

Nothing is said here.

Nothing is said here."""


def drawn(library, **options):
    """Let the interrupted content belong to the speaker named last."""
    drawing = DRAWING.replace("[cue|said] [source|Lavrov]. ", "[cue|said] Lavrov. ", 1)
    return library.draw(drawing, **options)


def test_the_spans_of_a_document_cut_the_content_out_of_its_paragraph(library) -> None:
    article, quotations = drawn(library)
    for quotation in quotations:
        document = ArticleDocuments(article).quotation(quotation)
        cuts = [document["paragraph"][start:end] for start, end in document["spans"]]
        assert cuts == [article.text[start:end] for start, end in document["article_spans"]]
        assert " ".join(cuts) == document["text"]
        assert document["paragraph"] in article.text


def test_a_quotation_over_several_paragraphs_has_them_all_as_printed(library) -> None:
    article, [quotation] = drawn(library)
    document = ArticleDocuments(article).quotation(quotation)
    assert document["paragraph_number"] == 2
    assert document["paragraph"].startswith("“We support talks,")
    assert document["paragraph"].endswith("Lavrov said so.")
    assert "\n\n" in document["paragraph"]


def test_a_document_says_who_where_and_when(library) -> None:
    article, [quotation] = drawn(library, url="https://example.org/1")
    document = ArticleDocuments(article).quotation(quotation)
    assert document["speaker"]["id"] == "sergey-lavrov"
    assert document["speaker"]["as_written"] == "Lavrov"
    assert document["outlet"] == {"id": "tass", "name": "TASS"}
    assert document["source_url"] == "https://example.org/1"
    assert document["date"] == "2018-05-31"
    assert document["dates"]["inferred"] is True
    assert document["attribution"] == {
        "cue": "said",
        "source": "Lavrov",
        "rule": "drawn",
        "confidence": 0.9,
        "status": "automatic",
        "statement": True,
        "anonymous": False,
        "act": None,
    }


def test_every_null_has_a_reason(library) -> None:
    article, [quotation] = library.draw("“[content|No comment,]” said [source|an official].", date=None)
    document = ArticleDocuments(article).quotation(quotation)
    assert document["speaker"] is None
    assert document["unknown"]["speaker"] == "the source is anonymous"
    assert document["unknown"]["date"] == "the front matter"
    assert {"source_url", "headline", "attribution.cue", "dates.dateline"} <= document["unknown"].keys()
    assert all(document["unknown"].values())


def test_a_content_outside_the_text_is_refused(library) -> None:
    _, [quotation] = library.draw("One. “[content|Two,]” said [source|Lavrov].")
    other, _ = library.draw("One.")
    with pytest.raises(ValueError, match="in no paragraph"):
        ArticleDocuments(other).quotation(quotation)


def test_paragraphs_know_their_quotations(library) -> None:
    article, [quotation] = drawn(library)
    documents = list(ArticleDocuments(article).paragraphs([quotation]))
    assert [d["number"] for d in documents] == [1, 2, 3, 4, 5, 6]
    assert [d["quotations"] for d in documents] == [[], [quotation.id], [quotation.id], [quotation.id], [], []]
    assert documents[1]["speakers"] == ["sergey-lavrov"]
    assert len({d["id"] for d in documents}) == 6


def test_paragraph_ids_stay_when_another_is_put_above(library) -> None:
    article, _ = library.draw("One.\n\nTwo.", url="https://example.org/1")
    longer, _ = library.draw("New.\n\nOne.\n\nTwo.", url="https://example.org/1")
    ids = [d["id"] for d in ArticleDocuments(article).paragraphs([])]
    assert [d["id"] for d in ArticleDocuments(longer).paragraphs([])][1:] == ids


def test_an_entry_holds_the_document_finished(library) -> None:
    article, [quotation] = drawn(library)
    document = ArticleDocuments(article).quotation(quotation)
    [entry] = quotation_entries([document], json_serializer)
    assert json_serializer.document(entry.stored) == document
    assert (entry.speakers, entry.sort_key, entry.kinds) == (("sergey-lavrov",), "sergey lavrov", ("direct",))
    paragraphs = list(ArticleDocuments(article).paragraphs([quotation]))
    for paragraph, entry in zip(
        paragraphs, paragraph_entries(paragraphs, {quotation.id: document}, json_serializer), strict=True
    ):
        assert json_serializer.document(entry.stored) == paragraph
        assert entry.speakers == tuple(paragraph["speakers"])


def test_paragraphs_are_in_the_order_of_the_text(library) -> None:
    article: Article
    article, quotations = drawn(library)
    numbers = [d["number"] for d in ArticleDocuments(article).paragraphs(quotations)]
    assert all(one < other for one, other in pairwise(numbers))


def test_people_who_speak_together_are_all_found(library) -> None:
    article, _ = drawn(library)
    text = "“We are leaving,” Ana Ruiz and Piotr Lund said."
    both = (Speaker("ana-ruiz", "Ana Ruiz"), Speaker("piotr-lund", "Piotr Lund"))
    who = Attribution(None, Span(18, 41), Span(42, 46), "drawn", 0.9, "several speak together", together=both)
    quotation = Quotation("q-1", "a-1", Kind.DIRECT, (Span(1, 16),), who)
    document = ArticleDocuments(replace(article, id="a-1", text=text)).quotation(quotation)
    assert document["speaker"] is None
    assert [speaker["name"] for speaker in document["together"]] == ["Ana Ruiz", "Piotr Lund"]
    assert document["attribution"]["source"] == "Ana Ruiz and Piotr Lund"
    assert [entry.speakers for entry in quotation_entries([document], json_serializer)] == [("ana-ruiz", "piotr-lund")]
    assert document["unknown"]["speaker"] == "several speak together"
