"""When, where, to whom and how something was said: only what stands beside the verb tells, counted from the article."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from annotation.annotator import annotate, annotate_text
from annotation.occasion.times import NO_DAY
from annotation.quotation import CIRCUMSTANCES, Quotation
from corpus import Dateline
from tests.support.stored_articles import read

ARTICLES = Path(__file__).parents[3] / "corpus" / "articles"


def values(quotation: Quotation) -> dict[str, str]:
    """Return the value of each circumstance that is told."""
    occasion = quotation.occasion
    told = {name: getattr(occasion, name) for name in CIRCUMSTANCES} if occasion else {}
    return {name: one.value for name, one in told.items() if one}


def occasions(text: str, published: str | None = "2018-05-31") -> list[dict[str, str]]:
    return [values(quotation) for quotation in annotate_text(text, published=published)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("on Thursday", "2018-05-31"),
        ("on Friday", "2018-05-25"),
        ("last Thursday", "2018-05-24"),
        ("Tuesday afternoon", "2018-05-29"),
        ("earlier this week", "2018-05-28/2018-05-31"),
        ("this month", "2018-05"),
        ("last month", "2018-04"),
        ("last year", "2017"),
        ("last night", "2018-05-30"),
        ("tonight", "2018-05-31"),
        ("on May 3, 2017", "2017-05-03"),
        ("on 3 May", "2018-05-03"),
        ("in June 2016", "2016-06"),
        ("in May", "2018-05"),
        ("in June", "2017-06"),
        ("three weeks ago", "2018-05-07/2018-05-13"),
        ("a year ago", "2017"),
        ("in the summer of 2012", "2012-06/2012-08"),
        ("last winter", "2017-12/2018-02"),
        ("back in 2009", "2009"),
        ("on February 30", None),
        ("next Monday", None),
        ("in 2030", None),
        ("on a Monday morning show", None),
        ("in march", None),
    ],
)
def test_times_are_counted_from_the_day_of_the_article(words: str, said: str | None) -> None:
    [occasion] = occasions(f"“It held,” Ana Ruiz said {words}.")
    assert occasion.get("said") == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz said Tuesday that the dam would hold on Friday.", {"said": "2018-05-29"}),
        ("“It held,” said Ana Ruiz, who left the town on Friday.", {}),
        ("Ana Ruiz, who left in 2012, said that the dam would hold.", {}),
        ("“It held,” Ana Ruiz said after Jan Novak left in May.", {}),
        ("“It held,” Ana Ruiz said of Tuesday’s vote.", {}),
        ("Ana Ruiz told USA TODAY that the dam would hold.", {"addressee": "USA TODAY"}),
        ("Ana Ruiz answered on Monday, saying that the dam would hold.", {"said": "2018-05-28"}),
        (
            "Ana Ruiz released a statement Monday saying that the dam would hold.",
            {"said": "2018-05-28", "medium": "statement"},
        ),
        ("The town was glad in March, when Ana Ruiz said that the dam would hold.", {"said": "2018-03"}),
        ("The dam is liked, according to a poll released Monday.", {"said": "2018-05-28", "medium": "survey"}),
        ("Ana Ruiz hopes to close the dam on Monday.", {}),
        ("Officials in Norra said that the dam would hold.", {}),
        ("“It held,” Ana Ruiz told a crowd in Norra.", {"place": "Norra", "addressee": "a crowd"}),
        ("“It held,” Ana Ruiz told Fox News in Norra.", {"addressee": "Fox News"}),
        (
            "“It held,” Ana Ruiz said in Norra, North Elmland, on Monday.",
            {"said": "2018-05-28", "place": "Norra, North Elmland"},
        ),
        ("“It held,” Ana Ruiz said at a rally with Jan Novak.", {"event": "a rally with Jan Novak"}),
        ("“It held,” Ana Ruiz said on CNN.", {"medium": "broadcast"}),
        ("“It held,” Ana Ruiz wrote in a letter to the council.", {"medium": "letter", "addressee": "the council"}),
        ("“It held,” Ana Ruiz said in court papers.", {"medium": "court filing"}),
        ("“It held,” Ana Ruiz said in Spanish.", {"language": "es"}),
        ("“It held,” Ana Ruiz said in Spanish waters.", {}),
        ("Ana Ruiz vowed to work for the council.", {}),
        ("Ana Ruiz told the truth that the dam would hold.", {}),
    ],
)
def test_only_what_stands_beside_the_verb_tells(text: str, expected: Mapping[str, str]) -> None:
    assert occasions(text)[0] == expected


def test_a_time_without_a_day_to_count_from_is_undated_with_the_reason() -> None:
    text = "“It held,” Ana Ruiz said on Monday."
    [quotation] = annotate_text(text)
    assert quotation.occasion is not None
    assert (quotation.occasion.said, quotation.occasion.undated) == (None, NO_DAY)
    assert occasions(text, "2018-05") == [{}]
    assert occasions("“It held,” Ana Ruiz said last year.", "2018") == [{"said": "2017"}]


def test_the_dateline_is_the_day_to_count_from_where_the_article_was_printed_later() -> None:
    line = Dateline(0, 16, "NORRA", "May 29", None)
    [quotation] = annotate_text("“It held,” Ana Ruiz said on Wednesday.", published="2018-05-31", dateline=line)
    assert values(quotation) == {"said": "2018-05-23"}


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("“It held,” Ana Ruiz said on Monday. “All night,” she said.", {"said": "2018-05-28"}),
        ("“It held,” Ana Ruiz said on Monday. “All night,” she said on Tuesday.", {"said": "2018-05-29"}),
        ("“It held,” Ana Ruiz said on Monday. “All night,” she later said.", {}),
        ("“It held,” Ana Ruiz said on Monday. She has said that it was close.", {}),
        ("“It held,” Ana Ruiz said on Monday. “All night,” said Jan Novak.", {}),
        ("“It held,” Ana Ruiz said on Monday.\n\n“All night,” she said.", {}),
        ("“It held,” Ana Ruiz said on Monday. She agreed to hold talks.", {}),
    ],
)
def test_an_occasion_is_handed_on_within_one_speech(text: str, second: Mapping[str, str]) -> None:
    assert occasions(text)[1] == second


def of_article(name: str) -> dict[str, dict[str, str]]:
    """Return the occasion of each quotation of a shipped article, by how its words begin."""
    [article] = read(ARTICLES / name)
    return {quotation.content[0].of(article.text)[:20]: values(quotation) for quotation in annotate(article)}


def test_lavrov_spoke_at_the_conference_on_the_wednesday_before_the_dateline() -> None:
    told = of_article("radio-habana-cuba-not-possible-in-one-move.md")
    conference = {"said": "2018-05-30", "event": "the Primakov Readings conference"}
    assert told["We support the curre"] == conference
    assert [words for words, occasion in told.items() if occasion] == ["We support the curre"]


def test_the_words_that_follow_a_news_conference_were_said_there() -> None:
    told = list(of_article("tass-korean-peninsula-denuclearization.md").values())
    conference = {"said": "2018-06-13", "event": "news conference", "medium": "news conference"}
    assert [occasion for occasion in told if occasion] == [conference] * 7
    assert not told[0]  # the standfirst comes before it
