import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest

from corpus.readers.web import feed
from tests.corpus.readers.conftest import Take

ITEM = "<item><title>Rain</title><link>https://courier.example/rain</link><description>It rained.</description></item>"


def rss(items: str = ITEM, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'


def test_each_entry_with_its_content_is_an_article(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("rss.xml"))
    assert list(articles) == ["entry 1", "entry 2"]
    assert refused == {"entry 3": "no text: the entry has neither content nor summary"}
    rain = articles["entry 1"]
    assert rain.text == "“It rained,” said Ana Ruiz.\n\n“And how.”"
    assert (rain.headline, rain.byline, rain.outlet.name) == ("Rain at last & how", "Jo Moor", "Kalmarian Courier")
    assert (rain.url, rain.language, rain.summary) == ("https://courier.example/rain", "en-GB", False)
    assert rain.published.edtf == "2031-05-03"
    assert rain.published.evidence == 'entry published "Sat, 03 May 2031 23:30:00 -0300"'


def test_a_summary_alone_is_marked_as_one(take: Take, sample: Callable[[str], Path]) -> None:
    sun = take(sample("rss.xml"))[0]["entry 2"]
    assert (sun.text, sun.summary, sun.url) == ("“The sun shone,” said Bo Lind.", True, "https://courier.example/sun")
    assert sun.published.edtf is None
    assert sun.published.evidence.startswith('entry published "yesterday" is no day that can be read for sure')


def test_atom_names_several_authors_and_where_an_entry_comes_from(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("atom.xml"))
    assert refused == {}
    pier, ferry = articles.values()
    assert (pier.headline, pier.byline, pier.outlet.name) == ("The pier", "Ana Ruiz, Kim Aldo", "Pier Gazette")
    assert (pier.text, pier.summary, pier.language) == ("“It opens,” she said.\n\nIt did.", False, "en")
    assert (pier.published.edtf, pier.published.inferred) == ("2031-05-03", False)
    assert (ferry.url, ferry.outlet.name, ferry.summary) == (None, "Island feed", True)
    assert (ferry.published.edtf, ferry.published.inferred) == ("2031-05-05", True)
    assert ferry.published.evidence == 'entry updated "2031-05-05T00:00:00Z", which may be later than its publication'


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("rss10.xml", "“A,” said Bo Lind.", "utf-8, detected"),
        ("rss091.xml", "“B,” said Jo Moor.", "windows-1252, declared in XML"),
    ],
)
def test_the_older_forms_are_read(
    take: Take, sample: Callable[[str], Path], name: str, text: str, encoding: str
) -> None:
    articles, refused = take(sample(name))
    assert refused == {}
    assert (articles["entry 1"].text, articles["entry 1"].provenance.encoding) == (text, encoding)


def test_the_date_of_an_old_entry_is_that_of_its_publication(take: Take, sample: Callable[[str], Path]) -> None:
    published = take(sample("rss10.xml"))[0]["entry 1"].published
    assert (published.edtf, published.inferred) == ("2031-05-03", False)


def test_a_feed_that_breaks_off_gives_the_entries_before(take: Take) -> None:
    whole = rss(ITEM + ITEM.replace("rain", "sun") + ITEM.replace("rain", "hail"))
    articles, refused = take(whole[: whole.index("hail") + 30])
    assert list(articles) == ["entry 1", "entry 2"]
    assert refused == {"entry 3": "the feed breaks off here"}


def test_a_feed_with_a_fault_in_its_xml_is_read_all_the_same(take: Take) -> None:
    articles, refused = take(rss(ITEM.replace("It rained.", "It&nbsp;rained & rained.")))
    assert refused == {} and articles["entry 1"].text == "It rained & rained."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (rss(""), "a feed without entries"),
        (rss(head='<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "the feed declares entities of its own"),
        (rss().encode() + bytes(range(128, 256)) * 9, "not UTF-8, and no other encoding"),
        (rss().encode() + b"\x00", "not text: it holds zero bytes"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why(take: Take, content: str | bytes, reason: str) -> None:
    articles, refused = take(content)
    assert articles == {} and refused[None].startswith(reason)


def test_an_address_that_may_not_be_shown_is_none(take: Take) -> None:
    articles, _ = take(rss(ITEM.replace("https://courier.example/rain", "javascript:alert(1)")))
    assert articles["entry 1"].url is None
    assert articles["entry 1"].unknown["url"] == "the entry gives no address"


def test_a_feed_is_told_from_a_page(take: Take) -> None:
    page = "<html><body><article><p>“Read our &lt;rss&gt; feed,” said Bo Lind.</p></article><rss></body></html>"
    articles, refused = take(page + "<title>x</title>")
    assert refused == {} and articles[None].provenance.format == "html"


def test_an_entry_that_feedparser_cannot_read_costs_that_entry(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = feedparser.parse

    def failing(file: Any, **options: Any) -> Any:
        if b"BROKEN" in file.getvalue():
            raise IndexError
        return parse(file, **options)

    monkeypatch.setattr(feedparser, "parse", failing)
    articles, refused = take(
        rss(ITEM + ITEM.replace("It rained.", "BROKEN") + ITEM.replace("It rained.", "It snowed."))
    )
    assert [article.text for article in articles.values()] == ["It rained.", "It snowed."]
    assert list(articles) == ["entry 1", "entry 3"]
    assert refused == {"entry 2": "feedparser cannot read the entry"}


def test_an_entry_whose_fields_cannot_be_read_costs_that_entry(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = feed._entry_fields

    def failing(entry: Any, whole: Any) -> Any:
        if "Storm" in str(entry.get("title")):
            raise ValueError("Invalid IPv6 URL")
        return fields(entry, whole)

    monkeypatch.setattr(feed, "_entry_fields", failing)
    articles, refused = take(rss(ITEM + re.sub("<title>.*?</title>", "<title>Storm</title>", ITEM)))
    assert list(articles) == ["entry 1"]
    assert refused == {"entry 2": "feedparser cannot read the entry: ValueError"}
