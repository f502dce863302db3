"""The answers of WordPress, the Guardian, the NYT and NewsAPI, GDELT's quotations, and CSV as it is published."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.readers.conftest import Take

SPEECH = "“We will keep the ferry,” said Ana Ruiz, the mayor."
TEXT = f"The council met.\n\n{SPEECH}"


@pytest.mark.parametrize(
    ("name", "fields", "text"),
    [
        ("wordpress", ("Ferry – it stays", "Jo Moor", "courier.example", "https://courier.example/ferry"), TEXT),
        (
            "guardian",
            ("Ferry stays, says mayor", "Jo Moor", "The Guardian", "https://www.theguardian.com/world/ferry"),
            TEXT,
        ),
        (
            "nyt",
            (
                "Ferry Stays",
                "Jo Moor and Kim Aldo",
                "The New York Times",
                "https://www.nytimes.com/2031/05/04/ferry.html",
            ),
            f"The council met. {SPEECH}",
        ),
        (
            "newsapi",
            ("Ferry stays", "Jo Moor", "Island News", "https://courier.example/cut"),
            f"The council met. {SPEECH} It may al…",
        ),
    ],
)
def test_an_answer_is_read_by_its_form(
    take: Take, sample: Callable[[str], Path], name: str, fields: tuple[str, ...], text: str
) -> None:
    articles, refused = take(sample(f"{name}.json"))
    article = articles["item 1"]
    assert (article.headline, article.byline, article.outlet.name, article.url) == fields
    assert (article.text, article.published.edtf) == (text, "2031-05-04")
    assert (article.provenance.format, article.summary) == (name, name in ("nyt", "newsapi"))
    assert refused == {
        "wordpress": {"item 2": "no text: the post is protected by a password"},
        "guardian": {"item 2": "no text: the answer of the Guardian holds none; ask for it with show-fields=body"},
    }.get(name, {})


def test_a_text_that_is_cut_says_by_whom(take: Take, sample: Callable[[str], Path]) -> None:
    article = take(sample("newsapi.json"))[0]["item 1"]
    assert article.unknown["text"] == "the whole text: the API cut the text: [+2711 chars]"


def test_quotations_of_gdelt_are_kept_with_their_words_around_and_marked(
    take: Take, sample: Callable[[str], Path]
) -> None:
    articles, refused = take(sample("quotes.gqg.json"))
    article = articles["line 1"]
    assert (
        article.text
        == "The council met. “We will keep the ferry” said Ana Ruiz, the mayor.\n\nHe asked “Is it true?”, and went."
    )
    assert (article.provenance.format, article.summary, article.language) == ("gdelt-gqg", True, "en")
    assert article.unknown["text"].startswith("the whole text: GDELT's quotation graph gives each quotation")
    assert refused == {"line 2": "no text: the article of GDELT's quotation graph holds no quotation"}


def test_an_object_with_title_address_and_day_is_the_article_and_its_pictures_are_not(take: Take) -> None:
    pictures = [{"title": "Fog", "description": "“Sad,” says Bo Lind.", "url": "https://courier.example/1.jpg"}]
    item = {"title": "Rain", "url": "https://courier.example/rain", "date": "2031", "content_html": "<p>It rained.</p>"}
    articles, refused = take(json.dumps(item | {"images": pictures}))
    assert refused == {} and [article.text for article in articles.values()] == ["It rained."]


def test_one_article_may_lie_inside_an_answer(take: Take) -> None:
    content = {
        "webTitle": "Rain",
        "webUrl": "https://www.theguardian.com/rain",
        "fields": {"body": "<p>It rained.</p>"},
    }
    articles, refused = take(json.dumps({"response": {"status": "ok", "content": content}}))
    assert refused == {} and articles["item 1"].text == "It rained."


def test_each_item_of_a_json_feed_is_an_article(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("feed.json"))
    first, second = articles.values()
    assert (first.headline, first.byline, first.outlet.name) == ("Ferry stays", "Kim Aldo", "Island News")
    assert (first.url, first.published.edtf, first.language) == ("https://courier.example/ferry", "2031-05-04", "en")
    assert (second.byline, second.summary) == ("Jo Moor", True)
    assert refused == {"item 3": "no text: the item has neither content nor summary"}


def test_csv_parted_by_bars_with_a_line_for_the_spreadsheet_and_empty_cells(
    take: Take, sample: Callable[[str], Path]
) -> None:
    articles, refused = take(sample("bars.csv"))
    ferry, rain = articles.values()
    assert refused == {} and (ferry.published.edtf, rain.published.edtf) == ("2031-05-25", None)
    assert rain.published.evidence.startswith('field published "03/05/2031" is no day that can be read for sure')


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("Class Index,Title,Description\n3,Rain,It rained.", "It rained."),
        (
            "date,year,title,article,url,publication\n2031-05-04 00:00:00,2031,Rain,It rained.,https://a.example/1,X",
            "It rained.",
        ),
        ("title,text\nRain,It rained.,,", "It rained."),
        ("title,text,\nRain,It rained.,", "It rained."),
        ("sep=;\ntitle;text\nRain;It rained.", "It rained."),
    ],
)
def test_tables_as_they_are_published_are_read(take: Take, table: str, text: str) -> None:
    articles, refused = take(table)
    assert refused == {} and [article.text for article in articles.values()] == [text]


def test_a_cell_too_many_with_words_is_still_refused(take: Take) -> None:
    assert take("title,text\nRain,It rained.,more")[1] == {"row 2": "3 columns; the first line names 2"}


def test_a_line_of_the_news_category_set_is_a_summary(take: Take) -> None:
    line = {
        "link": "https://a.example/1",
        "headline": "Rain",
        "short_description": "It rained.",
        "authors": "Jo Moor",
        "date": "2031-05-04",
    }
    article = take(json.dumps(line))[0][None]
    assert (article.text, article.summary, article.byline) == ("It rained.", True, "Jo Moor")


def test_a_dump_of_wikinews_is_read_without_its_markup(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("wikinews.xml"))
    article = articles["page 1"]
    assert article.text.split("\n\n") == [
        "The council of Port Ellen met on Monday.",
        "“We will keep the ferry,” said Ana Ruiz, the mayor.",
        "What it costs",
        "Two million.",
    ]
    assert (article.headline, article.outlet.name) == ("Ferry of Port Ellen stays", "Wikinews")
    assert article.url == "https://en.wikinews.org/wiki/Ferry_of_Port_Ellen_stays"
    assert (article.published.edtf, article.published.inferred) == ("2031-05-04", False)
    assert article.licence == "CC BY 2.5 (the licence of Wikinews)"
    assert refused == {
        "page 4": "skipped: a page of Wikinews that is not published ({{develop}})",
        None: "passed over: 1 redirect, 1 page of other namespaces (talk, templates, categories)",
    }


@pytest.mark.parametrize(
    ("dump", "reason"),
    [
        ("<mediawiki><siteinfo><sitename>Fish</sitename></siteinfo></mediawiki>", "a MediaWiki dump of Fish, no news"),
        ("<mediawiki></mediawiki>", "a MediaWiki dump without pages"),
        ("<mediawiki><page><title>A", "the dump is broken here, in line 1"),
    ],
)
def test_another_dump_is_named(take: Take, dump: str, reason: str) -> None:
    assert next(iter(take(dump)[1].values())).startswith(reason)
