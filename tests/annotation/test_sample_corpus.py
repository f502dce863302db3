"""The two shipped articles, from the file to the quotation."""

from pathlib import Path

import pytest

from annotation.annotator import annotate
from annotation.quotation import Kind, Quotation
from corpus.article import Article
from tests.support.stored_articles import read

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
LAVROV, TRUMP = "sergey-lavrov", "donald-trump"


def read_one(name: str) -> Article:
    [article] = read(ARTICLES / name)
    return article


def of_kind(article: Article, *kinds: Kind) -> list[tuple[str | None, str | None, str]]:
    """Return speaker, source as written, and the first and last two words of each quotation."""
    return [
        (_speaker(quotation), _source(quotation, article), _ends(quotation, article))
        for quotation in annotate(article)
        if quotation.kind in kinds
    ]


def _speaker(quotation: Quotation) -> str | None:
    return quotation.attribution.speaker.id if quotation.attribution.speaker else None


def _source(quotation: Quotation, article: Article) -> str | None:
    return quotation.attribution.source.of(article.text) if quotation.attribution.source else None


def _ends(quotation: Quotation, article: Article) -> str:
    words = " ".join(span.of(article.text) for span in quotation.content).split()
    return f"{' '.join(words[:2])} … {' '.join(words[-2:])}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "tass-korean-peninsula-denuclearization.md",
            [
                (LAVROV, "Lavrov", "For example, … can see."),
                (LAVROV, "the minister", "the direct … worth support."),
                (LAVROV, "he", "The Russian-Chinese … right pace."),
                (LAVROV, "Lavrov", "The document, … for it."),
                (LAVROV, "Lavrov", "Regarding all … Northeast Asia."),
            ],
        ),
        (
            "radio-habana-cuba-not-possible-in-one-move.md",
            [
                (LAVROV, "Lavrov", "We support … and Washington"),
                (LAVROV, "he", "At the … map implies"),
                (TRUMP, "The U.S. president", "his administration … Kim Jong-un"),
            ],
        ),
    ],
)
def test_what_stands_between_marks_is_given_to_its_speaker(name, expected):
    assert of_kind(read_one(name), Kind.DIRECT, Kind.MIXED) == expected


def test_what_is_reported_without_marks_is_given_to_its_speaker():
    assert (LAVROV, "the Russian top diplomat", "It is … this process") in of_kind(
        read_one("tass-korean-peninsula-denuclearization.md"), Kind.INDIRECT
    )


def test_the_speakers_are_the_same_when_nobody_is_known_beforehand(monkeypatch):
    monkeypatch.setattr("annotation.coreference.known_speakers.known_speaker", lambda name: None)
    article = read_one("radio-habana-cuba-not-possible-in-one-move.md")
    assert {speaker for speaker, _, _ in of_kind(article, *Kind)} == {LAVROV, TRUMP}
