"""NITF, NewsML-G2 and ninjs: texts are read, captions never are."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers.io.xml_tree import root_name
from tests.corpus.readers.conftest import Take

SPEECH = "“We will keep the ferry,” said Ana Ruiz"


def test_nitf_is_read_without_captions_and_titles(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("item.nitf.xml"))
    article = articles[None]
    assert refused == {} and article.provenance.format == "nitf"
    assert (article.headline, article.byline) == ("Ferry stays, says mayor", "Jo Moor")
    assert (article.outlet.name, article.url) == ("Island News Agency", "https://ina.example/ferry")
    assert (article.published.edtf, article.published.inferred) == ("2031-05-04", False)
    assert article.published.evidence == 'NITF date.issue "20310504T101112+0200"'
    assert article.text.split("\n\n") == [
        "The council of Port Ellen met on Monday in the old school.",
        f"{SPEECH}, the mayor.",
        "What it costs",
        "Ship",
        "2 m",
    ]


def nitf(body: str, head: str = "") -> str:
    return f"<nitf><head>{head}</head><body><body.head><distributor>INA</distributor></body.head>{body}</body></nitf>"


def test_a_full_text_block_repeats_the_leading_paragraph_only_once(take: Take) -> None:
    lead, all_of_it = "<p>It rained.</p>", "<p>It rained.</p><p>A lot.</p>"
    blocks = f'<block class="lead_paragraph">{lead}</block><block class="full_text">{all_of_it}</block>'
    assert take(nitf(f"<body.content>{blocks}</body.content>"))[0][None].text == "It rained.\n\nA lot."


def test_an_abstract_alone_is_a_summary(take: Take) -> None:
    text = "<nitf><body><body.head><abstract><p>It rained.</p></abstract></body.head></body></nitf>"
    article = take(text)[0][None]
    assert article.text == "It rained." and article.summary and article.outlet.id == "unknown"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            nitf("<body.content><media><media-caption><p>“No.”</p></media-caption></media></body.content>"),
            "no text: the NITF",
        ),
        (nitf("<body.content><p>It rained.</body.content>"), "XML that is not well-formed in line 1"),
        ('<!DOCTYPE nitf [<!ENTITY a "b">]>' + nitf("&a;"), "the XML declares entities of its own"),
        (nitf("<body.content><p>&nothing;</p></body.content>"), "XML that is not well-formed"),
        (nitf("<p>" * 300), "XML that is not well-formed"),
        (nitf("<a/>" * 500_001), "XML of more than 500,000 tags"),
    ],
)
def test_nitf_that_cannot_be_read_says_why(take: Take, text: str, reason: str) -> None:
    articles, refused = take(text)
    assert articles == {} and refused[None].startswith(reason)


def test_each_text_of_a_message_is_an_article_and_the_rest_is_skipped(
    take: Take, sample: Callable[[str], Path]
) -> None:
    articles, refused = take(sample("item.newsml.xml"))
    article = articles["item 1"]
    assert list(articles) == ["item 1"] and article.provenance.format == "newsml-g2"
    assert (article.headline, article.byline) == ("Ferry stays, says mayor", "Jo Moor")
    assert (article.outlet.name, article.language) == ("Island News Agency", "en")
    assert (article.published.edtf, article.published.inferred) == ("2031-05-04", True)
    assert article.licence == "© 2031 Island News Agency; Not on Sundays"
    assert article.text == f"The council met on Monday.\n\n{SPEECH}."
    assert refused == {
        "item 2": "skipped: a NewsML-G2 item of class picture: its caption is no article",
        "item 3": "skipped: a NewsML-G2 item that was withheld (pubStatus)",
        "item 4": "a NewsML-G2 package: it names other items and holds no text; ingest those items",
    }


def news_item(content: str, meta: str = "") -> str:
    return f'<newsItem guid="https://ina.example/1"><itemMeta>{meta}</itemMeta><contentSet>{content}</contentSet></newsItem>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<inlineXML>{nitf('<body.content><p>It rained.</p></body.content>')}</inlineXML>", "It rained."),
        ('<inlineData contenttype="text/plain">It rained.\n\nA lot.</inlineData>', "It rained.\n\nA lot."),
        ('<inlineData contenttype="text/html">&lt;p&gt;It rained.&lt;/p&gt;</inlineData>', "It rained."),
    ],
)
def test_the_content_may_be_nitf_plain_or_html(take: Take, content: str, text: str) -> None:
    article = take(news_item(content))[0][None]
    assert (article.text, article.url) == (text, "https://ina.example/1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "<inlineXML><events><event><name>Rain</name></event></events></inlineXML>",
            "skipped: a NewsML-G2 item of events",
        ),
        ('<remoteContent href="a.xml"/>', "no text: the item names a file that holds it (remoteContent)"),
        ("<inlineXML/>", "no text: the item's content is empty"),
    ],
)
def test_an_item_without_text_says_why(take: Take, content: str, reason: str) -> None:
    articles, refused = take(news_item(content))
    assert articles == {} and refused[None].startswith(reason)


def test_ninjs_of_each_version_is_read_and_pictures_are_not(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("items.ninjs.json"))
    second, first = articles["item 1"], articles["item 2"]
    assert {article.provenance.format for article in articles.values()} == {"ninjs"}
    assert (second.headline, second.byline, second.outlet.name) == (
        "Ferry stays, says mayor",
        "Jo Moor",
        "Island News Agency",
    )
    assert second.text == f"The council met.\n\n{SPEECH}."
    assert second.published.evidence == 'field versionCreated "2031-05-04T10:11:12Z"'
    assert (first.headline, first.byline, first.url) == ("Rain at last", "Jo Moor", "https://ina.example/rain")
    assert first.text == "It rained.\n\n“At last,” said Bo Lind."
    assert refused == {"item 3": "skipped: a ninjs item of type picture: its caption is no article"}


@pytest.mark.parametrize(
    "packing", [json.dumps, lambda item: json.dumps(item, indent=1), lambda item: json.dumps([item])]
)
def test_an_item_of_ninjs_is_one_article_however_it_is_packed(take: Take, packing: Callable[[object], str]) -> None:
    body = {"contentType": "text/vnd.IPTC.NITF", "value": nitf("<body.content><p>It rained.</p></body.content>")}
    item = {
        "uri": "urn:1",
        "type": "text",
        "versionCreated": "2031",
        "headlines": [{"value": "Rain"}],
        "bodies": [body],
    }
    articles, refused = take(packing(item))
    assert refused == {} and [article.text for article in articles.values()] == ["It rained."]


def test_a_withheld_item_of_ninjs_is_skipped(take: Take) -> None:
    item = {"uri": "urn:1", "type": "text", "pubStatus": "withheld", "body_text": "It rained."}
    assert take(json.dumps(item))[1] == {None: "skipped: a ninjs item that was withheld (pubStatus)"}


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<a>", "a"),
        (b'\n<?xml version="1.0"?>\n<!-- - -->\n<!DOCTYPE a [<!ELEMENT a (b)>]>\n<x:b xmlns:x="y">', "b"),
        (b"<!-- <a> ", ""),
        (b"no <a>", ""),
        (b"", ""),
    ],
)
def test_the_root_of_xml_is_named(head: bytes, name: str) -> None:
    assert root_name(head) == name
